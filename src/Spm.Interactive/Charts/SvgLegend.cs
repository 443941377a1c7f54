namespace Spm.Interactive.Charts;

/// <summary>Draws what explains a panel: the legend above it, its colour bar, and the count of bad pixels below.</summary>
internal static class SvgLegend
{
    public static void Draw(SvgWriter svg, PanelLayout layout, string hatchId)
    {
        var rows = FigureLayout.LegendRows(layout.Panel, FigureLayout.LegendWidth(layout.Panel, layout.Slot.Width));
        var y = layout.Plot.Y - FigureLayout.LegendRow * rows.Count + 8;
        foreach (var row in rows)
        {
            // A plot to scale stands in the middle of its slot: what has no room right of its left end begins before it.
            var x = Math.Max(Math.Min(layout.Plot.X, layout.Slot.Right - row.Sum(FigureLayout.LegendEntry)), layout.Slot.X);
            foreach (var layer in row) x = Entry(svg, layer, x, y, layout.Slot.Right);
            y += FigureLayout.LegendRow;
        }
        ColourBar(svg, layout);
        BadPixels(svg, layout, hatchId);
    }

    private static double Entry(SvgWriter svg, Layer layer, double x, double y, double end)
    {
        switch (layer)
        {
            case LineLayer line:
                svg.Element("line", ("x1", x), ("x2", x + 18), ("y1", y), ("y2", y), ("stroke", line.Colour), ("stroke-width", line.StrokeWidth), ("stroke-dasharray", line.IsDashed ? "5 4" : "none"));
                break;
            case PointLayer points:
                svg.Element("path", ("d", SvgMarkers.Shape(points.Marker, 2.6, x + 9, y, double.MaxValue)), ("fill", SvgMarkers.IsFilled(points.Marker) ? points.Colour : "none"), ("stroke", points.Colour), ("stroke-width", 1.4));
                break;
            case BandLayer band:
                svg.Element("rect", ("x", x), ("y", y - 5), ("width", 18), ("height", 10), ("fill", band.Colour), ("fill-opacity", band.Opacity));
                break;
            case BarLayer bars:
                svg.Element("rect", ("x", x), ("y", y - 5), ("width", 18), ("height", 10), ("fill", bars.Colour), ("fill-opacity", bars.Opacity));
                break;
            default:
                break;
        }
        svg.Text(x + FigureLayout.LegendKey, y + 4, TextWidth.Fit(layer.Label, FigureLayout.TickSize, end - x - FigureLayout.LegendKey));
        return x + FigureLayout.LegendKey + TextWidth.Of(layer.Label, FigureLayout.TickSize) + FigureLayout.LegendGap;
    }

    private static void ColourBar(SvgWriter svg, PanelLayout layout)
    {
        if (layout.ColourBar is not { } bar || layout.Panel.Colours is not { } axis) return;
        var colours = ColourMap.For(axis).Colours;
        var rgba = new byte[4 * colours.Count];
        for (var i = 0; i < colours.Count; i++)
        {
            var colour = colours[colours.Count - 1 - i];
            (rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2], rgba[4 * i + 3]) = ((byte)(colour >> 16), (byte)(colour >> 8), (byte)colour, 255);
        }
        svg.Start("g", ("data-spm-bar", "1"));
        svg.Element("image", ("x", bar.X), ("y", bar.Y), ("width", bar.Width), ("height", bar.Height), ("preserveAspectRatio", "none"), ("href", PngWriter.DataUri(1, colours.Count, rgba)));
        svg.Element("rect", ("x", bar.X), ("y", bar.Y), ("width", bar.Width), ("height", bar.Height), ("fill", "none"), ("stroke", "#222222"));
        foreach (var tick in layout.ColourTicks)
        {
            var y = bar.Bottom - bar.Height * axis.Fraction(tick.Value);
            svg.Element("line", ("x1", bar.Right), ("x2", bar.Right + 3), ("y1", y), ("y2", y), ("stroke", "#222222"));
            svg.Text(bar.Right + 6, y + 4, tick.Label);
        }
        var widest = layout.ColourTicks.Select(tick => TextWidth.Of(tick.Label, FigureLayout.TickSize)).DefaultIfEmpty(0).Max();
        SvgRenderer.Upright(svg, bar.Right + 8 + widest + 17, bar.Y + bar.Height / 2, PanelWords.Upright(layout.Panel, axis, layout.Room));
        svg.End("g");
    }

    private static void BadPixels(SvgWriter svg, PanelLayout layout, string hatchId)
    {
        if (layout.Panel.Raster is not { MayBeHatched: true }) return;
        var (x, y) = (layout.Slot.X + 40, layout.Plot.Bottom + FigureLayout.BelowPlot(layout.Panel, layout.Slot.Width) + 4);
        svg.Start("g", ("data-spm-bad", $"{SvgWriter.Number(x)} {SvgWriter.Number(y)} {hatchId}"));
        for (var i = 0; i < layout.BadLegend.Count; i++, y += FigureLayout.LegendRow)
        {
            if (i == 0) svg.Element("rect", ("x", x), ("y", y), ("width", 16), ("height", 11), ("fill", $"url(#{hatchId})"), ("stroke", "#8C8C8C"));
            svg.Text(x + 22, y + 10, layout.BadLegend[i]);
        }
        svg.End("g");
    }
}
