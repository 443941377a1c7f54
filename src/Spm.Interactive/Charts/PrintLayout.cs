using System.Globalization;

namespace Spm.Interactive.Charts;

/// <summary>
/// A figure laid out for paper. Lengths stay in the layout's pixels, of which one is 7/11 pt: what is 11 pixels on a screen, the ticks, is 7 pt in print, a label 7.6 pt, an axis 0.64 pt, a
/// curve of 1.8 pixels 1.15 pt. So there is one way of drawing; only the room is another.
/// </summary>
internal static class PrintLayout
{
    public const double PointsPerPixel = 7 / FigureLayout.TickSize;

    /// <summary>8 pt.</summary>
    public const double TitleSize = 8 / PointsPerPixel;

    private const double _mmPerPixel = PointsPerPixel / 72 * 25.4, _greatestMm = 2000;

    /// <summary>See <see cref="Figure.ForPrint"/>.</summary>
    public static Figure Of(Figure figure, double widthMm, double? heightMm)
    {
        Check(nameof(widthMm), widthMm);
        if (heightMm is { } wanted) Check(nameof(heightMm), wanted);
        var width = (int)Math.Round(widthMm / _mmPerPixel);
        var print = figure with { WidthMm = widthMm, IsFile = true, Width = width, Panels = [.. figure.Panels.Select(ForPrint)] };
        var least = LeastWidth(print);
        if (width < least)
            throw new ArgumentException($"A figure {Number(widthMm)} mm wide has no room for its axes; this one needs at least {Number(Math.Ceiling(least * _mmPerPixel))} mm. One column of a journal is 86 mm, two are 178 mm.", nameof(widthMm));
        var boxes = new Box[print.Panels.Count];
        var around = FigureLayout.Of(print with { Panels = [], Height = 1000 }).Around;
        var content = print.Panels.Count == 0 ? figure.Height : PanelGroup.Of(figure, print.Panels).Arrange(0, 0, width, boxes);
        var height = heightMm is { } mm ? (int)Math.Round(mm / _mmPerPixel) : (int)Math.Ceiling(content + around);
        CheckHeight(print, boxes, height - around, content, around, heightMm);
        return Aligned(print with
        {
            Height = height,
            Panels = [.. print.Panels.Select((panel, i) => panel with { Cell = new(boxes[i].X / width, boxes[i].Y / content, boxes[i].Width / width, boxes[i].Height / content) })],
        });
    }

    /// <summary>Room that was kept for what a browser may put there is given back; a map is not exchanged on paper.</summary>
    private static Panel ForPrint(Panel panel) => panel with
    {
        IsPrint = true,
        ReservedLeft = 0,
        ReservedRight = 0,
        ReservedTop = 0,
        Layers = [.. panel.Layers.Select(layer => layer is RasterLayer raster ? raster with { IsExchanged = false } : layer)],
    };

    private static int LeastWidth(Figure figure)
    {
        var width = 80;
        foreach (var panel in figure.Panels)
            while (PanelGroup.PlotWidth(panel, width) < PanelGroup.LeastPlot) width++;
        return width;
    }

    private static void CheckHeight(Figure figure, Box[] boxes, double height, double content, double around, double? heightMm)
    {
        if (heightMm is not { } mm) return;
        var least = figure.Panels.Select((panel, i) => PanelGroup.LeastHeight(panel, boxes[i].Width) * content / boxes[i].Height).DefaultIfEmpty(80).Max();
        if (height < least)
            throw new ArgumentException($"A figure {Number(mm)} mm high has no room for its axes; this one needs at least {Number(Math.Ceiling((least + around) * _mmPerPixel))} mm. Without heightMm the height follows from the width.", nameof(heightMm));
    }

    /// <summary>Vertical axes of plots that stand below each other are in one line, so are the upper ends of plots beside each other; the maps of a row are equally large.</summary>
    private static Figure Aligned(Figure figure)
    {
        var panels = FigureLayout.Of(figure).Panels;
        return figure with
        {
            Panels = [.. panels.Select(panel => panel.Panel with
            {
                ReservedLeft = Most(panel, Left, (a, b) => IsColumn(a, b) || AreMaps(a, b)),
                ReservedRight = AreMaps(panel, panel) ? Most(panel, other => FigureLayout.RightMargin(other.Panel, other.ColourTicks, other.Room), AreMaps) : 0,
                ReservedTop = Most(panel, other => other.Plot.Y - other.Slot.Y, IsRow),
            })],
        };

        double Most(PanelLayout panel, Func<PanelLayout, double> margin, Func<PanelLayout, PanelLayout, bool> isOne) => panels.Where(other => isOne(panel, other)).Max(margin);
        static double Left(PanelLayout panel) => FigureLayout.LeftMargin(panel.Panel, panel.YTicks, panel.Room);
        static bool AreNear(double a, double b) => Math.Abs(a - b) < 1;
        static bool IsColumn(PanelLayout a, PanelLayout b) => AreNear(a.Slot.X, b.Slot.X) && AreNear(a.Slot.Width, b.Slot.Width);
        static bool IsRow(PanelLayout a, PanelLayout b) => AreNear(a.Slot.Y, b.Slot.Y) && AreNear(a.Slot.Height, b.Slot.Height);
        static bool AreMaps(PanelLayout a, PanelLayout b) => IsRow(a, b) && AreNear(a.Slot.Width, b.Slot.Width) && a.Panel.Raster is not null && b.Panel.Raster is not null;
    }

    private static void Check(string name, double mm)
    {
        if (!(mm > 0 && double.IsFinite(mm) && mm <= _greatestMm))
            throw new ArgumentException($"{name} is a length on paper in millimetres, above 0 and at most {Number(_greatestMm)}, got {Number(mm)}. One column of a journal is 86 mm, two are 178 mm.", name);
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
