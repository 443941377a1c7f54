using System.Security.Cryptography;
using System.Text;
using Spm.Interactive.Charts.Skia;

namespace Spm.Interactive.Charts;

/// <summary>
/// From a <see cref="Figure"/> to a stand-alone SVG on a white card, legible on a dark page. Maps are an embedded PNG, one pixel per
/// map pixel, scaled without smoothing. The same figure always gives the same text.
/// </summary>
public static class SvgRenderer
{
    internal const string FontFamily = "system-ui, 'Segoe UI', 'DejaVu Sans', Arial, sans-serif";
    private const string _ink = "#222222", _grid = "#E4E4E4";

    /// <summary>Renders a figure.</summary>
    public static string Render(Figure figure) => Render(FigureLayout.Of(figure));

    /// <summary>Renders a figure that has been laid out.</summary>
    public static string Render(FigureLayout layout)
    {
        var figure = layout.Figure;
        var svg = new SvgWriter();
        // Identifiers are shared by all SVGs of a page: they must come from the content.
        var id = "spm" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(figure.Title + figure.Description)))[..10];
        var isPrint = figure.WidthMm is not null;
        svg.Start("svg", [("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", $"0 0 {figure.Width} {figure.Height}"),
            ("width", isPrint ? $"{SvgWriter.Number(figure.SizeMm.Width)}mm" : figure.Width), ("height", isPrint ? $"{SvgWriter.Number(figure.SizeMm.Height)}mm" : figure.Height),
            ("role", "img"), ("aria-label", figure.Description), ("font-family", figure.IsFile ? InterFont.Family : FontFamily), ("font-size", FigureLayout.TickSize), ("fill", _ink),
            .. figure.IsFile ? [] : new (string, object)[] { ("style", "max-width:100%;height:auto") }]);
        svg.Element("rect", [("width", figure.Width), ("height", figure.Height), .. figure.IsFile ? [] : new (string, object)[] { ("rx", 6) }, ("fill", "#FFFFFF")]);
        if (layout.Panels.Any(panel => panel.Panel.Raster?.MayBeHatched == true)) Hatch(svg, id);
        foreach (var (i, line) in layout.TitleLines.Index())
            svg.Text(figure.Width / 2.0, 22 + i * FigureLayout.TitleRow, line, ("font-size", layout.TitleFont), ("font-weight", "600"), ("text-anchor", "middle"));
        foreach (var panel in layout.Panels) Panel(svg, panel, id, layout);
        var y = figure.Height - 8 - (layout.NoteLines.Count - 1) * FigureLayout.NoteRow;
        foreach (var line in layout.NoteLines)
        {
            svg.Text(12, y, line, ("font-size", FigureLayout.NoteSize), ("fill", "#555555"));
            y += FigureLayout.NoteRow;
        }
        return svg.End("svg").ToString();
    }

    private static void Hatch(SvgWriter svg, string id) => svg.Start("defs")
        .Start("pattern", ("id", id), ("width", 6), ("height", 6), ("patternUnits", "userSpaceOnUse"), ("patternTransform", "rotate(45)"))
        .Element("rect", ("width", 6), ("height", 6), ("fill", "#D9D9D9")).Element("rect", ("width", 2), ("height", 6), ("fill", "#8C8C8C"))
        .End("pattern").End("defs");

    private static void Panel(SvgWriter svg, PanelLayout layout, string id, FigureLayout within)
    {
        var (panel, plot) = (layout.Panel, layout.Plot);
        svg.Start("g", ("data-spm-panel", "1"));
        foreach (var (i, line) in PanelWords.Title(panel, layout.Slot.Width).Index())
            svg.Text(PanelWords.Middle(layout, TextWidth.Of(line, within.PanelTitleFont)), layout.Slot.Y + 18 + i * PanelWords.Row, line, ("font-size", within.PanelTitleFont), ("font-weight", "600"), ("text-anchor", "middle"));
        if (panel.Raster is null && !panel.IsBare && within.Figure.WidthMm is null) Grid(svg, layout);
        svg.Start("svg", ("x", plot.X), ("y", plot.Y), ("width", plot.Width), ("height", plot.Height), ("overflow", "hidden"));
        foreach (var layer in panel.Layers) SvgLayers.Draw(svg, layer, layout, id);
        svg.End("svg");
        if (!panel.IsBare) Axes(svg, layout);
        SvgLegend.Draw(svg, layout, id);
        svg.End("g");
    }

    private static void Grid(SvgWriter svg, PanelLayout layout)
    {
        var plot = layout.Plot;
        if (FigureLayout.Words(layout.Panel) is null)
            foreach (var tick in layout.XTicks)
                svg.Element("line", ("x1", layout.PixelX(tick.Value)), ("x2", layout.PixelX(tick.Value)), ("y1", plot.Y), ("y2", plot.Bottom), ("stroke", _grid));
        foreach (var tick in layout.YTicks)
            svg.Element("line", ("x1", plot.X), ("x2", plot.Right), ("y1", layout.PixelY(tick.Value)), ("y2", layout.PixelY(tick.Value)), ("stroke", _grid));
    }

    private static void Axes(SvgWriter svg, PanelLayout layout)
    {
        var (panel, plot) = (layout.Panel, layout.Plot);
        svg.Element("rect", ("x", plot.X), ("y", plot.Y), ("width", plot.Width), ("height", plot.Height), ("fill", "none"), ("stroke", _ink));
        foreach (var tick in layout.XTicks)
        {
            var x = layout.PixelX(tick.Value);
            svg.Element("line", ("x1", x), ("x2", x), ("y1", plot.Bottom), ("y2", plot.Bottom + 4), ("stroke", _ink));
            foreach (var (i, line) in tick.Label.Split('\n').Index())
                svg.Text(x, plot.Bottom + 16 + i * FigureLayout.WordRow, line, ("text-anchor", "middle"));
        }
        foreach (var tick in layout.YTicks)
        {
            var y = layout.PixelY(tick.Value);
            svg.Element("line", ("x1", plot.X - 4), ("x2", plot.X), ("y1", y), ("y2", y), ("stroke", _ink));
            svg.Text(plot.X - 7, y + 4, tick.Label, ("text-anchor", "end"));
        }
        foreach (var (i, line) in PanelWords.Across(panel, layout.Slot.Width).Index())
            svg.Text(PanelWords.Middle(layout, TextWidth.Of(line, FigureLayout.LabelSize)), plot.Bottom + 33 + (FigureLayout.Words(panel) is null ? 0 : FigureLayout.WordRow) + i * PanelWords.Row, line, ("font-size", FigureLayout.LabelSize), ("text-anchor", "middle"));
        var widest = layout.YTicks.Select(tick => TextWidth.Of(tick.Label, FigureLayout.TickSize)).DefaultIfEmpty(0).Max();
        var label = PanelWords.Upright(panel, panel.Y, layout.Room);
        Upright(svg, plot.X - 17 - widest - PanelWords.Further(label), plot.Y + plot.Height / 2, label);
    }

    /// <summary>Lines that are read from below, the first one leftmost.</summary>
    internal static void Upright(SvgWriter svg, double x, double y, IReadOnlyList<string> lines)
    {
        foreach (var (i, line) in lines.Index())
            svg.Text(0, 0, line, ("font-size", FigureLayout.LabelSize), ("text-anchor", "middle"), ("transform", $"translate({SvgWriter.Number(x + i * PanelWords.Row)} {SvgWriter.Number(y)}) rotate(-90)"));
    }
}
