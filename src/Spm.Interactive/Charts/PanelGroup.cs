namespace Spm.Interactive.Charts;

/// <summary>How the panels of a figure stand to each other, so that they can stand otherwise where there is less room: one panel, a grid of equal ones, or parts beside or below each other.</summary>
internal abstract class PanelGroup(double width)
{
    /// <summary>Width of a plot, inside its axes, below which panels go below each other: 25 mm.</summary>
    public const double NarrowPlot = 110;

    /// <summary>Width and height of a plot that is just a plot: 9 mm.</summary>
    public const double LeastPlot = 40;

    private const double _tolerance = 1e-6, _leastCurveHeight = 100, _greatestCurveRatio = 0.8, _greatestMapRatio = 1.25;

    /// <summary>Width on the screen, in pixels.</summary>
    protected double Width { get; } = width;

    /// <summary>The group that a figure's cells form.</summary>
    /// <param name="figure">The figure as it is on the screen.</param>
    /// <param name="panels">Its panels as they are to be drawn.</param>
    public static PanelGroup Of(Figure figure, IReadOnlyList<Panel> panels) => Of(figure, [.. panels.Select((panel, i) => new Single(panel, i, figure.Width * panel.Cell.Width, figure.Height * panel.Cell.Height))]);

    /// <summary>Width of a panel's plot in a slot, before a map takes less to keep its ratio; negative where the margins alone are wider.</summary>
    public static double PlotWidth(Panel panel, double slotWidth)
    {
        // Tried in a wide and very high slot: the margins do not depend on the width.
        const double Ample = 1000;
        var layout = FigureLayout.Place(panel with { Cell = Cell.Whole, IsToScale = false, Layers = [.. panel.Layers.Where(layer => layer is not RasterLayer)] }, new(0, 0, Ample, 300));
        var bar = panel.Raster is null ? 0 : FigureLayout.Place(panel with { Cell = Cell.Whole }, new(0, 0, Ample, 300)) is var map ? Right(map) : 0;
        return slotWidth - (layout.Plot.X - layout.Slot.X) - (panel.Raster is null ? layout.Slot.Right - layout.Plot.Right : bar);

        static double Right(PanelLayout map) => FigureLayout.BarGap + FigureLayout.BarWidth + 8 + map.ColourTicks.Select(tick => TextWidth.Of(tick.Label, FigureLayout.TickSize)).DefaultIfEmpty(0).Max() + FigureLayout.LabelRow + 4;
    }

    /// <summary>The least height of a slot that has room for a plot.</summary>
    public static double LeastHeight(Panel panel, double slotWidth)
    {
        var (top, bottom) = Margins(panel, slotWidth);
        return top + bottom + LeastPlot;
    }

    /// <summary>Places the panels in a width, from a corner; the height that they take.</summary>
    public abstract double Arrange(double x, double y, double width, Box[] boxes);

    /// <summary>Whether every plot has room in a width without going elsewhere.</summary>
    protected abstract bool Fits(double width);

    protected abstract IEnumerable<Single> Singles();

    private static PanelGroup Of(Figure figure, IReadOnlyList<Single> panels)
    {
        if (panels.Count == 1) return panels[0];
        var (first, width) = (panels[0].Panel.Cell, figure.Width * (panels.Max(p => Right(p.Panel.Cell)) - panels.Min(p => p.Panel.Cell.Left)));
        if (panels.All(p => Same(p.Panel.Cell.Width, first.Width) && Same(p.Panel.Cell.Height, first.Height)))
            return new Grid([.. panels.OrderBy(p => Math.Round(p.Panel.Cell.Top / first.Height)).ThenBy(p => p.Panel.Cell.Left)], Math.Max(1, (int)Math.Round(width / (figure.Width * first.Width))), width);
        foreach (var isRow in new[] { true, false })
            if (Split(panels, isRow) is { Count: > 1 } parts)
                return new Parts([.. parts.Select(part => Of(figure, part))], isRow, width);
        return new Parts([.. panels], isRow: false, width);
    }

    /// <summary>The panels in parts that a straight cut separates, from left to right or from above.</summary>
    private static List<List<Single>> Split(IReadOnlyList<Single> panels, bool isRow)
    {
        var parts = new List<List<Single>>();
        var end = double.NegativeInfinity;
        foreach (var panel in panels.OrderBy(p => isRow ? p.Panel.Cell.Left : p.Panel.Cell.Top).ThenBy(p => isRow ? p.Panel.Cell.Top : p.Panel.Cell.Left))
        {
            var cell = panel.Panel.Cell;
            if ((isRow ? cell.Left : cell.Top) >= end - _tolerance) parts.Add([]);
            parts[^1].Add(panel);
            end = Math.Max(end, isRow ? Right(cell) : cell.Top + cell.Height);
        }
        return parts;
    }

    private static (double Top, double Bottom) Margins(Panel panel, double slotWidth) =>
        FigureLayout.Margins(panel, slotWidth, FigureLayout.BadLegend(panel.Raster?.BadCounts ?? [], slotWidth - 90).Count);

    private static double Right(Cell cell) => cell.Left + cell.Width;

    private static bool Same(double a, double b) => Math.Abs(a - b) < _tolerance;

    /// <summary>One panel. A map is as high as its width asks for, curves keep about the shape they have on the screen.</summary>
    protected sealed class Single(Panel panel, int index, double width, double height) : PanelGroup(width)
    {
        public Panel Panel => panel;

        public int Index => index;

        public override double Arrange(double x, double y, double width, Box[] boxes)
        {
            var (top, bottom) = Margins(panel, width);
            var plot = FigureLayout.AspectOf(panel) is { } aspect ? Math.Min(Math.Max(PlotWidth(panel, width), LeastPlot) / aspect, _greatestMapRatio * width)
                : Math.Clamp(height * width / Width - top - bottom, _leastCurveHeight, Math.Max(_greatestCurveRatio * width, _leastCurveHeight));
            boxes[index] = new(x, y, width, top + plot + bottom);
            return boxes[index].Height;
        }

        protected override bool Fits(double width) => PlotWidth(panel, width) >= NarrowPlot;

        protected override IEnumerable<Single> Singles() => [this];
    }

    /// <summary>Panels of one size in reading order; where it is narrow in fewer columns, about as many in each row.</summary>
    private sealed class Grid(IReadOnlyList<Single> panels, int columns, double width) : PanelGroup(width)
    {
        public override double Arrange(double x, double y, double width, Box[] boxes)
        {
            var most = columns;
            while (most > 1 && !panels.All(panel => panel.Fits(width / most))) most--;
            if (most < columns) most = (panels.Count + Rows(most) - 1) / Rows(most);
            var bottom = y;
            foreach (var row in panels.Chunk(most))
            {
                var height = row.Select((panel, i) => panel.Arrange(x + i * width / most, bottom, width / most, boxes)).ToArray().Max();
                foreach (var panel in row) boxes[panel.Index] = boxes[panel.Index] with { Height = height };
                bottom += height;
            }
            return bottom - y;
        }

        protected override bool Fits(double width) => panels.All(panel => panel.Fits(width / columns));

        protected override IEnumerable<Single> Singles() => panels;

        private int Rows(int perRow) => (panels.Count + perRow - 1) / perRow;
    }

    /// <summary>Groups beside each other, in the proportion of their widths, or below each other.</summary>
    private sealed class Parts(IReadOnlyList<PanelGroup> parts, bool isRow, double width) : PanelGroup(width)
    {
        public override double Arrange(double x, double y, double width, Box[] boxes)
        {
            if (!isRow || !Fits(width))
            {
                var bottom = y;
                foreach (var part in parts) bottom += part.Arrange(x, bottom, width, boxes);
                return bottom - y;
            }
            var (left, heights) = (x, new List<double>());
            foreach (var part in parts)
            {
                heights.Add(part.Arrange(left, y, Share(part, width), boxes));
                left += Share(part, width);
            }
            foreach (var (i, part) in parts.Index())
                foreach (var panel in part.Singles())
                    boxes[panel.Index] = Stretched(boxes[panel.Index], y, heights.Max() / heights[i]);
            return heights.Max();
        }

        protected override bool Fits(double width) => parts.All(part => part.Fits(isRow ? Share(part, width) : width));

        protected override IEnumerable<Single> Singles() => parts.SelectMany(part => part.Singles());

        private double Share(PanelGroup part, double width) => width * part.Width / parts.Sum(p => p.Width);

        private static Box Stretched(Box box, double top, double factor) => box with { Y = top + (box.Y - top) * factor, Height = box.Height * factor };
    }
}
