using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Spm.Core.Data;

namespace Spm.Core.Fitting;

/// <summary>Runs a <see cref="FitPlan"/> into memory: blocks of pixels, a worker per core.</summary>
public static class FitRunner
{
    /// <summary>Fits read and done as one block by one thread, at most; cancellation and progress act between blocks.</summary>
    private const int LargestBlock = 2048;

    /// <summary>Blocks per thread, so that none waits long for the last.</summary>
    private const int BlocksPerThread = 8;

    /// <summary>Runs a plan.</summary>
    /// <param name="plan">What is fitted.</param>
    /// <param name="progress">Receives the number of fits done so far, now and then.</param>
    /// <param name="cancel">Acts between blocks.</param>
    /// <exception cref="ArgumentException">There are more fits than one result can hold.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static FitResult Run(FitPlan plan, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var started = Stopwatch.GetTimestamp();
        var (parameters, points, perPixel, pixels) = (plan.Parameters.Count, plan.FitDimension.Length, plan.FitsPerPixel, plan.Source.PixelCount);
        if (pixels * perPixel > Array.MaxLength / parameters)
            throw new ArgumentException($"{pixels * perPixel} fits are more than one result in memory can hold ({Array.MaxLength / parameters}). Fit to a file, or in parts.", nameof(plan));
        var count = (int)(pixels * perPixel);
        var (values, errors) = (new double[count * parameters], new double[count * parameters]);
        var (rSquared, cost, iterations) = (new double[count], new double[count], new int[count]);
        var (status, verdict) = (new FitStatus[count], new FitVerdict[count]);
        var excludedBlocks = new ConcurrentDictionary<int, bool[]>();

        var threads = plan.MaxDegreeOfParallelism > 0 ? plan.MaxDegreeOfParallelism : Environment.ProcessorCount;
        var pixelsPerBlock = (int)Math.Clamp(Math.Min(LargestBlock, count / (threads * BlocksPerThread)) / perPixel, 1, pixels);
        var (reading, done) = (new Lock(), 0L);
        var parallel = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = plan.MaxDegreeOfParallelism };
        InParallel((pixels + pixelsPerBlock - 1) / pixelsPerBlock, parallel, () => (plan.CreateWorker(pixelsPerBlock), new bool[pixelsPerBlock * perPixel * points]), (block, _, work) =>
        {
            var (worker, excluded) = work;
            var firstPixel = block * pixelsPerBlock;
            var blockPixels = (int)Math.Min(pixelsPerBlock, pixels - firstPixel);
            // A store may read from a file, and files have one position.
            lock (reading) worker.Read(firstPixel, blockPixels);
            var (first, fits) = ((int)firstPixel * perPixel, blockPixels * perPixel);
            var excludedHere = excluded.AsSpan(0, fits * points);
            worker.Fit(new FitRows
            {
                Values = values.AsSpan(first * parameters, fits * parameters),
                StandardErrors = errors.AsSpan(first * parameters, fits * parameters),
                RSquared = rSquared.AsSpan(first, fits),
                Cost = cost.AsSpan(first, fits),
                Iterations = iterations.AsSpan(first, fits),
                Status = status.AsSpan(first, fits),
                Verdict = verdict.AsSpan(first, fits),
                Excluded = excludedHere,
            });
            if (excludedHere.Contains(true)) excludedBlocks[first] = excludedHere.ToArray();
            progress?.Report(Interlocked.Add(ref done, fits));
            return work;
        });

        return new()
        {
            Model = plan.Model,
            FitModel = plan.FitModel,
            ModelOptions = plan.ModelOptions,
            Parameters = plan.Parameters,
            Dimensions = plan.FitDimensions,
            FitDimension = plan.FitDimension,
            Source = plan.Source,
            Values = values,
            StandardErrors = errors,
            Status = status,
            Verdict = verdict,
            RSquared = rSquared,
            Cost = cost,
            Iterations = iterations,
            Excluded = Join(excludedBlocks, (long)count * points, points),
            Elapsed = Stopwatch.GetElapsedTime(started),
            Provenance = [.. plan.Source.Provenance, ProvenanceStep.Ours($"fit {plan.Model}", plan.Source.Name, [.. plan.Options])],
            Evaluate = plan.Evaluate,
        };
    }

    /// <summary>As <see cref="Parallel"/>, but what a thread throws, such as the error of a file that cannot be read, reaches the caller as it was thrown.</summary>
    private static void InParallel<TWork>(long blocks, ParallelOptions options, Func<TWork> start, Func<long, ParallelLoopState, TWork, TWork> body)
    {
        try
        {
            Parallel.For(0L, blocks, options, start, body, _ => { });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
        }
    }

    private static bool[]? Join(ConcurrentDictionary<int, bool[]> blocks, long length, int points)
    {
        // More flags than an array can hold are not kept; the fits themselves are unaffected.
        if (blocks.IsEmpty || length > Array.MaxLength) return null;
        var all = new bool[length];
        foreach (var (first, block) in blocks) block.CopyTo(all, (long)first * points);
        return all;
    }
}
