using System.Runtime.CompilerServices;
using Spm.Core.Spectroscopy;

namespace Spm.Core.Fitting;

/// <summary>Switching quantities of every loop of a fit, see <see cref="SwitchingAnalysis"/>.</summary>
public static class LoopResults
{
    /// <summary>The analysis reads the data again, so it is made once per result and as long as the result lives.</summary>
    private static readonly ConditionalWeakTable<FitResult, DerivedResult> _analyses = [];

    /// <summary>
    /// What <see cref="SwitchingAnalysis.Of"/> gives beyond the loop's parameters: imprint, R+, window, work, nucleation biases, and the
    /// quantities straight from the data; each with its standard errors.
    /// </summary>
    /// <exception cref="ArgumentException">The result is not of the model <c>loop</c>.</exception>
    public static IReadOnlyList<DerivedQuantity> Derived(FitResult result) =>
        [.. Analysis(result).Quantities.Where((_, i) => !SwitchingCatalogue.IsParameter(i))];

    /// <summary>Switching quantities of one fit, good or bad, with standard errors where the fit has them.</summary>
    public static SwitchingParameters SwitchingOf(FitResult result, int fit)
    {
        ArgumentNullException.ThrowIfNull(result);
        var covariance = new double[LoopCovariance.Length];
        return SwitchingCovariance.TryOf(result, fit, covariance, out _)
            ? SwitchingParameters.Of(result.ParametersOf(fit), covariance)
            : SwitchingParameters.Of(result.ParametersOf(fit));
    }

    /// <summary>The analysis of a result, made at the first call.</summary>
    internal static DerivedResult Analysis(FitResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return _analyses.GetValue(result, r => SwitchingAnalysis.Of(r));
    }
}
