namespace Spm.Interactive.Charts;

/// <summary>
/// How the panels of a figure stand to each other, so that they can stand otherwise where there is less room: one panel, a grid of groups of one size, or parts beside or below each other. What
/// stands in a column, such as a map and the curve that belongs to it, stays together.
/// </summary>
internal abstract class PanelGroup(double width)
{
    /// <summary>Width of a plot, inside its axes, below which panels go below each other: 25 mm.</summary>
    public const double NarrowPlot = 110;

    /// <summary>Width and height of a plot that is just a plot: 9 mm.</summary>
    public const double LeastPlot = 40;

    private const double _tolerance = 1e-6, _leastCurveHeight = 100, _greatestCurveRatio = 0.7, _greatestMapRatio = 1.25;

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
        var bar = panel.Raster is null ? 0 : FigureLayout.RightMargin(panel, FigureLayout.Place(panel with { Cell = Cell.Whole }, new(0, 0, Ample, 300)).ColourTicks, layout.Plot.Height);
        return slotWidth - (layout.Plot.X - layout.Slot.X) - (panel.Raster is null ? layout.Slot.Right - layout.Plot.Right : bar);
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
        var (first, left, top) = (panels[0].Panel.Cell, panels.Min(p => p.Panel.Cell.Left), panels.Min(p => p.Panel.Cell.Top));
        var width = figure.Width * (panels.Max(p => Right(p.Panel.Cell)) - left);
        if (panels.All(p => Same(p.Panel.Cell.Width, first.Width) && Same(p.Panel.Cell.Height, first.Height)))
        {
            int Steps(double way, double size) => (int)Math.Round(way / size);
            return new Grid([.. panels.Select(p => ((PanelGroup)p, Steps(p.Panel.Cell.Top - top, first.Height), Steps(p.Panel.Cell.Left - left, first.Width))).OrderBy(p => p.Item2).ThenBy(p => p.Item3)],
                Math.Max(1, Steps(width, figure.Width * first.Width)), width);
        }
        if (Split(panels, isRow: true) is { Count: > 1 } columns)
        {
            PanelGroup[] groups = [.. columns.Select(column => Of(figure, column))];
            return groups.All(group => Math.Abs(group.Width - groups[0].Width) < 1) ? new Grid([.. groups.Select((group, i) => (group, 0, i))], groups.Length, width) : new Parts(groups, isRow: true, width);
        }
        return Split(panels, isRow: false) is { Count: > 1 } rows ? new Parts([.. Together(rows).Select(part => Of(figure, part))], isRow: false, width) : new Parts([.. panels], isRow: false, width);
    }

    /// <summary>Rows that are divided into the same columns, next to each other, are one part: it is divided into these columns, not into rows.</summary>
    private static List<List<Single>> Together(List<List<Single>> rows)
    {
        var parts = new List<List<Single>>();
        foreach (var row in rows)
            if (row.Count > 1 && parts.Count > 0 && Columns(parts[^1]).SequenceEqual(Columns(row))) parts[^1].AddRange(row);
            else parts.Add([.. row]);
        return parts;

        static IEnumerable<(double, double)> Columns(IEnumerable<Single> panels) => panels.Select(p => (Math.Round(p.Panel.Cell.Left / _tolerance), Math.Round(p.Panel.Cell.Width / _tolerance))).Distinct().Order();
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

    private static void Stretch(PanelGroup group, Box[] boxes, double top, double factor)
    {
        foreach (var panel in group.Singles()) boxes[panel.Index] = boxes[panel.Index] with { Y = top + (boxes[panel.Index].Y - top) * factor, Height = boxes[panel.Index].Height * factor };
    }

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

    /// <summary>Groups of one width at their places; where it is narrow in reading order in fewer columns, about as many in each row.</summary>
    private sealed class Grid(IReadOnlyList<(PanelGroup Group, int Row, int Column)> groups, int columns, double width) : PanelGroup(width)
    {
        public override double Arrange(double x, double y, double width, Box[] boxes)
        {
            var most = columns;
            while (most > 1 && !groups.All(place => place.Group.Fits(width / most))) most--;
            var places = groups;
            if (most < columns)
            {
                most = (groups.Count + Rows(most) - 1) / Rows(most);
                places = [.. groups.Select((place, i) => (place.Group, i / most, i % most))];
            }
            var bottom = y;
            foreach (var row in places.GroupBy(place => place.Row))
            {
                var heights = row.Select(place => (place.Group, Height: place.Group.Arrange(x + place.Column * width / most, bottom, width / most, boxes))).ToArray();
                var height = heights.Max(group => group.Height);
                foreach (var group in heights) Stretch(group.Group, boxes, bottom, height / group.Height);
                bottom += height;
            }
            return bottom - y;
        }

        protected override bool Fits(double width) => groups.All(place => place.Group.Fits(width / columns));

        protected override IEnumerable<Single> Singles() => groups.SelectMany(place => place.Group.Singles());

        private int Rows(int perRow) => (groups.Count + perRow - 1) / perRow;
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
            foreach (var (i, part) in parts.Index()) Stretch(part, boxes, y, heights.Max() / heights[i]);
            return heights.Max();
        }

        protected override bool Fits(double width) => parts.All(part => part.Fits(isRow ? Share(part, width) : width));

        protected override IEnumerable<Single> Singles() => parts.SelectMany(part => part.Singles());

        private double Share(PanelGroup part, double width) => width * part.Width / parts.Sum(p => p.Width);
    }
}
