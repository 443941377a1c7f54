using System.Numerics;
using System.Runtime.CompilerServices;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Brings loops with weights from their starts to the nearest minimum, one run per lane. A robust run is iteratively reweighted: after every
/// step Cauchy weights 1/(1 + (r/cσ)²), σ being the scaled median of |r|. A plain run keeps the weights it is given.
/// </summary>
internal sealed class LoopRobustDescent<T> where T : struct, ILanes<T>
{
    /// <summary>Cauchy's c for 95 % efficiency on Gaussian noise.</summary>
    private const double CauchyC = 2.385;

    /// <summary>A robust run ends when a step lowers S by no more than this part.</summary>
    private const double RobustTolerance = 1e-4;

    /// <summary>Trials for one robust step.</summary>
    private const int MostTrials = 4;

    private const int Shapes = LoopEvaluation.Shapes;

    private readonly LoopSlots slots;
    private readonly LoopTile<T, WeightedBins> tile;
    private readonly LoopLaneState<T> state;
    private readonly LoopEvaluation[] evaluations = new LoopEvaluation[T.Width];
    private readonly int[] jobOfLane = new int[T.Width], stepsOfLane = new int[T.Width], evaluationsOfLane = new int[T.Width];
    private readonly double[] costBefore = new double[T.Width], shape = new double[Shapes], branches = new double[2 * LoopBranchProducts.Length];
    private readonly int maxIterations;
    private int next, mostSteps;
    private bool goesOn;

    /// <param name="slots">The sweep.</param>
    /// <param name="options">Tolerance and limit on the iterations of plain runs.</param>
    public LoopRobustDescent(LoopSlots slots, LoopFitOptions options)
    {
        (this.slots, maxIterations) = (slots, options.MaxIterations);
        tile = new(slots);
        state = new(slots.Waveform) { Tolerance = options.CostTolerance };
        for (var lane = 0; lane < T.Width; lane++)
            evaluations[lane] = new(slots.Waveform);
    }

    /// <summary>Makes all runs.</summary>
    /// <param name="jobs">Starts in, solutions out.</param>
    /// <param name="robustSteps">Steps with renewed weights at most; 0 for a plain run.</param>
    /// <param name="isContinued">True when the jobs hold the residuals from which a robust run goes on.</param>
    /// <param name="data">[loop × slot with padding].</param>
    /// <param name="finite">[loop × slot]: 1 where there is a finite point.</param>
    /// <param name="weights">[loop × slot]: weights, at first or throughout.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(LoopJobs jobs, int robustSteps, bool isContinued, double[] data, double[] finite, double[] weights)
    {
        var isRobust = robustSteps > 0;
        (next, mostSteps, goesOn) = (0, robustSteps, isContinued);
        uint active = 0;
        for (var lane = 0; lane < T.Width; lane++)
            if (Refill(lane, jobs, isRobust, data, finite, weights)) active |= 1u << lane;
        while (active != 0)
        {
            var trial = state.Trial;
            tile.Sum(true, trial[0], trial[1], trial[2], out var falling);
            tile.Sum(false, trial[3], trial[4], trial[5], out var rising);
            var converged = T.Bits(state.Advance(falling, rising));
            for (var lanes = active; lanes != 0; lanes &= lanes - 1)
            {
                var lane = BitOperations.TrailingZeroCount(lanes);
                evaluationsOfLane[lane]++;
                var isConverged = (converged >> lane & 1) != 0;
                if (isRobust ? Renew(lane, isConverged) : isConverged || state.IterationsOf(lane) >= maxIterations)
                {
                    Complete(lane, jobs, isRobust || isConverged ? FitStatus.Converged : FitStatus.MaxIterations);
                    if (!Refill(lane, jobs, isRobust, data, finite, weights)) active &= ~(1u << lane);
                }
            }
        }
    }

    private bool Refill(int lane, LoopJobs jobs, bool isRobust, double[] data, double[] finite, double[] weights)
    {
        while (next < jobs.Count)
        {
            var job = next++;
            var evaluation = evaluations[lane];
            var (first, count) = (jobs.Loop[job] * evaluation.Data.Length, evaluation.Data.Length);
            data.AsSpan(first, count).CopyTo(evaluation.Data);
            finite.AsSpan(first, count).CopyTo(evaluation.Finite);
            weights.AsSpan(first, count).CopyTo(evaluation.Weights);
            (jobOfLane[lane], stepsOfLane[lane], evaluationsOfLane[lane]) = (job, 0, 0);
            var start = jobs.ShapeOf(job);
            if (isRobust)
            {
                if (goesOn) jobs.ResidualsOf(job).CopyTo(evaluation.Residuals);
                else evaluation.EvaluateShape(start);
                Reweight(evaluation);
            }
            if (LoadColumns(lane))
            {
                state.Begin(lane, start);
                return true;
            }
            (jobs.Status[job], jobs.Scale[job], jobs.Cost[job]) = (FitStatus.Singular, double.PositiveInfinity, double.PositiveInfinity);
        }
        return false;
    }

    /// <summary>After a step of a robust run: new weights and on; true when the run is at its end.</summary>
    private bool Renew(int lane, bool isConverged)
    {
        var (trials, cost) = (state.IterationsOf(lane), state.CostOf(lane));
        if (trials == 0 && !isConverged)
        {
            costBefore[lane] = cost;
            return false;
        }
        if (!isConverged && cost >= costBefore[lane] && trials < MostTrials)
            return false;
        var isStill = isConverged || costBefore[lane] - cost <= RobustTolerance * costBefore[lane];
        if (isStill || ++stepsOfLane[lane] >= mostSteps)
            return true;
        state.End(lane, shape, branches);
        evaluations[lane].EvaluateShape(shape);
        Reweight(evaluations[lane]);
        if (!LoadColumns(lane))
            return true;
        state.Begin(lane, shape);
        return false;
    }

    private void Complete(int lane, LoopJobs jobs, FitStatus status)
    {
        var job = jobOfLane[lane];
        var evaluation = evaluations[lane];
        state.End(lane, jobs.ShapeOf(job), branches);
        evaluation.EvaluateShape(jobs.ShapeOf(job));
        evaluation.Residuals.CopyTo(jobs.ResidualsOf(job));
        var isFinite = double.IsFinite(evaluation.Cost);
        (jobs.Status[job], jobs.Scale[job], jobs.Cost[job]) = isFinite ? (status, evaluation.Scale(), evaluation.Cost) : (FitStatus.Singular, double.PositiveInfinity, double.PositiveInfinity);
        jobs.Evaluations[job] += evaluationsOfLane[lane];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Reweight(LoopEvaluation evaluation)
    {
        var perScale = 1 / (CauchyC * evaluation.Scale());
        var (r, w, finite) = (evaluation.Residuals, evaluation.Weights, evaluation.Finite);
        for (var i = 0; i < w.Length; i++)
        {
            var z = r[i] * perScale;
            w[i] = finite[i] / (1 + z * z);
        }
    }

    /// <summary>Brings a lane's weights and data to the tile, constant and slope removed; false when the weights leave no two biases.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool LoadColumns(int lane)
    {
        var (z, w, padded, bias) = (evaluations[lane].Data, evaluations[lane].Weights, slots.PaddedSlot, slots.BiasColumn);
        double total = 0, mean = 0, level = 0;
        for (var slot = 0; slot < padded.Length; slot++)
        {
            var weight = w[padded[slot]];
            (total, mean, level) = (total + weight, mean + weight * bias[slot], level + weight * z[padded[slot]]);
        }
        (mean, level) = (mean / total, level / total);
        double square = 0, product = 0;
        for (var slot = 0; slot < padded.Length; slot++)
        {
            var (weight, v) = (w[padded[slot]], bias[slot] - mean);
            (square, product) = (square + weight * v * v, product + weight * v * (z[padded[slot]] - level));
        }
        // The bias column has length 1 when all weights are 1.
        if (!(total > 0 && square > 1e-9 * total / padded.Length))
            return false;
        var perLength = 1 / Math.Sqrt(square);
        var slope = product / square;
        double energy = 0, fallingOne = 0, fallingSlope = 0, fallingData = 0, risingData = 0;
        for (var slot = 0; slot < padded.Length; slot++)
        {
            var root = Math.Sqrt(w[padded[slot]]);
            var v = bias[slot] - mean;
            var (e, d) = (root * v * perLength, root * (z[padded[slot]] - level - slope * v));
            var at = slot * T.Width + lane;
            (tile.One[at], tile.Slope[at], tile.Data[at]) = (root, e, d);
            energy += d * d;
            if (slot < slots.RisingStart)
                (fallingOne, fallingSlope, fallingData) = (fallingOne + root * root, fallingSlope + root * e, fallingData + root * d);
            else
                risingData += root * d;
        }
        LoopLaneState<T>.Set(ref state.PerRoot, lane, 1 / Math.Sqrt(total));
        LoopLaneState<T>.Set(ref state.FallingOne, lane, fallingOne);
        LoopLaneState<T>.Set(ref state.RisingOne, lane, total - fallingOne);
        LoopLaneState<T>.Set(ref state.FallingSlope, lane, fallingSlope);
        LoopLaneState<T>.Set(ref state.RisingSlope, lane, -fallingSlope);
        LoopLaneState<T>.Set(ref state.FallingData, lane, fallingData);
        LoopLaneState<T>.Set(ref state.RisingData, lane, risingData);
        LoopLaneState<T>.Set(ref state.Energy, lane, energy);
        return true;
    }
}
