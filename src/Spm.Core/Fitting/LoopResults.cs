using Spm.Core.Spectroscopy;

namespace Spm.Core.Fitting;

/// <summary>A quantity computed from the parameters of each fit.</summary>
/// <param name="Name">Name for people, such as <c>Imprint</c>.</param>
/// <param name="Symbol">Short name for commands.</param>
/// <param name="Unit">Unit symbol.</param>
/// <param name="Values">One value per fit; NaN where the fit is bad or a parameter it needs is not determined.</param>
public sealed record DerivedQuantity(string Name, string Symbol, string Unit, double[] Values);

/// <summary>Switching quantities of every loop of a fit, see <see cref="SwitchingParameters"/>.</summary>
public static class LoopResults
{
    /// <summary>Imprint, R+, work of switching, nucleation biases NB1 (rising branch) and NB2 (falling branch).</summary>
    /// <exception cref="ArgumentException">The result is not of the model <c>loop</c>.</exception>
    public static IReadOnlyList<DerivedQuantity> Derived(FitResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Model != "loop")
            throw new ArgumentException($"Switching quantities come from a fit of the model 'loop', got '{result.Model}'. Run fit loop first.", nameof(result));
        var (response, bias) = (result.Parameters[0].Unit, result.Parameters[2].Unit);
        var work = response.Length == 0 ? bias : $"{response}·{bias}";
        return
        [
            Quantity(result, "Imprint", "imprint", bias, s => s.ImprintV, 2, 3),
            Quantity(result, "Upper branch response R+", "R+", response, s => s.ResponsePositive, 0, 1),
            Quantity(result, "Work of switching", "work", work, s => s.WorkOfSwitching, 1, 2, 3),
            Quantity(result, "Nucleation bias NB1 (rising branch)", "NB1", bias, s => s.NucleationBiasPositiveV, 3),
            Quantity(result, "Nucleation bias NB2 (falling branch)", "NB2", bias, s => s.NucleationBiasNegativeV, 2),
        ];
    }

    /// <summary>Switching quantities of one fit, good or bad.</summary>
    public static SwitchingParameters SwitchingOf(FitResult result, int fit)
    {
        ArgumentNullException.ThrowIfNull(result);
        return SwitchingParameters.Of(result.ParametersOf(fit));
    }

    private static DerivedQuantity Quantity(FitResult result, string name, string symbol, string unit, Func<SwitchingParameters, double> select, params int[] needs)
    {
        var values = new double[result.Count];
        for (var fit = 0; fit < values.Length; fit++)
            values[fit] = result.IsGood(fit) && Array.TrueForAll(needs, p => FitMaps.IsDetermined(result, fit, p))
                ? select(SwitchingParameters.Of(result.ParametersOf(fit)))
                : double.NaN;
        return new(name, symbol, unit, values);
    }
}
