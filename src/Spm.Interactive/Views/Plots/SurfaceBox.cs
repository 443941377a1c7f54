using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>The box around a surface: its edges behind and before the surface, and axes along three of them.</summary>
/// <param name="projection">How space is seen.</param>
/// <param name="place">Where on the panel a point of the box is, by fractions of its sides.</param>
internal sealed class SurfaceBox(SurfaceProjection projection, Func<double, double, double, (double X, double Y)> place)
{
    private const string _edge = "#9A9A9A", _ink = "#222222";
    private const double _tick = 5, _numbers = 9, _title = 40, _letterHeight = 8, _corner = 20;
    private const int _wanted = 5;

    /// <summary>The side of the box that is nearer to the viewer, along x and along y: 0 or 1.</summary>
    private readonly double _nearX = projection.Ahead.X > 0 ? 0 : 1, _nearY = projection.Ahead.Y > 0 ? 0 : 1;

    /// <summary>The floor and the two far walls.</summary>
    public IEnumerable<Layer> Behind()
    {
        var (farX, farY) = (1 - _nearX, 1 - _nearY);
        yield return Line(_edge, (_nearX, farY, 0), (farX, farY, 0), (farX, _nearY, 0));
        yield return Line(_edge, (_nearX, farY, 1), (farX, farY, 1), (farX, _nearY, 1));
        foreach (var (x, y) in new[] { (farX, farY), (_nearX, farY), (farX, _nearY) }) yield return Line(_edge, (x, y, 0), (x, y, 1));
    }

    /// <summary>The two near edges of the floor.</summary>
    public IEnumerable<Layer> Before()
    {
        yield return Line(_ink, (1 - _nearX, _nearY, 0), (_nearX, _nearY, 0), (_nearX, 1 - _nearY, 0));
    }

    /// <summary>Along the near lower edge.</summary>
    public IEnumerable<Layer> AxisX(Axis axis) => Along(axis, fraction => place(fraction, _nearY, 0), place(0.5, 1 - _nearY, 0));

    /// <summary>Along the other near lower edge.</summary>
    public IEnumerable<Layer> AxisY(Axis axis) => Along(axis, fraction => place(_nearX, fraction, 0), place(1 - _nearX, 0.5, 0), taken: place(_nearX, _nearY, 0));

    /// <summary>Along the upright edge at the left.</summary>
    public IEnumerable<Layer> AxisZ(Axis axis)
    {
        var (x, y) = new[] { (_nearX, 1 - _nearY), (1 - _nearX, _nearY) }.MinBy(corner => place(corner.Item1, corner.Item2, 0).X);
        var (right, _) = new[] { (_nearX, 1 - _nearY), (1 - _nearX, _nearY) }.MaxBy(corner => place(corner.Item1, corner.Item2, 0).X);
        var inside = place(right, y, 0.5);
        var (foot, head) = (place(x, y, 0), place(x, y, 1));
        // Seen from straight above the edge is a point.
        if (head.Y - foot.Y < _letterHeight) return [];
        return Along(axis, fraction => (foot.X, foot.Y + fraction * (head.Y - foot.Y)), (inside.X == foot.X ? foot.X + 1 : inside.X, (foot.Y + head.Y) / 2), hasTitle: false);
    }

    /// <summary>An axis along an edge: line, marks and words on the side away from the inside of the box.</summary>
    private static IEnumerable<Layer> Along(Axis axis, Func<double, (double X, double Y)> at, (double X, double Y) inside, bool hasTitle = true, (double X, double Y)? taken = null)
    {
        var (from, to) = (at(0), at(1));
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Sqrt(dx * dx + dy * dy);
        var (outX, outY) = (dy / length, -dx / length);
        if ((inside.X - from.X) * outX + (inside.Y - from.Y) * outY > 0) (outX, outY) = (-outX, -outY);
        yield return new LineLayer("", [from.X, to.X], [from.Y, to.Y], _ink) { StrokeWidth = 1 };
        var widest = 0.0;
        foreach (var tick in axis.Ticks(_wanted))
        {
            var (x, y) = at(axis.Fraction(tick.Value));
            yield return new LineLayer("", [x, x + _tick * outX], [y, y + _tick * outY], _ink) { StrokeWidth = 1 };
            // Where two axes meet, one number is enough.
            if (taken is { } corner && Math.Abs(x - corner.X) + Math.Abs(y - corner.Y) < _corner) continue;
            var width = TextWidth.Of(tick.Label, FigureLayout.TickSize);
            widest = Math.Max(widest, width);
            var away = _tick + _numbers + Math.Abs(outX) * width / 2;
            yield return new TextLayer(x + away * outX, y + away * outY, tick.Label) { Place = TextPlace.Centre };
        }
        if (!hasTitle) yield break;
        var far = _title + Math.Abs(outX) * (widest + TextWidth.Of(axis.Label, FigureLayout.TickSize)) / 2;
        yield return new TextLayer((from.X + to.X) / 2 + far * outX, (from.Y + to.Y) / 2 + far * outY, axis.Label) { Place = TextPlace.Centre };
    }

    private LineLayer Line(string colour, params (double X, double Y, double Z)[] corners)
    {
        var points = corners.Select(c => place(c.X, c.Y, c.Z)).ToArray();
        return new("", [.. points.Select(p => p.X)], [.. points.Select(p => p.Y)], colour) { StrokeWidth = 1 };
    }
}
