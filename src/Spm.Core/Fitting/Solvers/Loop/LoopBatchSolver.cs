using System.Runtime.CompilerServices;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>Fits many loops of one sweep with one thread and a workspace that is allocated once.</summary>
internal abstract class LoopBatchSolver
{
    /// <summary>Fits <paramref name="loops"/> ([loop × point], row-major) into <paramref name="output"/>.</summary>
    public abstract void Fit(ReadOnlySpan<double> loops, FitRows output);

    /// <summary>The solver with the widest lanes of this machine, or of the width asked for.</summary>
    /// <param name="setup">What all threads share.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="laneWidth">8, 4, 2 or 1; 0 for the widest.</param>
    public static LoopBatchSolver Create(LoopSetup setup, LoopFitOptions options, int laneWidth = 0)
    {
        var width = laneWidth != 0 ? laneWidth
            : System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? 8
            : System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? 4
            : System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated ? 2 : 1;
        return width switch
        {
            8 => new LoopBatchSolver<Lanes8>(setup, options),
            4 => new LoopBatchSolver<Lanes4>(setup, options),
            2 => new LoopBatchSolver<Lanes2>(setup, options),
            _ => new LoopBatchSolver<Lanes1>(setup, options),
        };
    }
}

/// <summary>The tables that depend on the sweep alone.</summary>
internal sealed class LoopSetup
{
    /// <summary>Computes the tables.</summary>
    /// <exception cref="ArgumentException">See <see cref="LoopWaveform"/>.</exception>
    public LoopSetup(double[] biasesV)
    {
        Waveform = new(biasesV);
        Slots = new(Waveform);
        Table = new(Slots);
        Grid = new(Waveform);
    }

    /// <summary>The sweep.</summary>
    public LoopWaveform Waveform { get; }

    /// <summary>The sweep in the order of the lane solvers.</summary>
    public LoopSlots Slots { get; }

    /// <summary>Starts of loops whose points are all kept.</summary>
    public LoopStartTable Table { get; }

    /// <summary>Starts of loops with points left out.</summary>
    public LoopStartGrid Grid { get; }
}

/// <summary>
/// A chunk of loops at a time: load and find a start, descend, look for better places of the branches, descend from those, finish. Loops
/// that are not plain (points missing, spikes, no loop to be seen) go through <see cref="LoopCareful{T}"/>.
/// </summary>
internal sealed class LoopBatchSolver<T> : LoopBatchSolver where T : struct, ILanes<T>
{
    private readonly LoopSlots slots;
    private readonly LoopChunk chunk;
    private readonly LoopPreparation<T> preparation;
    private readonly LoopDescent<T> descent;
    private readonly LoopBranchSearch<T> search;
    private readonly LoopFinish<T> finish;
    private readonly LoopCareful<T> careful;
    private readonly int[] plain = new int[LoopChunk.Capacity];
    private readonly double[] starts = new double[LoopChunk.Capacity * LoopLaneState<T>.Shapes];

    public LoopBatchSolver(LoopSetup setup, LoopFitOptions options)
    {
        slots = setup.Slots;
        chunk = new(slots);
        preparation = new(slots, setup.Table);
        var tile = new LoopTile<T, EqualBins>(slots);
        for (var slot = 0; slot < slots.Count; slot++)
            for (var lane = 0; lane < T.Width; lane++)
                (tile.One[slot * T.Width + lane], tile.Slope[slot * T.Width + lane]) = (1, slots.BiasColumn[slot]);
        descent = new(slots, tile, options);
        search = new(slots, tile);
        finish = new(slots, tile, options);
        careful = new(setup, options);
    }

    public override void Fit(ReadOnlySpan<double> loops, FitRows output)
    {
        var points = slots.Count;
        var total = loops.Length / points;
        for (var first = 0; first < total; first += LoopChunk.Capacity)
        {
            var count = Math.Min(LoopChunk.Capacity, total - first);
            FitChunk(loops.Slice(first * points, count * points), count, output.Slice(first, count, LoopModel.ParameterCount, points));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FitChunk(ReadOnlySpan<double> loops, int count, FitRows output)
    {
        if (!output.Excluded.IsEmpty)
            output.Excluded.Clear();
        preparation.Load(loops, count, chunk);
        chunk.Cost.AsSpan(0, count).Fill(double.PositiveInfinity);
        chunk.Evaluations.AsSpan(0, count).Clear();
        var ordinary = 0;
        const int Shapes = LoopLaneState<T>.Shapes;
        for (var k = 0; k < count; k++)
        {
            if (chunk.IsDoubtful[k])
                continue;
            chunk.Shape.AsSpan(k * Shapes, Shapes).CopyTo(starts.AsSpan(ordinary * Shapes));
            plain[ordinary++] = k;
        }
        descent.Run(chunk, plain.AsSpan(0, ordinary), starts);
        search.Run(chunk, count, descent);
        finish.Run(chunk, count, output);
        ordinary = 0;
        for (var k = 0; k < count; k++)
        {
            if (chunk.IsDoubtful[k])
                plain[ordinary++] = k;
            if (ordinary == LoopCareful<T>.Capacity || k == count - 1)
            {
                careful.Fit(loops, plain.AsSpan(0, ordinary), output);
                ordinary = 0;
            }
        }
    }
}
