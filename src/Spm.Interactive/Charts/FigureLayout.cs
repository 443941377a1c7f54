namespace Spm.Interactive.Charts;

/// <summary>A rectangle in pixels from the top left corner of the figure.</summary>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    /// <summary>Right edge.</summary>
    public double Right => X + Width;

    /// <summary>Lower edge.</summary>
    public double Bottom => Y + Height;
}

/// <summary>Where the parts of a panel are.</summary>
/// <param name="Panel">The panel.</param>
/// <param name="Slot">All of its space.</param>
/// <param name="Plot">Inside the axes.</param>
/// <param name="XTicks">Marks of the horizontal axis.</param>
/// <param name="YTicks">Marks of the vertical axis.</param>
/// <param name="ColourBar">The colour bar, without its numbers; null without a map.</param>
/// <param name="ColourTicks">Marks of the colour bar.</param>
/// <param name="BadLegend">Lines of the legend of bad pixels.</param>
public sealed record PanelLayout(Panel Panel, Box Slot, Box Plot, IReadOnlyList<Tick> XTicks, IReadOnlyList<Tick> YTicks,
    Box? ColourBar, IReadOnlyList<Tick> ColourTicks, IReadOnlyList<string> BadLegend)
{
    /// <summary>Pixels upwards that there were for the plot before it took the ratio of its axes.</summary>
    internal double Room { get; init; }

    /// <summary>Pixel of a value on the horizontal axis.</summary>
    public double PixelX(double value) => Plot.X + Plot.Width * Panel.X.Fraction(value);

    /// <summary>Pixel of a value on the vertical axis.</summary>
    public double PixelY(double value) => Plot.Bottom - Plot.Height * Panel.Y.Fraction(value);
}

/// <summary>Where everything in a figure is, from estimated text widths: the same numbers serve the SVG and the browser script.</summary>
public sealed class FigureLayout
{
    internal const double TitleSize = 15, PanelTitleSize = 13, LabelSize = 12, TickSize = 11, NoteSize = 11;
    internal const double LegendRow = 17, NoteRow = 15, LabelRow = 20, TickRow = 17, BarGap = 14, BarWidth = 14, LegendKey = 24, LegendGap = 16, WordRow = 13, TitleRow = 18;
    private const double _smallestPlot = 24, _usualLeft = 70;

    private FigureLayout(Figure figure)
    {
        Figure = figure;
        NoteLines = [.. figure.Notes.SelectMany(note => TextWidth.Wrap(note, NoteSize, figure.Width - 24))];
        TitleLines = figure.Title.Length > 0 ? TextWidth.Wrap(figure.Title, TitleFont, figure.Width - 24, 2) : [];
        var top = TitleLines.Count > 0 ? 32 + TitleRow * (TitleLines.Count - 1) : 6;
        var below = NoteLines.Count * NoteRow + (NoteLines.Count > 0 ? 6 : 0);
        Around = top + below;
        var content = new Box(0, top, figure.Width, figure.Height - top - below);
        Panels = [.. figure.Panels.Select(panel => Place(panel, content))];
    }

    /// <summary>What is laid out.</summary>
    public Figure Figure { get; }

    /// <summary>The title, wrapped.</summary>
    internal IReadOnlyList<string> TitleLines { get; }

    /// <summary>Notes, wrapped.</summary>
    public IReadOnlyList<string> NoteLines { get; }

    /// <summary>Panels in the figure's order.</summary>
    public IReadOnlyList<PanelLayout> Panels { get; }

    /// <summary>Pixels of the height that the title and the notes take from the panels.</summary>
    internal double Around { get; }

    /// <summary>Font size of the figure's title; on paper no text is larger than 8 pt.</summary>
    internal double TitleFont => Figure.WidthMm is null ? TitleSize : PrintLayout.TitleSize;

    /// <summary>Font size of a panel's title.</summary>
    internal double PanelTitleFont => Figure.WidthMm is null ? PanelTitleSize : PrintLayout.TitleSize;

    /// <summary>Lays a figure out.</summary>
    /// <exception cref="ArgumentException">The figure is smaller than 80 × 80 pixels.</exception>
    public static FigureLayout Of(Figure figure) => figure.Width < 80 || figure.Height < 80
        ? throw new ArgumentException($"A figure is at least 80 × 80 pixels, got {figure.Width} × {figure.Height}.", nameof(figure))
        : new(figure);

    /// <summary>Pixels from the left end of the plot, where the legend begins, to the end of the slot; as far as that is known before the numbers of the axis are.</summary>
    internal static double LegendWidth(Panel panel, double slotWidth) => slotWidth - Math.Max(_usualLeft, panel.ReservedLeft);

    /// <summary>Pixels of an entry of the legend.</summary>
    internal static double LegendEntry(Layer layer) => LegendKey + TextWidth.Of(layer.Label, TickSize) + LegendGap;

    /// <summary>Legend entries of a panel in rows no wider than its slot.</summary>
    internal static List<List<Layer>> LegendRows(Panel panel, double width)
    {
        var rows = new List<List<Layer>>();
        var used = double.PositiveInfinity;
        foreach (var layer in panel.Layers.Where(layer => layer.Label.Length > 0))
        {
            var entry = LegendEntry(layer);
            if (used + entry > width) (used, _) = (0, NewRow());
            rows[^1].Add(layer);
            used += entry;
        }
        return rows;

        bool NewRow()
        {
            rows.Add([]);
            return true;
        }
    }

    /// <summary>Lays out one panel in a space that its <see cref="Panel.Cell"/> divides.</summary>
    internal static PanelLayout Place(Panel panel, Box content)
    {
        var slot = new Box(content.X + content.Width * panel.Cell.Left, content.Y + content.Height * panel.Cell.Top,
            content.Width * panel.Cell.Width, content.Height * panel.Cell.Height);
        var badLegend = BadLegend(panel.Raster?.BadCounts ?? [], slot.Width - 90);
        var (top, bottom) = Margins(panel, slot.Width, badLegend.Count);
        var height = Math.Max(slot.Height - top - bottom, _smallestPlot);
        var yTicks = panel.IsBare ? [] : VerticalTicks(panel.Y, height);
        var left = LeftMargin(panel, yTicks, height);
        var colourTicks = panel.Colours is { } colours ? VerticalTicks(colours, height) : [];
        var right = RightMargin(panel, colourTicks, height);
        var plot = Shape(panel, new(slot.X + left, slot.Y + top, Math.Max(slot.Width - left - right, _smallestPlot), height));
        var xTicks = panel.IsBare ? [] : Words(panel) is { } words ? Categories(panel, words, plot.Width) : HorizontalTicks(panel.X, plot.Width);
        if (plot.Height < height) (yTicks, colourTicks) = (panel.IsBare ? [] : VerticalTicks(panel.Y, plot.Height), panel.Colours is { } shown ? VerticalTicks(shown, plot.Height) : []);
        var bar = panel.Colours is null ? (Box?)null : new Box(plot.Right + BarGap, plot.Y, BarWidth, plot.Height);
        return new(panel, slot, plot, xTicks, yTicks, bar, colourTicks, badLegend) { Room = height };
    }

    internal static IReadOnlyList<string>? Words(Panel panel) => panel.XCategories ?? panel.X.Categories;

    /// <summary>Pixels above the plot for title and legend, and below it for ticks, label and the legend of bad pixels.</summary>
    internal static (double Top, double Bottom) Margins(Panel panel, double slotWidth, int badLines) =>
        (Math.Max(panel.ReservedTop, 8 + TitleHeight(panel, slotWidth) + LegendRow * LegendRows(panel, LegendWidth(panel, slotWidth)).Count),
        BelowPlot(panel, slotWidth) + LegendRow * Math.Max(badLines, panel.Raster is { IsExchanged: true } ? 2 : 0) + (Words(panel) is null ? 6 : 6 + WordRow));

    /// <summary>Pixels that the title of a panel takes.</summary>
    internal static double TitleHeight(Panel panel, double slotWidth) => PanelWords.Title(panel, slotWidth) is { Count: > 0 } lines ? 20 + PanelWords.Further(lines) : 0;

    /// <summary>Pixels below the plot for the numbers of the axis and its label.</summary>
    internal static double BelowPlot(Panel panel, double slotWidth) =>
        panel.IsBare ? 0 : TickRow + (panel.X.Label.Length > 0 ? LabelRow + PanelWords.Further(PanelWords.Across(panel, slotWidth)) : 0);

    /// <summary>Pixels left of the plot, when that is so high.</summary>
    internal static double LeftMargin(Panel panel, IReadOnlyList<Tick> yTicks, double height) => panel.IsBare ? 8
        : Math.Max(panel.ReservedLeft, 15 + (panel.Y.Label.Length > 0 ? LabelRow + PanelWords.Further(PanelWords.Upright(panel, panel.Y, height)) : 0) + WidestLabel(yTicks));

    /// <summary>Pixels right of the plot, when that is so high.</summary>
    internal static double RightMargin(Panel panel, IReadOnlyList<Tick> colourTicks, double height) => Math.Max(panel.ReservedRight,
        panel.Colours is { } colours ? BarGap + BarWidth + 8 + WidestLabel(colourTicks) + LabelRow + PanelWords.Further(PanelWords.Upright(panel, colours, height)) + 4 : panel.IsBare ? 8 : 18);

    /// <summary>Width by height of a plot that is drawn to scale, null for one that fills its space.</summary>
    internal static double? AspectOf(Panel panel) => panel.IsToScale ? (panel.X.Max - panel.X.Min) / (panel.Y.Max - panel.Y.Min)
        : panel.Raster is { Raster.IsToScale: true } layer ? layer.Raster.Aspect : null;

    /// <summary>The largest box with the aspect ratio of the map or of the axes in the space there is, in its middle.</summary>
    private static Box Shape(Panel panel, Box space)
    {
        if (AspectOf(panel) is not { } aspect) return space;
        var width = Math.Min(space.Width, space.Height * aspect);
        return new(space.X + (space.Width - width) / 2, space.Y, width, width / aspect);
    }

    /// <summary>How many pixels are bad, and why, in lines; none when all are good.</summary>
    internal static IReadOnlyList<string> BadLegend(IReadOnlyList<(string Reason, int Count)> counts, double width)
    {
        if (counts.Count == 0) return [];
        var reasons = string.Join(", ", counts.Take(4).Select(bad => counts.Count == 1 ? bad.Reason : $"{bad.Count} {bad.Reason}"));
        return TextWidth.Wrap($"bad pixels: {counts.Sum(bad => bad.Count)} ({reasons}{(counts.Count > 4 ? ", …" : "")})", TickSize, width);
    }

    /// <summary>Marks that do not touch: fewer where the numbers are long.</summary>
    private static IReadOnlyList<Tick> HorizontalTicks(Axis axis, double width)
    {
        bool HaveRoom(IReadOnlyList<Tick> ticks) => axis.IsCyclic || ticks.Count * (WidestLabel(ticks) + 12) <= width + 12;
        var wanted = TickCount(width, 64);
        while (wanted > 1 && !HaveRoom(axis.Ticks(wanted))) wanted--;
        return AtLeastTwo(axis, wanted, HaveRoom);
    }

    private static IReadOnlyList<Tick> VerticalTicks(Axis axis, double height) => AtLeastTwo(axis, TickCount(height, 38), ticks => ticks.Count * TickSize * 1.2 <= height);

    /// <summary>The marks wanted; where that is one, which gives an axis no scale, the next closer ones that have room.</summary>
    private static IReadOnlyList<Tick> AtLeastTwo(Axis axis, int wanted, Func<IReadOnlyList<Tick>, bool> haveRoom)
    {
        var ticks = axis.Ticks(wanted);
        // With one mark the step is more than half the axis; that for five is at most a fifth.
        for (var more = wanted + 1; ticks.Count < 2 && more <= wanted + 4; more++)
            if (axis.Ticks(more) is { Count: > 1 } closer && haveRoom(closer)) return closer;
        return ticks;
    }

    /// <summary>Words in the middle of their share of the axis, in at most two lines.</summary>
    private static Tick[] Categories(Panel panel, IReadOnlyList<string> words, double width) =>
        [.. words.Select((word, i) => new Tick(panel.X.Min + (panel.X.Max - panel.X.Min) * (i + 0.5) / words.Count, string.Join('\n', TextWidth.Wrap(word, TickSize, width / words.Count - 4).Take(2))))];

    private static int TickCount(double length, double each) => Math.Clamp((int)(length / each), 1, 12);

    private static double WidestLabel(IReadOnlyList<Tick> ticks) => ticks.Select(tick => TextWidth.Of(tick.Label, TickSize)).DefaultIfEmpty(0).Max();
}
