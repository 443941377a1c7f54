using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Interactive.Formatters;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Session;

/// <summary>The image of a scan that fills while it is measured.</summary>
internal sealed class LiveScan : LivePicture
{
    private readonly Lock _gate = new();
    private readonly IImaging _imaging;
    private readonly ImageRequest _request;
    private readonly double[][,] _values;
    private readonly string?[,] _missing;
    private IReadOnlyList<string> _units = [];
    private bool _isNew;

    public LiveScan(IImaging imaging, ImageRequest request, INotebookOutput output)
        : base(output)
    {
        (_imaging, _request) = (imaging, request);
        _values = [.. request.Channels.Select(_ => Empty(request))];
        _missing = new string?[request.Rows, request.Columns];
        for (var i = 0; i < _missing.Length; i++) _missing[i / request.Columns, i % request.Columns] = "not scanned yet";
        imaging.LineScanned += Take;
        Begin();
    }

    protected override void Unsubscribe() => _imaging.LineScanned -= Take;

    protected override MimeBundle? Picture()
    {
        ScalarMap[] maps;
        lock (_gate)
        {
            if (!_isNew) return null;
            _isNew = false;
            var (x, y) = (Axis("X", _request.ColumnPositionsM(_imaging.Limits)), Axis("Y", _request.RowPositionsM(_imaging.Limits)));
            maps = [.. _request.Channels.Select((channel, i) => new ScalarMap(channel, i < _units.Count ? _units[i] : "", x, y, (double[,])_values[i].Clone(), (string?[,])_missing.Clone(), channel == "phase"))];
        }
        return ImagesFormatter.Static(new ImagesView("", maps));
    }

    private static double[,] Empty(ImageRequest request)
    {
        var values = new double[request.Rows, request.Columns];
        for (var i = 0; i < values.Length; i++) values[i / request.Columns, i % request.Columns] = double.NaN;
        return values;
    }

    private static Dimension Axis(string name, double[] positionsM) => new(name, "Position", "m", DimensionKind.Spatial, positionsM);

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
            (_units, _isNew) = (line.Units, true);
        }
    }
}
