using Spm.Core.Instruments.Paths;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>The picture of a path: the way, its points where they can be told apart, start and end.</summary>
internal static class ScanPathFigure
{
    private const int _width = 560, _height = 560, _maxMarkers = 450, _maxCorners = 20_000;

    public static Figure Of(ScanPath path, PathPoint[] points, string description)
    {
        var notes = new List<string>();
        return ToScale.Of(new(path.Title, _width, _height, [PanelOf(points, Cell.Whole, notes)], description) { Notes = notes });
    }

    /// <summary>The path as a panel; what was left out is added to the notes.</summary>
    public static Panel PanelOf(IReadOnlyList<PathPoint> points, Cell cell, List<string> notes)
    {
        var corners = Corners(points);
        var every = (corners.Length + _maxCorners - 1) / _maxCorners;
        if (every > 1)
        {
            notes.Add($"Every {every}th of {corners.Length:N0} corners is drawn.");
            corners = [.. corners.Where((_, i) => i % every == 0 || i == corners.Length - 1)];
        }
        List<Layer> layers = [new LineLayer("", [.. corners.Select(p => p.XM)], [.. corners.Select(p => p.YM)], Palette.Blue) { StrokeWidth = corners.Length > 500 ? 0.7 : 1.1 }];
        if (points.Count <= _maxMarkers) layers.Add(new PointLayer("points", [.. points.Select(p => p.XM)], [.. points.Select(p => p.YM)], Palette.Blue));
        layers.Add(new PointLayer("start", [points[0].XM], [points[0].YM], Palette.Vermillion, Marker.Square));
        layers.Add(new PointLayer("end", [points[^1].XM], [points[^1].YM], "#000000", Marker.Square));
        return new(cell, Axis.Over("x", "m", points.Select(p => p.XM)), Axis.Over("y", "m", points.Select(p => p.YM)), layers);
    }

    /// <summary>The points at which the way turns: those on a straight line between need not be drawn.</summary>
    private static PathPoint[] Corners(IReadOnlyList<PathPoint> points)
    {
        // A thousandth of the sides' product is a turn of 1 mrad.
        bool Turns(PathPoint a, PathPoint b, PathPoint c) =>
            Math.Abs((b.XM - a.XM) * (c.YM - b.YM) - (b.YM - a.YM) * (c.XM - b.XM)) > 1e-3 * a.DistanceM(b) * b.DistanceM(c)
            || (b.XM - a.XM) * (c.XM - b.XM) + (b.YM - a.YM) * (c.YM - b.YM) < 0;

        return [.. points.Where((p, i) => i == 0 || i == points.Count - 1 || Turns(points[i - 1], p, points[i + 1]))];
    }
}
