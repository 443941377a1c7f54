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
    // Beyond this many standard errors the matrix M and the first-order answer are not those of the end point.
    private const double LargestLastStep = 0.2;

    /// <summary>Where the model is evaluated next.</summary>
    public T TrialD, TrialB;

    /// <summary>The best point so far, its cost, damping, evaluations, and Σw|y|² of the spectrum.</summary>
    public T D, B, Cost, Damping, Evaluations, Energy;

    /// <summary>δᵀMδ of the step before.</summary>
    public T Previous;

    /// <summary>Reduced normal equations at the best point.</summary>
    public T Mdd, Mdb, Mbb, Vd, Vb;

    /// <summary>c, S0, K_d and K_b at the best point.</summary>
    public T CRe, CIm, S0, KdRe, KdIm, KbRe, KbIm;

    /// <summary>∂c/∂d and ∂c/∂b along the projected solution.</summary>
    public T CdRe, CdIm, CbRe, CbIm;

    /// <summary>
    /// Takes the sums at the trial point, accepts or rejects it and makes the next trial. True lanes of the result have met the stopping test
    /// of <see cref="ShoFitOptions.Tolerance"/>: the trial is then the answer, to first order in its distance from the point before.
    /// </summary>
    /// <param name="sums">Sums at the trial point.</param>
    /// <param name="axis">Limits of d and b.</param>
    /// <param name="variance">1/(2n − 4): times the cost, the variance of a component.</param>
    /// <param name="tolerance">Square of the tolerance.</param>
    /// <param name="running">Lanes that take part; the others keep what they have.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Advance(in ShoSums<T> sums, ShoAxis axis, T variance, double tolerance, T running)
    {
        T one = T.Broadcast(1), zero = default;
        var inverse = one / sums.M;
        var cRe = sums.ZRe * inverse;
        var cIm = sums.ZIm * inverse;
        var cost = Energy - T.MultiplyAdd(sums.ZRe, cRe, sums.ZIm * cIm);
        // Rounding of the difference above must not reject a step at the bottom of the valley.
        var better = T.Less(cost, T.MultiplyAdd(Energy, T.Broadcast(1e-15), Cost)) & running;
        Evaluations += T.Select(running, one, zero);
        var damping = T.Select(better, Damping * T.Broadcast(0.1) - T.Broadcast(1e-4), T.Max(Damping * T.Broadcast(8), T.Broadcast(0.1)));
        Damping = T.Select(running, T.Max(damping, zero), Damping);
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
        var trialD = T.Min(T.Max(D + stepD, lowD), highD);
        TrialD = T.Select(running, trialD, TrialD);
        TrialB = T.Select(running, B + stepB, TrialB);
        stepD = trialD - D;
        var length = T.MultiplyAdd(stepD * stepD, Mdd, T.MultiplyAdd(stepB * stepB, Mbb, T.Broadcast(2) * Mdb * stepD * stepB));
        var deviation = variance * Cost;
        var negligible = T.Max(T.Broadcast(tolerance) * deviation, T.Broadcast(1e-24) * Energy);
        var isShort = T.Less(length, negligible)
            | (T.Less(length * length, negligible * Previous) & T.Less(length, T.Broadcast(LargestLastStep * LargestLastStep) * deviation));
        Previous = T.Select(better, length, Previous);
        var isStuck = T.Less(T.Broadcast(1e7), Damping);
        return ((isShort & T.Less(Damping, T.Broadcast(0.05))) | isStuck) & running;
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

    /// <summary>Puts a start into every lane.</summary>
    public void Begin(T d, T b, T energy)
    {
        (TrialD, TrialB, D, B, Energy) = (d, b, d, b, energy);
        (Cost, Damping, Evaluations, Previous) = (T.Broadcast(double.PositiveInfinity), default, default, default);
    }

    /// <summary>The cost if the next steps bring four times what the linear model promises of the first.</summary>
    public readonly T Hope() => T.SubtractProduct(Cost, T.Broadcast(4), T.MultiplyAdd(Vd, TrialD - D, Vb * (TrialB - B)));

    /// <summary>The answer of every lane, its last step included to first order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ShoEstimate<T> End()
    {
        T stepD = TrialD - D, stepB = TrialB - B, zero = default;
        var drop = T.MultiplyAdd(Vd, stepD, Vb * stepB);
        return new()
        {
            D = TrialD,
            B = TrialB,
            CRe = T.MultiplyAdd(CdRe, stepD, T.MultiplyAdd(CbRe, stepB, CRe)),
            CIm = T.MultiplyAdd(CdIm, stepD, T.MultiplyAdd(CbIm, stepB, CIm)),
            Cost = T.Max(Cost - T.Max(drop, zero), zero),
            Mdd = Mdd,
            Mdb = Mdb,
            Mbb = Mbb,
            S0 = S0,
            KdRe = KdRe,
            KdIm = KdIm,
            KbRe = KbRe,
            KbIm = KbIm,
            Evaluations = Evaluations,
        };
    }
}
