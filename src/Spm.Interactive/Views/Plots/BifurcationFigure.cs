using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>The picture of <see cref="Plot.Bifurcation"/>: points, or their density where there are too many.</summary>
internal static class BifurcationFigure
{
    private const int _width = 860, _height = 500, _mostPoints = 12_000, _mostColumns = 500, _rows = 300;
    private const double _radius = 0.7, _wide = 1.9;
    private const string _empty = "no sample";

    public static Figure Of(BifurcationData data)
    {
        var notes = new List<string>();
        (double X, double Y)[] up = [.. BifurcationData.Points(data.Parameter, data.Upward)], down = [.. data.Downward is null ? [] : BifurcationData.Points(data.Parameter, data.Downward)];
        var x = Axis.Over(data.ParameterName.Name, data.ParameterName.Unit, data.Parameter, 0.02);
        var y = Axis.Over(data.Quantity.Name, data.Quantity.Unit, up.Concat(down).Select(p => p.Y), 0.04);
        var panel = up.Length + down.Length > _mostPoints ? Density(data, [.. up, .. down], x, y, notes) : new(Cell.Whole, x, y, Points(data, up, down));
        return new("", _width, _height, [panel], Describe(data, y)) { Notes = [.. notes.Select(Minus.Typeset)] };
    }

    private static List<Layer> Points(BifurcationData data, (double X, double Y)[] up, (double X, double Y)[] down)
    {
        List<Layer> layers = [];
        // The sweep down lies below: where both agree the sweep up is seen, where they differ both are.
        if (down.Length > 0) layers.Add(new PointLayer("parameter falling", [.. down.Select(p => p.X)], [.. down.Select(p => p.Y)], Palette.Vermillion) { Radius = _wide });
        layers.Add(new PointLayer(data.Downward is null ? "" : "parameter rising", [.. up.Select(p => p.X)], [.. up.Select(p => p.Y)], Palette.Blue) { Radius = _radius });
        if (up.Length + down.Length == 0) layers.Add(new MessageLayer("no finite sample"));
        return layers;
    }

    /// <summary>Number of samples in each pixel.</summary>
    private static Panel Density(BifurcationData data, (double X, double Y)[] points, Axis x, Axis y, List<string> notes)
    {
        var columns = Math.Clamp(data.Parameter.Distinct().Count(), 2, _mostColumns);
        // Columns end half a step beyond the outer parameters, as the pixels of a map do.
        var (low, high) = (points.Min(p => p.X), points.Max(p => p.X));
        var (counts, reasons) = (new double[_rows, columns], new string?[_rows, columns]);
        foreach (var (px, py) in points)
            counts[Math.Clamp((int)(y.Fraction(py) * _rows), 0, _rows - 1), high > low ? (int)Math.Round((px - low) / (high - low) * (columns - 1)) : 0]++;
        for (var i = 0; i < counts.Length; i++) reasons[i / columns, i % columns] = counts[i / columns, i % columns] > 0 ? null : _empty;
        var rowHeight = (y.Max - y.Min) / _rows;
        var map = new ScalarMap("Samples per pixel", "", new(x.Quantity, x.Quantity, x.Unit, DimensionKind.Spectroscopic, Dimension.Linear(low, high > low ? high : low + 1, columns)),
            new(y.Quantity, y.Quantity, y.Unit, DimensionKind.Spatial, Dimension.Linear(y.Min + rowHeight / 2, y.Max - rowHeight / 2, _rows)), counts, reasons);
        notes.Add($"{points.Length:N0} samples; drawn is how many fall on each of {columns} × {_rows} pixels{(data.Downward is null ? "" : ", both sweeps together")}.");
        var panel = MapPanel.Of(map, Cell.Whole, Math.Max(_mostColumns, _rows));
        var colours = new Axis("Samples per pixel", "", 1, Math.Max(counts.Cast<double>().Max(), 2)) { IsLogarithmic = true };
        return panel with { X = panel.X with { Quantity = x.Quantity }, Y = panel.Y with { Quantity = y.Quantity }, Layers = [.. panel.Layers.Select(layer => layer is RasterLayer raster ? raster with { Colours = colours, Blank = _empty } : layer)] };
    }

    private static string Describe(BifurcationData data, Axis y)
    {
        var size = $"Bifurcation diagram of {data.Quantity.Name} over {data.ParameterName.Name}, {data.Parameter.Length:N0} values from {Quantity.Format(data.Parameter[0], data.ParameterName.Unit)} to {Quantity.Format(data.Parameter[^1], data.ParameterName.Unit)}, {data.Count:N0} samples";
        var range = y.Max - y.Min;
        int[] different = [.. data.Upward.Select(samples => BifurcationData.Different(samples, range))];
        if (different.All(n => n == 0)) return $"{size}: no finite sample.";
        var periods = different.CountBy(n => n).OrderBy(n => n.Key).Select(n => $"{(n.Key == 0 ? "none" : n.Key == BifurcationData.Many ? "many" : n.Key.ToString())} at {n.Value}");
        var apart = data.Downward is null ? "" : $" The sweep down differs from the sweep up at {Enumerable.Range(0, data.Parameter.Length).Count(i => Differs(data.Upward[i], data.Downward[i], range)):N0} values.";
        return $"{size}. Number of different long-term values: {string.Join(", ", periods)} of the parameter values.{apart}";
    }

    /// <summary>The two sweeps differ where their extremes do, by more than a hundredth of the range.</summary>
    private static bool Differs(double[] up, double[] down, double range)
    {
        double[] a = [.. up.Where(double.IsFinite)], b = [.. down.Where(double.IsFinite)];
        return a.Length > 0 && b.Length > 0 && (Math.Abs(a.Max() - b.Max()) > 0.01 * range || Math.Abs(a.Min() - b.Min()) > 0.01 * range);
    }
}
