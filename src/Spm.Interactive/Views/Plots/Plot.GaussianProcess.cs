using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

public static partial class Plot
{
    private const int _processPanel = 400, _processHeight = 380, _processWidth = 640, _lineHeight = 320, _acquisitionHeight = 170, _mostNumberedPoints = 12;
    private const double _processLeft = 74, _sigmas = 2;

    /// <summary>
    /// A Gaussian process over an area: its mean, its standard deviation and, where given, the acquisition function, each with the measured points in their order and the point that is next.
    /// </summary>
    /// <param name="mean">Mean of the process.</param>
    /// <param name="standardDeviation">Its standard deviation σ, in the unit of the mean.</param>
    /// <param name="acquisition">What the next point is chosen by; null when there is none.</param>
    /// <param name="path">Where was measured, in order; first and last are numbered. Null for none.</param>
    /// <param name="next">Where will be measured next, a star; null when nothing is chosen.</param>
    /// <param name="title">Headline.</param>
    /// <exception cref="ArgumentException">The maps have different shapes.</exception>
    public static Figure GaussianProcess(ScalarMap mean, ScalarMap standardDeviation, ScalarMap? acquisition = null, IReadOnlyList<(double X, double Y)>? path = null, (double X, double Y)? next = null, string title = "")
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(standardDeviation);
        (string Title, ScalarMap Map)[] parts = [("mean", mean), ("standard deviation", standardDeviation), .. acquisition is null ? [] : new[] { ("acquisition", acquisition) }];
        foreach (var (name, map) in parts)
            if (map.Values.GetLength(0) != mean.Values.GetLength(0) || map.Values.GetLength(1) != mean.Values.GetLength(1))
                throw new ArgumentException($"Mean and {name} are maps over the same grid; got {mean.Values.GetLength(1)} × {mean.Values.GetLength(0)} and {map.Values.GetLength(1)} × {map.Values.GetLength(0)} pixels.");
        path ??= [];
        var shown = ThinnedPoints.Of(Enumerable.Range(0, path.Count));
        var panels = parts.Select((part, i) =>
        {
            var panel = MapPanel.Of(part.Map, new((double)i / parts.Length, 0, 1.0 / parts.Length, 1));
            return panel with { Title = part.Title, Layers = [.. panel.Layers, .. MeasuredPath(path, shown, next, panel)] };
        }).ToArray();
        List<string> notes = path.Count == 0 && next is null ? [] : [$"{(path.Count > 0 ? $"Circles: {(path.Count == 1 ? "the measured point" : $"{path.Count:N0} measured points in their order")}. " : "")}{(next is null ? "" : "Star: the next point.")}".Trim()];
        if (shown.Note("measured points") is { } thinned) notes.Add(thinned);
        notes.AddRange(parts.SelectMany((part, i) => MapPanel.Notes(part.Map, panels[i].Raster!).Select(note => $"{part.Title}: {note}")));
        var figure = new Figure(title, _processPanel * parts.Length, _processHeight, panels, Describe(parts, path.Count, next)) { Notes = notes };
        return MapPanel.WithoutSlack(figure);
    }

    /// <summary>
    /// A Gaussian process along a line: mean with a band of ± 2σ, the measured points with their errors, and the acquisition function with its greatest value below.
    /// </summary>
    /// <param name="x">Abscissa of the curves.</param>
    /// <param name="mean">Mean of the process.</param>
    /// <param name="standardDeviation">Its standard deviation σ.</param>
    /// <param name="points">Measured points, in order.</param>
    /// <param name="errors">Standard error of each measured value; null for none.</param>
    /// <param name="acquisition">What the next point is chosen by; null when there is none.</param>
    /// <param name="next">Where will be measured next; null when nothing is chosen.</param>
    /// <param name="xQuantity">What is on the abscissa.</param>
    /// <param name="xUnit">Its unit.</param>
    /// <param name="quantity">What was measured.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="title">Headline.</param>
    /// <exception cref="ArgumentException">Lengths disagree, or there is no x.</exception>
    public static Figure GaussianProcess(double[] x, double[] mean, double[] standardDeviation, IReadOnlyList<(double X, double Y)> points, double[]? errors = null, double[]? acquisition = null, double? next = null,
        string xQuantity = "x", string xUnit = "", string quantity = "y", string unit = "", string title = "")
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(standardDeviation);
        ArgumentNullException.ThrowIfNull(points);
        SameLength.Require("Mean, standard deviation and acquisition have one value for each x", ("x", x.Length), ("mean", mean.Length), ("standardDeviation", standardDeviation.Length), ("acquisition", acquisition?.Length));
        if (errors is not null && errors.Length != points.Count) throw new ArgumentException($"An error belongs to each measured point; got {points.Count} points and {errors.Length} errors.", nameof(errors));
        double[] wide = Array.ConvertAll(standardDeviation, s => _sigmas * s), px = [.. points.Select(p => p.X)], py = [.. points.Select(p => p.Y)];
        var measured = new PointLayer(points.Count == 1 ? "1 measured point" : $"{points.Count:N0} measured points", px, py, "#000000") { Errors = errors, Radius = 3 };
        var band = BandLayer.Around($"mean ± {_sigmas:0}σ", x, mean, wide, Palette.Blue);
        var across = Axis.Over(xQuantity, xUnit, next is { } at ? x.Concat(px).Append(at) : x.Concat(px), 0.02);
        var up = Axis.Over(quantity, unit, Heights(band).Concat(Heights(measured)));
        List<Layer> layers = [band, new LineLayer("mean", x, mean, Palette.Blue)];
        if (points.Count > 0) layers.Add(measured);
        if (points.Count > 1) layers.AddRange([new TextLayer(px[0], py[0], "1"), new TextLayer(px[^1], py[^1], $"{points.Count}")]);
        if (next is { } chosen) layers.Add(Upright(chosen, up, Palette.Vermillion));
        if (!mean.Any(double.IsFinite)) layers.Add(new MessageLayer("the mean is nowhere finite"));
        var height = acquisition is null ? _lineHeight : _lineHeight + _acquisitionHeight;
        var share = (double)_lineHeight / height;
        List<Panel> panels = [new(new(0, 0, 1, share), across, up, layers) { ReservedLeft = _processLeft }];
        if (acquisition is not null)
        {
            var below = Axis.Over("Acquisition", "", acquisition);
            List<Layer> lower = [new LineLayer("", x, acquisition, Palette.Series[2])];
            if (next is { } star) lower.AddRange([Upright(star, below, Palette.Vermillion), new PointLayer("next point", [star], [Interpolated(x, acquisition, star)], Palette.Vermillion, Marker.Star)]);
            panels.Add(new(new(0, share, 1, 1 - share), across, below, lower) { ReservedLeft = _processLeft });
        }
        var widest = Enumerable.Range(0, x.Length).Where(i => double.IsFinite(standardDeviation[i])).OrderByDescending(i => standardDeviation[i]).Select(i => (int?)i).FirstOrDefault();
        return new(title, _processWidth, height, panels,
            $"Gaussian process of {quantity} against {xQuantity} from {points.Count:N0} measured points"
            + (widest is { } w ? $"; least certain at {Quantity.Format(x[w], xUnit, 3)} with σ {Quantity.Format(standardDeviation[w], unit, 3)}" : "")
            + (next is { } goal ? $"; next at {Quantity.Format(goal, xUnit, 3)}." : "."));
    }

    /// <summary>Line, circles, number of the first and the last, star: legible on every colour of a map, since dark has a white seam.</summary>
    private static List<Layer> MeasuredPath(IReadOnlyList<(double X, double Y)> path, ThinnedPoints shown, (double X, double Y)? next, Panel panel)
    {
        double[] x = [.. shown.Shown.Select(i => path[i].X)], y = [.. shown.Shown.Select(i => path[i].Y)];
        List<Layer> layers = [];
        // A line between some of the points would be no path.
        if (path.Count > 1 && shown.Shown.Length == path.Count) layers.AddRange([new LineLayer("", x, y, "#FFFFFF") { StrokeWidth = 1.8 }, new LineLayer("", x, y, "#000000") { StrokeWidth = 0.7 }]);
        if (path.Count > 0) layers.AddRange([new PointLayer("", x, y, "#FFFFFF") { Radius = 3.8 }, new PointLayer("", x, y, "#000000") { Radius = 2.4 }]);
        // Of many points the first and the last: their numbers would cover the map.
        layers.AddRange(Enumerable.Range(0, path.Count).Where(i => path.Count <= _mostNumberedPoints || i == 0 || i == path.Count - 1).Select(i => Number(panel, path[i].X, path[i].Y, i + 1)));
        if (next is { } star)
            layers.AddRange([new PointLayer("", [star.X], [star.Y], "#FFFFFF", Marker.Star) { Radius = 6 }, new PointLayer("", [star.X], [star.Y], Palette.Vermillion, Marker.Star) { Radius = 4 }]);
        return layers;
    }

    /// <summary>The number of a point beside it, within the plot.</summary>
    private static TextLayer Number(Panel panel, double x, double y, int number)
    {
        const double Edge = 0.04, Right = 0.9;
        var margin = Edge * (panel.Y.Max - panel.Y.Min);
        return new(x, Math.Clamp(y, panel.Y.Min + margin, panel.Y.Max - margin), $"{number}") { Place = panel.X.Fraction(x) > Right ? TextPlace.Left : TextPlace.Right };
    }

    /// <summary>Between the two neighbours, whether x rises or falls; beyond the ends the value of the nearest.</summary>
    private static double Interpolated(double[] x, double[] y, double at)
    {
        for (var i = 1; i < x.Length; i++)
        {
            var u = (at - x[i - 1]) / (x[i] - x[i - 1]);
            if (u is >= 0 and <= 1) return (1 - u) * y[i - 1] + u * y[i];
        }
        return y[Enumerable.Range(0, x.Length).MinBy(i => Math.Abs(x[i] - at))];
    }

    private static string Describe((string Title, ScalarMap Map)[] parts, int points, (double X, double Y)? next)
    {
        var (horizontal, vertical) = (parts[0].Map.Horizontal.Unit, parts[0].Map.Vertical.Unit);
        string Place(double x, double y) => $"{Quantity.Format(x, horizontal, 3)}, {Quantity.Format(y, vertical, 3)}";
        var words = parts.Select(part =>
        {
            var (row, column) = Greatest(part.Map);
            return row < 0 ? $"{part.Title}: no finite value"
                : $"{part.Title} of {part.Map.Name} greatest, {Quantity.Format(part.Map.Values[row, column], part.Map.Unit, 3)}, at {Place(part.Map.Horizontal.Values[column], part.Map.Vertical.Values[row])}";
        });
        return $"Gaussian process after {points:N0} measured points: {string.Join("; ", words)}{(next is { } n ? $"; next point {Place(n.X, n.Y)}" : "")}.";
    }

    private static (int Row, int Column) Greatest(ScalarMap map)
    {
        var (best, row, column) = (double.NegativeInfinity, -1, -1);
        for (var i = 0; i < map.Values.GetLength(0); i++)
            for (var j = 0; j < map.Values.GetLength(1); j++)
                if (map.Values[i, j] > best && MapRaster.ReasonAt(map, i, j) is null) (best, row, column) = (map.Values[i, j], i, j);
        return (row, column);
    }
}
