using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>The picture of <see cref="Plot.Relaxation(Core.Spectroscopy.RelaxationResult, int)"/>.</summary>
internal static class RelaxationFigure
{
    private const int _width = 980, _height = 540, _manyPoints = 400;
    private const double _left = 0.56, _upper = 0.66, _reservedLeft = 74;

    public static Figure Of(RelaxationCurve curve)
    {
        var notes = new List<string>(curve.Notes);
        var early = curve.Time.Count(t => t <= 0);
        if (early > 0) notes.Add($"{early} points at or before the end of the pulse (t ≤ 0) have no place on the logarithmic axis.");
        var time = new Cell(0, 0, _left, curve.FittedAtTime.Length > 0 ? _upper : 1);
        var logarithmic = Axis.OverLogarithm("Time", curve.TimeUnit, curve.Time, 0.03);
        var values = Axis.Over(curve.Response.Quantity, curve.Response.Unit, curve.Measured.Concat(curve.Fitted));
        List<Panel> panels = [Main(curve, time, logarithmic, values, notes), Main(curve, new(_left, 0, 1 - _left, curve.Weights.Count > 0 ? _upper : 1), Axis.Over("Time", curve.TimeUnit, curve.Time, 0.03), values, notes)];
        if (curve.FittedAtTime.Length > 0) panels.Add(Residual(curve, new(0, _upper, _left, 1 - _upper), logarithmic, notes));
        if (curve.Weights.Count > 0) panels.Add(Weights(curve));
        return new(curve.Title, _width, _height, panels, Describe(curve)) { Notes = [.. notes.Distinct().Select(Minus.Typeset)] };
    }

    private static Panel Main(RelaxationCurve curve, Cell cell, Axis time, Axis values, List<string> notes)
    {
        List<Layer> layers = [Measured(curve, curve.Measured, "measured", time, notes)];
        if (curve.Fitted.Length > 0)
        {
            var line = ThinnedCurve.Of(curve.FitTime, curve.Fitted, isLogarithmic: time.IsLogarithmic);
            layers.Add(new LineLayer(CurvePanels.Fitted, line.X, line.Y, Palette.Vermillion));
        }
        if (!curve.Measured.Any(double.IsFinite)) layers.Add(new MessageLayer("no finite point"));
        return new(cell, time, values, layers) { ReservedLeft = _reservedLeft };
    }

    private static Panel Residual(RelaxationCurve curve, Cell cell, Axis time, List<string> notes)
    {
        double[] residual = [.. curve.Measured.Zip(curve.FittedAtTime, (m, f) => m - f)];
        return new(cell, time, Axis.Over("Residual", curve.Response.Unit, residual), [new LineLayer("", [time.Min, time.Max], [0, 0], Palette.Grey) { StrokeWidth = 1 }, Measured(curve, residual, "", time, notes)]) { ReservedLeft = _reservedLeft };
    }

    private static Panel Weights(RelaxationCurve curve)
    {
        string[] laws = [.. curve.Weights.Select(w => w.Law.Replace('-', ' '))];
        var bars = BarLayer.Separate("", [.. Enumerable.Range(0, laws.Length).Select(i => (double)i)], [.. curve.Weights.Select(w => w.Weight)], 0.6, Palette.Series[2]);
        return new(new(_left, _upper, 1 - _left, 1 - _upper), Axis.Of("", laws), new("Weight of the law", "", 0, 1.05), [bars]) { ReservedLeft = _reservedLeft };
    }

    private static Layer Measured(RelaxationCurve curve, double[] y, string label, Axis time, List<string> notes)
    {
        var (x, thinned, _) = ThinnedCurve.Of(curve.Time, y, notes, isLogarithmic: time.IsLogarithmic);
        return x.Length > _manyPoints ? new LineLayer(label, x, thinned, Palette.Blue) { StrokeWidth = 1 } : new PointLayer(label, x, thinned, Palette.Blue) { Radius = 2.2 };
    }

    private static string Describe(RelaxationCurve curve)
    {
        int[] finite = [.. Enumerable.Range(0, curve.Time.Length).Where(i => double.IsFinite(curve.Time[i]) && double.IsFinite(curve.Measured[i])).OrderBy(i => curve.Time[i])];
        var size = $"Relaxation of {curve.Response.Quantity}, {curve.Time.Length:N0} points";
        if (finite.Length == 0) return $"{size}: no finite point.";
        var weights = curve.Weights.Count == 0 ? "" : $" Weights of the laws: {string.Join(", ", curve.Weights.Select(w => $"{w.Law} {w.Weight:F2}"))}.";
        return $"{size} from {Quantity.Format(curve.Time[finite[0]], curve.TimeUnit, 3)} to {Quantity.Format(curve.Time[finite[^1]], curve.TimeUnit, 3)} after the pulse: from {Quantity.Format(curve.Measured[finite[0]], curve.Response.Unit)} "
            + $"to {Quantity.Format(curve.Measured[finite[^1]], curve.Response.Unit)}.{string.Concat(curve.Notes.Select(note => " " + note))}{weights}";
    }
}
