using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Core.Spectroscopy;

/// <summary>
/// What a family of first-order reversal curves says: how much has switched at each reversal bias, where switching begins, and the moments of
/// the FORC density; each with its standard error from the noise about the local quadratics.
/// </summary>
public static class ForcAnalysis
{
    /// <summary>
    /// Per reversal bias: <c>start</c>, the response at the turning point; <c>read</c>, that at the read bias on the way back; <c>fraction</c>,
    /// the switched fraction f = (T − R)/(T − B) of the read responses R, T that of the branch with the least reversal and B that of the one with the
    /// greatest. f is 0 and 1 by definition on those two.
    /// </summary>
    /// <param name="source">Real data, see <see cref="ForcFamily.Of"/>.</param>
    /// <param name="options">Read bias and where the curves are; defaults when null.</param>
    /// <param name="cancel">Honoured between families.</param>
    /// <returns>Values over the dataset's other dimensions × reversal bias, ascending.</returns>
    /// <exception cref="ArgumentException">The dimensions do not fit, the data are complex, or there are fewer than three reversal biases.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static DerivedResult Branches(Dataset source, ForcOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new();
        var family = ForcFamily.Of(source, options);
        var curves = new ForcCurves(family, options.Smoothing);
        var levels = new ForcLevels(family, options);
        var (size, n) = (curves.Count * levels.Count, levels.Count);
        var (values, errors, reasons) = (New(size, 3), New(size, 3), new string?[size]);
        for (var c = 0; c < curves.Count; c++)
        {
            cancel.ThrowIfCancellationRequested();
            curves.Read(c);
            levels.Measure(curves);
            for (var k = 0; k < n; k++)
            {
                var i = c * n + k;
                (values[0][i], errors[0][i]) = (levels.Start[k], levels.StartError[k]);
                (values[1][i], errors[1][i]) = (levels.Read[k], levels.ReadError[k]);
                (values[2][i], errors[2][i]) = (levels.Fraction[k], levels.FractionError[k]);
                reasons[i] = double.IsNaN(levels.Start[k]) && double.IsNaN(levels.Read[k]) ? "no finite points where the branch is read" : null;
            }
        }
        var unit = source.Unit;
        return Result("FORC branches", family, options, [.. curves.Dimensions, new("Reversal_Bias", "Reversal bias", "V", DimensionKind.Spectroscopic, [.. family.ReversalsV])], reasons,
            [
                new("Response at reversal", "start", unit, values[0]) { StandardErrors = errors[0], Description = "Response at the turning point of the branch" },
                new("Response at the read bias", "read", unit, values[1]) { StandardErrors = errors[1], Description = $"Response at {options.ReadBiasV:g4} V on the {Side(family)} branch" },
                new("Switched fraction", "fraction", "", values[2]) { StandardErrors = errors[2], Description = "(T − R)/(T − B) of the read responses; T least, B greatest reversal" },
            ]);
    }

    /// <summary>
    /// Per family: <c>switchable</c> T − B (see <see cref="Branches"/>); <c>onset</c> and <c>half</c>, the reversal biases at which the fraction of
    /// <see cref="ForcOptions.OnsetFraction"/> and ½ has switched, by a line through the four branches about it; <c>total</c> ∬ρ dV dV_r, half of the
    /// switchable response; <c>Vc</c> and <c>Vu</c>, the means of the coercive bias |V − V_r|/2 and of the interaction bias (V + V_r)/2 over ρ.
    /// </summary>
    /// <inheritdoc cref="Branches" path="/param|/exception"/>
    /// <returns>Values over the dataset's other dimensions.</returns>
    public static DerivedResult Of(Dataset source, ForcOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new();
        var family = ForcFamily.Of(source, options);
        var curves = new ForcCurves(family, options.Smoothing);
        var levels = new ForcLevels(family, options);
        var moments = new ForcMoments(family, options.Smoothing);
        var (values, errors, reasons) = (New(curves.Count, 6), New(curves.Count, 6), new string?[curves.Count]);
        for (var c = 0; c < curves.Count; c++)
        {
            cancel.ThrowIfCancellationRequested();
            curves.Read(c);
            levels.Measure(curves);
            (values[0][c], errors[0][c]) = levels.Switchable;
            (values[1][c], errors[1][c]) = levels.BiasAt(options.OnsetFraction);
            (values[2][c], errors[2][c]) = levels.BiasAt(0.5);
            moments.Measure(curves);
            (values[3][c], errors[3][c]) = moments.Total;
            (values[4][c], errors[4][c]) = moments.Coercive;
            (values[5][c], errors[5][c]) = moments.Interaction;
            reasons[c] = values.All(v => double.IsNaN(v[c])) ? "too few finite points" : null;
        }
        var (unit, side) = (source.Unit, Side(family));
        return Result("FORC analysis", family, options, curves.Dimensions, reasons,
            [
                Quantity(0, "Switchable response", "switchable", unit, $"T − B at {options.ReadBiasV:g4} V on the {side} branches of least and greatest reversal"),
                Quantity(1, "Onset of switching", "onset", "V", $"Reversal bias at which {options.OnsetFraction:p0} has switched (on the {(family.IsRising ? "falling" : "rising")} way to the reversal)"),
                Quantity(2, "Half switched", "half", "V", "Reversal bias at which half has switched"),
                Quantity(3, "Integral of the FORC density", "total", unit, "∬ρ dV dV_r"),
                Quantity(4, "Mean coercive bias", "Vc", "V", "Mean of |V − V_r|/2 over the density"),
                Quantity(5, "Mean interaction bias", "Vu", "V", "Mean of (V + V_r)/2 over the density"),
            ]);

        DerivedQuantity Quantity(int q, string name, string symbol, string unit, string description) =>
            new(name, symbol, unit, values[q]) { StandardErrors = errors[q], Description = description };
    }

    private static string Side(ForcFamily family) => family.IsRising ? "rising" : "falling";

    private static double[][] New(int length, int count) => [.. Enumerable.Range(0, count).Select(_ => new double[length])];

    private static DerivedResult Result(string name, ForcFamily family, ForcOptions options, IReadOnlyList<Dimension> dimensions, string?[] reasons, IReadOnlyList<DerivedQuantity> quantities) => new()
    {
        Name = $"{name} of {family.Source.Name}",
        Source = family.Source,
        Dimensions = dimensions,
        Quantities = quantities,
        Reasons = reasons,
        Provenance =
        [
            .. family.Source.Provenance,
            ProvenanceStep.Ours(name, family.Source.Name, (nameof(options.Smoothing), options.Smoothing), (nameof(options.ReadBiasV), options.ReadBiasV),
                (nameof(options.OnsetFraction), options.OnsetFraction), (nameof(options.Side), options.Side)),
        ],
    };
}
