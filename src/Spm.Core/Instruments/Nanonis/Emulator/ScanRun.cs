using Spm.Core.Data;

namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>One frame: a scan of the instrument where the frame is a grid of square pixels, else pixel by pixel.</summary>
/// <param name="controller">The controller.</param>
/// <param name="imaging">What scans.</param>
/// <param name="image">What is filled.</param>
/// <param name="biasV">Bias while scanning.</param>
/// <param name="go">Reset while the scan is paused.</param>
internal sealed class ScanRun(EmulatedController controller, IImaging imaging, ScanImage image, double biasV, ManualResetEventSlim go)
{
    // A request must span at least this; a pixel may be smaller.
    private const double SmallestM = 1e-9;

    private readonly ScanFrame _frame = controller.Scan.Frame;
    private readonly ScanSpeed _speed = controller.Scan.Speed;
    private readonly (int Signal, string? Channel)[] _signals = [.. controller.Scan.Signals.Select(s => (s, controller.Signals.ImageChannel(s)))];
    private readonly System.Diagnostics.Stopwatch _clock = System.Diagnostics.Stopwatch.StartNew();
    private int _linesDone;

    private IReadOnlyList<string> Channels => [.. _signals.Select(s => s.Channel).OfType<string>().Distinct()];

    /// <summary>Scans the frame.</summary>
    public async Task RunAsync(CancellationToken token)
    {
        var request = new ImageRequest
        {
            Channels = Channels is { Count: > 0 } channels ? channels : [imaging.ImageChannels[0]],
            BiasV = biasV,
            AcAmplitudeV = await AmplitudeAsync(token).ConfigureAwait(false),
            LineTimeS = _speed.LineS,
            Downward = !image.Up,
            WithRetrace = true,
        };
        if (_frame.IsPlain(image.Lines, image.Pixels)) await ScanGridAsync(request, token).ConfigureAwait(false);
        else await ScanPixelsAsync(request, token).ConfigureAwait(false);
    }

    private async Task<double> AmplitudeAsync(CancellationToken token)
    {
        if (imaging is not ILockIn lockIn) return 0;
        var settings = await lockIn.GetLockInAsync(token).ConfigureAwait(false);
        return settings.IsOn ? settings.AmplitudeV : 0;
    }

    private async Task ScanGridAsync(ImageRequest request, CancellationToken token)
    {
        var center = controller.Microscope.ToSample(_frame.XM, _frame.YM);
        var limits = controller.Microscope.Limits;
        // float32 may have pushed a frame that fills the range over its edge; the pixels stay where they are to 1e-6 of the range.
        var side = Math.Min(Math.Max(_frame.WidthM, _frame.HeightM), 2 * Math.Min(
            Math.Min(center.XM, limits.RangeXM - center.XM) * Math.Max(1, (double)image.Lines / image.Pixels),
            Math.Min(center.YM, limits.RangeYM - center.YM) * Math.Max(1, (double)image.Pixels / image.Lines)));
        var grid = request with { Rows = image.Lines, Columns = image.Pixels, SizeM = side, CenterXM = center.XM, CenterYM = center.YM };
        EventHandler<ScanLine> onLine = (_, line) =>
        {
            Store(line.Row, 0, i => line.Channels[i].Span, line.Channels.Count, grid.Channels);
            EndLine(token);
        };
        imaging.LineScanned += onLine;
        IReadOnlyList<Dataset> datasets;
        try
        {
            datasets = await imaging.ScanAsync(grid, cancellationToken: token).ConfigureAwait(false);
        }
        finally
        {
            imaging.LineScanned -= onLine;
        }
        // An instrument that tells of no lines has its image all the same.
        var row = new double[image.Pixels];
        for (var r = 0; r < image.Lines; r++)
        {
            var line = r;
            Store(r, 0, i =>
            {
                datasets[i].Samples.Read((long)line * image.Pixels, row);
                return row;
            }, datasets.Count, grid.Channels);
        }
    }

    private async Task ScanPixelsAsync(ImageRequest request, CancellationToken token)
    {
        var pixelM = Math.Max(SmallestM, Math.Min(_frame.WidthM / image.Pixels, _frame.HeightM / image.Lines));
        var single = request with { Rows = 1, Columns = 1, SizeM = pixelM, LineTimeS = Math.Max(1e-4, _speed.LineS / image.Pixels), WithRetrace = false };
        var value = new double[1];
        for (var line = 0; line < image.Lines; line++)
        {
            var row = image.Up ? line : image.Lines - 1 - line;
            for (var column = 0; column < image.Pixels; column++)
            {
                var place = _frame.Pixel(row, column, image.Lines, image.Pixels);
                var (x, y) = controller.Microscope.ToSample(place.XM, place.YM);
                var datasets = await imaging.ScanAsync(single with
                {
                    CenterXM = Math.Clamp(x, pixelM / 2, controller.Microscope.Limits.RangeXM - pixelM / 2),
                    CenterYM = Math.Clamp(y, pixelM / 2, controller.Microscope.Limits.RangeYM - pixelM / 2),
                }, cancellationToken: token).ConfigureAwait(false);
                Store(row, column, i =>
                {
                    datasets[i].Samples.Read(0, value);
                    return value;
                }, datasets.Count, single.Channels);
            }
            EndLine(token);
        }
    }

    /// <summary>Puts values into the image. An instrument without retrace returns the trace for it.</summary>
    private void Store(int row, int column, Func<int, ReadOnlySpan<double>> values, int count, IReadOnlyList<string> channels)
    {
        foreach (var (signal, channel) in _signals)
        {
            foreach (var forward in new[] { true, false })
            {
                if (channel is null)
                {
                    image.Put(signal, forward, row, column, Known(signal, row, column));
                    continue;
                }
                var index = channels.ToList().IndexOf(channel);
                if (!forward && count > channels.Count) index += channels.Count;
                image.Put(signal, forward, row, column, values(index));
            }
        }
    }

    /// <summary>What needs no measuring: bias, x and y of the controller's frame, and the 0 of unused signals.</summary>
    private double[] Known(int signal, int row, int column)
    {
        var name = controller.Signals.IsUnused(signal) ? "" : controller.Signals.OwnName(signal);
        var count = _frame.IsPlain(image.Lines, image.Pixels) ? image.Pixels : 1;
        return [.. Enumerable.Range(column, count).Select(c => _frame.Pixel(row, c, image.Lines, image.Pixels))
            .Select(place => name.ToUpperInvariant() switch { "BIAS" => biasV, "X" => place.XM, "Y" => place.YM, _ => 0 })];
    }

    private void EndLine(CancellationToken token)
    {
        _linesDone++;
        go.Wait(token);
        if (!controller.Options.RealTime) return;
        var due = TimeSpan.FromSeconds(_linesDone * (_speed.LineS + _speed.BackwardLineS)) - _clock.Elapsed;
        if (due > TimeSpan.Zero && token.WaitHandle.WaitOne(due)) token.ThrowIfCancellationRequested();
    }
}
