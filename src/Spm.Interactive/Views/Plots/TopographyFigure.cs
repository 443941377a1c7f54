using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>The picture of <see cref="Plot.Topography(ScalarMap, Levelling?)"/>.</summary>
internal static class TopographyFigure
{
    private const int _width = 860, _height = 460, _leastHeight = 300;
    private const double _mapShare = 0.62, _belowMap = 16;

    public static Figure Of(ScalarMap measured, Levelling level)
    {
        ArgumentNullException.ThrowIfNull(measured);
        var map = level.Apply(measured);
        var roughness = SurfaceRoughness.Of(map);
        var panel = MapPanel.Of(map, new(0, 0, _mapShare, 1));
        // A bar stands for both directions: a map that is not to scale keeps its axes.
        if (panel.Raster!.Raster.IsToScale) panel = panel with { IsBare = true, Layers = [.. panel.Layers, new ScaleBarLayer()] };
        // A phase has no height: it jumps by a turn.
        var words = roughness.Count == 0 || map.IsCyclic ? "" : $"Rq {Size(roughness.Rq)}, Ra {Size(roughness.Ra)}, peak to valley {Size(roughness.PeakToValley)}";
        var taken = level == Levelling.None ? "As measured, not levelled" : $"Levelled: {level.Words}";
        var description = $"{MapSummary.Sentence(map)} {ScaleWords(panel.X, panel.Y)} {taken}.{(words.Length > 0 ? $" {words} about the mean." : "")}";
        var notes = new List<string> { words.Length > 0 ? $"{taken}; {words} over {roughness.Count:N0} pixels." : $"{taken}." };
        notes.AddRange(MapPanel.Notes(map, panel.Raster!));
        return Fitted(new(map.Name, _width, _height, [panel, Histogram(map, roughness)], description) { Notes = [.. notes.Select(Minus.Typeset)] });

        string Size(double value) => Quantity.Format(value, map.Unit, 3);
    }

    /// <summary>How large the picture is, for those who do not see the bar.</summary>
    private static string ScaleWords(Axis x, Axis y) => $"{Quantity.Compact(x.Max - x.Min, x.Unit, 4)} wide, {Quantity.Compact(y.Max - y.Min, y.Unit, 4)} high.";

    private static Panel Histogram(ScalarMap map, SurfaceRoughness roughness)
    {
        var cell = new Cell(_mapShare, 0, 1 - _mapShare, 1);
        var histogram = ShareHistogram.Of(map.Values.Cast<double>().Zip(map.BadReasons.Cast<string?>(), (value, reason) => reason is null ? value : double.NaN));
        if (histogram is null) return new(cell, new(map.Name, map.Unit, 0, 1), new("Share of pixels", "%", 0, 1), [new MessageLayer("no good pixel")]);
        var top = 1.08 * histogram.Heights.Max();
        double[] marks = [roughness.Mean - roughness.Rq, roughness.Mean - roughness.Rq, double.NaN, roughness.Mean + roughness.Rq, roughness.Mean + roughness.Rq];
        return new(cell, map.IsCyclic ? Axis.Turn(map.Name, map.Unit) : Axis.Spanning(map.Name, map.Unit, histogram.Edges[0], histogram.Edges[^1], 0.02), new("Share of pixels", "%", 0, top),
            map.IsCyclic ? [histogram] : [histogram, new LineLayer("mean ± Rq", marks, [0, top, double.NaN, 0, top], Palette.Vermillion) { IsDashed = true }]);
    }

    /// <summary>The figure no higher than its map, and not so low that the histogram is squeezed.</summary>
    private static Figure Fitted(Figure figure)
    {
        var panel = FigureLayout.Of(figure).Panels[0];
        var slack = panel.Slot.Bottom - panel.Plot.Bottom - _belowMap - FigureLayout.LegendRow * panel.BadLegend.Count;
        return slack > 0 ? figure with { Height = Math.Max((int)(figure.Height - slack), _leastHeight) } : figure;
    }
}
