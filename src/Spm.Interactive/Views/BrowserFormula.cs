using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;

namespace Spm.Interactive.Views;

/// <summary>A fitted model that the browser script evaluates from the parameters (<c>models.js</c>), so that its curves need not travel.</summary>
/// <param name="Name">The formula's name in the script.</param>
/// <param name="Factor">From the unit of the abscissa to the model's own: Hz per unit for spectra.</param>
/// <param name="Falling">For a loop, which points lie on the falling branch; see <see cref="LoopDirection"/>.</param>
internal sealed record BrowserFormula(string Name, double Factor, bool[]? Falling)
{
    private const int _compared = 64;

    /// <summary>Largest difference from the result's own model, in parts of the curve's range.</summary>
    private const double _tolerance = 1e-6;

    /// <summary>The formula of a result; null for another model, and where the result's own evaluation differs from the formula.</summary>
    public static BrowserFormula? Of(FitResult result)
    {
        var formula = (result.Model, result.Parameters.Count) switch
        {
            ("sho", ShoModel.ParameterCount) when HzPer(result.FitDimension.Unit) is { } factor => new BrowserFormula("sho", factor, null),
            ("loop", LoopModel.ParameterCount) => new BrowserFormula("loop", 1, Directions(result.FitDimension.Values)),
            _ => null,
        };
        return formula is not null && formula.Agrees(result) ? formula : null;
    }

    private bool Agrees(FitResult result)
    {
        var size = (Name == "sho" ? 2 : 1) * result.FitDimension.Length;
        var (own, other) = (new double[size], new double[size]);
        double[] x = [.. result.FitDimension.Values.Select(value => value * Factor)];
        for (var fit = 0; fit < result.Count; fit += Math.Max(1, result.Count / _compared))
        {
            var parameters = result.ParametersOf(fit);
            result.Evaluate(parameters, result.FitDimension.Values, other);
            if (Name == "sho") ShoModel.Evaluate(parameters, x, own);
            else LoopModel.Evaluate(parameters, x, own);
            var finite = other.Where(double.IsFinite).ToArray();
            var range = finite.Length > 0 ? finite.Max() - finite.Min() : 0;
            for (var i = 0; i < size; i++)
                if (double.IsFinite(other[i]) ? !(Math.Abs(own[i] - other[i]) <= _tolerance * range) : double.IsFinite(own[i]))
                    return false;
        }
        return true;
    }

    private static bool[] Directions(double[] biasesV)
    {
        var falling = new bool[biasesV.Length];
        LoopDirection.Classify(biasesV, falling);
        return falling;
    }

    private static double? HzPer(string unit) => unit switch { "Hz" => 1, "kHz" => 1e3, "MHz" => 1e6, _ => null };
}
