using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>The picture of <see cref="Plot.CurrentVoltage(Dataset, double?)"/>.</summary>
internal static class CurrentVoltageFigure
{
    private const int _width = 980, _height = 460;

    /// <summary>The logarithmic axis begins at half of this quantile of the errors, or without errors of |I|: currents below may be noise about 0 and do not stretch it.</summary>
    private const double _floorQuantile = 0.05;

    public static Figure Of(CurrentVoltageCurve curve)
    {
        var notes = new List<string>(curve.Notes);
        if (curve.Errors is not null) notes.Add($"Band: one {curve.ErrorName} about the {(curve.FittedAtX.Length > 0 ? "fit" : curve.Backward is null ? "current" : "forward current")}.");
        if (curve.LeftOut.Length > 0) notes.Add($"{curve.LeftOut.Length:N0} points were left out of the fit (crosses).");
        double[] measured = [.. curve.Forward, .. curve.Backward ?? []];
        var x = Axis.Over(curve.Bias.Quantity, curve.Bias.Unit, curve.X, 0.03);
        var linear = Axis.Over(curve.Current.Quantity, curve.Current.Unit, measured);
        var (logarithmic, below) = Logarithmic(curve, measured);
        if (below > 0) notes.Add($"{below:N0} currents lie below the logarithmic axis ({Quantity.Format(logarithmic.Min, curve.Current.Unit, 2)}).");
        Panel[] panels = [PanelOf(curve, new(0, 0, 0.5, 1), x, linear, v => v, notes), PanelOf(curve, new(0.5, 0, 0.5, 1), x, logarithmic, Math.Abs, notes)];
        return new(curve.Title, _width, _height, panels, Describe(curve, measured)) { Notes = [.. notes.Distinct().Select(Minus.Typeset)] };
    }

    private static Panel PanelOf(CurrentVoltageCurve curve, Cell cell, Axis x, Axis y, Func<double, double> part, List<string> notes)
    {
        List<Layer> layers = [];
        if (curve.Errors is { } errors)
        {
            var about = curve.FittedAtX.Length > 0 ? curve.FittedAtX : curve.Forward;
            double[] centre = [.. about.Select(part)];
            // On a logarithmic axis a band that reaches 0 ends at the axis.
            layers.Add(new BandLayer($"± {curve.ErrorName}", curve.X, [.. centre.Zip(errors, (v, e) => y.IsLogarithmic ? Math.Max(v - e, y.Min) : v - e)], [.. centre.Zip(errors, (v, e) => v + e)], Palette.Grey).Thinned());
        }
        foreach (var (values, label, colour) in new[] { (curve.Forward, curve.Backward is null ? "measured" : "forward", Palette.Blue), (curve.Backward, "backward", Palette.Series[2]) })
        {
            if (values is null) continue;
            var line = ThinnedCurve.Of(curve.X, [.. values.Select(part)], notes);
            layers.Add(curve.Fitted.Length > 0 && line.X.Length <= 400 ? new PointLayer(label, line.X, line.Y, colour) { Radius = 1.9 } : new LineLayer(label, line.X, line.Y, colour) { StrokeWidth = 1.3 });
        }
        if (curve.LeftOut.Length > 0) layers.Add(new PointLayer("left out", [.. curve.LeftOut.Select(p => p.X)], [.. curve.LeftOut.Select(p => part(p.Y))], Palette.Grey, Marker.Cross));
        if (curve.Fitted.Length > 0)
        {
            var line = ThinnedCurve.Of(curve.FitX, [.. curve.Fitted.Select(part)], []);
            layers.Add(new LineLayer(curve.FitLabel, line.X, line.Y, Palette.Vermillion) { IsDashed = curve.FitLabel == CurvePanels.NotUsed });
        }
        if (!curve.Forward.Any(v => y.CanShow(part(v)))) layers.Add(new MessageLayer(curve.Forward.Any(double.IsFinite) ? "no current but 0" : "no finite point"));
        return new(cell, x, y, layers);
    }

    /// <summary>The axis of |I|, and how many currents lie below it.</summary>
    private static (Axis Axis, int Below) Logarithmic(CurrentVoltageCurve curve, double[] measured)
    {
        var sizes = measured.Select(Math.Abs).Where(v => v > 0 && double.IsFinite(v)).Order().ToArray();
        var errors = (curve.Errors ?? []).Where(e => e > 0 && double.IsFinite(e)).Order().ToArray();
        var floor = sizes.Length == 0 ? 0 : errors.Length > 0 ? Quantiles.Of(errors, _floorQuantile) / 2 : Quantiles.Of(sizes, _floorQuantile) / 2;
        double[] shown = [.. sizes.Where(v => v >= floor)];
        return (Axis.OverLogarithm($"|{curve.Current.Quantity}|", curve.Current.Unit, shown), sizes.Length - shown.Length);
    }

    private static string Describe(CurrentVoltageCurve curve, double[] measured)
    {
        var finite = measured.Where(double.IsFinite).ToArray();
        var size = $"{curve.Current.Quantity} against {curve.Bias.Quantity.ToLowerInvariant()}, {curve.X.Length:N0} points{(curve.Backward is null ? "" : " and back")}";
        if (finite.Length == 0) return $"{size}: no finite point.";
        var apart = curve.Backward is null ? "" : $" Forward and backward differ by {Quantity.Format(RootMeanSquare(curve.Forward.Zip(curve.Backward, (f, b) => f - b)), curve.Current.Unit, 3)} (root mean square).";
        return $"{size} from {Quantity.Format(curve.X[0], curve.Bias.Unit, 3)} to {Quantity.Format(curve.X[^1], curve.Bias.Unit, 3)}: from {Quantity.Format(finite.Min(), curve.Current.Unit)} to {Quantity.Format(finite.Max(), curve.Current.Unit)}.{apart}{string.Concat(curve.Notes.Select(note => " " + note))}";
    }

    private static double RootMeanSquare(IEnumerable<double> values) => values.Where(double.IsFinite).ToArray() is { Length: > 0 } finite ? Math.Sqrt(finite.Average(v => v * v)) : double.NaN;
}
