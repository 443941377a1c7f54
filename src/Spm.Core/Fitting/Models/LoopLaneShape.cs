using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>
/// The numerator of a branch in lanes of any width, which may be loops or points: with x = V − a, width l below a and r above,
/// <code>
/// g = (r−l)/2·(erf(d·x) + 1) + l,   G = g·erf(x/g),   y = (G + l)/(l + r)
/// </code>
/// and its derivatives, signed so that they are not negative: −∂G/∂a, −∂G/∂l, ∂G/∂r. One exponential gives erf and its derivative.
/// </summary>
internal static class LoopLaneShape
{
    /// <summary>Within this distance of a, in V, the width is neither l nor r, and <see cref="Near"/> applies.</summary>
    public const double NearV = Saturation / LoopBranchShape.Sharpness;

    private const double TwoOverSqrtPi = 1.1283791670955126;

    /// <summary>Beyond this, erf is ±1 to double precision.</summary>
    private const double Saturation = 6;

    /// <summary>G and its derivatives where |x| is at least <see cref="NearV"/>.</summary>
    /// <param name="x">V − a.</param>
    /// <param name="minusL">−l.</param>
    /// <param name="r">Width above a.</param>
    /// <param name="perL">1/l.</param>
    /// <param name="perR">1/r.</param>
    /// <param name="slope">−∂G/∂a.</param>
    /// <param name="byL">−∂G/∂l, 0 above a.</param>
    /// <param name="byR">∂G/∂r, 0 below a.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Far<T>(T x, T minusL, T r, T perL, T perR, out T slope, out T byL, out T byR) where T : struct, ILanes<T>
    {
        T zero = default;
        var u = T.SubtractProduct(T.Max(x, zero) * perR, T.Min(x, zero), perL);
        var erf = Erf(u, out slope, out var byG);
        Split(x, byG, out byL, out byR);
        return SelectBySign(x, minusL, r) * erf;
    }

    /// <summary>G and its derivatives for any x: the change of width is not taken for a step.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Near<T>(T x, T l, T r, out T slope, out T byL, out T byR) where T : struct, ILanes<T>
    {
        T zero = default, one = T.Broadcast(1);
        var isLeft = T.Less(x, zero);
        var distance = T.Max(x, zero - x);
        var side = Erf(distance * T.Broadcast(LoopBranchShape.Sharpness), out var sideSlope, out _);
        var right = T.Broadcast(0.5) * (one + T.Select(isLeft, zero - side, side));
        var g = T.MultiplyAdd(right, r - l, l);
        var erf = Erf(distance / g, out slope, out var byG);
        byG = T.Select(isLeft, zero - byG, byG);
        byL = byG * (right - one);
        byR = byG * right;
        slope += byG * sideSlope * (r - l) * T.Broadcast(0.5 * LoopBranchShape.Sharpness);
        return g * T.Select(isLeft, zero - erf, erf);
    }

    /// <summary>erf(u) for u ≥ 0, its derivative, and erf(u) − u·erf′(u); absolute error below 1e-12.</summary>
    /// <remarks>
    /// erf(u) = 1 − e^{−u²}·P(s), s = (u − 3)/(u + 3). P is the degree-13 Chebyshev interpolant of e^{u²}·erfc(u) on 0 ≤ u ≤ 6,
    /// error 2e-13, computed with 40 digits and turned into powers of s.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Erf<T>(T u, out T slope, out T byG) where T : struct, ILanes<T>
    {
        u = T.Min(u, T.Broadcast(Saturation));
        var gaussian = LaneFallingExponential.OfMinus(u * u);
        var s = T.Broadcast(1) - T.Broadcast(6) / (u + T.Broadcast(3));
        var square = s * s;
        var odd = square * T.Broadcast(-2.24210961309020681e-6) + T.Broadcast(-1.64715908381188769e-5);
        var even = square * T.Broadcast(-1.38122881588788170e-5) + T.Broadcast(6.36939504151135742e-5);
        odd = T.MultiplyAdd(odd, square, T.Broadcast(4.60710317189111626e-5));
        even = T.MultiplyAdd(even, square, T.Broadcast(-5.96677402802871115e-4));
        odd = T.MultiplyAdd(odd, square, T.Broadcast(7.07730913498269268e-4));
        even = T.MultiplyAdd(even, square, T.Broadcast(4.26909131491029341e-3));
        odd = T.MultiplyAdd(odd, square, T.Broadcast(-2.43925044394098277e-2));
        even = T.MultiplyAdd(even, square, T.Broadcast(7.16658391110882753e-2));
        odd = T.MultiplyAdd(odd, square, T.Broadcast(-0.150115936209118176));
        even = T.MultiplyAdd(even, square, T.Broadcast(0.245603801683260886));
        odd = T.MultiplyAdd(odd, square, T.Broadcast(-0.326233560046449899));
        even = T.MultiplyAdd(even, square, T.Broadcast(0.179001151181472873));
        var erf = T.SubtractProduct(T.Broadcast(1), gaussian, T.MultiplyAdd(odd, s, even));
        slope = gaussian * T.Broadcast(TwoOverSqrtPi);
        byG = T.SubtractProduct(erf, u, slope);
        return erf;
    }

    /// <summary>One machine operation where there is one: <see cref="ILanes{T}.Select"/> takes three.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SelectBySign<T>(T sign, T negative, T positive) where T : struct, ILanes<T> =>
        T.Width == 4 && Avx.IsSupported
            ? Unsafe.BitCast<Vector256<double>, T>(Avx.BlendVariable(Unsafe.BitCast<T, Vector256<double>>(positive), Unsafe.BitCast<T, Vector256<double>>(negative), Unsafe.BitCast<T, Vector256<double>>(sign)))
            : T.Select(T.Less(sign, default), negative, positive);

    /// <summary>Gives a value to the left where x is negative, else to the right; the other side gets 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Split<T>(T x, T value, out T left, out T right) where T : struct, ILanes<T>
    {
        var isLeft = T.Less(x, default);
        if (T.Width == 4)
        {
            var (mask, both) = (Unsafe.BitCast<T, Vector256<double>>(isLeft), Unsafe.BitCast<T, Vector256<double>>(value));
            left = Unsafe.BitCast<Vector256<double>, T>(both & mask);
            right = Unsafe.BitCast<Vector256<double>, T>(Vector256.AndNot(both, mask));
            return;
        }
        left = T.Select(isLeft, value, default);
        right = T.Select(isLeft, default, value);
    }
}
