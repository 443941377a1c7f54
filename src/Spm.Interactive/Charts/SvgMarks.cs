namespace Spm.Interactive.Charts;

/// <summary>Draws what is written into a plot: words at a place, the scale bar.</summary>
internal static class SvgMarks
{
    private const double _inset = 10, _barHeight = 5, _padding = 6;

    public static void Text(SvgWriter svg, TextLayer layer, PanelLayout layout)
    {
        if (!layout.Panel.X.CanShow(layer.X) || !layout.Panel.Y.CanShow(layer.Y)) return;
        var (x, y) = (SvgLayers.Near(layout.PixelX(layer.X) - layout.Plot.X), SvgLayers.Near(layout.PixelY(layer.Y) - layout.Plot.Y));
        var (shift, anchor) = layer.Place switch { TextPlace.Right => (6.0, "start"), TextPlace.Left => (-6, "end"), _ => (0, "middle") };
        foreach (var (i, line) in layer.Text.Split('\n').Index())
        {
            var baseline = y + 4 + i * PanelWords.Row;
            // The seam first and the letters over it: not every renderer knows paint-order.
            if (layer.HasSeam) svg.Text(x + shift, baseline, line, ("text-anchor", anchor), ("fill", "#FFFFFF"), ("stroke", "#FFFFFF"), ("stroke-width", 3), ("stroke-linejoin", "round"), ("stroke-opacity", 0.8));
            svg.Text(x + shift, baseline, line, ("text-anchor", anchor), ("fill", layer.Colour));
        }
    }

    /// <summary>A white bar and its length on a dark plate: legible on every colour of a map.</summary>
    public static void ScaleBar(SvgWriter svg, PanelLayout layout)
    {
        var (length, words) = ScaleBarLayer.LengthOn(layout.Panel.X);
        var width = layout.Plot.Width * length / (layout.Panel.X.Max - layout.Panel.X.Min);
        var plate = Math.Max(width, TextWidth.Of(words, FigureLayout.TickSize)) + 2 * _padding;
        var (x, y, height) = (_inset, layout.Plot.Height - _inset, FigureLayout.TickSize + _barHeight + 2 * _padding);
        svg.Element("rect", ("x", x), ("y", y - height), ("width", plate), ("height", height), ("rx", 3), ("fill", "#000000"), ("fill-opacity", 0.55));
        svg.Element("rect", ("x", x + (plate - width) / 2), ("y", y - _padding - _barHeight), ("width", width), ("height", _barHeight), ("fill", "#FFFFFF"));
        svg.Text(x + plate / 2, y - _barHeight - _padding - 4, words, ("text-anchor", "middle"), ("fill", "#FFFFFF"));
    }
}
