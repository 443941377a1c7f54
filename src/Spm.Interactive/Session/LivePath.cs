using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Paths;
using Spm.Interactive.Formatters;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Session;

/// <summary>The image of a path that fills while it is followed: each value at the pixel nearest to its point.</summary>
internal sealed class LivePath : LivePicture
{
    private readonly Lock _gate = new();
    private readonly IPathScanning _scanning;
    private readonly FramePath _frame;
    private readonly ScalarMap[] _maps;
    private bool _isNew;

    public LivePath(IPathScanning scanning, PathRequest request, FramePath frame, INotebookOutput output)
        : base(output)
    {
        (_scanning, _frame) = (scanning, frame);
        // A turned frame is shown along its sides.
        var level = new RasterPath { Center = frame.Center, SizeM = frame.SizeM, Rows = frame.Rows, Columns = frame.Columns };
        Dimension x = Axis("X", [.. Enumerable.Range(0, frame.Columns).Select(c => level.PixelAt(0, c).XM)]), y = Axis("Y", [.. Enumerable.Range(0, frame.Rows).Select(r => level.PixelAt(r, 0).YM)]);
        _maps = [.. request.Channels.Select(channel => new ScalarMap(channel, "", x, y, Filled(double.NaN), Filled<string?>("not visited yet"), channel == "phase"))];
        scanning.PointsMeasured += Take;
        Begin();
    }

    protected override void Unsubscribe() => _scanning.PointsMeasured -= Take;

    protected override MimeBundle? Picture()
    {
        lock (_gate)
        {
            if (!_isNew) return null;
            _isNew = false;
            return ImagesFormatter.Static(new ImagesView("", [.. _maps.Select(map => map with { Values = (double[,])map.Values.Clone(), BadReasons = (string?[,])map.BadReasons.Clone() })]));
        }
    }

    private T[,] Filled<T>(T value)
    {
        var all = new T[_frame.Rows, _frame.Columns];
        for (var i = 0; i < all.Length; i++) all[i / _frame.Columns, i % _frame.Columns] = value;
        return all;
    }

    private static Dimension Axis(string name, double[] positionsM) => new(name, "Position", "m", DimensionKind.Spatial, positionsM);

    private void Take(object? sender, MeasuredPoints points)
    {
        lock (_gate)
        {
            for (var i = 0; i < Math.Min(_maps.Length, points.Units.Count); i++) _maps[i] = _maps[i] with { Unit = points.Units[i] };
            for (var i = 0; i < points.Places.Length; i++)
            {
                var (row, column) = _frame.PixelOf(points.Places.Span[i]);
                var (r, c) = (Math.Clamp((int)Math.Round(row), 0, _frame.Rows - 1), Math.Clamp((int)Math.Round(column), 0, _frame.Columns - 1));
                for (var channel = 0; channel < _maps.Length; channel++)
                    (_maps[channel].Values[r, c], _maps[channel].BadReasons[r, c]) = (points.Channels[channel].Span[i], null);
            }
            _isNew = true;
        }
    }
}
