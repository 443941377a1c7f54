using Spm.Core.Data;
using Spm.Core.Fitting.Models;
using Spm.Core.Fitting.Solvers;

namespace Spm.Core.Fitting;

/// <summary>A loop fit of a dataset, ready to run block by block: <see cref="LoopFitter.Plan"/>.</summary>
internal sealed class LoopPlan : FitPlan
{
    private readonly LoopFitOptions _options;
    private readonly LoopSetup _setup;
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
        _setup = new(Source.Dimensions[_bias].Values);
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
    public override int FitsPerPixel => Source.PointsPerPixel / FitDimension.Length;

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

    /// <summary>A block as it lies in the dataset, gathered into loops. Loops in memory are fitted where they are.</summary>
    private sealed class Worker(LoopPlan plan, int pixels) : FitWorker
    {
        private readonly ReadOnlyMemory<double> _inPlace = plan.Source.Samples is RealMemoryStore memory ? memory.Samples : default;
        private readonly double[] _samples = plan.Source.Samples is RealMemoryStore ? [] : new double[checked(pixels * plan.Source.PointsPerPixel)];
        private readonly double[] _loops = plan._inner == 1 ? [] : new double[pixels * plan.Source.PointsPerPixel];
        private readonly LoopBatchSolver _solver = LoopBatchSolver.Create(plan._setup, plan._options);
        private int _first, _count;

        public override void Read(long firstPixel, int pixels)
        {
            _count = pixels * plan.Source.PointsPerPixel;
            if (_samples.Length == 0) _first = checked((int)firstPixel * plan.Source.PointsPerPixel);
            else plan.Source.ReadPixels(firstPixel, _samples.AsSpan(0, _count));
        }

        public override void Fit(FitRows rows)
        {
            var block = _samples.Length == 0 ? _inPlace.Span.Slice(_first, _count) : _samples.AsSpan(0, _count);
            if (plan._inner > 1) Gather(block);
            _solver.Fit(plan._inner > 1 ? _loops.AsSpan(0, _count) : block, rows);
        }

        /// <summary>Turns [… × point × inner] into [… × inner × point].</summary>
        private void Gather(ReadOnlySpan<double> block)
        {
            var (points, inner) = (plan.FitDimension.Length, plan._inner);
            for (var sheet = 0; sheet < block.Length; sheet += points * inner)
                for (var i = 0; i < inner; i++)
                    for (var k = 0; k < points; k++)
                        _loops[sheet + i * points + k] = block[sheet + k * inner + i];
        }
    }
}
