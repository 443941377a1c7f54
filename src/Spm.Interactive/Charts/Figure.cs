using Spm.Core.Data;

namespace Spm.Interactive.Charts;

/// <summary>
/// A picture as data: panels with axes and layers. <see cref="SvgRenderer"/> makes the static picture of it and the browser script reads
/// the same geometry, which is why it is ours: a chart library's SVG does not say where its axes are. Measured on two cores without ReadyToRun:
/// ScottPlot 5.1.59 takes about 200 ms to its first SVG (Skia loads; it needs fonts, which a bare Debian does not have); a whole bundle of ours,
/// text and HTML included, takes about 180 ms of processor time the first time and 25 ms then, with no native code and the viewer's fonts.
/// </summary>
/// <param name="Title">Headline; may be empty.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Panels">Plots, each in its own part of the picture.</param>
/// <param name="Description">What is seen, in numbers, for screen readers.</param>
public sealed partial record Figure(string Title, int Width, int Height, IReadOnlyList<Panel> Panels, string Description)
{
    /// <summary>Small print below the panels: what was left out, thinned or clipped.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A part of a figure, in fractions of its content (0,0 top left).</summary>
public readonly record struct Cell(double Left, double Top, double Width, double Height)
{
    /// <summary>The whole figure.</summary>
    public static Cell Whole => new(0, 0, 1, 1);
}

/// <summary>One plot.</summary>
/// <param name="Cell">Where in the figure.</param>
/// <param name="X">Horizontal axis.</param>
/// <param name="Y">Vertical axis.</param>
/// <param name="Layers">What is drawn, first one lowest.</param>
public sealed record Panel(Cell Cell, Axis X, Axis Y, IReadOnlyList<Layer> Layers)
{
    /// <summary>Headline of the panel; may be empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>Words at the ticks of <see cref="X"/> in place of numbers (bars of categories), or null.</summary>
    public IReadOnlyList<string>? XCategories { get; init; }

    /// <summary>Axis of a colour bar for lines and points that have the colour of a value; null for none. A map has its own.</summary>
    public Axis? ColourScale { get; init; }

    /// <summary>True where one unit is as long across as upwards (a path, Nyquist, parity): the plot keeps the ratio of its axes' spans. The axes have the same unit; a map knows it by itself.</summary>
    public bool IsToScale { get; init; }

    /// <summary>True for a picture without axes: a surface in perspective.</summary>
    public bool IsBare { get; init; }

    /// <summary>True on paper: what is long is written in several lines. On a screen the browser may put other words in its place.</summary>
    internal bool IsPrint { get; init; }

    /// <summary>Pixels kept left of the plot even where the numbers are short, since the browser may put longer ones there.</summary>
    public double ReservedLeft { get; init; }

    /// <summary>Pixels kept right of the plot even where the numbers are short.</summary>
    public double ReservedRight { get; init; }

    /// <summary>Pixels kept above the plot even where title and legend are lower.</summary>
    internal double ReservedTop { get; init; }

    /// <summary>The map of the panel, or null.</summary>
    public RasterLayer? Raster => Layers.OfType<RasterLayer>().FirstOrDefault();

    /// <summary>Axis of the colour bar, or null without one.</summary>
    public Axis? Colours => Raster?.Colours ?? ColourScale;
}

/// <summary>Something drawn in a panel.</summary>
/// <param name="Label">Name in the legend; empty for none.</param>
public abstract record Layer(string Label);

/// <summary>A line through points; a point that is not finite breaks it.</summary>
public sealed record LineLayer(string Label, double[] X, double[] Y, string Colour) : Layer(Label)
{
    /// <summary>Stroke width in pixels.</summary>
    public double StrokeWidth { get; init; } = 1.8;

    /// <summary>Dashed instead of solid.</summary>
    public bool IsDashed { get; init; }
}

/// <summary>How a point is drawn.</summary>
public enum Marker
{
    /// <summary>Filled circle.</summary>
    Dot,

    /// <summary>Cross, for points that were left out.</summary>
    Cross,

    /// <summary>Open square, for a selected pixel.</summary>
    Square,

    /// <summary>Open circle.</summary>
    Ring,

    /// <summary>Filled triangle, point upwards.</summary>
    Triangle,

    /// <summary>Filled star with five points, for the best or the next.</summary>
    Star,
}

/// <summary>Points; those that are not finite are not drawn. Points beyond the vertical axis are drawn as arrows at its end.</summary>
public sealed record PointLayer(string Label, double[] X, double[] Y, string Colour, Marker Marker = Marker.Dot) : Layer(Label)
{
    /// <summary>Radius in pixels.</summary>
    public double Radius { get; init; } = 2.6;

    /// <summary>A colour for each point in place of <see cref="Colour"/>, such as <see cref="ColourMap.Hex"/> of a value; null for one colour.</summary>
    public IReadOnlyList<string>? Colours { get; init; }

    /// <summary>Standard error of each y, drawn as a bar of one error up and one down; null for none.</summary>
    public double[]? Errors { get; init; }
}

/// <summary>Bars from zero; bar i spans <c>Edges[i]</c> to <c>Edges[i+1]</c>.</summary>
public sealed record BarLayer(string Label, double[] Edges, double[] Heights, string Colour) : Layer(Label)
{
    /// <summary>1 hides what is behind; less where bars overlap.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>Bars of one width around places in rising order, with gaps between them.</summary>
    public static BarLayer Separate(string label, double[] places, double[] heights, double width, string colour) => new(label,
        [.. places.SelectMany(place => new[] { place - width / 2, place + width / 2 })],
        [.. heights.SelectMany((height, i) => i == 0 ? [height] : new[] { double.NaN, height })], colour);
}

/// <summary>Words in the middle of an empty panel.</summary>
public sealed record MessageLayer(string Text) : Layer("");

/// <summary>A map in colours; bad pixels are hatched, never coloured.</summary>
/// <param name="Raster">The pixels.</param>
/// <param name="Colours">Axis of the colour bar.</param>
public sealed record RasterLayer(MapRaster Raster, Axis Colours) : Layer("")
{
    /// <summary>True when the browser may put another map in its place, which may have bad pixels where this one has none.</summary>
    public bool IsExchanged { get; init; }

    /// <summary>The reason of pixels that are no fault: places where nothing was to be measured. They are left white and not counted. Null for none.</summary>
    public string? Blank { get; init; }

    /// <summary>Number of bad pixels by reason, without those left blank.</summary>
    internal IReadOnlyList<(string Reason, int Count)> BadCounts => Blank is null ? Raster.BadCounts : [.. Raster.BadCounts.Where(bad => bad.Reason != Blank)];

    internal bool MayBeHatched => IsExchanged || BadCounts.Count > 0;

    /// <summary>Colour map that fits the quantity.</summary>
    public ColourMap ColourMap => ColourMap.For(Colours);

    /// <summary>The layer of a map, over axes and colours of its own.</summary>
    public static RasterLayer Of(ScalarMap map, int maxSide = MapRaster.DefaultMaxSide)
    {
        var raster = MapRaster.Of(map, maxSide);
        return new(raster, ColourRange.Of(map.Name, map.Unit, raster.Values, map.IsCyclic));
    }
}
