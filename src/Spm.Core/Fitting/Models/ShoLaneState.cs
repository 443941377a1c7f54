using System.Runtime.CompilerServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>
/// Levenberg–Marquardt on (d, b) with c eliminated, one spectrum per lane. Trial point, last accepted point, and the normal equations there.
/// With S0 = Σw m, c = Z/S0, K_d = Σw m² (p + i b u)/S0, K_b = i Σw u m² (p + i b u)/S0 (so that gᴴJ = c S0 K):
/// <code>
/// cost = Σw|y|² − |Z|²/S0
/// M_dd = |c|² (Σm² − S0|K_d|²),  M_bb = |c|² (Σu²m² − S0|K_b|²),  M_db = −|c|² S0 Re(K̄_d K_b)
/// v_d  = Re(c̄ Σḡz) − |c|² S0 Re K_d,   v_b = Im(c̄ Σuḡz) + |c|² b Σu²m²,   Σu²m² = Σm²p + d Σm²
/// </code>
/// </summary>
internal struct ShoLaneState<T> where T : struct, ILanes<T>
{
    /// <summary>Where the model is evaluated next.</summary>
    public T TrialD, TrialB;

    /// <summary>The best point so far, its cost, damping, evaluations, and Σw|y|² of the spectrum.</summary>
    public T D, B, Cost, Damping, Evaluations, Energy;

    /// <summary>Reduced normal equations at the best point.</summary>
    public T Mdd, Mdb, Mbb, Vd, Vb;

    /// <summary>c, S0, K_d and K_b at the best point.</summary>
    public T CRe, CIm, S0, KdRe, KdIm, KbRe, KbIm;

    /// <summary>∂c/∂d and ∂c/∂b along the projected solution.</summary>
    public T CdRe, CdIm, CbRe, CbIm;

    /// <summary>Takes the sums at the trial point, accepts or rejects it and makes the next trial. True lanes of the result have met the stopping test.</summary>
    /// <param name="sums">Sums at the trial point.</param>
    /// <param name="axis">Limits of d and b.</param>
    /// <param name="stop">Tolerance²/(2n − 4): the predicted decrease is compared with this times the cost.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Advance(in ShoSums<T> sums, ShoAxis axis, T stop)
    {
        T one = T.Broadcast(1), zero = default;
        var inverse = one / sums.M;
        var cRe = sums.ZRe * inverse;
        var cIm = sums.ZIm * inverse;
        var cost = Energy - T.MultiplyAdd(sums.ZRe, cRe, sums.ZIm * cIm);
        // Rounding of the difference above must not reject a step at the bottom of the valley.
        var better = T.Less(cost, T.MultiplyAdd(Energy, T.Broadcast(1e-15), Cost));
        Evaluations += one;
        Damping = T.Select(better, Damping * T.Broadcast(0.1) - T.Broadcast(1e-4), T.Max(Damping * T.Broadcast(8), T.Broadcast(0.1)));
        Damping = T.Max(Damping, zero);
        Accept(better, sums, inverse, cRe, cIm, cost);

        var dd = T.MultiplyAdd(Mdd, Damping, Mdd);
        var bb = T.MultiplyAdd(Mbb, Damping, Mbb);
        var scale = one / T.SubtractProduct(dd * bb, Mdb, Mdb);
        var stepD = scale * T.SubtractProduct(Vd * bb, Vb, Mdb);
        var stepB = scale * T.SubtractProduct(Vb * dd, Vd, Mdb);
        T lowB = T.Broadcast(axis.Narrowest), highB = T.Broadcast(axis.Widest);
        T lowD = T.Broadcast(axis.LowestSquare), highD = T.Broadcast(axis.HighestSquare);
        var outB = T.Less(B + stepB, lowB) | T.Less(highB, B + stepB);
        if (T.Bits(outB) != 0)
        {
            stepB = T.Select(outB, T.Min(T.Max(B + stepB, lowB), highB) - B, stepB);
            stepD = T.Select(outB, T.SubtractProduct(Vd, Mdb, stepB) / dd, stepD);
        }
        TrialD = T.Min(T.Max(D + stepD, lowD), highD);
        TrialB = B + stepB;
        stepD = TrialD - D;
        var decrease = T.MultiplyAdd(stepD * stepD, Mdd, T.MultiplyAdd(stepB * stepB, Mbb, T.Broadcast(2) * Mdb * stepD * stepB));
        var negligible = T.Less(decrease, T.Max(stop * Cost, T.Broadcast(1e-24) * Energy)) | T.Less(T.Broadcast(1e7), Damping);
        return negligible & (T.Less(Damping, T.Broadcast(0.05)) | T.Less(T.Broadcast(1e7), Damping));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Accept(T better, in ShoSums<T> sums, T inverse, T cRe, T cIm, T cost)
    {
        var wide = T.MultiplyAdd(TrialD, sums.MM, sums.MMp);
        var kdRe = sums.MMp * inverse;
        var kdIm = TrialB * sums.MMu * inverse;
        var kbRe = default(T) - TrialB * wide * inverse;
        var kbIm = sums.MMup * inverse;
        var square = T.MultiplyAdd(cRe, cRe, cIm * cIm);
        var weight = square * sums.M;
        var mdd = T.SubtractProduct(square * sums.MM, weight, T.MultiplyAdd(kdRe, kdRe, kdIm * kdIm));
        var mbb = T.SubtractProduct(square * wide, weight, T.MultiplyAdd(kbRe, kbRe, kbIm * kbIm));
        var mdb = default(T) - weight * T.MultiplyAdd(kdRe, kbRe, kdIm * kbIm);
        var vd = T.SubtractProduct(T.MultiplyAdd(cRe, sums.GzRe, cIm * sums.GzIm), weight, kdRe);
        var vb = T.MultiplyAdd(square * TrialB, wide, T.SubtractProduct(cRe * sums.UgzIm, cIm, sums.UgzRe));
        var two = T.Broadcast(2);
        D = T.Select(better, TrialD, D);
        B = T.Select(better, TrialB, B);
        Cost = T.Select(better, cost, Cost);
        Mdd = T.Select(better, mdd, Mdd);
        Mdb = T.Select(better, mdb, Mdb);
        Mbb = T.Select(better, mbb, Mbb);
        Vd = T.Select(better, vd, Vd);
        Vb = T.Select(better, vb, Vb);
        CRe = T.Select(better, cRe, CRe);
        CIm = T.Select(better, cIm, CIm);
        S0 = T.Select(better, sums.M, S0);
        KdRe = T.Select(better, kdRe, KdRe);
        KdIm = T.Select(better, kdIm, KdIm);
        KbRe = T.Select(better, kbRe, KbRe);
        KbIm = T.Select(better, kbIm, KbIm);
        CdRe = T.Select(better, T.SubtractProduct(sums.GzRe * inverse, two * cRe, kdRe), CdRe);
        CdIm = T.Select(better, T.SubtractProduct(sums.GzIm * inverse, two * cIm, kdRe), CdIm);
        CbRe = T.Select(better, T.SubtractProduct(sums.UgzIm * inverse, two * cRe, kbRe), CbRe);
        CbIm = T.Select(better, default(T) - T.MultiplyAdd(two * cIm, kbRe, sums.UgzRe * inverse), CbIm);
    }

    /// <summary>Puts a start into one lane.</summary>
    public void Begin(int lane, double d, double b, double energy)
    {
        Set(ref TrialD, lane, d);
        Set(ref TrialB, lane, b);
        Set(ref D, lane, d);
        Set(ref B, lane, b);
        Set(ref Cost, lane, double.PositiveInfinity);
        Set(ref Damping, lane, 0);
        Set(ref Evaluations, lane, 0);
        Set(ref Energy, lane, energy);
    }

    /// <summary>Takes a finished lane out, its last step included to first order.</summary>
    public ShoEstimate End(int lane)
    {
        var (d, b) = (Get(ref D, lane), Get(ref B, lane));
        var (stepD, stepB) = (Get(ref TrialD, lane) - d, Get(ref TrialB, lane) - b);
        var drop = Get(ref Vd, lane) * stepD + Get(ref Vb, lane) * stepB;
        return new()
        {
            D = d + stepD,
            B = b + stepB,
            CRe = Get(ref CRe, lane) + Get(ref CdRe, lane) * stepD + Get(ref CbRe, lane) * stepB,
            CIm = Get(ref CIm, lane) + Get(ref CdIm, lane) * stepD + Get(ref CbIm, lane) * stepB,
            Cost = Math.Max(Get(ref Cost, lane) - Math.Max(drop, 0), 0),
            Mdd = Get(ref Mdd, lane),
            Mdb = Get(ref Mdb, lane),
            Mbb = Get(ref Mbb, lane),
            S0 = Get(ref S0, lane),
            KdRe = Get(ref KdRe, lane),
            KdIm = Get(ref KdIm, lane),
            KbRe = Get(ref KbRe, lane),
            KbIm = Get(ref KbIm, lane),
            Evaluations = (int)Get(ref Evaluations, lane),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Set(ref T lanes, int lane, double value) => Unsafe.Add(ref Unsafe.As<T, double>(ref lanes), lane) = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Get(ref T lanes, int lane) => Unsafe.Add(ref Unsafe.As<T, double>(ref lanes), lane);
}
