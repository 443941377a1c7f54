using Spm.Core.Data;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting;

/// <summary>A loop fit of a dataset, ready to run block by block: <see cref="LoopFitter.Plan"/>.</summary>
internal sealed class LoopPlan : FitPlan
{
    private readonly LoopFitOptions _options;
    private readonly LoopWaveform _waveform;
    private readonly LoopStartGrid _grid;
    private readonly int _bias, _inner;

    /// <exception cref="ArgumentException">See <see cref="LoopFitter.Fit"/>.</exception>
    public LoopPlan(Dataset source, LoopFitOptions options)
    {
        options.Check();
        if (source.Samples.Length == 0)
            throw new ArgumentException($"'{source.Name}' holds no loops: {string.Join(" and ", source.Dimensions.Where(d => d.Length == 0).Select(d => $"{d.Name} has 0 points"))}.", nameof(source));
        if (source.IsComplex)
            throw new ArgumentException($"'{source.Name}' is complex; a loop is fitted to a real response. Run fit sho first and fit the loops of its result.", nameof(source));
        (_options, _bias) = (options, BiasAxis.Find(source));
        Source = BiasAxis.InVolts(source, _bias);
        _waveform = new(Source.Dimensions[_bias].Values);
        _grid = new(_waveform);
        // Fits beside each other along the dimensions after the bias lie interleaved.
        _inner = Source.Dimensions.Skip(_bias + 1).Aggregate(1, (product, d) => product * d.Length);
    }

    /// <inheritdoc/>
    public override string Model => "loop";

    /// <inheritdoc/>
    public override Dataset Source { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<FitParameter> Parameters => LoopModel.Parameters(Source.Unit, FitDimension.Unit);

    /// <inheritdoc/>
    public override Dimension FitDimension => Source.Dimensions[_bias];

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> FitDimensions => [.. Source.Dimensions.Where((_, k) => k != _bias)];

    /// <inheritdoc/>
    public override int FitsPerPixel => Source.PointsPerPixel / _waveform.PointCount;

    /// <inheritdoc/>
    public override int MaxDegreeOfParallelism => _options.MaxDegreeOfParallelism;

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, object Value)> Options =>
    [
        (nameof(_options.Starts), _options.Starts), (nameof(_options.MaxIterations), _options.MaxIterations),
        (nameof(_options.CostTolerance), _options.CostTolerance), (nameof(_options.OutlierThreshold), _options.OutlierThreshold),
        (nameof(_options.SmallestOutlier), _options.SmallestOutlier), (nameof(_options.MaximumOutlierFraction), _options.MaximumOutlierFraction),
        (nameof(_options.NoiseSignificance), _options.NoiseSignificance), (nameof(_options.MinimumRSquared), _options.MinimumRSquared),
    ];

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<double> parameters, ReadOnlySpan<double> abscissa, Span<double> model) => LoopModel.Evaluate(parameters, abscissa, model);

    /// <inheritdoc/>
    public override FitWorker CreateWorker(int pixels) => new Worker(this, pixels);

    /// <summary>A block as it lies in the dataset, one loop taken out of it, and the solver.</summary>
    private sealed class Worker(LoopPlan plan, int pixels) : FitWorker
    {
        private readonly double[] _block = new double[checked(pixels * plan.Source.PointsPerPixel)], _loop = new double[plan._waveform.PointCount];
        private readonly LoopWorker _solver = new(plan._waveform, plan._grid, plan._options);
        private int _loops;

        public override void Read(long firstPixel, int pixels)
        {
            _loops = pixels * plan.FitsPerPixel;
            plan.Source.ReadPixels(firstPixel, _block.AsSpan(0, pixels * plan.Source.PointsPerPixel));
        }

        public override void Fit(FitRows rows)
        {
            var (points, inner) = (_loop.Length, plan._inner);
            const int P = LoopModel.ParameterCount;
            for (var k = 0; k < _loops; k++)
            {
                var first = k / inner * inner * points + k % inner;
                for (var i = 0; i < points; i++) _loop[i] = _block[first + i * inner];
                var outcome = _solver.Fit(_loop, rows.Values.Slice(k * P, P), rows.StandardErrors.Slice(k * P, P), rows.Excluded.Slice(k * points, points));
                (rows.Status[k], rows.Verdict[k], rows.RSquared[k], rows.Iterations[k]) = (outcome.Status, outcome.Verdict, outcome.RSquared, outcome.Iterations);
            }
        }
    }
}
