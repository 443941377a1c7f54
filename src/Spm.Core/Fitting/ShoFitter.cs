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
        _ = new ShoBatch(layout.FrequenciesHz, options);
        var started = Stopwatch.GetTimestamp();
        var count = layout.FitCount;
        var (values, errors) = (new double[count * ShoFitOutput.ParameterCount], new double[count * ShoFitOutput.ParameterCount]);
        var (rSquared, iterations) = (new double[count], new int[count]);
        var (status, verdict) = (new FitStatus[count], new FitVerdict[count]);
        var excludedBlocks = new ConcurrentDictionary<long, bool[]>();

        var pixelsPerBlock = Math.Max(1, options.BlockSize / layout.FitsPerPixel);
        var blocks = (source.PixelCount + pixelsPerBlock - 1) / pixelsPerBlock;
        var (reading, done) = (new Lock(), 0L);
        var parallel = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = options.MaxDegreeOfParallelism };
        InParallel(blocks, parallel, () => new ShoBlock(layout, options, pixelsPerBlock), (block, _, work) =>
        {
            var firstPixel = block * pixelsPerBlock;
            var pixels = (int)Math.Min(pixelsPerBlock, source.PixelCount - firstPixel);
            // A store may read from a file, and files have one position.
            lock (reading) work.Read(source, firstPixel, pixels);
            var (first, fits) = ((int)firstPixel * layout.FitsPerPixel, pixels * layout.FitsPerPixel);
            var excluded = work.Fit(fits, new()
            {
                Values = values.AsSpan(first * ShoFitOutput.ParameterCount, fits * ShoFitOutput.ParameterCount),
                StandardErrors = errors.AsSpan(first * ShoFitOutput.ParameterCount, fits * ShoFitOutput.ParameterCount),
                RSquared = rSquared.AsSpan(first, fits),
                Iterations = iterations.AsSpan(first, fits),
                Status = status.AsSpan(first, fits),
                Verdict = verdict.AsSpan(first, fits),
            });
            if (excluded is not null) excludedBlocks[first] = excluded;
            progress?.Report(Interlocked.Add(ref done, fits));
            return work;
        });

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
            Iterations = iterations,
            Excluded = Join(excludedBlocks, (long)count * layout.Bins, layout.Bins),
            Elapsed = Stopwatch.GetElapsedTime(started),
            Provenance = [.. source.Provenance, ProvenanceStep.Ours("fit sho", source.Name,
                (nameof(options.Tolerance), options.Tolerance), (nameof(options.MaxIterations), options.MaxIterations),
                (nameof(options.NarrowestLinewidthBins), options.NarrowestLinewidthBins), (nameof(options.Outliers), options.Outliers),
                (nameof(options.MaxExcludedFraction), options.MaxExcludedFraction), (nameof(options.FalseAlarm), options.FalseAlarm))],
            Evaluate = layout.Evaluate,
        };
    }

    /// <summary>Fits spectra in memory ([spectrum × bin], row-major) on this thread. For many calls keep a <see cref="ShoBatch"/>.</summary>
    /// <exception cref="ArgumentException">See <see cref="ShoBatch"/>.</exception>
    public static void Fit(ReadOnlySpan<Complex> spectra, ReadOnlySpan<double> frequenciesHz, ShoFitOutput output, ShoFitOptions? options = null) =>
        new ShoBatch(frequenciesHz, options).Fit(spectra, output);

    /// <summary>As <see cref="Parallel"/>, but what a thread throws, such as the error of a file that cannot be read, reaches the caller as it was thrown.</summary>
    private static void InParallel(long blocks, ParallelOptions options, Func<ShoBlock> start, Func<long, ParallelLoopState, ShoBlock, ShoBlock> body)
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

    private static bool[]? Join(ConcurrentDictionary<long, bool[]> blocks, long length, int bins)
    {
        // More flags than an array can hold are not kept; the fits themselves are unaffected.
        if (blocks.IsEmpty || length > Array.MaxLength) return null;
        var all = new bool[length];
        foreach (var (first, block) in blocks) block.CopyTo(all, first * bins);
        return all;
    }

    /// <summary>One thread's buffers: a block as it lies in the dataset, gathered into spectra, and the solver.</summary>
    private sealed class ShoBlock(ShoLayout layout, ShoFitOptions options, int pixels)
    {
        private readonly Complex[] _samples = new Complex[checked(pixels * layout.Source.PointsPerPixel)];
        private readonly Complex[] _spectra = layout.Inner == 1 ? [] : new Complex[pixels * layout.Source.PointsPerPixel];
        private readonly bool[] _excluded = new bool[pixels * layout.Source.PointsPerPixel];
        private readonly ShoBatch _batch = new(layout.FrequenciesHz, options);

        public void Read(Dataset source, long firstPixel, int count) =>
            source.ReadPixels(firstPixel, _samples.AsSpan(0, count * source.PointsPerPixel));

        /// <summary>Fits what was read; the bins left out, or null when none were.</summary>
        public bool[]? Fit(int fits, ShoFitOutput output)
        {
            var samples = fits * layout.Bins;
            var spectra = layout.Inner == 1 ? _samples : _spectra;
            if (layout.Inner > 1) layout.Gather(_samples.AsSpan(0, samples), _spectra);
            var excluded = _excluded.AsSpan(0, samples);
            _batch.Fit(spectra.AsSpan(0, samples), output.WithExcluded(excluded));
            return excluded.Contains(true) ? excluded.ToArray() : null;
        }
    }
}
