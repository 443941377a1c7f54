using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Fits and judges loops that are not plain: robust scale, several starts with robust weights, outliers left out, least squares on the
/// points kept, errors, verdict. A few loops at a time, so that their runs fill the lanes. All memory is taken once.
/// </summary>
internal sealed class LoopCareful<T> where T : struct, ILanes<T>
{
    /// <summary>Loops at a time.</summary>
    public const int Capacity = 16;

    /// <summary>Robust steps from every start, after which the <see cref="Survivors"/> best go on.</summary>
    private const int FirstSteps = 4, FurtherSteps = 16;

    /// <summary>Starts of a loop that are followed to their end.</summary>
    private const int Survivors = 2;

    /// <summary>Fewer points in one of the two states could as well be stray: the loop is not determined.</summary>
    private const int LeastState = 4;

    /// <summary>Times the set of outliers may change before it is taken as it is.</summary>
    private const int MaximumRounds = 6;

    private const int Shapes = LoopEvaluation.Shapes;

    /// <summary>The starts are sought on the points near the densest part of the data, once strictly and once leniently.</summary>
    private static readonly double[] CoreFractions = [0.75, 0.92];

    private readonly LoopSetup setup;
    private readonly LoopFitOptions options;
    private readonly LoopRobustDescent<T> descent;
    private readonly LoopScaling[] scalings = new LoopScaling[Capacity];
    private readonly LoopStartGrid.Scratch scratch;
    private readonly LoopJobs starts, polish;
    private readonly LoopEvaluation evaluation;
    private readonly LoopErrors errors;
    private readonly double[] data, finite, kept, weights, found;
    private readonly double[] best = new double[Capacity * Shapes], cost = new double[Capacity];
    private readonly int[] finiteCount = new int[Capacity], evaluations = new int[Capacity];
    private readonly FitStatus[] status = new FitStatus[Capacity];
    private readonly bool[] isOpen = new bool[Capacity], hasChanged = new bool[Capacity];
    private readonly int slots;

    /// <param name="setup">What all threads share.</param>
    /// <param name="options">How to fit.</param>
    public LoopCareful(LoopSetup setup, LoopFitOptions options)
    {
        (this.setup, this.options, slots) = (setup, options, setup.Waveform.Bias.Length);
        descent = new(setup.Slots, options);
        for (var i = 0; i < Capacity; i++)
            scalings[i] = new(setup.Waveform);
        scratch = setup.Grid.NewScratch();
        starts = new(Capacity * CoreFractions.Length * options.Starts, slots);
        polish = new(2 * Capacity, slots);
        (evaluation, errors) = (new(setup.Waveform), new(setup.Waveform));
        (data, finite, kept, weights) = (new double[Capacity * slots], new double[Capacity * slots], new double[Capacity * slots], new double[slots]);
        found = new double[options.Starts * Shapes];
    }

    /// <summary>What is known of a loop besides its parameters and errors.</summary>
    internal readonly record struct Outcome(FitStatus Status, FitVerdict Verdict, double RSquared, int Evaluations, double Cost);

    /// <summary>Fits the loops with these numbers.</summary>
    /// <param name="loops">[loop × point].</param>
    /// <param name="rows">Which of them; at most <see cref="Capacity"/>.</param>
    /// <param name="output">Rows of the same numbers are written.</param>
    public void Fit(ReadOnlySpan<double> loops, ReadOnlySpan<int> rows, FitRows output)
    {
        (starts.Count, polish.Count) = (0, 0);
        for (var i = 0; i < rows.Length; i++)
            Open(i, loops.Slice(rows[i] * setup.Slots.Count, setup.Slots.Count));
        descent.Run(starts, FirstSteps, isContinued: false, data, finite, finite);
        Prune();
        descent.Run(starts, FurtherSteps, isContinued: true, data, finite, finite);
        for (var i = 0; i < rows.Length; i++)
            if (isOpen[i]) Choose(i);
        descent.Run(polish, robustSteps: 0, isContinued: false, data, finite, kept);
        Take(both: true);
        for (var round = 1; round < MaximumRounds && Reconsider(rows.Length); round++)
        {
            descent.Run(polish, robustSteps: 0, isContinued: false, data, finite, kept);
            Take(both: false);
        }
        for (var i = 0; i < rows.Length; i++)
            Write(i, rows[i], output);
    }

    /// <summary>Scale and starts; a loop without either is not open.</summary>
    private void Open(int i, ReadOnlySpan<double> values)
    {
        var z = data.AsSpan(i * slots, slots);
        var isFinite = finite.AsSpan(i * slots, slots);
        evaluations[i] = 0;
        finiteCount[i] = scalings[i].Load(values, z, isFinite);
        isFinite.CopyTo(kept.AsSpan(i * slots, slots));
        isOpen[i] = false;
        status[i] = scalings[i].HasEnoughPoints ? FitStatus.Singular : FitStatus.NonFinite;
        if (!scalings[i].HasEnoughPoints || scalings[i].IsConstant)
            return;
        var previous = -1;
        foreach (var fraction in CoreFractions)
        {
            var inside = scalings[i].Core(fraction, z, isFinite, weights);
            if (inside == previous)
                continue;
            previous = inside;
            var count = setup.Grid.Find(z, weights, scratch, found);
            for (var s = 0; s < count; s++)
                AddStart(i, found.AsSpan(s * Shapes, Shapes));
        }
    }

    /// <summary>Adds a start unless the loop has it already.</summary>
    private void AddStart(int i, ReadOnlySpan<double> shape)
    {
        for (var s = starts.Count - 1; s >= 0 && starts.Loop[s] == i; s--)
            if (starts.ShapeOf(s).SequenceEqual(shape))
                return;
        starts.Add(i, shape);
        isOpen[i] = true;
    }

    /// <summary>
    /// Takes the two best starts, to be fitted by least squares on the points that are no outliers for the first.
    /// </summary>
    private void Choose(int i)
    {
        var (first, second) = Best(i);
        for (var s = 0; s < starts.Count; s++)
            evaluations[i] += starts.Loop[s] == i ? starts.Evaluations[s] : 0;
        isOpen[i] = first >= 0;
        if (!isOpen[i])
            return;
        Mark(i, starts.ResidualsOf(first), starts.Scale[first]);
        (cost[i], status[i]) = (double.PositiveInfinity, FitStatus.Singular);
        starts.ShapeOf(first).CopyTo(best.AsSpan(i * Shapes));
        polish.Add(i, starts.ShapeOf(first));
        if (second >= 0)
            polish.Add(i, starts.ShapeOf(second));
    }

    /// <summary>Leaves of each loop's starts the best, in their order.</summary>
    private void Prune()
    {
        var count = 0;
        for (var s = 0; s < starts.Count;)
        {
            var i = starts.Loop[s];
            var (first, second) = Best(i);
            for (; s < starts.Count && starts.Loop[s] == i; s++)
                if (s == first || s == second) starts.Move(s, count++);
                else evaluations[i] += starts.Evaluations[s];
        }
        starts.Count = count;
    }

    /// <summary>The two starts of a loop with the least Σ min(r², (3σ)²), σ being the smallest scale any of them reached; −1 for none.</summary>
    private (int First, int Second) Best(int i)
    {
        var (sigma, first, second) = (double.PositiveInfinity, -1, -1);
        for (var s = 0; s < starts.Count; s++)
            if (starts.Loop[s] == i) sigma = Math.Min(sigma, starts.Scale[s]);
        var (least, next) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var s = 0; s < starts.Count; s++)
        {
            if (starts.Loop[s] != i || starts.Status[s] == FitStatus.Singular)
                continue;
            var truncated = TruncatedCost(starts.ResidualsOf(s), finite.AsSpan(i * slots, slots), 9 * sigma * sigma);
            if (truncated < least) (first, second, least, next) = (s, first, truncated, least);
            else if (truncated < next) (second, next) = (s, truncated);
        }
        return (first, second);
    }

    private static double TruncatedCost(ReadOnlySpan<double> residuals, ReadOnlySpan<double> finite, double limit)
    {
        var sum = 0.0;
        for (var k = 0; k < residuals.Length; k++)
            sum += finite[k] * Math.Min(residuals[k] * residuals[k], limit);
        return sum;
    }

    /// <summary>Takes over what the last runs found: the lower of two, or the one there is.</summary>
    private void Take(bool both)
    {
        for (var s = 0; s < polish.Count; s++)
        {
            var i = polish.Loop[s];
            evaluations[i] += polish.Evaluations[s];
            hasChanged[i] = true;
            if (both && !(polish.Cost[s] < cost[i]))
                continue;
            cost[i] = polish.Cost[s];
            status[i] = polish.Status[s];
            polish.ShapeOf(s).CopyTo(best.AsSpan(i * Shapes));
        }
    }

    /// <summary>Marks outliers anew where the last round changed the fit; true when there is something to fit again.</summary>
    private bool Reconsider(int count)
    {
        var runs = 0;
        for (var i = 0; i < count; i++)
        {
            if (!isOpen[i] || !hasChanged[i])
                continue;
            hasChanged[i] = false;
            // The run that was taken has its residuals in the job; of two, the shape tells which.
            for (var s = 0; s < polish.Count; s++)
                if (polish.Loop[s] == i && polish.ShapeOf(s).SequenceEqual(best.AsSpan(i * Shapes, Shapes)))
                {
                    hasChanged[i] = Mark(i, polish.ResidualsOf(s), polish.Scale[s]);
                    break;
                }
            runs += hasChanged[i] ? 1 : 0;
        }
        polish.Count = 0;
        for (var i = 0; i < count && runs > 0; i++)
            if (isOpen[i] && hasChanged[i])
                polish.Add(i, best.AsSpan(i * Shapes, Shapes));
        return runs > 0;
    }

    /// <summary>Keeps points by |r| ≤ max(threshold·σ, smallest·height); true when that changed anything.</summary>
    private bool Mark(int i, ReadOnlySpan<double> residuals, double scale)
    {
        var z = data.AsSpan(i * slots, slots);
        var isFinite = finite.AsSpan(i * slots, slots);
        var keep = kept.AsSpan(i * slots, slots);
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var k = 0; k < slots; k++)
            if (isFinite[k] != 0)
                (least, greatest) = (Math.Min(least, z[k] - residuals[k]), Math.Max(greatest, z[k] - residuals[k]));
        var limit = Math.Max(options.OutlierThreshold * scale, options.SmallestOutlier * Math.Max(greatest - least, 0));
        var changed = false;
        for (var k = 0; k < slots; k++)
        {
            var value = Math.Abs(residuals[k]) <= limit ? isFinite[k] : 0;
            changed |= value != keep[k];
            keep[k] = value;
        }
        return changed;
    }

    private void Write(int i, int row, FitRows output)
    {
        const int N = LoopModel.ParameterCount;
        var parameters = output.Values.Slice(row * N, N);
        var standardErrors = output.StandardErrors.Slice(row * N, N);
        parameters.Fill(double.NaN);
        standardErrors.Fill(double.NaN);
        if (!output.Excluded.IsEmpty)
            for (var k = 0; k < slots; k++)
                if (setup.Waveform.Order[k] >= 0)
                    output.Excluded[row * setup.Slots.Count + setup.Waveform.Order[k]] = kept[i * slots + k] == 0;
        var outcome = isOpen[i] ? Judge(i, parameters, standardErrors)
            : new(status[i], status[i] == FitStatus.NonFinite ? FitVerdict.TooFewPoints : FitVerdict.NoiseOnly, double.NaN, evaluations[i], double.NaN);
        (output.Status[row], output.Verdict[row], output.RSquared[row], output.Iterations[row]) = (outcome.Status, outcome.Verdict, outcome.RSquared, outcome.Evaluations);
        if (!output.Cost.IsEmpty) output.Cost[row] = outcome.Cost;
    }

    /// <summary>Points kept that lie nearer to the state with fewer of them.</summary>
    private int SmallerState()
    {
        var (upper, count) = (0, 0);
        for (var k = 0; k < slots; k++)
        {
            if (evaluation.Weights[k] == 0)
                continue;
            count++;
            upper += evaluation.Sums.Shape[k] > 0.5 ? 1 : 0;
        }
        return Math.Min(upper, count - upper);
    }

    private Outcome Judge(int i, Span<double> parameters, Span<double> standardErrors)
    {
        var shape = best.AsSpan(i * Shapes, Shapes);
        data.AsSpan(i * slots, slots).CopyTo(evaluation.Data);
        finite.AsSpan(i * slots, slots).CopyTo(evaluation.Finite);
        kept.AsSpan(i * slots, slots).CopyTo(evaluation.Weights);
        evaluation.Evaluate(shape);
        var count = 0;
        foreach (var weight in evaluation.Weights)
            count += weight > 0 ? 1 : 0;
        scalings[i].Parameters(evaluation.Linear, shape, parameters);
        var sums = evaluation.Sums;
        var (line, total) = (LoopNoiseTest.Probability(sums, evaluation.Cost, count), sums[9, 9] - sums[0, 9] * sums[0, 9] / sums[0, 0]);
        var rSquared = 1 - evaluation.Cost / total;
        var state = status[i];
        for (var k = 0; k < Shapes && state == FitStatus.Converged; k++)
            if (evaluation.IsAtBound(shape, k)) state = FitStatus.AtBound;
        if (count > LoopModel.ParameterCount && state != FitStatus.Singular)
        {
            errors.Compute(evaluation, shape, count);
            scalings[i].Errors(errors.Standard, standardErrors);
        }
        FitVerdict verdict;
        if (parameters.ContainsAny(double.NaN, double.PositiveInfinity, double.NegativeInfinity))
            (state, verdict) = (FitStatus.Singular, FitVerdict.NotConverged);
        else if (finiteCount[i] - count > options.MaximumOutlierFraction * finiteCount[i])
            verdict = FitVerdict.TooManyOutliers;
        else if (line > options.NoiseSignificance)
            verdict = FitVerdict.NoiseOnly;
        else if (state is FitStatus.MaxIterations or FitStatus.Singular)
            verdict = FitVerdict.NotConverged;
        else if (rSquared < options.MinimumRSquared)
            verdict = FitVerdict.PoorFit;
        else
            verdict = SmallerState() < LeastState ? FitVerdict.Unresolved : FitVerdict.Good;
        return new(state, verdict, rSquared, evaluations[i], scalings[i].Square(evaluation.Cost));
    }
}
