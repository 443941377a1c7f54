using System.Numerics;
using System.Runtime.CompilerServices;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Looks for a better place of each branch. A branch with a width of few bias steps has several minima: the narrow side may fall between two
/// points, or the switching bias lie a part of a step further on and the side be smooth. From each such width the other kind of minimum is
/// tried, along the direction that leaves the branch's other side as it is.
/// </summary>
internal sealed class LoopBranchSearch<T> where T : struct, ILanes<T>
{
    /// <summary>Widths above this many bias steps have one minimum.</summary>
    private const double MostSteps = 2;

    /// <summary>A width below this many steps is tried as a smooth one of <see cref="SmoothSteps"/>.</summary>
    private const double NarrowSteps = 0.5, SmoothSteps = 0.8;

    /// <summary>How switching bias and opposite width follow a width, found from pairs of minima.</summary>
    private const double SwitchingFollows = 0.77, OppositeFollows = -0.44;

    /// <summary>Evaluations of one trial at most.</summary>
    private const int MostEvaluations = 12;

    /// <summary>A trial is taken up when its sum of squares, the other branch held, is below this part of what there was.</summary>
    private const double Promising = 1 + 1e-3;

    private readonly LoopSlots slots;
    private readonly LoopTile<T, EqualBins> tile;
    private readonly LoopBranchState<T> state;
    private readonly Trial[] trials = new Trial[2 * LoopChunk.Capacity];
    private readonly int[] trialOfLane = new int[T.Width], loops = new int[LoopChunk.Capacity];
    private readonly double[] best = new double[LoopChunk.Capacity], starts = new double[LoopChunk.Capacity * LoopLaneState<T>.Shapes];
    private readonly double[] branch = new double[3];
    private readonly double step, minimum;
    private int count, next;

    /// <param name="slots">The sweep.</param>
    /// <param name="tile">Shared with other stages, which run at other times.</param>
    public LoopBranchSearch(LoopSlots slots, LoopTile<T, EqualBins> tile)
    {
        (this.slots, this.tile) = (slots, tile);
        (step, minimum) = (slots.Waveform.Step, slots.Waveform.MinimumWidth);
        state = new(slots.Waveform) { PerRoot = T.Broadcast(1 / Math.Sqrt(slots.Count)) };
    }

    /// <summary>Tries other places for the branches of all loops that are not doubtful and descends from those that promise a lower minimum.</summary>
    public void Run(LoopChunk chunk, int loopCount, LoopDescent<T> descent)
    {
        for (var side = 0; side < 2; side++)
        {
            Collect(chunk, loopCount, side);
            chunk.Cost.AsSpan(0, loopCount).CopyTo(best);
            for (var k = 0; k < loopCount; k++)
                best[k] *= Promising;
            chunk.Shape.AsSpan(0, loopCount * LoopLaneState<T>.Shapes).CopyTo(starts);
            Try(chunk, side);
            var found = 0;
            for (var k = 0; k < loopCount; k++)
            {
                if (chunk.IsDoubtful[k] || best[k] == chunk.Cost[k] * Promising)
                    continue;
                loops[found] = k;
                starts.AsSpan(k * LoopLaneState<T>.Shapes, LoopLaneState<T>.Shapes).CopyTo(starts.AsSpan(found++ * LoopLaneState<T>.Shapes));
            }
            descent.Run(chunk, loops.AsSpan(0, found), starts);
        }
    }

    private void Collect(LoopChunk chunk, int loopCount, int side)
    {
        count = 0;
        for (var k = 0; k < loopCount; k++)
        {
            if (chunk.IsDoubtful[k])
                continue;
            var p = chunk.Shape.AsSpan(k * LoopLaneState<T>.Shapes + 3 * side, 3);
            Propose(k, p, p[1], isLeft: true);
            Propose(k, p, p[2], isLeft: false);
        }
    }

    private void Propose(int loop, ReadOnlySpan<double> p, double width, bool isLeft)
    {
        double to;
        if (width < NarrowSteps * step) to = SmoothSteps * step;
        else if (width < MostSteps * step) to = minimum;
        else return;
        var change = to - width;
        // A lane that comes back half the way will come back all the way.
        var half = (to + width) / 2;
        var (least, most) = change < 0 ? (0.0, half) : (half, double.PositiveInfinity);
        trials[count++] = isLeft
            ? new(loop, p[0] + SwitchingFollows * change, to, p[2] + OppositeFollows * change, least, most, 0, double.PositiveInfinity)
            : new(loop, p[0] - SwitchingFollows * change, p[1] + OppositeFollows * change, to, 0, double.PositiveInfinity, least, most);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Try(LoopChunk chunk, int side)
    {
        var (first, end) = side == 0 ? (0, slots.RisingStart) : (slots.RisingStart, slots.Count);
        (state.One, state.Slope) = (T.Broadcast(end - first), T.Broadcast(side == 0 ? slots.FallingBias : -slots.FallingBias));
        next = 0;
        uint active = 0;
        for (var lane = 0; lane < T.Width; lane++)
            if (Refill(lane, chunk, side)) active |= 1u << lane;
        var most = T.Broadcast(MostEvaluations - 0.5);
        while (active != 0)
        {
            tile.Sum(side == 0, state.TrialA, state.TrialL, state.TrialR, out var sums);
            var ended = T.Bits(state.Advance(sums) | T.Less(most, state.Evaluations)) & active;
            for (; ended != 0; ended &= ended - 1)
            {
                var lane = BitOperations.TrailingZeroCount(ended);
                var trial = trials[trialOfLane[lane]];
                var cost = state.End(lane, branch);
                if (cost < best[trial.Loop] && branch[1] >= trial.LeastL && branch[1] <= trial.MostL && branch[2] >= trial.LeastR && branch[2] <= trial.MostR)
                {
                    best[trial.Loop] = cost;
                    branch.CopyTo(starts, trial.Loop * LoopLaneState<T>.Shapes + 3 * side);
                }
                if (!Refill(lane, chunk, side)) active &= ~(1u << lane);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Refill(int lane, LoopChunk chunk, int side)
    {
        if (next >= count)
            return false;
        trialOfLane[lane] = next;
        var trial = trials[next++];
        var loop = trial.Loop;
        LoopDescent<T>.LoadColumn(chunk.Data.AsSpan(loop * slots.Count, slots.Count), tile.Data, lane);
        var other = chunk.Branches.AsSpan((loop * 2 + 1 - side) * LoopBranchProducts.Length, LoopBranchProducts.Length);
        LoopLaneState<T>.Set(ref state.OtherOne, lane, other[0]);
        LoopLaneState<T>.Set(ref state.OtherSlope, lane, other[1]);
        LoopLaneState<T>.Set(ref state.OtherData, lane, other[2]);
        LoopLaneState<T>.Set(ref state.OtherSquare, lane, other[3]);
        LoopLaneState<T>.Set(ref state.Energy, lane, chunk.Energy[loop]);
        LoopLaneState<T>.Set(ref state.Data, lane, side == 0 ? chunk.FallingData[loop] : chunk.RisingData[loop]);
        LoopLaneState<T>.Set(ref state.LeastL, lane, trial.LeastL);
        LoopLaneState<T>.Set(ref state.MostL, lane, trial.MostL);
        LoopLaneState<T>.Set(ref state.LeastR, lane, trial.LeastR);
        LoopLaneState<T>.Set(ref state.MostR, lane, trial.MostR);
        state.Begin(lane, trial.Switching, trial.Below, trial.Above);
        return true;
    }

    /// <summary>Another place for a branch, and the widths beyond which it is no longer another one.</summary>
    private readonly record struct Trial(int Loop, double Switching, double Below, double Above, double LeastL, double MostL, double LeastR, double MostR);
}
