using System.Numerics;
using Spm.Core.Fitting;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>
/// The panels of one loop or spectrum with its fit: one panel for real data; magnitude and phase, one above the other, for complex data.
/// </summary>
public static class CurvePanels
{
    internal const string Measured = "measured", LeftOut = "left out", Fitted = "fit", NotUsed = "fit (not to be used)";
    private const double _reservedLeft = 74, _reservedRight = 20;

    /// <summary>Panels for one fit within a part of a figure.</summary>
    public static IReadOnlyList<Panel> Of(FitResult result, FitCurves curves, int fit, Cell cell, string title)
    {
        var (measured, fitted) = (new Complex[curves.PointCount], new Complex[curves.PointCount]);
        curves.ReadMeasured(fit, measured);
        curves.ReadFitted(fit, fitted);
        var source = result.Source;
        if (!curves.IsComplex)
            return [Panel(cell, title, source.Quantity, source.Unit, z => z.Real, isPhase: false)];
        var half = cell.Height / 2;
        return
        [
            Panel(cell with { Height = half }, title, $"|{source.Quantity}|", source.Unit, z => z.Magnitude, isPhase: false),
            Panel(cell with { Top = cell.Top + half, Height = half }, "", "Phase", "rad", z => z.Phase, isPhase: true),
        ];

        Panel Panel(Cell place, string heading, string quantity, string unit, Func<Complex, double> part, bool isPhase)
        {
            var x = result.FitDimension.Values;
            var (y, f) = (Array.ConvertAll(measured, z => part(z)), Array.ConvertAll(fitted, z => part(z)));
            var left = Enumerable.Range(0, y.Length).Where(i => curves.IsExcluded(fit, i)).ToArray();
            var kept = Enumerable.Range(0, y.Length).Except(left).ToArray();
            var shown = kept.Select(i => y[i]).Concat(result.IsGood(fit) ? f : []).Where(double.IsFinite).ToArray();
            var vertical = isPhase ? Axis.Turn(quantity, unit) : Axis.Over(quantity, unit, shown.Length > 0 ? shown : y);
            List<Layer> layers = [new PointLayer(Measured, [.. kept.Select(i => x[i])], [.. kept.Select(i => y[i])], Palette.Blue)];
            if (left.Length > 0)
                layers.Add(new PointLayer(LeftOut, [.. left.Select(i => x[i])], [.. left.Select(i => y[i])], Palette.Grey, Marker.Cross));
            var (lineX, lineY) = isPhase ? BrokenAtTurns(x, f) : (x, f);
            layers.Add(new LineLayer(result.IsGood(fit) ? Fitted : NotUsed, lineX, lineY, Palette.Vermillion) { IsDashed = !result.IsGood(fit) });
            if (!y.Any(double.IsFinite)) layers.Add(new MessageLayer("no finite point was measured here"));
            return new(place, Axis.Over(result.FitDimension.Quantity, result.FitDimension.Unit, x, 0.02), vertical, layers)
            {
                Title = heading,
                ReservedLeft = _reservedLeft,
                ReservedRight = _reservedRight,
            };
        }
    }

    /// <summary>Heading of a pixel: where it is, how good the fit is.</summary>
    public static string Heading(FitResult result, int fit, string where) =>
        $"{where} · R² {result.RSquared[fit]:F3} · {FitWords.Describe(result.Verdict[fit], result.Status[fit])}";

    /// <summary>Lifts the pen where a phase jumps from π to −π.</summary>
    private static (double[] X, double[] Y) BrokenAtTurns(double[] x, double[] y)
    {
        var (brokenX, brokenY) = (new List<double>(), new List<double>());
        for (var i = 0; i < y.Length; i++)
        {
            if (i > 0 && Math.Abs(y[i] - y[i - 1]) > Math.PI)
            {
                brokenX.Add(double.NaN);
                brokenY.Add(double.NaN);
            }
            brokenX.Add(x[i]);
            brokenY.Add(y[i]);
        }
        return ([.. brokenX], [.. brokenY]);
    }
}
