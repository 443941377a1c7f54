using Spm.Core.Data;
using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Instruments.Nanonis.Client;

/// <content>Scans.</content>
public sealed partial class NanonisInstrument : IImaging
{
    // The controller sends lines in packages of 16 pixels.
    private const int PixelPackage = 16;

    // How long one wait for the end of a scan may hold the connection.
    private const int PollMs = 250;

    private static readonly TimeSpan BetweenGrabs = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public event EventHandler<ScanLine>? LineScanned;

    /// <inheritdoc/>
    public IReadOnlyList<string> ImageChannels => [.. _channels.Signals.Select(s => s.Name)];

    /// <inheritdoc/>
    public Task<IReadOnlyList<Dataset>> ScanAsync(ImageRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        SignalInfo[] signals = [.. request.Channels.Select(_channels.Find)];
        if (request.Columns % PixelPackage != 0)
            throw new ArgumentException($"{nameof(request.Columns)} must be a multiple of {PixelPackage} on a Nanonis controller, got {request.Columns}. Try: {nameof(request.Columns)} = {(request.Columns / PixelPackage + 1) * PixelPackage}");
        return _gate.RunAsync(request.Check, token => ScanAsync(request, signals, progress, token), cancellationToken);
    }

    private async Task<IReadOnlyList<Dataset>> ScanAsync(ImageRequest request, SignalInfo[] signals, IProgress<long>? progress, CancellationToken token)
    {
        var startS = _clock.Elapsed.TotalSeconds;
        var numbers = await _channels.NumbersAsync(_work, signals, token).ConfigureAwait(false);
        var lockIn = request.AcAmplitudeV > 0 ? await GetLockInAsync(token).ConfigureAwait(false) : null;
        try
        {
            await PrepareAsync(request, numbers, lockIn, token).ConfigureAwait(false);
            await _work.TellAsync("Scan.Action", w => w.UInt16(0).Flag(!request.Downward), token).ConfigureAwait(false);
            var frame = new NanonisFrame(request, numbers, [.. signals.Select(signal => signal.Unit)], _work);
            await FollowAsync(frame, request, progress, token).ConfigureAwait(false);
            await frame.GrabAsync(request.WithRetrace, token).ConfigureAwait(false);
            if (frame.FinishedRows is var rows && rows < request.Rows)
                throw new InvalidOperationException($"The scan was stopped at the controller after {rows} of {request.Rows} lines.");
            Report(frame, request, progress);
            await GetPositionAsync(token).ConfigureAwait(false);
            var time = new MeasuringTime(startS, _clock.Elapsed.TotalSeconds);
            return [.. frame.Images(request.WithRetrace).Select(image => Wrap(request, signals[image.Channel], image.Retrace, image.Values, time))];
        }
        catch
        {
            // Before the lock-in is put back, which a microscope that scans may refuse.
            await SetSafeAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            if (lockIn is not null) await TellLockInAsync(lockIn, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Frame, buffer, speed, bias and excitation. What the controller made of it is read back: a frame elsewhere is an error, not a surprise.</summary>
    private async Task PrepareAsync(ImageRequest request, int[] numbers, LockInSettings? lockIn, CancellationToken token)
    {
        var (width, height) = (request.Columns * request.PixelM, request.Rows * request.PixelM);
        var (x, y) = ((request.CenterXM ?? Limits.RangeXM / 2) - Limits.RangeXM / 2, (request.CenterYM ?? Limits.RangeYM / 2) - Limits.RangeYM / 2);
        await StopContinuousAsync(token).ConfigureAwait(false);
        await _work.TellAsync("Scan.FrameSet", w => w.Single(x).Single(y).Single(width).Single(height).Single(0), token).ConfigureAwait(false);
        await _work.TellAsync("Scan.BufferSet", w => w.Ints(numbers).Int32(request.Columns).Int32(request.Rows), token).ConfigureAwait(false);
        var frame = await _work.AskAsync("Scan.FrameGet", null, r => r.ReadNumbers(5), token).ConfigureAwait(false);
        if (new[] { (frame[0], x), (frame[1], y), (frame[2], width), (frame[3], height) }.Any(pair => !(Math.Abs(pair.Item1 - pair.Item2) <= 1e-4 * Math.Max(width, height))))
            throw new InvalidOperationException($"The controller took another frame than was asked for: centre {frame[0]:G4}, {frame[1]:G4} m, {frame[2]:G4} × {frame[3]:G4} m. Ask for one within its scan range.");
        var buffer = await _work.AskAsync("Scan.BufferGet", null, r => (Channels: r.ReadInts(), Pixels: r.ReadInt32(), Lines: r.ReadInt32()), token).ConfigureAwait(false);
        if ((buffer.Pixels, buffer.Lines) != (request.Columns, request.Rows))
            throw new InvalidOperationException($"The controller scans {buffer.Lines} × {buffer.Pixels} pixels where {request.Rows} × {request.Columns} were asked for. Ask for its numbers.");
        if (request.LineTimeS is { } line)
        {
            var speed = await _work.AskAsync("Scan.SpeedGet", null, r => (Numbers: r.ReadNumbers(4), Keep: r.ReadUInt16(), Ratio: r.ReadNumber()), token).ConfigureAwait(false);
            await _work.TellAsync("Scan.SpeedSet", w => w.SinglesAlone([width / line, width / line * speed.Ratio, line, line / speed.Ratio]).UInt16(2).Single(speed.Ratio), token).ConfigureAwait(false);
        }
        if (lockIn is not null) await TellLockInAsync(lockIn with { IsOn = true, AmplitudeV = request.AcAmplitudeV }, token).ConfigureAwait(false);
        await RampBiasAsync(request.BiasV, token).ConfigureAwait(false);
    }

    /// <summary>One frame, always in the direction asked for; names and comment stay as they are.</summary>
    private async Task StopContinuousAsync(CancellationToken token)
    {
        var (series, comment) = await _work.AskAsync("Scan.PropsGet", null, ReadNames, token).ConfigureAwait(false);
        await _work.TellAsync("Scan.PropsSet", w =>
        {
            w.UInt32(2).UInt32(2).UInt32(0).Text(series).Text(comment);
            if (!Version.UsesSlots) w.Texts([]);
            if (Version.ScanPropsHaveModules) w.UInt32(0);
        }, token).ConfigureAwait(false);
    }

    private static (string Series, string Comment) ReadNames(WireReader reader)
    {
        reader.ReadUInt32();
        reader.ReadUInt32();
        reader.ReadUInt32();
        var names = (reader.ReadText(), reader.ReadText());
        // Later versions go on with modules, counts, a table of strings and autopaste, of which nothing is needed.
        if (reader.IsAtError()) return names;
        reader.ReadTexts();
        reader.ReadInts();
        var (rows, columns) = (reader.ReadInt32(), reader.ReadInt32());
        reader.ReadTexts(rows <= 0 || columns <= 0 ? 0 : checked(rows * columns));
        reader.ReadUInt32();
        return names;
    }

    /// <summary>Waits for the end in short turns, so that a cancel is heard, and shows lines as they come.</summary>
    private async Task FollowAsync(NanonisFrame frame, ImageRequest request, IProgress<long>? progress, CancellationToken token)
    {
        var grabbed = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            token.ThrowIfCancellationRequested();
            var timedOut = await _work.AskAsync("Scan.WaitEndOfScan", w => w.Int32(PollMs), r =>
            {
                var late = r.ReadUInt32() != 0;
                r.ReadText();
                return late;
            }, TimeSpan.FromMilliseconds(PollMs), token).ConfigureAwait(false);
            if (!timedOut || await _work.AskAsync("Scan.StatusGet", null, r => r.ReadUInt32(), token).ConfigureAwait(false) == 0) return;
            if (grabbed.Elapsed < BetweenGrabs || (LineScanned is null && progress is null)) continue;
            await frame.GrabAsync(request.WithRetrace, token).ConfigureAwait(false);
            Report(frame, request, progress);
            grabbed.Restart();
        }
    }

    private void Report(NanonisFrame frame, ImageRequest request, IProgress<long>? progress)
    {
        foreach (var line in frame.NewLines(request.WithRetrace)) LineScanned?.Invoke(this, line);
        progress?.Report((long)frame.FinishedRows * request.Columns);
    }

    private Dataset Wrap(ImageRequest request, SignalInfo signal, bool retrace, double[] values, MeasuringTime time)
    {
        var channel = request.Channels[Array.FindIndex([.. request.Channels], c => _channels.Find(c).Index == signal.Index)];
        var metadata = new Dictionary<string, object>
        {
            ["instrument"] = "Nanonis",
            ["real_time_engine"] = Version.Release,
            ["channel"] = channel,
            ["controller_signal"] = signal.ToString(),
            ["grid_num_rows"] = request.Rows,
            ["grid_num_cols"] = request.Columns,
            ["num_pix"] = (int)request.PixelCount,
            ["tip_bias_[V]"] = request.BiasV,
        };
        time.AddTo(metadata);
        return new Dataset(retrace ? $"{channel} retrace" : channel, signal.Name, signal.Unit,
        [
            new("Y", "Position", "m", DimensionKind.Spatial, request.RowPositionsM(Limits)),
            new("X", "Position", "m", DimensionKind.Spatial, request.ColumnPositionsM(Limits)),
        ], new RealMemoryStore(values), metadata, [ProvenanceStep.Ours("scan", Name, ("request", request.ToString()))]);
    }
}
