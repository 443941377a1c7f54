using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>Brings loops of a chunk from their starts to the nearest minimum, one per lane; a lane that is done is refilled with the next at once.</summary>
internal sealed class LoopDescent<T> where T : struct, ILanes<T>
{
    private const int Shapes = LoopLaneState<T>.Shapes;

    private readonly LoopSlots slots;
    private readonly LoopTile<T, EqualBins> tile;
    private readonly LoopLaneState<T> state;
    private readonly int maxIterations;
    private readonly int[] jobOfLane = new int[T.Width];
    private readonly double[] shape = new double[Shapes], branches = new double[2 * LoopBranchProducts.Length];
    private int next;

    /// <param name="slots">The sweep.</param>
    /// <param name="tile">Shared with other stages, which run at other times.</param>
    /// <param name="options">Tolerance and limit on the iterations.</param>
    public LoopDescent(LoopSlots slots, LoopTile<T, EqualBins> tile, LoopFitOptions options)
    {
        (this.slots, this.tile, maxIterations) = (slots, tile, options.MaxIterations);
        state = new(slots.Waveform)
        {
            Tolerance = options.CostTolerance,
            PerRoot = T.Broadcast(1 / Math.Sqrt(slots.Count)),
            FallingOne = T.Broadcast(slots.RisingStart),
            RisingOne = T.Broadcast(slots.Count - slots.RisingStart),
            FallingSlope = T.Broadcast(slots.FallingBias),
            RisingSlope = T.Broadcast(-slots.FallingBias),
        };
    }

    /// <summary>Descends from <paramref name="starts"/>; a loop's shape is replaced where the minimum found is lower than what the chunk holds.</summary>
    /// <param name="chunk">The loops.</param>
    /// <param name="loops">[job]: index of the loop.</param>
    /// <param name="starts">[job × 6].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(LoopChunk chunk, ReadOnlySpan<int> loops, ReadOnlySpan<double> starts)
    {
        next = 0;
        uint active = 0;
        for (var lane = 0; lane < T.Width; lane++)
            if (Refill(lane, chunk, loops, starts)) active |= 1u << lane;
        var most = T.Broadcast(maxIterations - 0.5);
        while (active != 0)
        {
            var trial = state.Trial;
            tile.Sum(true, trial[0], trial[1], trial[2], out var falling);
            tile.Sum(false, trial[3], trial[4], trial[5], out var rising);
            var converged = T.Bits(state.Advance(falling, rising));
            var ended = (converged | T.Bits(T.Less(most, state.Iterations))) & active;
            for (; ended != 0; ended &= ended - 1)
            {
                var lane = BitOperations.TrailingZeroCount(ended);
                Complete(lane, chunk, loops[jobOfLane[lane]], (converged >> lane & 1) != 0);
                if (!Refill(lane, chunk, loops, starts)) active &= ~(1u << lane);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Refill(int lane, LoopChunk chunk, ReadOnlySpan<int> loops, ReadOnlySpan<double> starts)
    {
        if (next >= loops.Length)
            return false;
        jobOfLane[lane] = next;
        var loop = loops[next];
        LoadColumn(chunk.Data.AsSpan(loop * slots.Count, slots.Count), tile.Data, lane);
        LoopLaneState<T>.Set(ref state.Energy, lane, chunk.Energy[loop]);
        LoopLaneState<T>.Set(ref state.FallingData, lane, chunk.FallingData[loop]);
        LoopLaneState<T>.Set(ref state.RisingData, lane, chunk.RisingData[loop]);
        state.Begin(lane, starts.Slice(next++ * Shapes, Shapes));
        return true;
    }

    private void Complete(int lane, LoopChunk chunk, int loop, bool converged)
    {
        var cost = state.End(lane, shape, branches);
        chunk.Evaluations[loop] += 1 + state.IterationsOf(lane);
        if (!(cost < chunk.Cost[loop]))
            return;
        chunk.Cost[loop] = cost;
        chunk.HasConverged[loop] = converged;
        shape.CopyTo(chunk.Shape, loop * Shapes);
        branches.CopyTo(chunk.Branches, loop * branches.Length);
    }

    /// <summary>Copies as integers: the machine stores two of those per cycle, but only one double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void LoadColumn(ReadOnlySpan<double> row, double[] columns, int lane)
    {
        ref var from = ref Unsafe.As<double, long>(ref MemoryMarshal.GetReference(row));
        ref var to = ref Unsafe.As<double, long>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(columns), lane));
        for (nint slot = 0; slot < row.Length; slot++)
            Unsafe.Add(ref to, slot * T.Width) = Unsafe.Add(ref from, slot);
    }
}
