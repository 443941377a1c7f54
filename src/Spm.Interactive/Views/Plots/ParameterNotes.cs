using Spm.Core.Fitting;

namespace Spm.Interactive.Views;

/// <summary>The parameters of one fit in a line of small print.</summary>
internal static class ParameterNotes
{
    /// <summary><c>f0 350.12 ± 0.05 kHz, Q 110.2 ± 0.4; R² 0.990, good (converged)</c>.</summary>
    public static string Of(FitResult result, int fit)
    {
        var (values, errors) = (result.ParametersOf(fit).ToArray(), result.StandardErrors.AsSpan(fit * result.Parameters.Count, result.Parameters.Count).ToArray());
        var words = result.Parameters.Select((p, i) => $"{p.Symbol} {UncertainQuantity.Format(values[i], errors[i], p.Unit)}");
        return $"Fit {result.Model}: {string.Join(", ", words)}; R² {result.RSquared[fit]:F4}, {FitWords.Describe(result.Verdict[fit], result.Status[fit])}.";
    }
}
