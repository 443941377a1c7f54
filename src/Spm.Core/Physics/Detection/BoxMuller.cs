using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// Standard normal numbers from random words, √(−2 ln u) (cos α, sin α) (Box and Muller 1958), eight pairs at a time in single precision:
/// u has 31 bits, so that numbers reach 6.7 standard deviations, and errors are below 2e-7 of a standard deviation.
/// </summary>
/// <remarks>Logarithm and sine as in Cephes (logf.c, sinf.c). The quarter turn and the angle within ±π/4 come from different bits of a word.</remarks>
internal static class BoxMuller
{
    /// <summary>Sixteen normals: radii from <paramref name="radiusWords"/>, angles from <paramref name="angleWords"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pairs(Vector256<uint> radiusWords, Vector256<uint> angleWords, out Vector256<float> first, out Vector256<float> second)
    {
        var u = (Vector256.ConvertToSingle((radiusWords >>> 1).AsInt32()) + Vector256.Create(0.5f)) * Vector256.Create(4.656612873e-10f);
        var radius = Vector256.Sqrt(Vector256.MaxNative(Vector256<float>.Zero, Vector256.Create(-2f) * Log(u)));

        var y = Vector256.ConvertToSingle((angleWords << 2).AsInt32()) * Vector256.Create(3.6572952e-10f);
        var z = y * y;
        var p = Fused(z, Vector256.Create(-1.9515295891e-4f), 8.3321608736e-3f);
        p = Fused(p, z, -1.6666654611e-1f);
        var sin = Vector256.FusedMultiplyAdd(y * z, p, y);
        var q = Fused(z, Vector256.Create(2.443315711809948e-5f), -1.388731625493765e-3f);
        q = Fused(q, z, 4.166664568298827e-2f);
        var cos = Vector256.FusedMultiplyAdd(z * z, q, Fused(z, Vector256.Create(-0.5f), 1f));

        var swap = Vector256.ShiftRightArithmetic((angleWords << 1).AsInt32(), 31).AsSingle();
        var sign = angleWords & Vector256.Create(0x80000000u);
        var signOfCos = sign ^ ((angleWords << 1) & Vector256.Create(0x80000000u));
        first = radius * (Vector256.ConditionalSelect(swap, sin, cos).AsUInt32() ^ signOfCos).AsSingle();
        second = radius * (Vector256.ConditionalSelect(swap, cos, sin).AsUInt32() ^ sign).AsSingle();
    }

    /// <summary>Natural logarithm of normal positive numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Log(Vector256<float> u)
    {
        const int oneLessRootHalf = 0x3F800000 - 0x3F3504F3;
        var bits = u.AsInt32();
        var exponent = Vector256.ShiftRightArithmetic(bits + Vector256.Create(oneLessRootHalf), 23) - Vector256.Create(127);
        var f = (bits - (exponent << 23)).AsSingle() - Vector256.Create(1f);
        var z = f * f;
        var p = Fused(f, Vector256.Create(7.0376836292e-2f), -1.1514610310e-1f);
        p = Fused(p, f, 1.1676998740e-1f);
        p = Fused(p, f, -1.2420140846e-1f);
        p = Fused(p, f, 1.4249322787e-1f);
        p = Fused(p, f, -1.6668057665e-1f);
        p = Fused(p, f, 2.0000714765e-1f);
        p = Fused(p, f, -2.4999993993e-1f);
        p = Fused(p, f, 3.3333331174e-1f);
        var log = Vector256.FusedMultiplyAdd(z * f, p, Vector256.FusedMultiplyAdd(z, Vector256.Create(-0.5f), f));
        return Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(exponent), Vector256.Create(0.6931471805599453f), log);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Fused(Vector256<float> a, Vector256<float> b, float c) => Vector256.FusedMultiplyAdd(a, b, Vector256.Create(c));
}
