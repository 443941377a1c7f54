using System.Numerics;
using System.Runtime.InteropServices;
using Spm.Core.Data;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting;

/// <summary>An SHO fit of a dataset, ready to run block by block: <see cref="ShoFitter.Plan"/>.</summary>
internal sealed class ShoPlan : FitPlan
{
    private readonly ShoLayout _layout;
    private readonly ShoFitOptions _options;
    private readonly ShoAxis _axis;

    /// <exception cref="ArgumentException">See <see cref="ShoFitter.Fit(Dataset, ShoFitOptions?, IProgress{long}?, CancellationToken)"/>.</exception>
    public ShoPlan(Dataset source, ShoFitOptions options)
    {
        (_layout, _options) = (new ShoLayout(source), options);
        if (source.Samples.Length == 0)
            throw new ArgumentException($"'{source.Name}' holds no spectra: {string.Join(" and ", source.Dimensions.Where(d => d.Length == 0).Select(d => $"{d.Name} has 0 points"))}.", nameof(source));
        // Frequencies that cannot be fitted are told here and not by a thread.
        _axis = ShoAxis.Create(_layout.FrequenciesHz, options);
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
        (nameof(_options.Weights), _options.Weights is null ? "none" : string.Join(" ", _options.Weights)), (nameof(_options.NoiseSigma), _options.NoiseSigma ?? double.NaN),
    ];

    /// <inheritdoc/>
    internal override int FitsPerBlock => _options.BlockSize;

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<double> parameters, ReadOnlySpan<double> abscissa, Span<double> model) => _layout.Evaluate(parameters, abscissa, model);

    /// <inheritdoc/>
    public override FitWorker CreateWorker(int pixels)
    {
        var batch = new ShoBatch(_axis, _options);
        return Source.Samples.IsSingleComplex ? new SingleWorker(_layout, batch, pixels) : new Worker(_layout, batch, pixels);
    }

    /// <summary>A block as it lies in the dataset, gathered into spectra. Spectra in memory are fitted where they are.</summary>
    private sealed class Worker(ShoLayout layout, ShoBatch batch, int pixels) : FitWorker
    {
        private readonly ReadOnlyMemory<Complex> _inPlace = layout.Source.Samples is ComplexMemoryStore memory ? memory.Samples : default;
        private readonly Complex[] _samples = layout.Source.Samples is ComplexMemoryStore ? [] : new Complex[checked(pixels * layout.Source.PointsPerPixel)];
        private readonly Complex[] _spectra = layout.Inner == 1 ? [] : new Complex[pixels * layout.Source.PointsPerPixel];
        private int _first, _count;

        public override void Read(long firstPixel, int pixels)
        {
            _count = pixels * layout.Source.PointsPerPixel;
            if (_samples.Length == 0) _first = checked((int)firstPixel * layout.Source.PointsPerPixel);
            else layout.Source.ReadPixels(firstPixel, _samples.AsSpan(0, _count));
        }

        public override void Fit(FitRows rows)
        {
            var block = _samples.Length == 0 ? _inPlace.Span.Slice(_first, _count) : _samples.AsSpan(0, _count);
            if (layout.Inner > 1) layout.Gather(block, _spectra);
            batch.Fit(layout.Inner > 1 ? _spectra.AsSpan(0, _count) : block, rows);
        }
    }

    /// <summary>A block of complex64 as it lies in the file; the solver widens as it loads.</summary>
    private sealed class SingleWorker(ShoLayout layout, ShoBatch batch, int pixels) : FitWorker
    {
        private readonly float[] _samples = new float[checked(2 * pixels * layout.Source.PointsPerPixel)];
        private readonly float[] _spectra = layout.Inner == 1 ? [] : new float[2 * pixels * layout.Source.PointsPerPixel];
        private int _count;

        public override void Read(long firstPixel, int pixels)
        {
            _count = 2 * pixels * layout.Source.PointsPerPixel;
            layout.Source.Samples.ReadSingle(firstPixel * layout.Source.PointsPerPixel, _samples.AsSpan(0, _count));
        }

        public override void Fit(FitRows rows)
        {
            // A pair of floats is moved as one number of 8 bytes.
            if (layout.Inner > 1) layout.Gather<long>(MemoryMarshal.Cast<float, long>(_samples.AsSpan(0, _count)), MemoryMarshal.Cast<float, long>(_spectra.AsSpan()));
            batch.Fit((layout.Inner > 1 ? _spectra : _samples).AsSpan(0, _count), rows);
        }
    }
}
