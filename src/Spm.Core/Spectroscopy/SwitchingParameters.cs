using MathNet.Numerics;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Spectroscopy;

/// <summary>
/// What a loop says about switching, in the response's unit and V. V− belongs to the falling branch (bias going down), V+ to the
/// rising branch; R− is the response of the negative-bias side, R+ that of the positive side, both without the slope.
/// </summary>
/// <param name="CoerciveBiasNegativeV">V− = a2: where the falling branch switches, V.</param>
/// <param name="CoerciveBiasPositiveV">V+ = a3: where the rising branch switches, V.</param>
/// <param name="ImprintV">(a2 + a3)/2, V.</param>
/// <param name="ResponsePositive">R+ = a0 + a1.</param>
/// <param name="ResponseNegative">R− = a0.</param>
/// <param name="SwitchablePolarization">R+ − R− = a1; negative for an inverted loop.</param>
/// <param name="WorkOfSwitching">|a3 − a2|·|a1|, response unit × V.</param>
/// <param name="NucleationBiasPositiveV">NB1: where the rising branch has gone the part τ of its way, V; NaN when it never does.</param>
/// <param name="NucleationBiasNegativeV">NB2: where the falling branch has gone the part τ of its way, V; NaN when it never does.</param>
public sealed record SwitchingParameters(double CoerciveBiasNegativeV, double CoerciveBiasPositiveV, double ImprintV, double ResponsePositive,
    double ResponseNegative, double SwitchablePolarization, double WorkOfSwitching, double NucleationBiasPositiveV, double NucleationBiasNegativeV)
{
    /// <summary>τ, the switched part that counts as nucleation.</summary>
    public const double NucleationThreshold = 0.03;

    /// <summary>
    /// The quantities of one loop; NB1 = b·erfinv((τ(b2+b3) − b2)/b) + a3 with b = b2, else b3, and
    /// NB2 = b·erfinv(((1−τ)(b0+b1) − b0)/b) + a2 with b = b0, else b1 ("else": where the argument is not between −1 and 1).
    /// </summary>
    /// <remarks>Source: science.md §2.</remarks>
    /// <param name="parameters">a0..a4, b0..b3 of <see cref="LoopModel"/>.</param>
    /// <exception cref="ArgumentException">There are not nine parameters.</exception>
    public static SwitchingParameters Of(ReadOnlySpan<double> parameters)
    {
        if (parameters.Length != LoopModel.ParameterCount)
            throw new ArgumentException($"A loop has {LoopModel.ParameterCount} parameters a0..a4, b0..b3, got {parameters.Length}.", nameof(parameters));
        var (a0, a1, a2, a3) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var (b0, b1, b2, b3) = (parameters[5], parameters[6], parameters[7], parameters[8]);
        const double Tau = NucleationThreshold;
        return new(a2, a3, (a2 + a3) / 2, a0 + a1, a0, a1, Math.Abs(a3 - a2) * Math.Abs(a1),
            a3 + Distance(Tau * (b2 + b3) - b2, b2, b3), a2 + Distance((1 - Tau) * (b0 + b1) - b0, b0, b1));
    }

    /// <summary>b·erfinv(height/b) with the first width for which that exists.</summary>
    private static double Distance(double height, double first, double second) =>
        Math.Abs(height) < first ? first * SpecialFunctions.ErfInv(height / first)
        : Math.Abs(height) < second ? second * SpecialFunctions.ErfInv(height / second)
        : double.NaN;
}
