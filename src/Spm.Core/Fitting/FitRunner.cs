using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Spm.Core.Data;

namespace Spm.Core.Fitting;

/// <summary>Runs a <see cref="FitPlan"/> into memory: blocks of pixels, a worker per core.</summary>
public static class FitRunner
{
    /// <summary>Blocks per thread, so that none waits long for the last; but no blocks of fewer fits than fill the vector lanes a few times.</summary>
    private const int BlocksPerThread = 8, FewestFits = 64;

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
        // Every element is written, so that clearing the memory first would be in vain.
        var (values, errors) = (Uninitialized<double>(count * parameters), Uninitialized<double>(count * parameters));
        var (rSquared, cost, iterations) = (Uninitialized<double>(count), Uninitialized<double>(count), Uninitialized<int>(count));
        var (status, verdict) = (Uninitialized<FitStatus>(count), Uninitialized<FitVerdict>(count));
        var excludedBlocks = new ConcurrentDictionary<int, bool[]>();

        var threads = plan.MaxDegreeOfParallelism > 0 ? plan.MaxDegreeOfParallelism : Environment.ProcessorCount;
        var pixelsPerBlock = (int)Math.Clamp(Math.Min(plan.FitsPerBlock, Math.Max(FewestFits, count / (threads * BlocksPerThread))) / perPixel, 1, pixels);
        var (reading, reporting, done) = (new Lock(), new Lock(), 0L);
        InParallel((pixels + pixelsPerBlock - 1) / pixelsPerBlock, threads, () => (Worker: plan.CreateWorker(pixelsPerBlock), Excluded: new bool[pixelsPerBlock * perPixel * points]), (block, work) =>
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
                ExcludedIsClear = true,
            });
            if (excludedHere.Contains(true))
            {
                excludedBlocks[first] = excludedHere.ToArray();
                excludedHere.Clear();
            }

            // One after the other, so that what is shown never goes back.
            lock (reporting) progress?.Report(done += fits);
        }, cancel);

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

    private static T[] Uninitialized<T>(int length) => GC.AllocateUninitializedArray<T>(length);

    /// <summary>
    /// Blocks by as many threads as there may be, each with buffers of its own; a thread takes the next block when it has done one, so that all
    /// end together. What a thread throws, such as the error of a file that cannot be read, reaches the caller as it was thrown.
    /// </summary>
    private static void InParallel<TWork>(long blocks, int threads, Func<TWork> start, Action<long, TWork> fit, CancellationToken cancel)
    {
        var taken = -1L;
        var workers = (int)Math.Min(blocks, threads);
        try
        {
            Parallel.For(0, workers, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = workers }, (_, loop) =>
            {
                var work = start();
                for (var block = Interlocked.Increment(ref taken); block < blocks && !loop.ShouldExitCurrentIteration; block = Interlocked.Increment(ref taken))
                {
                    cancel.ThrowIfCancellationRequested();
                    fit(block, work);
                }
            });
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
