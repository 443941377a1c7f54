using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;

namespace Spm.Interactive.Views;

/// <summary>
/// A fitted model that the browser script evaluates from the parameters (<c>models.js</c>), so that its curves need not travel: spectra and loops by formulae that the
/// script knows, others by the steps of their own.
/// </summary>
/// <param name="Name">The formula's name in the script.</param>
/// <param name="Factor">From the unit of the abscissa to the model's own: Hz per unit for spectra.</param>
/// <param name="Falling">For a loop, which points lie on the falling branch; see <see cref="LoopDirection"/>.</param>
/// <param name="Steps">The formula; null where the script knows it.</param>
internal sealed record BrowserFormula(string Name, double Factor, bool[]? Falling, FitFormula? Steps = null)
{
    /// <summary>More fits of a result than this are compared at every few of them.</summary>
    private const int _compared = 512;

    /// <summary>Largest difference from the result's own model, in parts of the curve's range.</summary>
    private const double _tolerance = 1e-6;

    /// <summary>Largest error by parameters in single precision, in parts of the curve's range: that of embedded curves.</summary>
    private const double _rounding = 6e-4;

    /// <summary>Curves are drawn in single precision: half of its last digit, in parts of the value.</summary>
    private const double _single = 6e-8;

    private static readonly HashSet<string> _operations =
        ["constant", "variable", "parameter", "add", "subtract", "negate", "multiply", "divide", "max", "min", "abs", "sqrt", "cbrt", "less", "select", "exp", "log", "pow", "sin", "cos", "atan", "tanh", "erf"];

    /// <summary>
    /// The formula of a result; null for a model that cannot be taken apart, where the result's own evaluation differs from the formula, and where parameters in single precision
    /// would not give its curves.
    /// </summary>
    public static BrowserFormula? Of(FitResult result)
    {
        var formula = (result.Model, result.Parameters.Count) switch
        {
            ("sho", ShoModel.ParameterCount) when HzPer(result.FitDimension.Unit) is { } factor => new BrowserFormula("sho", factor, null),
            ("loop", LoopModel.ParameterCount) => new BrowserFormula("loop", 1, Directions(result.FitDimension.Values)),
            _ => FitFormula.Of(result) is { } steps && steps.Steps.All(step => _operations.Contains(step.Operation) && !double.IsInfinity(step.Value)) ? new("steps", steps.AbscissaFactor, null, steps) : null,
        };
        return formula is not null && formula.Agrees(result) ? formula : null;
    }

    private bool Agrees(FitResult result)
    {
        var size = (result.Source.IsComplex ? 2 : 1) * result.FitDimension.Length;
        var (own, other, rounded) = (new double[size], new double[size], new double[size]);
        double[] x = [.. result.FitDimension.Values.Select(value => value * Factor)];
        for (var fit = 0; fit < result.Count; fit += Math.Max(1, result.Count / _compared))
        {
            var parameters = result.ParametersOf(fit);
            result.Evaluate(parameters, result.FitDimension.Values, other);
            Evaluate(parameters, result.FitDimension.Values, x, own);
            if (!IsWithin(_tolerance, own, other)) return false;
            Evaluate([.. parameters.ToArray().Select(value => (double)(float)value)], result.FitDimension.Values, x, rounded);
            if (result.IsGood(fit) && !IsWithin(_rounding, rounded, other)) return false;
        }
        return true;
    }

    private void Evaluate(ReadOnlySpan<double> parameters, double[] abscissa, double[] x, double[] values)
    {
        if (Steps is not null) Steps.Evaluate(parameters, abscissa, values);
        else if (Name == "sho") ShoModel.Evaluate(parameters, x, values);
        else LoopModel.Evaluate(parameters, x, values);
    }

    /// <summary>Whether all values are as near as that, in parts of the range; what is not finite must not be so in either.</summary>
    private static bool IsWithin(double tolerance, double[] values, double[] expected)
    {
        var finite = expected.Where(double.IsFinite).ToArray();
        var most = finite.Length > 0 ? tolerance * (finite.Max() - finite.Min()) + _single * finite.Max(Math.Abs) : 0;
        for (var i = 0; i < values.Length; i++)
            if (double.IsFinite(expected[i]) ? !(Math.Abs(values[i] - expected[i]) <= most) : double.IsFinite(values[i]))
                return false;
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
