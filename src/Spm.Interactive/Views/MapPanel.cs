using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>A map as a panel of a figure, with what must be said about how it is drawn.</summary>
public static class MapPanel
{
    private const double _belowPlot = FigureLayout.TickRow + FigureLayout.LabelRow + 8;

    /// <summary>Pixels that are off by less than this part of one stand where their axis says.</summary>
    private const double _even = 0.5;

    /// <summary>The panel of a map; an all-bad map says so.</summary>
    public static Panel Of(ScalarMap map, Cell cell, int maxSide = MapRaster.DefaultMaxSide)
    {
        var layer = RasterLayer.Of(map, maxSide);
        List<Layer> layers = [layer];
        if (layer.Raster.Reasons.All(reason => reason is not null)) layers.Add(new MessageLayer("no good pixel"));
        return new(cell, AxisOf(map.Horizontal, layer.Raster.Horizontal), AxisOf(map.Vertical, layer.Raster.Vertical), layers);
    }

    /// <summary>What was reduced, stretched or clipped; empty when nothing was.</summary>
    public static IReadOnlyList<string> Notes(ScalarMap map, RasterLayer layer)
    {
        var notes = new List<string>();
        var raster = layer.Raster;
        if (raster.Step > 1)
            notes.Add($"Shown at {raster.Columns} × {raster.Rows} pixels, each the mean of {raster.Step} × {raster.Step} of the {map.Horizontal.Length} × {map.Vertical.Length} measured.");
        if (!raster.IsToScale && raster.Aspect is < 1 / MapRaster.MaxAspect or > MapRaster.MaxAspect)
            notes.Add($"Not to scale: the scan is {raster.Aspect:G3} times as wide as high.");
        foreach (var axis in new[] { map.Horizontal, map.Vertical })
            if (!IsEven(axis.Values)) notes.Add($"{axis.Quantity} is not evenly spaced: every pixel is drawn equally large, and the numbers of the axis are right at its ends only.");
        var (least, greatest) = MapSummary.Range(map);
        var slack = 1e-9 * (layer.Colours.Max - layer.Colours.Min);
        if (!map.IsCyclic && raster.Step == 1 && (least < layer.Colours.Min - slack || greatest > layer.Colours.Max + slack))
            notes.Add($"Colours span the 1st to 99th percentile; values reach from {Quantity.Format(least, map.Unit)} to {Quantity.Format(greatest, map.Unit)}.");
        return [.. notes.Select(Minus.Typeset)];
    }

    /// <summary>The same figure, lower by what its maps, wider than high, leave empty below.</summary>
    public static Figure WithoutSlack(Figure figure)
    {
        var slack = FigureLayout.Of(figure).Panels.Min(panel => panel.Slot.Bottom - panel.Plot.Bottom - _belowPlot - FigureLayout.LegendRow * panel.BadLegend.Count);
        return slack > 0 ? figure with { Height = Math.Max((int)(figure.Height - slack), 120) } : figure;
    }

    private static bool IsEven(double[] axis) => axis.Length < 3
        || Enumerable.Range(0, axis.Length).All(i => !(Math.Abs(axis[i] - (axis[0] + (axis[^1] - axis[0]) * i / (axis.Length - 1))) > _even * Math.Abs(axis[^1] - axis[0]) / (axis.Length - 1)));

    internal static Axis AxisOf(Dimension dimension, (double Min, double Max) extent) =>
        new(dimension.Name.Length <= 2 && dimension.Kind == DimensionKind.Spatial ? dimension.Name.ToLowerInvariant() : dimension.Quantity, dimension.Unit, extent.Min, extent.Max);
}
