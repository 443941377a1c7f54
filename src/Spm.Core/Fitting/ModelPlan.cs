using System.Globalization;
using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting.Solvers;

namespace Spm.Core.Fitting;

/// <summary>A dataset, a <see cref="FitModel"/> and options, checked.</summary>
internal sealed class ModelPlan : FitPlan
{
    private readonly ModelLayout _layout;
    private readonly ModelFitOptions _options;

    /// <exception cref="ArgumentException">The data do not suit the model, or an option is out of range.</exception>
    public ModelPlan(Dataset source, FitModel model, ModelFitOptions options)
    {
        options.Validate();
        (_layout, _options, FitModel) = (new(ResponseUnit.Of(source, model), model, options.Along), options, model);
        // What is wrong with the options and the abscissa is told here and not by a thread.
        _ = new ModelProblem(model, _layout.Abscissa, options);
        Options = [.. Describe(_layout.Dimension.Name, options)];
    }

    public override string Model => FitModel.Name;

    internal override FitModel FitModel { get; }

    internal override ModelFitOptions ModelOptions => _options;

    public override Dataset Source => _layout.Source;

    public override IReadOnlyList<FitParameter> Parameters => _layout.Parameters;

    public override Dimension FitDimension => _layout.Dimension;

    public override IReadOnlyList<Dimension> FitDimensions => _layout.FitDimensions;

    public override int FitsPerPixel => _layout.FitsPerPixel;

    public override IReadOnlyList<(string Name, object Value)> Options { get; }

    public override int MaxDegreeOfParallelism => _options.MaxDegreeOfParallelism;

    public override void Evaluate(ReadOnlySpan<double> parameters, ReadOnlySpan<double> abscissa, Span<double> model)
    {
        if (_layout.UnitFactor == 1)
        {
            FitModel.Evaluate(parameters, abscissa, model);
            return;
        }
        var x = new double[abscissa.Length];
        for (var i = 0; i < x.Length; i++) x[i] = abscissa[i] * _layout.UnitFactor;
        FitModel.Evaluate(parameters, x, model);
    }

    public override FitWorker CreateWorker(int pixels)
    {
        var batch = new ModelBatch(FitModel, _layout.Abscissa, _options);
        return Source.IsComplex ? new ComplexWorker(_layout, batch, pixels) : new RealWorker(_layout, batch, pixels);
    }

    private static IEnumerable<(string Name, object Value)> Describe(string along, ModelFitOptions o)
    {
        yield return (nameof(o.Along), along);
        yield return (nameof(o.Tolerance), o.Tolerance);
        yield return (nameof(o.StepTolerance), o.StepTolerance);
        yield return (nameof(o.MaxIterations), o.MaxIterations);
        yield return (nameof(o.Loss), o.Loss);
        yield return (nameof(o.ExtraStarts), o.ExtraStarts);
        yield return (nameof(o.FalseAlarm), o.FalseAlarm);
        yield return (nameof(o.MinimumRSquared), o.MinimumRSquared);
        if (o.Start.Count > 0) yield return (nameof(o.Start), List(o.Start, v => Text(v)));
        if (o.Bounds.Count > 0) yield return (nameof(o.Bounds), List(o.Bounds, v => $"{Text(v.Lower)}:{Text(v.Upper)}"));
        if (o.Fixed.Count > 0) yield return (nameof(o.Fixed), List(o.Fixed, v => Text(v)));
        if (o.Noise is { } noise) yield return (nameof(o.Noise), noise);
        if (o.PointNoise is { } pointNoise) yield return (nameof(o.PointNoise), string.Join(' ', pointNoise.Select(Text)));
        if (o.Weights is { } weights) yield return (nameof(o.Weights), string.Join(' ', weights.Select(Text)));

        static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
        static string List<TValue>(IReadOnlyDictionary<string, TValue> values, Func<TValue, string> text) =>
            string.Join(", ", values.OrderBy(v => v.Key, StringComparer.OrdinalIgnoreCase).Select(v => $"{v.Key}={text(v.Value)}"));
    }

    /// <summary>A block as it lies in the dataset, gathered into spectra.</summary>
    private abstract class BlockWorker<TSample>(ModelLayout layout, int pixels) : FitWorker where TSample : unmanaged
    {
        private readonly TSample[] _samples = new TSample[checked(pixels * layout.Source.PointsPerPixel)];
        private readonly TSample[] _spectra = layout.Inner == 1 ? [] : new TSample[pixels * layout.Source.PointsPerPixel];
        private int _length;

        public override void Read(long firstPixel, int pixels)
        {
            _length = pixels * layout.Source.PointsPerPixel;
            ReadPixels(firstPixel, _samples.AsSpan(0, _length));
        }

        public override void Fit(FitRows rows)
        {
            if (layout.Inner > 1) layout.Gather<TSample>(_samples.AsSpan(0, _length), _spectra);
            FitSpectra((layout.Inner > 1 ? _spectra : _samples).AsSpan(0, _length), rows);
        }

        protected abstract void ReadPixels(long firstPixel, Span<TSample> samples);

        protected abstract void FitSpectra(ReadOnlySpan<TSample> spectra, FitRows rows);
    }

    private sealed class RealWorker(ModelLayout layout, ModelBatch batch, int pixels) : BlockWorker<double>(layout, pixels)
    {
        private readonly Dataset _source = layout.Source;

        protected override void ReadPixels(long firstPixel, Span<double> samples) => _source.ReadPixels(firstPixel, samples);

        protected override void FitSpectra(ReadOnlySpan<double> spectra, FitRows rows) => batch.Fit(spectra, rows);
    }

    private sealed class ComplexWorker(ModelLayout layout, ModelBatch batch, int pixels) : BlockWorker<Complex>(layout, pixels)
    {
        private readonly Dataset _source = layout.Source;

        protected override void ReadPixels(long firstPixel, Span<Complex> samples) => _source.ReadPixels(firstPixel, samples);

        protected override void FitSpectra(ReadOnlySpan<Complex> spectra, FitRows rows) => batch.Fit(spectra, rows);
    }
}
