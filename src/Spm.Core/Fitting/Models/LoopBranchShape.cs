using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spm.Core.Fitting.Models;

/// <summary>
/// One branch of the loop as a number between 0 and 1, with its derivatives, four biases at a time. With x = V − a:
/// g = (r−l)/2·(erf(d·x) + 1) + l, y = (g·erf(x/g) + l)/(l + r).
/// </summary>
internal static class LoopBranchShape
{
    /// <summary>d, the sharpness in 1/V of the change from the left to the right width.</summary>
    public const double Sharpness = 1000;

    private const double TwoOverSqrtPi = 1.1283791670955126;

    /// <summary>Beyond |u| = 6, erf(u) is ±1 to double precision.</summary>
    private const double ErfSaturation = 6;

    /// <summary>erf(u), absolute error below 1e-15, and exp(−u²).</summary>
    /// <remarks>
    /// erf(|u|) = 1 − e^{−u²}·P(s)/(1 + 2|u|), s = (2|u| − 3)/(|u| + 3). P is the degree-18 Chebyshev interpolant of
    /// (1 + 2u)·e^{u²}·erfc(u) on 0 ≤ u ≤ 6, computed with 60 digits and turned into powers of s.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Erf(Vector256<double> u, out Vector256<double> gaussian)
    {
        var x = Vector256.Min(Vector256.Abs(u), Vector256.Create(ErfSaturation));
        gaussian = Vector256.Exp(-x * x);
        var s = (x + x - Vector256.Create(3.0)) / (x + Vector256.Create(3.0));
        var p = Vector256.Create(-1.677823983457615e-11);
        foreach (var coefficient in Coefficients)
            p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(coefficient));
        var erf = Vector256.Create(1.0) - gaussian * p / (x + x + Vector256.Create(1.0));
        return Vector256.ConditionalSelect(Vector256.LessThan(u, Vector256<double>.Zero), -erf, erf);
    }

    /// <summary>The shape y and ∂y/∂a, ∂y/∂l, ∂y/∂r for switching bias a and widths l (below a) and r (above a), in V.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Evaluate(Vector256<double> bias, double a, double l, double r,
        out Vector256<double> byA, out Vector256<double> byL, out Vector256<double> byR)
    {
        var one = Vector256.Create(1.0);
        var x = bias - Vector256.Create(a);
        var side = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<double>.Zero), -one, one);
        var sideSlope = Vector256<double>.Zero;
        if (Vector256.LessThanAny(Vector256.Abs(x), Vector256.Create(ErfSaturation / Sharpness)))
        {
            side = Erf(x * Vector256.Create(Sharpness), out var sideGaussian);
            sideSlope = sideGaussian * Vector256.Create(Sharpness * TwoOverSqrtPi);
        }
        var right = (one + side) * Vector256.Create(0.5);
        var g = Vector256.FusedMultiplyAdd(right, Vector256.Create(r - l), Vector256.Create(l));
        var u = x / g;
        var erf = Erf(u, out var gaussian);
        var slope = gaussian * Vector256.Create(TwoOverSqrtPi);
        // ∂(g·erf(x/g))/∂g; u is clamped because u·e^{−u²} is 0 there and ∞·0 is not.
        var byG = erf - Vector256.Min(Vector256.Max(u, Vector256.Create(-ErfSaturation)), Vector256.Create(ErfSaturation)) * slope;
        var perSum = Vector256.Create(1 / (l + r));
        var y = Vector256.FusedMultiplyAdd(g, erf, Vector256.Create(l)) * perSum;
        byA = -(slope + byG * sideSlope * Vector256.Create((r - l) / 2)) * perSum;
        byL = (byG * (one - right) + one - y) * perSum;
        byR = (byG * right - y) * perSum;
        return y;
    }

    /// <summary>P's coefficients from s¹⁷ down to s⁰.</summary>
    private static ReadOnlySpan<double> Coefficients =>
    [
        2.465741772990729e-10, 8.316153202388638e-10, -3.4131903750887e-09, -1.895283376484912e-08, 2.761978908117735e-08,
        3.4540280463554684e-07, -1.6837257468510623e-07, -6.216402262604243e-06, 3.7357448137977576e-06, 0.00011950144253883473,
        -0.0002755877062984942, -0.0019191155915813495, 0.015381524492546931, -0.054129044084213485, 0.11341004764045223,
        -0.12735942774306006, -0.025471885548613283, 1.28634166581727,
    ];
}
