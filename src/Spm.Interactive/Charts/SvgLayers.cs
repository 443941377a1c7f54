using System.Text;

namespace Spm.Interactive.Charts;

/// <summary>Draws the layers of a panel, in pixels from the corner of its plot.</summary>
internal static class SvgLayers
{
    private const double _far = 1e4;

    public static void Draw(SvgWriter svg, Layer layer, PanelLayout layout, string hatchId)
    {
        switch (layer)
        {
            case RasterLayer raster: Raster(svg, raster, layout, hatchId); break;
            case LineLayer line: Line(svg, line, layout); break;
            case PointLayer points: Points(svg, points, layout); break;
            case BarLayer bars: Bars(svg, bars, layout); break;
            case BandLayer band: Band(svg, band, layout); break;
            case TextLayer text: SvgMarks.Text(svg, text, layout); break;
            case ScaleBarLayer: SvgMarks.ScaleBar(svg, layout); break;
            case PictureLayer picture:
                svg.Element("image", ("width", layout.Plot.Width), ("height", layout.Plot.Height), ("preserveAspectRatio", "xMidYMid meet"), ("href", "data:image/png;base64," + Convert.ToBase64String(picture.Png(layout.Panel.IsPrint))));
                break;
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
            if (!layout.Panel.X.CanShow(line.X[i]) || !layout.Panel.Y.CanShow(line.Y[i]))
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
        int[] shown = [.. Enumerable.Range(0, Math.Min(points.X.Length, points.Y.Length)).Where(i => layout.Panel.X.CanShow(points.X[i]) && layout.Panel.Y.CanShow(points.Y[i]))];
        if (points.Errors is { } errors) ErrorBars(svg, points, errors, shown, layout);
        // One path for each colour: points of one colour, the usual case, are then one element.
        foreach (var group in shown.GroupBy(i => points.Colours?[i] ?? points.Colour))
        {
            var path = string.Concat(group.Select(i => SvgMarkers.Shape(points.Marker, points.Radius, Near(layout.PixelX(points.X[i]) - layout.Plot.X), Near(layout.PixelY(points.Y[i]) - layout.Plot.Y), layout.Plot.Height)));
            var isFilled = SvgMarkers.IsFilled(points.Marker);
            svg.Element("path", ("d", path), ("fill", isFilled ? group.Key : "none"), ("stroke", group.Key), ("stroke-width", isFilled ? 0.6 : 1.4));
        }
    }

    private static void ErrorBars(SvgWriter svg, PointLayer points, double[] errors, int[] shown, PanelLayout layout)
    {
        var path = new StringBuilder();
        foreach (var i in shown)
            if (errors[i] > 0 && double.IsFinite(errors[i]))
            {
                // On a logarithmic axis a bar that reaches 0 goes on to the end of the axis.
                var foot = layout.Panel.Y.CanShow(points.Y[i] - errors[i]) ? Y(layout, points.Y[i] - errors[i]) : SvgWriter.Number(layout.Plot.Height);
                path.Append('M').Append(X(layout, points.X[i])).Append(' ').Append(foot).Append('V').Append(Y(layout, points.Y[i] + errors[i]));
            }
        if (path.Length > 0) svg.Element("path", ("d", path.ToString()), ("fill", "none"), ("stroke", points.Colour), ("stroke-width", 1), ("stroke-opacity", 0.7));
    }

    /// <summary>Runs of finite ends, each there along the upper and back along the lower curve.</summary>
    private static void Band(SvgWriter svg, BandLayer band, PanelLayout layout)
    {
        var path = new StringBuilder();
        var count = Math.Min(band.X.Length, Math.Min(band.Lower.Length, band.Upper.Length));
        bool Shown(int i) => layout.Panel.X.CanShow(band.X[i]) && layout.Panel.Y.CanShow(band.Lower[i]) && layout.Panel.Y.CanShow(band.Upper[i]);
        for (var first = 0; first < count; first++)
        {
            if (!Shown(first)) continue;
            var last = first;
            while (last + 1 < count && Shown(last + 1)) last++;
            for (var i = first; i <= last; i++) path.Append(i == first ? 'M' : 'L').Append(X(layout, band.X[i])).Append(' ').Append(Y(layout, band.Upper[i]));
            for (var i = last; i >= first; i--) path.Append('L').Append(X(layout, band.X[i])).Append(' ').Append(Y(layout, band.Lower[i]));
            path.Append('z');
            first = last;
        }
        if (path.Length > 0) svg.Element("path", ("d", path.ToString()), ("fill", band.Colour), ("fill-opacity", band.Opacity), ("stroke", "none"));
    }

    private static void Bars(SvgWriter svg, BarLayer bars, PanelLayout layout)
    {
        var zero = layout.Panel.Y.CanShow(0) ? Math.Clamp(layout.PixelY(0) - layout.Plot.Y, 0, layout.Plot.Height) : layout.Plot.Height;
        for (var i = 0; i < bars.Heights.Length; i++)
        {
            if (!layout.Panel.Y.CanShow(bars.Heights[i])) continue;
            var (left, right) = (Near(layout.PixelX(bars.Edges[i]) - layout.Plot.X), Near(layout.PixelX(bars.Edges[i + 1]) - layout.Plot.X));
            var y = Math.Clamp(layout.PixelY(bars.Heights[i]) - layout.Plot.Y, 0, layout.Plot.Height);
            var gap = Math.Min(1, (right - left) / 4);
            svg.Element("rect", ("x", left + gap / 2), ("y", Math.Min(y, zero)), ("width", Math.Max(right - left - gap, 0.5)), ("height", Math.Abs(zero - y)), ("fill", bars.Colour), ("fill-opacity", bars.Opacity));
        }
    }

    /// <summary>Far outside the plot is clipped anyway; numbers stay short and finite.</summary>
    internal static double Near(double pixel) => Math.Clamp(pixel, -_far, _far);

    private static string X(PanelLayout layout, double value) => SvgWriter.Number(Near(layout.PixelX(value) - layout.Plot.X));

    private static string Y(PanelLayout layout, double value) => SvgWriter.Number(Near(layout.PixelY(value) - layout.Plot.Y));
}
