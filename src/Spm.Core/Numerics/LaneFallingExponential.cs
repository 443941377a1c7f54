using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spm.Core.Numerics;

/// <summary>e⁻ˣ in lanes of any width, for the loops: quicker and narrower than <see cref="LaneExponential"/>.</summary>
internal static class LaneFallingExponential
{
    private const double Log2E = 1.4426950408889634, Ln2 = 0.6931471805599453;

    /// <summary>1.5·2⁵² brings the integer part of a sum to the lowest bits; 1023 is the bias of the exponent.</summary>
    private const double Shift = 6755399441055744.0 + 1023;

    /// <summary>e⁻ˣ for 0 ≤ x ≤ 700, relative error below 2e-14 (the degree-9 Chebyshev interpolant on |x| ≤ ln 2/2, computed with 40 digits).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T OfMinus<T>(T x) where T : struct, ILanes<T>
    {
        var shifted = T.SubtractProduct(T.Broadcast(Shift), x, T.Broadcast(Log2E));
        // x = k·ln 2 + f, e⁻ˣ = 2⁻ᵏ·e⁻ᶠ; here shifted − Shift is −k.
        var f = T.MultiplyAdd(shifted - T.Broadcast(Shift), T.Broadcast(Ln2), x);
        // Two halves of the polynomial at a time, so that the next operation need not wait for the last one.
        var square = f * f;
        var even = square * T.Broadcast(2.48844597517511e-5) + T.Broadcast(1.38888017496565e-3);
        var odd = square * T.Broadcast(-2.76326406754302e-6) + T.Broadcast(-1.98411906475442e-4);
        even = T.MultiplyAdd(even, square, T.Broadcast(4.16666670405519e-2));
        odd = T.MultiplyAdd(odd, square, T.Broadcast(-8.33333336731161e-3));
        even = T.MultiplyAdd(even, square, T.Broadcast(0.499999999994385892));
        odd = T.MultiplyAdd(odd, square, T.Broadcast(-0.16666666666615647));
        even = T.MultiplyAdd(even, square, T.Broadcast(1.00000000000001349));
        odd = T.MultiplyAdd(odd, square, T.Broadcast(-1.00000000000000123));
        return T.MultiplyAdd(odd, f, even) * PowerOfTwo(shifted);
    }

    /// <summary>2ᵏ from a number whose lowest bits are k + 1023.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T PowerOfTwo<T>(T shifted) where T : struct, ILanes<T>
    {
        if (T.Width == 8)
            return Unsafe.BitCast<Vector512<long>, T>(Vector512.ShiftLeft(Unsafe.BitCast<T, Vector512<long>>(shifted), 52));
        if (T.Width == 4)
            return Unsafe.BitCast<Vector256<long>, T>(Vector256.ShiftLeft(Unsafe.BitCast<T, Vector256<long>>(shifted), 52));
        if (T.Width == 2)
            return Unsafe.BitCast<Vector128<long>, T>(Vector128.ShiftLeft(Unsafe.BitCast<T, Vector128<long>>(shifted), 52));
        return Unsafe.BitCast<long, T>(Unsafe.BitCast<T, long>(shifted) << 52);
    }
}
