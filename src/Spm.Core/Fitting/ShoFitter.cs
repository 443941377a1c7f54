using System.Collections.Concurrent;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.ExceptionServices;
using Spm.Core.Data;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting;

/// <summary>
/// Fits the simple harmonic oscillator to every band-excitation spectrum of a dataset: maximum likelihood for complex Gaussian noise,
/// by variable projection (only f0 and Q are iterated, c = A e^{iφ} f0² follows), with standard errors, R², a status and a verdict per spectrum.
/// Formula and conventions: <see cref="ShoModel"/>.
/// </summary>
public static class ShoFitter
{
    /// <summary>The same fit as <see cref="Fit(Dataset, ShoFitOptions?, IProgress{long}?, CancellationToken)"/>, checked and ready to run block by block.</summary>
    /// <exception cref="ArgumentException">The data are real or empty, there is no frequency dimension, or an option is out of range.</exception>
    public static FitPlan Plan(Dataset source, ShoFitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ShoPlan(source, options ?? new());
    }

    /// <summary>Fits along the spectroscopic dimension that is a frequency; all others number the fits. Reads block by block, uses all cores.</summary>
    /// <param name="source">Complex spectra; the frequency dimension may be anywhere among the spectroscopic ones, in Hz, kHz or MHz.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <param name="progress">Receives the number of spectra fitted so far, now and then.</param>
    /// <param name="cancel">Acts between blocks.</param>
    /// <exception cref="ArgumentException">The data are real or empty, there is no frequency dimension, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static FitResult Fit(Dataset source, ShoFitOptions? options = null, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new();
        options.Validate();
        var layout = new ShoLayout(source);
        if (layout.FitCount == 0)
            throw new ArgumentException($"'{source.Name}' holds no spectra: {string.Join(" and ", source.Dimensions.Where(d => d.Length == 0).Select(d => $"{d.Name} has 0 points"))}.", nameof(source));
        // Frequencies that cannot be fitted are told here and not by a thread.
        var axis = ShoAxis.Create(layout.FrequenciesHz, options);
        var started = Stopwatch.GetTimestamp();
        var count = layout.FitCount;
        // Every element is written, so that clearing the memory first would be in vain.
        var (values, errors) = (Uninitialized<double>(count * ShoFitOutput.ParameterCount), Uninitialized<double>(count * ShoFitOutput.ParameterCount));
        var (rSquared, cost, iterations) = (Uninitialized<double>(count), Uninitialized<double>(count), Uninitialized<int>(count));
        var (status, verdict) = (Uninitialized<FitStatus>(count), Uninitialized<FitVerdict>(count));
        var excludedBlocks = new ConcurrentDictionary<long, bool[]>();

        var pixelsPerBlock = Math.Max(1, options.BlockSize / layout.FitsPerPixel);
        var blocks = (source.PixelCount + pixelsPerBlock - 1) / pixelsPerBlock;
        var (reading, done) = (new Lock(), 0L);
        InParallel(blocks, options.MaxDegreeOfParallelism, () => new ShoBlock(layout, axis, options, pixelsPerBlock), (block, work) =>
        {
            var firstPixel = block * pixelsPerBlock;
            var pixels = (int)Math.Min(pixelsPerBlock, source.PixelCount - firstPixel);
            if (work.MustRead)
                // A store may read from a file, and files have one position.
                lock (reading) work.Read(firstPixel, pixels);
            var (first, fits) = ((int)firstPixel * layout.FitsPerPixel, pixels * layout.FitsPerPixel);
            var excluded = work.Fit(firstPixel, fits, new()
            {
                Values = values.AsSpan(first * ShoFitOutput.ParameterCount, fits * ShoFitOutput.ParameterCount),
                StandardErrors = errors.AsSpan(first * ShoFitOutput.ParameterCount, fits * ShoFitOutput.ParameterCount),
                RSquared = rSquared.AsSpan(first, fits),
                Cost = cost.AsSpan(first, fits),
                Iterations = iterations.AsSpan(first, fits),
                Status = status.AsSpan(first, fits),
                Verdict = verdict.AsSpan(first, fits),
                Excluded = work.Excluded(fits),
                ExcludedIsClear = true,
            });
            if (excluded is not null) excludedBlocks[first] = excluded;
            progress?.Report(Interlocked.Add(ref done, fits));
        }, cancel);

        return new()
        {
            Model = "sho",
            Parameters = ShoModel.Parameters(source.Unit),
            Dimensions = layout.FitDimensions,
            FitDimension = layout.Frequency,
            Source = source,
            Values = values,
            StandardErrors = errors,
            Status = status,
            Verdict = verdict,
            RSquared = rSquared,
            Cost = cost,
            Iterations = iterations,
            Excluded = Join(excludedBlocks, (long)count * layout.Bins, layout.Bins),
            Elapsed = Stopwatch.GetElapsedTime(started),
            Provenance = [.. source.Provenance, ProvenanceStep.Ours("fit sho", source.Name,
                (nameof(options.Tolerance), options.Tolerance), (nameof(options.MaxIterations), options.MaxIterations),
                (nameof(options.NarrowestLinewidthBins), options.NarrowestLinewidthBins), (nameof(options.Outliers), options.Outliers),
                (nameof(options.MaxExcludedFraction), options.MaxExcludedFraction), (nameof(options.FalseAlarm), options.FalseAlarm),
                (nameof(options.Weights), options.Weights is null ? "none" : string.Join(" ", options.Weights)), (nameof(options.NoiseSigma), options.NoiseSigma ?? double.NaN))],
            Evaluate = layout.Evaluate,
        };
    }

    /// <summary>Fits spectra in memory ([spectrum × bin], row-major) on this thread. For many calls keep a <see cref="ShoBatch"/>.</summary>
    /// <exception cref="ArgumentException">See <see cref="ShoBatch"/>.</exception>
    public static void Fit(ReadOnlySpan<Complex> spectra, ReadOnlySpan<double> frequenciesHz, ShoFitOutput output, ShoFitOptions? options = null) =>
        new ShoBatch(frequenciesHz, options).Fit(spectra, output);

    private static T[] Uninitialized<T>(int length) => GC.AllocateUninitializedArray<T>(length);

    /// <summary>
    /// Blocks by as many threads as there may be, each with buffers of its own; a thread takes the next block when it has done one, so that all
    /// end together. What a thread throws, such as the error of a file that cannot be read, reaches the caller as it was thrown.
    /// </summary>
    private static void InParallel(long blocks, int threads, Func<ShoBlock> start, Action<long, ShoBlock> fit, CancellationToken cancel)
    {
        var taken = -1L;
        var workers = (int)Math.Min(blocks, threads == -1 ? Environment.ProcessorCount : threads);
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

    private static bool[]? Join(ConcurrentDictionary<long, bool[]> blocks, long length, int bins)
    {
        // More flags than an array can hold are not kept; the fits themselves are unaffected.
        if (blocks.IsEmpty || length > Array.MaxLength) return null;
        var all = new bool[length];
        foreach (var (first, block) in blocks) block.CopyTo(all, first * bins);
        return all;
    }

    /// <summary>One thread's solver and buffers: a block as it lies in the dataset, gathered into spectra. Spectra in memory are fitted where they are.</summary>
    private sealed class ShoBlock
    {
        private readonly ShoLayout _layout;
        private readonly ReadOnlyMemory<Complex> _inPlace;
        private readonly Complex[] _samples = [], _spectra = [];
        private readonly bool[] _excluded;
        private readonly ShoBatch _batch;

        public ShoBlock(ShoLayout layout, ShoAxis axis, ShoFitOptions options, int pixels)
        {
            (_layout, _batch) = (layout, new(axis, options));
            var length = checked(pixels * layout.Source.PointsPerPixel);
            _excluded = new bool[length];
            if (layout.Source.Samples is ComplexMemoryStore memory) _inPlace = memory.Samples;
            else _samples = new Complex[length];
            if (layout.Inner > 1) _spectra = new Complex[length];
        }

        /// <summary>False when the samples are in memory already.</summary>
        public bool MustRead => _inPlace.IsEmpty;

        public void Read(long firstPixel, int count) =>
            _layout.Source.ReadPixels(firstPixel, _samples.AsSpan(0, count * _layout.Source.PointsPerPixel));

        /// <summary>Room for the bins left out, false everywhere.</summary>
        public Span<bool> Excluded(int fits) => _excluded.AsSpan(0, fits * _layout.Bins);

        /// <summary>Fits what was read, or the spectra from a pixel on where they are; the bins left out, or null when none were.</summary>
        public bool[]? Fit(long firstPixel, int fits, ShoFitOutput output)
        {
            var samples = fits * _layout.Bins;
            var block = MustRead ? _samples.AsSpan(0, samples) : _inPlace.Span.Slice((int)firstPixel * _layout.Source.PointsPerPixel, samples);
            if (_layout.Inner > 1) _layout.Gather(block, _spectra);
            _batch.Fit(_layout.Inner > 1 ? _spectra.AsSpan(0, samples) : block, output);
            if (!output.Excluded.Contains(true)) return null;
            var excluded = output.Excluded.ToArray();
            output.Excluded.Clear();
            return excluded;
        }
    }
}
