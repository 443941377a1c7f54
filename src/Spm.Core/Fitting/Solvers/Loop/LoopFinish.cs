using System.Runtime.CompilerServices;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Writes the results of loops whose points are all kept: parameters, standard errors, R², cost, status and verdict. A loop that is
/// neither plainly good nor plainly noise (a point far from the model, residuals that hang together) is marked doubtful instead.
/// </summary>
internal sealed class LoopFinish<T> where T : struct, ILanes<T>
{
    private const int Shapes = LoopLaneState<T>.Shapes, N = LoopModel.ParameterCount;

    /// <summary>Neighbouring residuals of a loop that the model describes are not correlated by more than this; noise alone gives ±0.13.</summary>
    private const double MostCorrelation = 0.5;

    /// <summary>For normal noise the median scale is that of the mean square to a fifth; stray points lower it.</summary>
    private const double LeastMedian = 0.75;

    private readonly LoopSlots slots;
    private readonly LoopFitOptions options;
    private readonly LoopTile<T, EqualBins> tile;
    private readonly LoopLaneErrors<T> errors;
    private readonly double[] residuals, sorted;
    private readonly T[] shape = new T[Shapes];
    private readonly double noiseRatio;

    /// <param name="slots">The sweep.</param>
    /// <param name="tile">Shared with other stages, which run at other times.</param>
    /// <param name="options">What is good.</param>
    public LoopFinish(LoopSlots slots, LoopTile<T, EqualBins> tile, LoopFitOptions options)
    {
        (this.slots, this.tile, this.options) = (slots, tile, options);
        errors = new(slots);
        residuals = new double[slots.Count * T.Width];
        sorted = new double[slots.Count];
        noiseRatio = LoopNoiseTest.CriticalRatio(slots.Count, options.NoiseSignificance);
    }

    /// <summary>Finishes the loops of a chunk that are not doubtful.</summary>
    public void Run(LoopChunk chunk, int count, FitRows output)
    {
        Span<int> loops = stackalloc int[T.Width];
        var filled = 0;
        for (var k = 0; k < count; k++)
        {
            if (chunk.IsDoubtful[k])
                continue;
            loops[filled++] = k;
            if (filled < T.Width)
                continue;
            Finish(chunk, loops, output);
            filled = 0;
        }
        if (filled > 0)
            Finish(chunk, loops[..filled], output);
    }

    private void Finish(LoopChunk chunk, ReadOnlySpan<int> loops, FitRows output)
    {
        T energy = default, fallingData = default, risingData = default, mean = default, slope = default;
        for (var lane = 0; lane < T.Width; lane++)
        {
            // Lanes left over repeat the last loop.
            var loop = loops[Math.Min(lane, loops.Length - 1)];
            LoopDescent<T>.LoadColumn(chunk.Data.AsSpan(loop * slots.Count, slots.Count), tile.Data, lane);
            for (var i = 0; i < Shapes; i++)
                LoopLaneState<T>.Set(ref shape[i], lane, chunk.Shape[loop * Shapes + i]);
            LoopLaneState<T>.Set(ref energy, lane, chunk.Energy[loop]);
            LoopLaneState<T>.Set(ref fallingData, lane, chunk.FallingData[loop]);
            LoopLaneState<T>.Set(ref risingData, lane, chunk.RisingData[loop]);
            LoopLaneState<T>.Set(ref mean, lane, chunk.Mean[loop]);
            LoopLaneState<T>.Set(ref slope, lane, chunk.Slope[loop]);
        }
        Residuals(fallingData, risingData, mean, slope, out var f, out var r, out var opening, out var y1, out var yE, out var cost, out var largest, out var neighbours, out var height);
        var isLoop = T.Bits(T.Less(cost, T.Broadcast(noiseRatio) * energy));
        var variation = T.MultiplyAdd(slope, slope, energy);
        var good = isLoop & T.Bits(T.Less(neighbours, T.Broadcast(MostCorrelation) * cost + T.Broadcast(1e-20) * energy) & T.Less(cost, T.Broadcast(1 - options.MinimumRSquared) * variation));
        var isNear = T.Less(largest, T.Max(T.Broadcast(options.SmallestOutlier) * height, T.Broadcast(options.OutlierThreshold * LoopEvaluation.ScaleFloor) * height));
        var near = T.Bits(isNear);
        errors.Compute(tile, f, r, shape, fallingData, risingData, opening, cost);
        for (var lane = 0; lane < loops.Length; lane++)
        {
            var loop = loops[lane];
            // A point that is small against the loop is no outlier, whatever the noise; for the others the median is asked.
            var isPlain = (good >> lane & 1) != 0 && ((near >> lane & 1) != 0 || LoopLaneState<T>.Get(ref largest, lane) <= options.OutlierThreshold * Scale(lane));
            var isNoise = (isLoop >> lane & 1) == 0 && IsNoise(lane, LoopLaneState<T>.Get(ref largest, lane), LoopLaneState<T>.Get(ref cost, lane));
            if (!chunk.HasConverged[loop] || !(isPlain || isNoise))
            {
                chunk.IsDoubtful[loop] = true;
                continue;
            }
            var (unit, s) = (2 * chunk.Span[loop], LoopLaneState<T>.Get(ref cost, lane));
            Write(lane, chunk, loop, unit, LoopLaneState<T>.Get(ref opening, lane), LoopLaneState<T>.Get(ref y1, lane), LoopLaneState<T>.Get(ref yE, lane), output);
            output.RSquared[loop] = 1 - s / LoopLaneState<T>.Get(ref variation, lane);
            if (!output.Cost.IsEmpty) output.Cost[loop] = s * unit * unit;
            output.Iterations[loop] = chunk.Evaluations[loop];
            output.Status[loop] = IsAtBound(chunk.Shape.AsSpan(loop * Shapes, Shapes)) ? FitStatus.AtBound : FitStatus.Converged;
            output.Verdict[loop] = isPlain ? FitVerdict.Good : FitVerdict.NoiseOnly;
        }
    }

    /// <summary>Residuals at <see cref="shape"/>, their sum of squares, the largest, the products of neighbours, and the height of the fitted loop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Residuals(in T fallingData, in T risingData, in T mean, in T slope, out LoopColumns<T> f, out LoopColumns<T> r, out T opening, out T y1, out T yE, out T cost, out T largest, out T neighbours, out T height)
    {
        var e = slots.BiasColumn;
        tile.Sum(true, shape[0], shape[1], shape[2], out var falling);
        tile.Sum(false, shape[3], shape[4], shape[5], out var rising);
        LoopColumns<T>.From(falling, T.Broadcast(slots.RisingStart), T.Broadcast(slots.FallingBias), fallingData, shape[1], shape[2], out f);
        LoopColumns<T>.From(rising, T.Broadcast(slots.Count - slots.RisingStart), T.Broadcast(-slots.FallingBias), risingData, shape[4], shape[5], out r);
        y1 = f.Y1 + r.Y1;
        yE = f.YE + r.YE;
        var square = T.SubtractProduct(T.SubtractProduct(f.YY + r.YY, y1, y1 * T.Broadcast(1.0 / slots.Count)), yE, yE);
        opening = T.Select(T.Less(T.Broadcast(1e-13) * (f.YY + r.YY), square), (f.YD + r.YD) / square, default);
        // d − a1·(y − ȳ − yE·e) with y = q·G + q·l.
        var (fScale, rScale) = (opening / (shape[1] + shape[2]), opening / (shape[4] + shape[5]));
        var level = opening * y1 * T.Broadcast(1.0 / slots.Count);
        var (fLevel, rLevel) = (level - fScale * shape[1], level - rScale * shape[4]);
        T tilt = opening * yE, total = default, most = default, pairs = default, previous = default;
        T high = T.Broadcast(double.NegativeInfinity), low = T.Broadcast(double.PositiveInfinity);
        for (var slot = 0; slot < slots.Count; slot++)
        {
            if (slot == slots.RisingStart)
                previous = default;
            var isFalling = slot < slots.RisingStart;
            var bias = T.Broadcast(e[slot]);
            var d = T.Load(in tile.Data[slot * T.Width]);
            var residual = d + T.SubtractProduct(T.MultiplyAdd(tilt, bias, isFalling ? fLevel : rLevel), isFalling ? fScale : rScale, T.Load(in tile.Shape[slot * T.Width]));
            T.Store(residual, ref residuals[slot * T.Width]);
            total = T.MultiplyAdd(residual, residual, total);
            pairs = T.MultiplyAdd(residual, previous, pairs);
            previous = residual;
            most = T.Max(most, T.Max(residual, default(T) - residual));
            var fitted = T.MultiplyAdd(slope, bias, mean + d - residual);
            (high, low) = (T.Max(high, fitted), T.Min(low, fitted));
        }
        (cost, largest, neighbours, height) = (total, most, pairs, high - low);
    }

    /// <summary>1.4826·median|r| of one lane, corrected for the nine parameters.</summary>
    private double Scale(int lane)
    {
        for (var slot = 0; slot < slots.Count; slot++)
            sorted[slot] = Math.Abs(residuals[slot * T.Width + lane]);
        sorted.AsSpan().Sort();
        return 1.4826 * sorted[slots.Count / 2] * Math.Sqrt(slots.Count / Math.Max(1.0, slots.Count - N));
    }

    /// <summary>True when nothing stands out of the residuals: none is large, and half of them are about as large as their mean square says.</summary>
    private bool IsNoise(int lane, double largest, double cost)
    {
        var scale = Scale(lane);
        return largest <= options.OutlierThreshold * scale && scale * scale * (slots.Count - N) >= LeastMedian * LeastMedian * cost;
    }

    private void Write(int lane, LoopChunk chunk, int loop, double unit, double opening, double y1, double yE, FitRows output)
    {
        var p = output.Values.Slice(loop * N, N);
        var q = chunk.Shape.AsSpan(loop * Shapes, Shapes);
        var slope = (chunk.Slope[loop] - opening * yE) / slots.BiasLengthV;
        p[0] = (chunk.Mean[loop] - opening * y1 / slots.Count - slope * slots.MeanBiasV) * unit + 2 * chunk.Centre[loop];
        (p[1], p[2], p[3], p[4]) = (opening * unit, q[0], q[3], slope * unit);
        (p[5], p[6], p[7], p[8]) = (q[1], q[2], q[4], q[5]);
        errors.Write(lane, unit, output.StandardErrors.Slice(loop * N, N));
    }

    private bool IsAtBound(ReadOnlySpan<double> p)
    {
        var w = slots.Waveform;
        for (var i = 0; i < Shapes; i++)
            if (i % 3 == 0 ? p[i] <= w.Minimum || p[i] >= w.Maximum : p[i] <= w.MinimumWidth || p[i] >= w.MaximumWidth)
                return true;
        return false;
    }
}
