using System.Runtime.CompilerServices;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>The inner products of one branch's y that the other branch's fit depends on: with √w, the bias column, the data, and itself.</summary>
internal static class LoopBranchProducts
{
    /// <summary>Numbers per branch.</summary>
    public const int Length = 4;
}

/// <summary>
/// Levenberg–Marquardt in the three shape parameters of one branch (switching bias and two widths), the other branch staying as it is and
/// a0, a1, a4 being eliminated as in <see cref="LoopLaneState{T}"/>: half the work of a fit, for trying whether a branch has a better place.
/// A lane is given up when a width leaves the range it was given.
/// </summary>
internal sealed class LoopBranchState<T>(LoopWaveform waveform) where T : struct, ILanes<T>
{
    private const double PivotTolerance = 1e-13, RoundOff = 1e-14;

    private readonly double minimumWidth = waveform.MinimumWidth, maximumWidth = waveform.MaximumWidth;
    private readonly T[] slopes = new T[3];
    private T a, l, r, gradientA, gradientL, gradientR, aa, la, ll, ra, rl, rr, cost, damping, predicted;

    /// <summary>Where the branch is evaluated next.</summary>
    public T TrialA, TrialL, TrialR;

    /// <summary>1/√Σw, and Σw, √w·e and √w·d over the branch, and d·d, per lane.</summary>
    public T PerRoot, One, Slope, Data, Energy;

    /// <summary>The other branch.</summary>
    public T OtherOne, OtherSlope, OtherData, OtherSquare;

    /// <summary>The widths a lane may have.</summary>
    public T LeastL, MostL, LeastR, MostR;

    /// <summary>A step that is expected to lower S by no more than this part ends the run.</summary>
    public double Tolerance { get; set; } = 1e-5;

    /// <summary>Evaluations, per lane.</summary>
    public T Evaluations;

    /// <summary>Puts a start into a lane.</summary>
    public void Begin(int lane, double switching, double below, double above)
    {
        LoopLaneState<T>.Set(ref TrialA, lane, Math.Clamp(switching, waveform.Minimum, waveform.Maximum));
        LoopLaneState<T>.Set(ref TrialL, lane, Math.Clamp(below, minimumWidth, maximumWidth));
        LoopLaneState<T>.Set(ref TrialR, lane, Math.Clamp(above, minimumWidth, maximumWidth));
        LoopLaneState<T>.Set(ref cost, lane, double.PositiveInfinity);
        LoopLaneState<T>.Set(ref damping, lane, 1e-3);
        LoopLaneState<T>.Set(ref predicted, lane, double.PositiveInfinity);
        LoopLaneState<T>.Set(ref Evaluations, lane, 0);
    }

    /// <summary>Takes a lane's best branch; returns its S.</summary>
    public double End(int lane, Span<double> branch)
    {
        (branch[0], branch[1], branch[2]) = (LoopLaneState<T>.Get(ref a, lane), LoopLaneState<T>.Get(ref l, lane), LoopLaneState<T>.Get(ref r, lane));
        return LoopLaneState<T>.Get(ref cost, lane);
    }

    /// <summary>Takes the sums at the trial, accepts or rejects it and makes the next one. True lanes have converged or left their range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T Advance(in LoopBranchSums<T> sums)
    {
        T zero = default;
        LoopColumns<T>.From(sums, One, Slope, Data, TrialL, TrialR, out var c);
        T perRoot = PerRoot, y1 = (c.Y1 + OtherOne) * perRoot, yE = c.YE + OtherSlope, yD = c.YD + OtherData, yy = c.YY + OtherSquare;
        var square = T.SubtractProduct(T.SubtractProduct(yy, y1, y1), yE, yE);
        var perSquare = T.Select(T.Less(T.Broadcast(PivotTolerance) * yy, square), T.Broadcast(1) / square, zero);
        var opening = yD * perSquare;
        Unsafe.SkipInit(out LoopLinearization<T> found);
        found.Set(c, perRoot, y1, yE, opening, perSquare, ref slopes[0]);
        var newCost = T.Max(T.SubtractProduct(Energy, opening, yD), zero);
        Evaluations += T.Broadcast(1);
        var isAccepted = T.Less(newCost, cost);
        damping = T.Select(isAccepted, T.Max(damping * T.Broadcast(0.2), T.Broadcast(1e-6)), T.Max(damping * T.Broadcast(10), T.Broadcast(1e-2)));
        cost = T.Select(isAccepted, newCost, cost);
        (a, l, r) = (T.Select(isAccepted, TrialA, a), T.Select(isAccepted, TrialL, l), T.Select(isAccepted, TrialR, r));
        (gradientA, gradientL, gradientR) = (T.Select(isAccepted, slopes[0], gradientA), T.Select(isAccepted, slopes[1], gradientL), T.Select(isAccepted, slopes[2], gradientR));
        (aa, la, ll) = (T.Select(isAccepted, found.AA, aa), T.Select(isAccepted, found.LA, la), T.Select(isAccepted, found.LL, ll));
        (ra, rl, rr) = (T.Select(isAccepted, found.RA, ra), T.Select(isAccepted, found.RL, rl), T.Select(isAccepted, found.RR, rr));
        Step();
        var isFlat = T.Less(predicted, T.Max(T.Broadcast(Tolerance) * cost, T.Broadcast(RoundOff) * Energy));
        var isOut = T.Less(l, LeastL) | T.Less(MostL, l) | T.Less(r, LeastR) | T.Less(MostR, r);
        return isFlat | isOut;
    }

    /// <summary>The next trial, by L·D·Lᵀ of the damped 3 × 3 matrix, and what it is expected to lower S by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Step()
    {
        T zero = default, least = T.Broadcast(minimumWidth), most = T.Broadcast(maximumWidth), tolerance = T.Broadcast(PivotTolerance);
        var scale = T.Broadcast(1) + damping;
        var little = damping * T.Broadcast(3e-4) * (aa + ll + rr);
        // A width on its bound that is pushed outwards is held.
        var isFreeL = (T.Less(least, l) | T.Less(zero, gradientL)) & (T.Less(l, most) | T.Less(gradientL, zero));
        var isFreeR = (T.Less(least, r) | T.Less(zero, gradientR)) & (T.Less(r, most) | T.Less(gradientR, zero));
        T hl = T.Select(isFreeL, la, zero), hr = T.Select(isFreeR, ra, zero), hlr = T.Select(isFreeL & isFreeR, rl, zero);
        T gl = T.Select(isFreeL, gradientL, zero), gr = T.Select(isFreeR, gradientR, zero);
        var p0 = LoopLaneFactor.Inverse(T.MultiplyAdd(aa, scale, little), aa, tolerance);
        T l10 = hl * p0, l20 = hr * p0;
        var p1 = LoopLaneFactor.Inverse(T.SubtractProduct(T.MultiplyAdd(ll, scale, little), l10, hl), ll, tolerance);
        var u21 = T.SubtractProduct(hlr, l20, hl);
        var l21 = u21 * p1;
        var p2 = LoopLaneFactor.Inverse(T.SubtractProduct(T.SubtractProduct(T.MultiplyAdd(rr, scale, little), l20, hr), l21, u21), rr, tolerance);
        var x1 = T.SubtractProduct(gl, l10, gradientA);
        var stepR = T.SubtractProduct(T.SubtractProduct(gr, l20, gradientA), l21, x1) * p2;
        var stepL = T.SubtractProduct(x1 * p1, l21, stepR);
        var stepA = T.SubtractProduct(T.SubtractProduct(gradientA * p0, l10, stepL), l20, stepR);
        var limit = T.Broadcast(waveform.Range / 8);
        TrialA = T.Min(T.Max(a + T.Min(T.Max(stepA, zero - limit), limit), T.Broadcast(waveform.Minimum)), T.Broadcast(waveform.Maximum));
        TrialL = T.Min(T.Max(l + T.Min(T.Max(T.Select(isFreeL, stepL, zero), zero - limit), limit), least), most);
        TrialR = T.Min(T.Max(r + T.Min(T.Max(T.Select(isFreeR, stepR, zero), zero - limit), limit), least), most);
        (stepA, stepL, stepR) = (TrialA - a, TrialL - l, TrialR - r);
        var two = T.Broadcast(2);
        predicted = stepA * (two * gradientA - (aa * stepA + la * stepL + ra * stepR))
            + stepL * (two * gradientL - (la * stepA + ll * stepL + rl * stepR))
            + stepR * (two * gradientR - (ra * stepA + rl * stepL + rr * stepR));
    }
}
