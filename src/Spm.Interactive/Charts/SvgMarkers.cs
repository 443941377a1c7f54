namespace Spm.Interactive.Charts;

/// <summary>Outlines of markers, as SVG path data.</summary>
internal static class SvgMarkers
{
    private const double _innerStar = 0.42, _largerStar = 1.9, _square = 4;

    public static bool IsFilled(Marker marker) => marker is Marker.Dot or Marker.Triangle or Marker.Star;

    /// <summary>The outline of a marker; beyond the vertical axis an arrow at its end, so that nothing is lost unseen.</summary>
    public static string Shape(Marker marker, double r, double x, double y, double height)
    {
        var (px, py) = (SvgWriter.Number(x), SvgWriter.Number(y));
        if (y < 0) return $"M{px} 2l{N(r)} {N(2 * r)}h{N(-2 * r)}z";
        if (y > height) return $"M{px} {SvgWriter.Number(height - 2)}l{N(r)} {N(-2 * r)}h{N(-2 * r)}z";
        return marker switch
        {
            Marker.Dot or Marker.Ring => $"M{N(x - r)} {py}a{N(r)} {N(r)} 0 1 0 {N(2 * r)} 0a{N(r)} {N(r)} 0 1 0 {N(-2 * r)} 0z",
            Marker.Cross => $"M{N(x - r)} {N(y - r)}l{N(2 * r)} {N(2 * r)}m0 {N(-2 * r)}l{N(-2 * r)} {N(2 * r)}",
            Marker.Triangle => $"M{px} {N(y - 1.3 * r)}l{N(1.25 * r)} {N(2.2 * r)}h{N(-2.5 * r)}z",
            Marker.Star => Star(x, y, _largerStar * r),
            _ => $"M{N(x - _square)} {N(y - _square)}h{N(2 * _square)}v{N(2 * _square)}h{N(-2 * _square)}z",
        };
    }

    private static string Star(double x, double y, double r) => string.Concat(Enumerable.Range(0, 10).Select(i =>
    {
        var (angle, length) = (Math.PI * i / 5, i % 2 == 0 ? r : _innerStar * r);
        return $"{(i == 0 ? 'M' : 'L')}{N(x + length * Math.Sin(angle))} {N(y - length * Math.Cos(angle))}";
    })) + "z";

    private static string N(double value) => SvgWriter.Number(value);
}
