using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Interactive.Formatters;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Session;

/// <summary>
/// The image of a scan that fills while it is measured. The measuring thread only copies a line; a picture is drawn elsewhere, at most one
/// every <see cref="Every"/>, so that it never slows the scan. Gone when the scan is over: its result has a picture of its own.
/// </summary>
internal sealed class LiveScan : IAsyncDisposable
{
    /// <summary>Time between two pictures. A scan that is over before shows none.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(0.5);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _over = new();
    private readonly string _displayId = $"scan-{Guid.NewGuid():N}";
    private readonly IImaging _imaging;
    private readonly ImageRequest _request;
    private readonly INotebookOutput _output;
    private readonly double[][,] _values;
    private readonly string?[,] _missing;
    private readonly Task _drawing;
    private bool _isNew, _isShown;

    public LiveScan(IImaging imaging, ImageRequest request, INotebookOutput output)
    {
        (_imaging, _request, _output) = (imaging, request, output);
        _values = [.. request.Channels.Select(_ => Empty(request))];
        _missing = new string?[request.Rows, request.Columns];
        for (var i = 0; i < _missing.Length; i++) _missing[i / request.Columns, i % request.Columns] = "not scanned yet";
        imaging.LineScanned += Take;
        _drawing = DrawAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _imaging.LineScanned -= Take;
        await _over.CancelAsync().ConfigureAwait(false);
        await _drawing.ConfigureAwait(false);
        if (_isShown) _output.Update(_displayId, new MimeBundle("").With(MimeTypes.Html, ""));
        _over.Dispose();
    }

    private static double[,] Empty(ImageRequest request)
    {
        var values = new double[request.Rows, request.Columns];
        for (var i = 0; i < values.Length; i++) values[i / request.Columns, i % request.Columns] = double.NaN;
        return values;
    }

    private void Take(object? sender, ScanLine line)
    {
        lock (_gate)
        {
            for (var channel = 0; channel < _values.Length; channel++)
            {
                var values = line.Channels[channel].Span;
                for (var column = 0; column < values.Length; column++) _values[channel][line.Row, column] = values[column];
            }
            for (var column = 0; column < _request.Columns; column++) _missing[line.Row, column] = null;
            _isNew = true;
        }
    }

    private async Task DrawAsync()
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token).ConfigureAwait(false))
                if (Picture() is { } bundle) Show(bundle);
        }
        catch (OperationCanceledException)
        {
            // The scan is over.
        }
    }

    private MimeBundle? Picture()
    {
        ScalarMap[] maps;
        lock (_gate)
        {
            if (!_isNew) return null;
            _isNew = false;
            var (x, y) = (Axis("X", _request.ColumnPositionsM(_imaging.Limits)), Axis("Y", _request.RowPositionsM(_imaging.Limits)));
            maps = [.. _request.Channels.Select((channel, i) => new ScalarMap(channel, "", x, y, (double[,])_values[i].Clone(), (string?[,])_missing.Clone(), channel == "phase"))];
        }
        return ImagesFormatter.Static(new ImagesView("", maps));
    }

    private void Show(MimeBundle bundle)
    {
        if (_isShown) _output.Update(_displayId, bundle);
        else _output.Display(bundle, _displayId);
        _isShown = true;
    }

    private static Dimension Axis(string name, double[] positionsM) => new(name, "Position", "m", DimensionKind.Spatial, positionsM);
}
