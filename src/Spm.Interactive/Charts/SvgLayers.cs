using System.Text;

namespace Spm.Interactive.Charts;

/// <summary>Draws the layers of a panel, in pixels from the corner of its plot.</summary>
internal static class SvgLayers
{
    private const double _radius = 2.6;

    public static void Draw(SvgWriter svg, Layer layer, PanelLayout layout, string hatchId)
    {
        switch (layer)
        {
            case RasterLayer raster: Raster(svg, raster, layout, hatchId); break;
            case LineLayer line: Line(svg, line, layout); break;
            case PointLayer points: Points(svg, points, layout); break;
            case BarLayer bars: Bars(svg, bars, layout); break;
            case MessageLayer message:
                var width = TextWidth.Of(message.Text, FigureLayout.LabelSize) + 16;
                svg.Element("rect", ("x", (layout.Plot.Width - width) / 2), ("y", layout.Plot.Height / 2 - 16), ("width", width), ("height", 24), ("rx", 4), ("fill", "#FFFFFF"));
                svg.Text(layout.Plot.Width / 2, layout.Plot.Height / 2, TextWidth.Fit(message.Text, FigureLayout.LabelSize, layout.Plot.Width - 8),
                    ("text-anchor", "middle"), ("font-size", FigureLayout.LabelSize), ("fill", "#555555"));
                break;
            default: throw new NotSupportedException($"A layer of type {layer.GetType().Name} has no drawing.");
        }
    }

    private static void Raster(SvgWriter svg, RasterLayer layer, PanelLayout layout, string hatchId)
    {
        var raster = layer.Raster;
        if (layer.MayBeHatched)
            svg.Element("rect", ("width", layout.Plot.Width), ("height", layout.Plot.Height), ("fill", $"url(#{hatchId})"));
        svg.Element("image", ("width", layout.Plot.Width), ("height", layout.Plot.Height), ("preserveAspectRatio", "none"), ("style", "image-rendering:pixelated"),
            ("data-spm-map", "1"), ("href", PngWriter.DataUri(raster.Columns, raster.Rows, raster.ToRgba(layer.Colours, layer.ColourMap))));
    }

    private static void Line(SvgWriter svg, LineLayer line, PanelLayout layout)
    {
        var path = new StringBuilder();
        var pen = 'M';
        for (var i = 0; i < Math.Min(line.X.Length, line.Y.Length); i++)
        {
            if (!double.IsFinite(line.X[i]) || !double.IsFinite(line.Y[i]))
            {
                pen = 'M';
                continue;
            }
            path.Append(pen).Append(X(layout, line.X[i])).Append(' ').Append(Y(layout, line.Y[i]));
            pen = 'L';
        }
        if (path.Length == 0) return;
        svg.Element("path", ("d", path.ToString()), ("fill", "none"), ("stroke", line.Colour), ("stroke-width", line.StrokeWidth), ("stroke-linejoin", "round"), ("stroke-dasharray", line.IsDashed ? "5 4" : "none"));
    }

    private static void Points(SvgWriter svg, PointLayer points, PanelLayout layout)
    {
        var path = new StringBuilder();
        for (var i = 0; i < Math.Min(points.X.Length, points.Y.Length); i++)
            if (double.IsFinite(points.X[i]) && double.IsFinite(points.Y[i]))
                path.Append(Shape(points.Marker, layout.PixelX(points.X[i]) - layout.Plot.X, layout.PixelY(points.Y[i]) - layout.Plot.Y, layout.Plot.Height));
        if (path.Length == 0) return;
        svg.Element("path", ("d", path.ToString()), ("fill", points.Marker == Marker.Dot ? points.Colour : "none"), ("stroke", points.Colour), ("stroke-width", points.Marker == Marker.Dot ? 0.6 : 1.4));
    }

    /// <summary>The outline of a marker; beyond the axis an arrow at its end, so that nothing is lost unseen.</summary>
    internal static string Shape(Marker marker, double x, double y, double height)
    {
        var (px, r) = (SvgWriter.Number(x), _radius);
        if (y < 0) return $"M{px} 2l{r} {2 * r}h{-2 * r}z";
        if (y > height) return $"M{px} {SvgWriter.Number(height - 2)}l{r} {-2 * r}h{-2 * r}z";
        return marker switch
        {
            Marker.Dot => $"M{SvgWriter.Number(x - r)} {SvgWriter.Number(y)}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z",
            Marker.Cross => $"M{SvgWriter.Number(x - r)} {SvgWriter.Number(y - r)}l{2 * r} {2 * r}m0 {-2 * r}l{-2 * r} {2 * r}",
            _ => $"M{SvgWriter.Number(x - 4)} {SvgWriter.Number(y - 4)}h8v8h-8z",
        };
    }

    private static void Bars(SvgWriter svg, BarLayer bars, PanelLayout layout)
    {
        var zero = Math.Clamp(layout.PixelY(0) - layout.Plot.Y, 0, layout.Plot.Height);
        for (var i = 0; i < bars.Heights.Length; i++)
        {
            if (!double.IsFinite(bars.Heights[i])) continue;
            var (left, right) = (layout.PixelX(bars.Edges[i]) - layout.Plot.X, layout.PixelX(bars.Edges[i + 1]) - layout.Plot.X);
            var y = Math.Clamp(layout.PixelY(bars.Heights[i]) - layout.Plot.Y, 0, layout.Plot.Height);
            var gap = Math.Min(1, (right - left) / 4);
            svg.Element("rect", ("x", left + gap / 2), ("y", Math.Min(y, zero)), ("width", Math.Max(right - left - gap, 0.5)), ("height", Math.Abs(zero - y)), ("fill", bars.Colour), ("fill-opacity", bars.Opacity));
        }
    }

    /// <summary>Far outside the plot is clipped anyway; numbers stay short and finite.</summary>
    private static string X(PanelLayout layout, double value) => SvgWriter.Number(Math.Clamp(layout.PixelX(value) - layout.Plot.X, -1e4, 1e4));

    private static string Y(PanelLayout layout, double value) => SvgWriter.Number(Math.Clamp(layout.PixelY(value) - layout.Plot.Y, -1e4, 1e4));
}
