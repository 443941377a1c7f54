using Spm.Core.Fitting;
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

    /// <summary>Coercive window V+ − V− = a3 − a2, V; negative when the branches are crossed.</summary>
    public double CoerciveWindowV => CoerciveBiasPositiveV - CoerciveBiasNegativeV;

    /// <summary>Standard error of each quantity; null when no covariance was given.</summary>
    public SwitchingErrors? StandardErrors { get; init; }

    /// <summary>
    /// The quantities of one loop; NB1 = b·erfinv((τ(b2+b3) − b2)/b) + a3 with b = b2, else b3, and
    /// NB2 = b·erfinv(((1−τ)(b0+b1) − b0)/b) + a2 with b = b0, else b1 ("else": where the argument is not between −1 and 1).
    /// </summary>
    /// <remarks>Source: science.md §2.</remarks>
    /// <param name="parameters">a0..a4, b0..b3 of <see cref="LoopModel"/>.</param>
    /// <exception cref="ArgumentException">There are not nine parameters.</exception>
    public static SwitchingParameters Of(ReadOnlySpan<double> parameters)
    {
        Span<double> values = stackalloc double[SwitchingDerivatives.Count];
        SwitchingDerivatives.Compute(parameters, values, []);
        return new(values[0], values[1], values[2], values[4], values[5], values[6], values[7], values[8], values[9]);
    }

    /// <summary>
    /// The same with the standard error of every quantity by the delta method: √(gᵀ·C·g), g the exact derivatives of the quantity by
    /// a0..a4, b0..b3. |a3 − a2| and |a1| have the derivative ±1 of their sign, +1 at 0. An error is NaN where the covariance does not
    /// hold what it needs. erfinv has an infinite slope at ±1: where b1 is 3 to 6 % wider than b0, NB2 by this definition hangs on the
    /// last digits of the widths, and its error says so.
    /// </summary>
    /// <param name="parameters">a0..a4, b0..b3 of <see cref="LoopModel"/>.</param>
    /// <param name="covariance">[81], row-major, as <see cref="LoopCovariance"/> gives it.</param>
    /// <exception cref="ArgumentException">There are not nine parameters, or not 81 covariances.</exception>
    public static SwitchingParameters Of(ReadOnlySpan<double> parameters, ReadOnlySpan<double> covariance)
    {
        if (covariance.Length != LoopCovariance.Length)
            throw new ArgumentException($"The covariance of {LoopModel.ParameterCount} parameters has {LoopCovariance.Length} elements, got {covariance.Length}.", nameof(covariance));
        Span<double> values = stackalloc double[SwitchingDerivatives.Count], errors = stackalloc double[SwitchingDerivatives.Count];
        Span<double> gradients = stackalloc double[SwitchingDerivatives.Count * LoopModel.ParameterCount];
        SwitchingDerivatives.Compute(parameters, values, gradients);
        SwitchingDerivatives.Errors(gradients, covariance, errors);
        return Of(parameters) with { StandardErrors = new(errors[0], errors[1], errors[2], errors[3], errors[4], errors[5], errors[6], errors[7], errors[8], errors[9]) };
    }
}

/// <summary>Standard errors of <see cref="SwitchingParameters"/>, each in the unit of its quantity; NaN where it cannot be had.</summary>
/// <param name="CoerciveBiasNegativeV">Of V− (falling branch), V.</param>
/// <param name="CoerciveBiasPositiveV">Of V+ (rising branch), V.</param>
/// <param name="ImprintV">Of the imprint, V.</param>
/// <param name="CoerciveWindowV">Of V+ − V−, V.</param>
/// <param name="ResponsePositive">Of R+.</param>
/// <param name="ResponseNegative">Of R−.</param>
/// <param name="SwitchablePolarization">Of R+ − R−.</param>
/// <param name="WorkOfSwitching">Of the work, response unit × V.</param>
/// <param name="NucleationBiasPositiveV">Of NB1 (rising branch), V.</param>
/// <param name="NucleationBiasNegativeV">Of NB2 (falling branch), V.</param>
public sealed record SwitchingErrors(double CoerciveBiasNegativeV, double CoerciveBiasPositiveV, double ImprintV, double CoerciveWindowV, double ResponsePositive,
    double ResponseNegative, double SwitchablePolarization, double WorkOfSwitching, double NucleationBiasPositiveV, double NucleationBiasNegativeV);
