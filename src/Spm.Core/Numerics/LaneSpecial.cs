using System.Runtime.CompilerServices;

namespace Spm.Core.Numerics;

/// <summary>Error function and cube root in lanes. Relative errors, tested against 60-digit numbers: 8e-16 and 4e-16.</summary>
internal static class LaneSpecial
{
    private const double TwoOverSqrtPi = 1.1283791670955126, SmallestNormal = 2.2250738585072014e-308, TwoTo54 = 18014398509481984, TwoToMinus18 = 1.0 / (1 << 18);

    /// <summary>Beyond |a| = 28, e^{−a²} is 0 in double precision.</summary>
    private const double LargestArgument = 28;

    /// <summary>2/√π ∫₀ᵃ e^{−t²} dt.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Erf<T>(T a) where T : struct, ILaneArithmetic<T>
    {
        var u = T.Min(LargestArgument, T.Abs(a));
        var square = u * u;
        var s = (u + u - 3) / (u + 3);
        // (1 + 2u)·e^{u²}·erfc(u) in s = (2u − 3)/(u + 3) for 0 ≤ u ≤ 6, the polynomial of <see cref="Fitting.Models.LoopBranchShape"/>.
        T p = -1.677823983457615e-11;
        p = T.MultiplyAdd(p, s, 2.465741772990729e-10);
        p = T.MultiplyAdd(p, s, 8.316153202388638e-10);
        p = T.MultiplyAdd(p, s, -3.4131903750887e-09);
        p = T.MultiplyAdd(p, s, -1.895283376484912e-08);
        p = T.MultiplyAdd(p, s, 2.761978908117735e-08);
        p = T.MultiplyAdd(p, s, 3.4540280463554684e-07);
        p = T.MultiplyAdd(p, s, -1.6837257468510623e-07);
        p = T.MultiplyAdd(p, s, -6.216402262604243e-06);
        p = T.MultiplyAdd(p, s, 3.7357448137977576e-06);
        p = T.MultiplyAdd(p, s, 0.00011950144253883473);
        p = T.MultiplyAdd(p, s, -0.0002755877062984942);
        p = T.MultiplyAdd(p, s, -0.0019191155915813495);
        p = T.MultiplyAdd(p, s, 0.015381524492546931);
        p = T.MultiplyAdd(p, s, -0.054129044084213485);
        p = T.MultiplyAdd(p, s, 0.11341004764045223);
        p = T.MultiplyAdd(p, s, -0.12735942774306006);
        p = T.MultiplyAdd(p, s, -0.025471885548613283);
        p = T.MultiplyAdd(p, s, 1.28634166581727);
        var erf = 1 - LaneExponential.Exp(-square) * p / (u + u + 1);
        // erf(u)/u in u² for |u| ≤ ½, where 1 − erfc(u) would lose digits.
        T q = 1.4725865480556744e-06;
        q = T.MultiplyAdd(q, square, -1.4845849259707869e-05);
        q = T.MultiplyAdd(q, square, 0.00012053335124353741);
        q = T.MultiplyAdd(q, square, -0.0008548297753674966);
        q = T.MultiplyAdd(q, square, 0.00522397737302147);
        q = T.MultiplyAdd(q, square, -0.026866170632887928);
        q = T.MultiplyAdd(q, square, 0.11283791670925353);
        q = T.MultiplyAdd(q, square, -0.37612638903183476);
        q = T.MultiplyAdd(q, square, 1.1283791670955126);
        erf = T.Select(T.Less(u, 0.5), u * q, erf);
        return T.Select(T.Less(a, 0), -erf, erf);
    }

    /// <summary>2/√π e^{−a²}, the slope of <see cref="Erf"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T ErfSlope<T>(T a) where T : struct, ILaneArithmetic<T>
    {
        var u = T.Min(LargestArgument, T.Abs(a));
        return LaneExponential.Exp(-(u * u)) * TwoOverSqrtPi;
    }

    /// <summary>∛a, negative for negative a.</summary>
    /// <remarks>Newton's iteration for m^{−1/3} needs no division; one step of Newton's for ∛m at the end takes away its rounding.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Cbrt<T>(T a) where T : struct, ILaneArithmetic<T>
    {
        var x = T.Abs(a);
        var tiny = T.Less(x, SmallestNormal);
        var normal = T.Select(tiny, x * TwoTo54, x);
        var exponent = T.Exponent(normal);
        var third = T.Round(exponent * (1.0 / 3));
        var m = T.Mantissa(normal) * T.PowerOfTwo(exponent - third * 3);
        // m^{−1/3} for 0.353 ≤ m ≤ 2.829, to 0.3 %.
        T y = 0.01887798996336714;
        y = T.MultiplyAdd(y, m, -0.21289795489654864);
        y = T.MultiplyAdd(y, m, 0.9836454606790384);
        y = T.MultiplyAdd(y, m, -2.40703343290559);
        y = T.MultiplyAdd(y, m, 3.3868208870915324);
        y = T.MultiplyAdd(y, m, -2.8617284987522975);
        y = T.MultiplyAdd(y, m, 2.0919200611750077);
        for (var i = 0; i < 3; i++)
            y = T.MultiplyAdd(y * (1.0 / 3), T.SubtractProduct(1, m, y * y * y), y);
        var (square, root) = (y * y, m * y * y);
        root = T.SubtractProduct(root, T.MultiplyAdd(root * root, root, -m), square * (1.0 / 3));
        root = root * T.PowerOfTwo(third) * T.Select(tiny, TwoToMinus18, 1);
        root = T.Select(T.Less(a, 0), -root, root);
        return T.Select(T.Less(0, x) & T.Less(x, double.PositiveInfinity), root, a);
    }
}
