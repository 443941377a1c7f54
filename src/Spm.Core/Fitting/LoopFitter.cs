using System.Collections.Concurrent;
using System.Diagnostics;
using Spm.Core.Data;
using Spm.Core.Fitting.Models;
using Spm.Core.Fitting.Solvers;

namespace Spm.Core.Fitting;

/// <summary>
/// Fits the nine-parameter loop of <see cref="LoopModel"/> to every hysteresis loop of a dataset. Outliers are found by the
/// robust scale of the residuals and left out, then the rest is fitted by least squares; every loop gets a status and a verdict.
/// </summary>
public static class LoopFitter
{
    /// <summary>Loops read and fitted at a time.</summary>
    private const int BlockLoops = 1024;

    /// <summary>Loops a thread takes at a time.</summary>
    private const int ChunkLoops = 128;

    /// <summary>The dimension that <see cref="Fit"/> would fit along: the spectroscopic one in V, mV or kV.</summary>
    /// <exception cref="ArgumentException">There is none, or more than one; the message lists the dimensions there are.</exception>
    public static Dimension BiasDimension(Dataset source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Dimensions[BiasAxis.Find(source)];
    }

    /// <summary>The same fit as <see cref="Fit"/>, checked and ready to run block by block.</summary>
    /// <exception cref="ArgumentException">The data are complex or empty, there is no bias dimension or more than one, or it is not one cycle.</exception>
    public static FitPlan Plan(Dataset source, LoopFitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new LoopPlan(source, options ?? new());
    }

    /// <summary>Fits along the spectroscopic dimension whose unit is V, which must hold one cycle of the bias; one in mV or kV is brought to V.</summary>
    /// <param name="source">Real data with a bias dimension at any position among the spectroscopic ones.</param>
    /// <param name="options">Solver and judgement; defaults when null.</param>
    /// <param name="progress">Told the number of loops done, after each block.</param>
    /// <param name="cancel">Honoured between blocks and between chunks of loops.</param>
    /// <returns>Model <c>loop</c>, parameters a0..a4, b0..b3 in the source's units, one fit per bias cycle.</returns>
    /// <exception cref="ArgumentException">The data are complex or empty, there is no bias dimension or more than one, or it is not one cycle.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public static FitResult Fit(Dataset source, LoopFitOptions? options = null, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new();
        options.Check();
        if (source.Samples.Length == 0)
            throw new ArgumentException($"'{source.Name}' holds no loops: {string.Join(" and ", source.Dimensions.Where(d => d.Length == 0).Select(d => $"{d.Name} has 0 points"))}.", nameof(source));
        if (source.IsComplex)
            throw new ArgumentException($"'{source.Name}' is complex; a loop is fitted to a real response. Run fit sho first and fit the loops of its result.", nameof(source));
        var clock = Stopwatch.StartNew();
        var bias = BiasAxis.Find(source);
        source = BiasAxis.InVolts(source, bias);
        var setup = new LoopSetup(source.Dimensions[bias].Values);
        var points = setup.Slots.Count;
        var output = new Output(checked((int)(source.Samples.Length / points)), points);
        FitBlocks(source, bias, setup, options, output, progress, cancel);
        return new()
        {
            Model = "loop",
            Parameters = LoopModel.Parameters(source.Unit, source.Dimensions[bias].Unit),
            Dimensions = [.. source.Dimensions.Where((_, i) => i != bias)],
            FitDimension = source.Dimensions[bias],
            Source = source,
            Values = output.Values,
            StandardErrors = output.Errors,
            Status = output.Status,
            Verdict = output.Verdict,
            RSquared = output.RSquared,
            Iterations = output.Iterations,
            Excluded = output.Excluded.AsSpan().Contains(true) ? output.Excluded : null,
            Cost = output.Cost,
            Elapsed = clock.Elapsed,
            Evaluate = LoopModel.Evaluate,
            Provenance =
            [
                .. source.Provenance,
                ProvenanceStep.Ours("fit loop", source.Name, (nameof(options.Starts), options.Starts), (nameof(options.MaxIterations), options.MaxIterations),
                    (nameof(options.CostTolerance), options.CostTolerance), (nameof(options.OutlierThreshold), options.OutlierThreshold), (nameof(options.SmallestOutlier), options.SmallestOutlier),
                    (nameof(options.MaximumOutlierFraction), options.MaximumOutlierFraction), (nameof(options.NoiseSignificance), options.NoiseSignificance),
                    (nameof(options.MinimumRSquared), options.MinimumRSquared)),
            ],
        };
    }

    private static void FitBlocks(Dataset source, int bias, LoopSetup setup, LoopFitOptions options, Output output, IProgress<long>? progress, CancellationToken cancel)
    {
        var points = setup.Slots.Count;
        // Fits beside each other along the dimensions after the bias lie interleaved.
        var inner = source.Dimensions.Skip(bias + 1).Aggregate(1, (product, d) => product * d.Length);
        var perPixel = source.PointsPerPixel / points;
        var pixelsPerBlock = Math.Max(1, BlockLoops / perPixel);
        var block = new double[(int)Math.Min(pixelsPerBlock, source.PixelCount) * source.PointsPerPixel];
        var workers = new ConcurrentBag<Worker>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = cancel };
        for (long pixel = 0; pixel < source.PixelCount; pixel += pixelsPerBlock)
        {
            cancel.ThrowIfCancellationRequested();
            var pixels = (int)Math.Min(pixelsPerBlock, source.PixelCount - pixel);
            source.ReadPixels(pixel, block.AsSpan(0, pixels * source.PointsPerPixel));
            var (first, count) = ((int)(pixel * perPixel), pixels * perPixel);
            Parallel.For(0, (count + ChunkLoops - 1) / ChunkLoops, parallel, chunk =>
            {
                if (!workers.TryTake(out var worker))
                    worker = new(setup, options, inner > 1);
                var start = chunk * ChunkLoops;
                worker.Fit(block, start, Math.Min(ChunkLoops, count - start), inner, output, first + start);
                workers.Add(worker);
            });
            progress?.Report(first + count);
        }
    }

    /// <summary>The arrays of the result.</summary>
    private sealed class Output(int fits, int points)
    {
        public readonly double[] Values = new double[fits * LoopModel.ParameterCount], Errors = new double[fits * LoopModel.ParameterCount], RSquared = new double[fits], Cost = new double[fits];
        public readonly FitStatus[] Status = new FitStatus[fits];
        public readonly FitVerdict[] Verdict = new FitVerdict[fits];
        public readonly int[] Iterations = new int[fits];
        public readonly bool[] Excluded = new bool[fits * points];
    }

    /// <summary>One thread's workspace.</summary>
    private sealed class Worker(LoopSetup setup, LoopFitOptions options, bool isInterleaved)
    {
        private readonly double[] loops = isInterleaved ? new double[ChunkLoops * setup.Slots.Count] : [];
        private readonly LoopBatchSolver solver = LoopBatchSolver.Create(setup, options);

        public void Fit(double[] block, int local, int count, int inner, Output output, int fit)
        {
            var n = setup.Slots.Count;
            for (var k = local; k < local + count && inner > 1; k++)
            {
                var from = k / inner * inner * n + k % inner;
                for (var i = 0; i < n; i++)
                    loops[(k - local) * n + i] = block[from + i * inner];
            }
            const int P = LoopModel.ParameterCount;
            solver.Fit(inner > 1 ? loops.AsSpan(0, count * n) : block.AsSpan(local * n, count * n), new()
            {
                Values = output.Values.AsSpan(fit * P, count * P),
                StandardErrors = output.Errors.AsSpan(fit * P, count * P),
                RSquared = output.RSquared.AsSpan(fit, count),
                Iterations = output.Iterations.AsSpan(fit, count),
                Status = output.Status.AsSpan(fit, count),
                Verdict = output.Verdict.AsSpan(fit, count),
                Cost = output.Cost.AsSpan(fit, count),
                Excluded = output.Excluded.AsSpan(fit * n, count * n),
            });
        }
    }
}
