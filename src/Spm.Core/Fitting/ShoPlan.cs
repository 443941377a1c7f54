using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting;

/// <summary>An SHO fit of a dataset, ready to run block by block: <see cref="ShoFitter.Plan"/>.</summary>
internal sealed class ShoPlan : FitPlan
{
    private readonly ShoLayout _layout;
    private readonly ShoFitOptions _options;

    /// <exception cref="ArgumentException">See <see cref="ShoFitter.Fit(Dataset, ShoFitOptions?, IProgress{long}?, CancellationToken)"/>.</exception>
    public ShoPlan(Dataset source, ShoFitOptions options)
    {
        options.Validate();
        (_layout, _options) = (new ShoLayout(source), options);
        if (source.Samples.Length == 0)
            throw new ArgumentException($"'{source.Name}' holds no spectra: {string.Join(" and ", source.Dimensions.Where(d => d.Length == 0).Select(d => $"{d.Name} has 0 points"))}.", nameof(source));
        // Frequencies that cannot be fitted are told here and not by a thread.
        _ = new ShoBatch(_layout.FrequenciesHz, options);
    }

    /// <inheritdoc/>
    public override string Model => "sho";

    /// <inheritdoc/>
    public override Dataset Source => _layout.Source;

    /// <inheritdoc/>
    public override IReadOnlyList<FitParameter> Parameters => ShoModel.Parameters(Source.Unit);

    /// <inheritdoc/>
    public override Dimension FitDimension => _layout.Frequency;

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> FitDimensions => _layout.FitDimensions;

    /// <inheritdoc/>
    public override int FitsPerPixel => _layout.FitsPerPixel;

    /// <inheritdoc/>
    public override int MaxDegreeOfParallelism => _options.MaxDegreeOfParallelism;

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, object Value)> Options =>
    [
        (nameof(_options.Tolerance), _options.Tolerance), (nameof(_options.MaxIterations), _options.MaxIterations),
        (nameof(_options.NarrowestLinewidthBins), _options.NarrowestLinewidthBins), (nameof(_options.Outliers), _options.Outliers),
        (nameof(_options.MaxExcludedFraction), _options.MaxExcludedFraction), (nameof(_options.FalseAlarm), _options.FalseAlarm),
    ];

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<double> parameters, ReadOnlySpan<double> abscissa, Span<double> model) => _layout.Evaluate(parameters, abscissa, model);

    /// <inheritdoc/>
    public override FitWorker CreateWorker(int pixels) => new Worker(_layout, _options, pixels);

    /// <summary>A block as it lies in the dataset, gathered into spectra, and the solver.</summary>
    private sealed class Worker(ShoLayout layout, ShoFitOptions options, int pixels) : FitWorker
    {
        private readonly Complex[] _samples = new Complex[checked(pixels * layout.Source.PointsPerPixel)];
        private readonly Complex[] _spectra = layout.Inner == 1 ? [] : new Complex[pixels * layout.Source.PointsPerPixel];
        private readonly ShoBatch _batch = new(layout.FrequenciesHz, options);
        private int _count;

        public override void Read(long firstPixel, int pixels)
        {
            _count = pixels * layout.Source.PointsPerPixel;
            layout.Source.ReadPixels(firstPixel, _samples.AsSpan(0, _count));
        }

        public override void Fit(FitRows rows)
        {
            var spectra = layout.Inner == 1 ? _samples : _spectra;
            if (layout.Inner > 1) layout.Gather(_samples.AsSpan(0, _count), _spectra);
            _batch.Fit(spectra.AsSpan(0, _count), new()
            {
                Values = rows.Values,
                StandardErrors = rows.StandardErrors,
                RSquared = rows.RSquared,
                Iterations = rows.Iterations,
                Status = rows.Status,
                Verdict = rows.Verdict,
                Excluded = rows.Excluded,
            });
        }
    }
}
