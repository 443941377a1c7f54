using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>
/// Everything that one pass over the bins must tell a variable-projection step. With u the reduced frequency, w the weight of a bin,
/// <code>g = 1/(u² − d − i b u),  p = u² − d,  m = |g|²,  z = ḡ y</code>
/// the sums over bins of w times the named expression. No angle is computed and c is not needed: it is <c>Z / M</c>.
/// Source: Golub and Pereyra, SIAM J. Numer. Anal. 10, 413 (1973), written out for one complex linear parameter.
/// </summary>
internal struct ShoSums<T> where T : struct, ILanes<T>
{
    /// <summary>m, m², m² p, m² u, m² u p.</summary>
    public T M, MM, MMp, MMu, MMup;

    /// <summary>z, ḡ z and u ḡ z: real and imaginary parts.</summary>
    public T ZRe, ZIm, GzRe, GzIm, UgzRe, UgzIm;
}

/// <summary>What a pass reads; a type argument, so that the plain pass holds no trace of the others.</summary>
internal interface IBinWeights
{
    /// <summary>False when every bin counts 1.</summary>
    static abstract bool Vary { get; }

    /// <summary>True when all lanes look at the same spectrum (from different starts): data and weights are stored once per bin, not per lane.</summary>
    static abstract bool AreShared { get; }
}

/// <summary>One spectrum per lane, every bin counts 1.</summary>
internal readonly struct EqualBins : IBinWeights
{
    public static bool Vary => false;

    public static bool AreShared => false;
}

/// <summary>One spectrum per lane, each bin of each lane has its weight; 0 leaves it out.</summary>
internal readonly struct WeightedBins : IBinWeights
{
    public static bool Vary => true;

    public static bool AreShared => false;
}

/// <summary>The same spectrum in every lane, each bin has its weight; 0 leaves it out.</summary>
internal readonly struct SharedBins : IBinWeights
{
    public static bool Vary => true;

    public static bool AreShared => true;
}

/// <summary>The pass over the bins, written once for every lane width.</summary>
internal static class ShoPass
{
    /// <summary>
    /// All sums. <paramref name="tile"/> and <paramref name="weights"/> are laid out as <typeparamref name="TWeights"/> says;
    /// <paramref name="lines"/> receives g, per bin the real then the imaginary lanes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<T, TWeights>(ShoAxis axis, double[] tile, double[] weights, double[] lines, in T d, in T b, out ShoSums<T> sums)
        where T : struct, ILanes<T>
        where TWeights : struct, IBinWeights
    {
        // Two loops, because the eleven sums of one do not fit into sixteen registers, and a sum that is kept in memory waits for itself.
        ref var w = ref MemoryMarshal.GetArrayDataReference(weights);
        ref var u = ref MemoryMarshal.GetArrayDataReference(axis.Reduced);
        ref var u2 = ref MemoryMarshal.GetArrayDataReference(axis.Squared);
        ref var y = ref MemoryMarshal.GetArrayDataReference(tile);
        ref var g = ref MemoryMarshal.GetArrayDataReference(lines);
        T centre = d, width = b, one = T.Broadcast(1);
        nint bins = axis.Bins;
        T m = default, mm = default, mmp = default, mmu = default, mmup = default;
        for (nint k = 0; k < bins; k++)
        {
            var f = T.Broadcast(Unsafe.Add(ref u, k));
            var p = T.Broadcast(Unsafe.Add(ref u2, k)) - centre;
            var q = width * f;
            var mk = one / T.MultiplyAdd(p, p, q * q);
            T.Store(p * mk, ref Unsafe.Add(ref g, 2 * k * T.Width));
            T.Store(q * mk, ref Unsafe.Add(ref g, (2 * k + 1) * T.Width));
            var wmk = TWeights.Vary ? mk * Weight<T, TWeights>(ref w, k) : mk;
            var mmk = wmk * mk;
            var mmuk = mmk * f;
            m += wmk;
            mm += mmk;
            mmu += mmuk;
            mmp = T.MultiplyAdd(mmk, p, mmp);
            mmup = T.MultiplyAdd(mmuk, p, mmup);
        }
        T zRe = default, zIm = default, gzRe = default, gzIm = default, ugzRe = default, ugzIm = default;
        for (nint k = 0; k < bins; k++)
        {
            var gRe = T.Load(in Unsafe.Add(ref g, 2 * k * T.Width));
            var gIm = T.Load(in Unsafe.Add(ref g, (2 * k + 1) * T.Width));
            var yRe = TWeights.AreShared ? T.Broadcast(Unsafe.Add(ref y, 2 * k)) : T.Load(in Unsafe.Add(ref y, 2 * k * T.Width));
            var yIm = TWeights.AreShared ? T.Broadcast(Unsafe.Add(ref y, 2 * k + 1)) : T.Load(in Unsafe.Add(ref y, (2 * k + 1) * T.Width));
            if (TWeights.Vary)
            {
                var weight = Weight<T, TWeights>(ref w, k);
                yRe *= weight;
                yIm *= weight;
            }
            var zkRe = T.MultiplyAdd(gRe, yRe, gIm * yIm);
            var zkIm = T.SubtractProduct(gRe * yIm, gIm, yRe);
            zRe += zkRe;
            zIm += zkIm;
            var gzkRe = T.MultiplyAdd(gRe, zkRe, gIm * zkIm);
            var gzkIm = T.SubtractProduct(gRe * zkIm, gIm, zkRe);
            gzRe += gzkRe;
            gzIm += gzkIm;
            var f = T.Broadcast(Unsafe.Add(ref u, k));
            ugzRe = T.MultiplyAdd(f, gzkRe, ugzRe);
            ugzIm = T.MultiplyAdd(f, gzkIm, ugzIm);
        }
        sums = new() { M = m, MM = mm, MMp = mmp, MMu = mmu, MMup = mmup, ZRe = zRe, ZIm = zIm, GzRe = gzRe, GzIm = gzIm, UgzRe = ugzRe, UgzIm = ugzIm };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Weight<T, TWeights>(ref double weights, nint k)
        where T : struct, ILanes<T>
        where TWeights : struct, IBinWeights =>
        TWeights.AreShared ? T.Broadcast(Unsafe.Add(ref weights, k)) : T.Load(in Unsafe.Add(ref weights, k * T.Width));
}
