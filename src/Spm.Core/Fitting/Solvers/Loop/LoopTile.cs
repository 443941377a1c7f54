using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// What one pass over a branch must tell a variable-projection step: the inner products of G, −∂G/∂a, −∂G/∂l and ∂G/∂r
/// (<see cref="LoopLaneShape"/>; here G, A, L, R) with √w (1), the bias column e (E), the data d (D) and one another. L·R is zero.
/// </summary>
internal struct LoopBranchSums<T> where T : struct, ILanes<T>
{
    /// <summary>Products of G.</summary>
    public T G1, GE, GD, GG;

    /// <summary>Products of A.</summary>
    public T A1, AE, AD, AG, AA;

    /// <summary>Products of L.</summary>
    public T L1, LE, LD, LG, LA, LL;

    /// <summary>Products of R.</summary>
    public T R1, RE, RD, RG, RA, RR;
}

/// <summary>
/// The loops that are in the lanes, [slot × lane]: √w, the bias column e and the data d. Slots are the points of the falling, then of the
/// rising branch, each with ascending bias. The columns are prepared so that 1, e and d are orthogonal under the weights and e has length 1:
/// constant and slope of the model are thereby eliminated.
/// </summary>
/// <typeparam name="T">The lanes.</typeparam>
/// <typeparam name="TWeights">Whether √w is other than 1.</typeparam>
internal sealed class LoopTile<T, TWeights>(LoopSlots slots)
    where T : struct, ILanes<T>
    where TWeights : struct, IBinWeights
{
    private readonly double[] g = new double[slots.Count * T.Width], a = new double[slots.Count * T.Width];
    private readonly double[] l = new double[slots.Count * T.Width], r = new double[slots.Count * T.Width];

    /// <summary>√w.</summary>
    public double[] One { get; } = new double[slots.Count * T.Width];

    /// <summary>√w·(V − V̄) divided by its length.</summary>
    public double[] Slope { get; } = new double[slots.Count * T.Width];

    /// <summary>√w·(data without constant and slope).</summary>
    public double[] Data { get; } = new double[slots.Count * T.Width];

    /// <summary>√w·G at the shape last passed over.</summary>
    public double[] Shape => g;

    /// <summary>The sums of one branch at switching bias <paramref name="at"/> and widths <paramref name="below"/> and <paramref name="above"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sum(bool isFalling, in T at, in T below, in T above, out LoopBranchSums<T> sums)
    {
        var (first, end) = isFalling ? (0, slots.RisingStart) : (slots.RisingStart, slots.Count);
        if (Evaluate(first, end, at, below, above))
            Correct(first, end, at, below, above);
        SumShape(first, end, out sums);
        // L is zero above, R below the switching bias, in every lane.
        var (highest, lowest) = (T.Largest(at) + LoopLaneShape.NearV, -T.Largest(default(T) - at) - LoopLaneShape.NearV);
        var bias = slots.BiasV;
        var (lastLeft, firstRight) = (end, first);
        while (lastLeft > first && bias[lastLeft - 1] > highest) lastLeft--;
        while (firstRight < end && bias[firstRight] < lowest) firstRight++;
        SumSide(l, first, lastLeft, out sums.L1, out sums.LE, out sums.LD, out sums.LG, out sums.LA, out sums.LL);
        SumSide(r, firstRight, end, out sums.R1, out sums.RE, out sums.RD, out sums.RG, out sums.RA, out sums.RR);
    }

    /// <summary>Fills the columns; true when a point is so near a switching bias that <see cref="Correct"/> is needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Evaluate(int first, int end, in T at, in T below, in T above)
    {
        T centre = at, left = default(T) - below, right = above, perLeft = T.Broadcast(1) / below, perRight = T.Broadcast(1) / above;
        ref var bias = ref MemoryMarshal.GetArrayDataReference(slots.BiasV);
        ref var one = ref MemoryMarshal.GetArrayDataReference(One);
        ref var toG = ref MemoryMarshal.GetArrayDataReference(g);
        ref var toA = ref MemoryMarshal.GetArrayDataReference(a);
        ref var toL = ref MemoryMarshal.GetArrayDataReference(l);
        ref var toR = ref MemoryMarshal.GetArrayDataReference(r);
        var nearest = T.Broadcast(1);
        for (nint slot = first; slot < end; slot++)
        {
            var k = slot * T.Width;
            var x = T.Broadcast(Unsafe.Add(ref bias, slot)) - centre;
            nearest = T.Min(nearest, T.Max(x, default(T) - x));
            var value = LoopLaneShape.Far(x, left, right, perLeft, perRight, out var slope, out var byL, out var byR);
            if (TWeights.Vary)
            {
                var root = T.Load(in Unsafe.Add(ref one, k));
                (value, slope, byL, byR) = (value * root, slope * root, byL * root, byR * root);
            }
            T.Store(value, ref Unsafe.Add(ref toG, k));
            T.Store(slope, ref Unsafe.Add(ref toA, k));
            T.Store(byL, ref Unsafe.Add(ref toL, k));
            T.Store(byR, ref Unsafe.Add(ref toR, k));
        }
        return T.Bits(T.Less(nearest, T.Broadcast(LoopLaneShape.NearV))) != 0;
    }

    /// <summary>Replaces what <see cref="Evaluate"/> found at points near a switching bias.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Correct(int first, int end, in T at, in T below, in T above)
    {
        for (var slot = first; slot < end; slot++)
        {
            var x = T.Broadcast(slots.BiasV[slot]) - at;
            var isNear = T.Less(T.Max(x, default(T) - x), T.Broadcast(LoopLaneShape.NearV));
            if (T.Bits(isNear) == 0)
                continue;
            // The other lanes stay as they are, so that no loop depends on its neighbours.
            var k = slot * T.Width;
            var root = T.Load(in One[k]);
            var value = LoopLaneShape.Near(x, below, above, out var slope, out var byL, out var byR);
            T.Store(T.Select(isNear, root * value, T.Load(in g[k])), ref g[k]);
            T.Store(T.Select(isNear, root * slope, T.Load(in a[k])), ref a[k]);
            T.Store(T.Select(isNear, root * byL, T.Load(in l[k])), ref l[k]);
            T.Store(T.Select(isNear, root * byR, T.Load(in r[k])), ref r[k]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumShape(int first, int end, out LoopBranchSums<T> sums)
    {
        T g1 = default, gE = default, gD = default, gG = default, a1 = default, aE = default, aD = default, aG = default, aA = default;
        ref var shapes = ref MemoryMarshal.GetArrayDataReference(g);
        ref var slopes = ref MemoryMarshal.GetArrayDataReference(a);
        ref var one = ref MemoryMarshal.GetArrayDataReference(One);
        ref var bias = ref MemoryMarshal.GetArrayDataReference(Slope);
        ref var data = ref MemoryMarshal.GetArrayDataReference(Data);
        for (nint k = first * T.Width, last = end * T.Width; k < last; k += T.Width)
        {
            var shape = T.Load(in Unsafe.Add(ref shapes, k));
            var slope = T.Load(in Unsafe.Add(ref slopes, k));
            gG = T.MultiplyAdd(shape, shape, gG);
            aG = T.MultiplyAdd(slope, shape, aG);
            aA = T.MultiplyAdd(slope, slope, aA);
            if (TWeights.Vary)
            {
                var root = T.Load(in Unsafe.Add(ref one, k));
                g1 = T.MultiplyAdd(root, shape, g1);
                a1 = T.MultiplyAdd(root, slope, a1);
            }
            else
            {
                g1 += shape;
                a1 += slope;
            }
            var column = T.Load(in Unsafe.Add(ref bias, k));
            gE = T.MultiplyAdd(column, shape, gE);
            aE = T.MultiplyAdd(column, slope, aE);
            column = T.Load(in Unsafe.Add(ref data, k));
            gD = T.MultiplyAdd(column, shape, gD);
            aD = T.MultiplyAdd(column, slope, aD);
        }
        Unsafe.SkipInit(out sums);
        (sums.G1, sums.GE, sums.GD, sums.GG) = (g1, gE, gD, gG);
        (sums.A1, sums.AE, sums.AD, sums.AG, sums.AA) = (a1, aE, aD, aG, aA);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumSide(double[] side, int first, int end, out T by1, out T byE, out T byD, out T byG, out T byA, out T bySelf)
    {
        T s1 = default, sE = default, sD = default, sG = default, sA = default, sS = default;
        ref var from = ref MemoryMarshal.GetArrayDataReference(side);
        ref var shapes = ref MemoryMarshal.GetArrayDataReference(g);
        ref var slopes = ref MemoryMarshal.GetArrayDataReference(a);
        ref var one = ref MemoryMarshal.GetArrayDataReference(One);
        ref var bias = ref MemoryMarshal.GetArrayDataReference(Slope);
        ref var data = ref MemoryMarshal.GetArrayDataReference(Data);
        for (nint k = first * T.Width, last = end * T.Width; k < last; k += T.Width)
        {
            var column = T.Load(in Unsafe.Add(ref from, k));
            s1 = TWeights.Vary ? T.MultiplyAdd(column, T.Load(in Unsafe.Add(ref one, k)), s1) : s1 + column;
            sE = T.MultiplyAdd(column, T.Load(in Unsafe.Add(ref bias, k)), sE);
            sD = T.MultiplyAdd(column, T.Load(in Unsafe.Add(ref data, k)), sD);
            sG = T.MultiplyAdd(column, T.Load(in Unsafe.Add(ref shapes, k)), sG);
            sA = T.MultiplyAdd(column, T.Load(in Unsafe.Add(ref slopes, k)), sA);
            sS = T.MultiplyAdd(column, column, sS);
        }
        (by1, byE, byD, byG, byA, bySelf) = (s1, sE, sD, sG, sA, sS);
    }
}
