using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting;

/// <summary>
/// Fits and judges one loop after the other on one thread: scale, starts, robust fits, outliers, least squares on the points
/// kept, errors, verdict. All memory is taken once.
/// </summary>
internal sealed class LoopWorker(LoopWaveform waveform, LoopStartGrid grid, LoopFitOptions options)
{
    /// <summary>Steps of a robust run: it only has to come near enough to tell outliers and starts apart.</summary>
    private const int RobustIterations = 20;

    private const double RobustTolerance = 1e-4;

    /// <summary>Times the set of outliers may change before it is taken as it is.</summary>
    private const int MaximumRounds = 6;

    /// <summary>The starts are sought on the points near the densest part of the data, once strictly and once leniently.</summary>
    private static readonly double[] CoreFractions = [0.75, 0.92];

    private readonly LoopSolver solver = new(waveform);
    private readonly LoopScaling scaling = new(waveform);
    private readonly LoopStartGrid.Scratch scratch = grid.NewScratch();
    private readonly double[] starts = new double[CoreFractions.Length * options.Starts * LoopSolver.Shapes];
    private readonly double[] residuals = new double[CoreFractions.Length * options.Starts * waveform.Bias.Length];
    private readonly double[] scales = new double[CoreFractions.Length * options.Starts];
    private readonly double[] best = new double[LoopSolver.Shapes], contender = new double[LoopSolver.Shapes], kept = new double[waveform.Bias.Length];
    private readonly LoopErrors errors = new(waveform);

    /// <summary>What is known of a loop besides its parameters and errors.</summary>
    internal readonly record struct Outcome(FitStatus Status, FitVerdict Verdict, double RSquared, int Iterations, double Cost = double.NaN);

    /// <summary>Fits one loop.</summary>
    /// <param name="values">[point], in the order measured.</param>
    /// <param name="parameters">[9], out.</param>
    /// <param name="standardErrors">[9], out.</param>
    /// <param name="excluded">[point], out: true where a point was left out.</param>
    public Outcome Fit(ReadOnlySpan<double> values, Span<double> parameters, Span<double> standardErrors, Span<bool> excluded)
    {
        parameters.Fill(double.NaN);
        standardErrors.Fill(double.NaN);
        var finite = scaling.Load(values, solver.Data, solver.Finite);
        Report(solver.Finite, excluded);
        if (!scaling.HasEnoughPoints)
            return new(FitStatus.NonFinite, FitVerdict.TooFewPoints, double.NaN, 0);
        if (scaling.IsConstant)
            return new(FitStatus.Singular, FitVerdict.NoiseOnly, double.NaN, 0);
        var count = FindStarts();
        if (count == 0)
            return new(FitStatus.Singular, FitVerdict.NoiseOnly, double.NaN, 0);
        var iterations = RunRobust(count);
        Choose(count);
        var status = Settle(ref iterations);
        return Judge(status, iterations, finite, parameters, standardErrors, excluded);
    }

    private int FindStarts()
    {
        var count = 0;
        var previous = -1;
        foreach (var fraction in CoreFractions)
        {
            var inside = scaling.Core(fraction, solver.Data, solver.Finite, solver.Weights);
            if (inside != previous)
                count += grid.Find(solver.Data, solver.Weights, scratch, starts.AsSpan(count * LoopSolver.Shapes, options.Starts * LoopSolver.Shapes));
            previous = inside;
        }
        return count;
    }

    private int RunRobust(int count)
    {
        var iterations = 0;
        for (var s = 0; s < count; s++)
        {
            solver.Finite.CopyTo(solver.Weights, 0);
            var p = starts.AsSpan(s * LoopSolver.Shapes, LoopSolver.Shapes);
            var status = solver.Run(p, isRobust: true, RobustIterations, RobustTolerance);
            iterations += solver.Iterations;
            solver.Residuals.CopyTo(residuals, s * solver.Residuals.Length);
            scales[s] = status == FitStatus.Singular ? double.PositiveInfinity : solver.Scale();
        }
        return iterations;
    }

    /// <summary>Takes the two starts with the least Σ min(r², (3σ)²), σ being the smallest scale any start reached.</summary>
    private void Choose(int count)
    {
        var sigma = double.PositiveInfinity;
        for (var s = 0; s < count; s++)
            sigma = Math.Min(sigma, scales[s]);
        var (first, second) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var s = 0; s < count; s++)
        {
            var p = starts.AsSpan(s * LoopSolver.Shapes, LoopSolver.Shapes);
            var cost = TruncatedCost(residuals.AsSpan(s * solver.Residuals.Length, solver.Residuals.Length), 9 * sigma * sigma);
            if (cost < first)
            {
                best.CopyTo(contender, 0);
                p.CopyTo(best);
                (first, second) = (cost, first);
            }
            else if (cost < second)
            {
                p.CopyTo(contender);
                second = cost;
            }
        }
        if (!double.IsFinite(second))
            best.CopyTo(contender, 0);
    }

    private double TruncatedCost(ReadOnlySpan<double> r, double limit)
    {
        var cost = 0.0;
        for (var i = 0; i < r.Length; i++)
            cost += solver.Finite[i] * Math.Min(r[i] * r[i], limit);
        return cost;
    }

    /// <summary>Leaves out outliers and fits the rest by least squares until the set of outliers stays the same.</summary>
    private FitStatus Settle(ref int iterations)
    {
        solver.Finite.CopyTo(solver.Weights, 0);
        solver.Run(best, isRobust: true, RobustIterations, RobustTolerance);
        iterations += solver.Iterations;
        var status = FitStatus.MaxIterations;
        for (var round = 0; round < MaximumRounds; round++)
        {
            var changed = MarkOutliers();
            if (round > 0 && !changed)
                break;
            status = Polish(best, ref iterations);
            if (round == 0)
                status = Compete(status, ref iterations);
        }
        return status;
    }

    private FitStatus Polish(Span<double> p, ref int iterations)
    {
        kept.CopyTo(solver.Weights, 0);
        var status = solver.Run(p, isRobust: false, options.MaxIterations, options.CostTolerance);
        iterations += solver.Iterations;
        return status;
    }

    /// <summary>The runner-up may have the lower minimum on the points kept.</summary>
    private FitStatus Compete(FitStatus status, ref int iterations)
    {
        var cost = solver.Cost;
        var other = Polish(contender, ref iterations);
        if (solver.Cost < cost)
        {
            contender.CopyTo(best, 0);
            return other;
        }
        // Back to the best: residuals and sums must be those of the solution.
        Polish(best, ref iterations);
        return status;
    }

    /// <summary>Sets <see cref="kept"/> by |r| ≤ max(threshold·σ, smallest·height); true when that changed it.</summary>
    private bool MarkOutliers()
    {
        var limit = Math.Max(options.OutlierThreshold * solver.Scale(), options.SmallestOutlier * FittedHeight());
        var changed = false;
        for (var i = 0; i < kept.Length; i++)
        {
            var keep = Math.Abs(solver.Residuals[i]) <= limit ? solver.Finite[i] : 0;
            changed |= keep != kept[i];
            kept[i] = keep;
        }
        return changed;
    }

    private double FittedHeight()
    {
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < kept.Length; i++)
        {
            if (solver.Finite[i] == 0) continue;
            var fitted = solver.Data[i] - solver.Residuals[i];
            (least, greatest) = (Math.Min(least, fitted), Math.Max(greatest, fitted));
        }
        return Math.Max(greatest - least, 0);
    }

    private Outcome Judge(FitStatus status, int iterations, int finite, Span<double> parameters, Span<double> standardErrors, Span<bool> excluded)
    {
        kept.CopyTo(solver.Weights, 0);
        Report(kept, excluded);
        var count = 0;
        foreach (var keep in kept)
            count += keep > 0 ? 1 : 0;
        scaling.Parameters(solver.Linear, best, parameters);
        if (count > LoopModel.ParameterCount && status != FitStatus.Singular)
        {
            errors.Compute(solver, best, count);
            scaling.Errors(errors.Standard, standardErrors);
        }
        var sums = solver.Sums;
        var rSquared = 1 - solver.Cost / (sums[9, 9] - sums[0, 9] * sums[0, 9] / sums[0, 0]);
        FitVerdict verdict;
        if (parameters.ContainsAny(double.NaN, double.PositiveInfinity, double.NegativeInfinity))
            (status, verdict) = (FitStatus.Singular, FitVerdict.NotConverged);
        else if (finite - count > options.MaximumOutlierFraction * finite)
            verdict = FitVerdict.TooManyOutliers;
        else if (LoopNoiseTest.Probability(sums, solver.Cost, count) > options.NoiseSignificance)
            verdict = FitVerdict.NoiseOnly;
        else if (status is FitStatus.MaxIterations or FitStatus.Singular)
            verdict = FitVerdict.NotConverged;
        else
            verdict = rSquared >= options.MinimumRSquared ? FitVerdict.Good : FitVerdict.PoorFit;
        return new(status, verdict, rSquared, iterations, scaling.Square(solver.Cost));
    }

    private void Report(ReadOnlySpan<double> keep, Span<bool> excluded)
    {
        for (var i = 0; i < keep.Length; i++)
            if (waveform.Order[i] >= 0)
                excluded[waveform.Order[i]] = keep[i] == 0;
    }
}
