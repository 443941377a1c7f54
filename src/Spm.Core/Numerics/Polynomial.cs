using System.Runtime.CompilerServices;

namespace Spm.Core.Numerics;

/// <summary>Polynomials in lanes.</summary>
internal static class Polynomial
{
    /// <summary>c₀zⁿ + c₁zⁿ⁻¹ + … + cₙ by Horner's rule.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T At<T>(T z, ReadOnlySpan<double> coefficients) where T : struct, ILaneArithmetic<T>
    {
        T sum = coefficients[0];
        for (var i = 1; i < coefficients.Length; i++) sum = T.MultiplyAdd(sum, z, coefficients[i]);
        return sum;
    }
}
