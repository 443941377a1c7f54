using System.Runtime.CompilerServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Loads loops into a <see cref="LoopChunk"/>: scale, constant and slope removed, one start each from the <see cref="LoopStartTable"/>, and a
/// look at the extreme values, since a few points far outside the others would rule a least-squares fit.
/// </summary>
internal sealed class LoopPreparation<T>(LoopSlots slots, LoopStartTable table) where T : struct, ILanes<T>
{
    /// <summary>Spans below this lose digits to the smallest doubles.</summary>
    private const double LeastSpan = 1e-290;

    /// <summary>A loop is doubtful when leaving out this many of its highest and lowest values…</summary>
    private const int Extremes = 4;

    /// <summary>…brings its range below this part.</summary>
    private const double ExtremesFraction = 0.65;

    private readonly double[] e = slots.BiasColumn;
    private readonly double[] tile = new double[slots.Count * T.Width];
    private readonly double[] fallingProducts = new double[table.Falling.Length * T.Width], risingProducts = new double[table.Rising.Length * T.Width];
    private readonly float[] falling = new float[table.Falling.Length], rising = new float[table.Rising.Length], gains = new float[table.Falling.Length];
    private readonly T[] highest = new T[Extremes], lowest = new T[Extremes];

    /// <summary>Loads <paramref name="count"/> loops, [loop × point].</summary>
    public void Load(ReadOnlySpan<double> loops, int count, LoopChunk chunk)
    {
        for (var first = 0; first < count; first += T.Width)
        {
            for (var lane = 0; lane < T.Width; lane++)
                Gather(loops.Slice(Math.Min(first + lane, count - 1) * slots.Count, slots.Count), lane);
            Scale(first, Math.Min(T.Width, count - first), chunk);
            table.Project<T>(tile, fallingProducts, risingProducts);
            for (var lane = 0; lane < T.Width && first + lane < count; lane++)
                if (!chunk.IsDoubtful[first + lane])
                    Start(lane, first + lane, chunk);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gather(ReadOnlySpan<double> loop, int lane)
    {
        var order = slots.Order;
        for (var slot = 0; slot < order.Length; slot++)
            tile[slot * T.Width + lane] = loop[order[slot]];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scale(int first, int lanes, LoopChunk chunk)
    {
        var n = slots.Count;
        T half = T.Broadcast(0.5), zero = default, check = default;
        Array.Fill(highest, T.Broadcast(double.NegativeInfinity));
        Array.Fill(lowest, T.Broadcast(double.PositiveInfinity));
        for (var slot = 0; slot < n; slot++)
        {
            // Half the value: the difference of any two doubles is then finite.
            var value = T.Load(in tile[slot * T.Width]) * half;
            check = T.MultiplyAdd(value, zero, check);
            T high = value, low = value;
            for (var k = 0; k < Extremes; k++)
            {
                (highest[k], high) = (T.Max(highest[k], high), T.Min(highest[k], high));
                (lowest[k], low) = (T.Min(lowest[k], low), T.Max(lowest[k], low));
            }
        }
        var span = highest[0] - lowest[0];
        var least = T.Broadcast(double.PositiveInfinity);
        for (var k = 0; k < Extremes; k++)
            least = T.Min(least, highest[k] - lowest[Extremes - 1 - k]);
        // NaN, an infinity among the values, no span, or a range that a few values make.
        var isSound = T.Less(zero - T.Broadcast(1), check) & T.Less(T.Broadcast(LeastSpan), span) & T.Less(T.Broadcast(ExtremesFraction) * span, least);
        var sound = T.Bits(isSound & T.Less(T.Broadcast(1e-13) * T.Max(highest[0], zero - lowest[0]), span));
        if (n < LoopScaling.LeastPoints)
            sound = 0;
        var centre = T.MultiplyAdd(span, half, lowest[0]);
        var perSpan = T.Broadcast(1) / span;
        T sum = zero, slope = zero;
        for (var slot = 0; slot < n; slot++)
        {
            var value = (T.Load(in tile[slot * T.Width]) * half - centre) * perSpan;
            T.Store(value, ref tile[slot * T.Width]);
            sum += value;
            slope = T.MultiplyAdd(value, T.Broadcast(e[slot]), slope);
        }
        var mean = sum * T.Broadcast(1.0 / n);
        T square = zero, fallingSum = zero, risingSum = zero;
        for (var slot = 0; slot < n; slot++)
        {
            var value = T.SubtractProduct(T.Load(in tile[slot * T.Width]) - mean, slope, T.Broadcast(e[slot]));
            T.Store(value, ref tile[slot * T.Width]);
            square = T.MultiplyAdd(value, value, square);
            if (slot < slots.RisingStart) fallingSum += value;
            else risingSum += value;
        }
        for (var lane = 0; lane < lanes; lane++)
        {
            var loop = first + lane;
            chunk.IsDoubtful[loop] = (sound >> lane & 1) == 0;
            chunk.Energy[loop] = LoopLaneState<T>.Get(ref square, lane);
            chunk.FallingData[loop] = LoopLaneState<T>.Get(ref fallingSum, lane);
            chunk.RisingData[loop] = LoopLaneState<T>.Get(ref risingSum, lane);
            chunk.Mean[loop] = LoopLaneState<T>.Get(ref mean, lane);
            chunk.Slope[loop] = LoopLaneState<T>.Get(ref slope, lane);
            chunk.Centre[loop] = LoopLaneState<T>.Get(ref centre, lane);
            chunk.Span[loop] = LoopLaneState<T>.Get(ref span, lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Start(int lane, int loop, LoopChunk chunk)
    {
        var row = chunk.Data.AsSpan(loop * slots.Count, slots.Count);
        for (var slot = 0; slot < row.Length; slot++)
            row[slot] = tile[slot * T.Width + lane];
        for (var c = 0; c < falling.Length; c++)
            falling[c] = (float)fallingProducts[c * T.Width + lane];
        for (var c = 0; c < rising.Length; c++)
            rising[c] = (float)risingProducts[c * T.Width + lane];
        table.Gains(falling, rising, gains);
        var best = 0;
        for (var c = 1; c < gains.Length; c++)
            if (gains[c] > gains[best]) best = c;
        var (f, r) = (table.Falling[best], table.Rising[table.Partner(best, falling, rising)]);
        var start = chunk.Shape.AsSpan(loop * LoopLaneState<T>.Shapes, LoopLaneState<T>.Shapes);
        (start[0], start[1], start[2]) = (f.Position, f.Below, f.Above);
        (start[3], start[4], start[5]) = (r.Position, r.Below, r.Above);
    }
}
