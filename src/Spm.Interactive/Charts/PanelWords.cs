namespace Spm.Interactive.Charts;

/// <summary>
/// The words around a plot in lines. On paper what is long goes on in a second line; on a screen there is one, since the browser script may put other words in its place. What is still
/// too long is cut.
/// </summary>
internal static class PanelWords
{
    /// <summary>Pixels from one line to the next.</summary>
    public const double Row = 15;

    private const int _most = 2;
    private const double _edge = 4, _overhang = 30;

    /// <summary>The headline of the panel; no line without one.</summary>
    public static IReadOnlyList<string> Title(Panel panel, double slotWidth) => Lines(panel, panel.Title, FigureLayout.PanelTitleSize, slotWidth - 2 * _edge);

    /// <summary>The name of the horizontal axis.</summary>
    public static IReadOnlyList<string> Across(Panel panel, double slotWidth) => Lines(panel, panel.X.Label, FigureLayout.LabelSize, slotWidth - 2 * _edge);

    /// <summary>The name of an upright axis, which may be a little longer than the plot is high.</summary>
    public static IReadOnlyList<string> Upright(Panel panel, Axis axis, double plotHeight) => Lines(panel, axis.Label, FigureLayout.LabelSize, plotHeight + _overhang);

    /// <summary>Pixels of all lines but the first.</summary>
    public static double Further(IReadOnlyList<string> lines) => Row * Math.Max(lines.Count - 1, 0);

    /// <summary>The middle of words of a width: that of the plot, or as near to it as they stay in the slot.</summary>
    public static double Middle(PanelLayout layout, double width)
    {
        var (slot, middle) = (layout.Slot, layout.Plot.X + layout.Plot.Width / 2);
        return width + 2 * _edge >= slot.Width ? slot.X + slot.Width / 2 : Math.Clamp(middle, slot.X + width / 2 + _edge, slot.Right - width / 2 - _edge);
    }

    private static IReadOnlyList<string> Lines(Panel panel, string words, double fontSize, double width) => words.Length == 0 ? []
        : panel.IsPrint ? TextWidth.Wrap(words, fontSize, width, _most) : [TextWidth.Fit(words, fontSize, width)];
}
