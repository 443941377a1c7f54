using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Core.Tests.Models;

/// <summary>Whole datasets: dimensions, units, provenance, progress, cancellation.</summary>
public class EngineFitterTests
{
    private static readonly Dimension _rows = new("Y", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, 3));
    private static readonly Dimension _columns = new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, 5));
    private static readonly Dimension _time = new("Time", "Time", "s", DimensionKind.Spectroscopic, Dimension.Linear(0, 5, 40));
    private static readonly Dimension _field = new("Field", "Field", "", DimensionKind.Spectroscopic, [0, 1]);

    [Fact]
    public void The_fitted_dimension_may_be_anywhere_among_the_spectroscopic_ones()
    {
        var last = ModelFitter.Fit(Decays([_rows, _columns, _field, _time]), EngineModels.Decay, new() { Along = "time" }, cancel: TestContext.Current.CancellationToken);
        var first = ModelFitter.Fit(Decays([_rows, _columns, _time, _field]), EngineModels.Decay, new() { Along = "time" }, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(["Y", "X", "Field"], last.Dimensions.Select(d => d.Name));
        Assert.Equal(last.Values, first.Values);
        for (var fit = 0; fit < last.Count; fit++)
        {
            Assert.True(last.IsGood(fit));
            Assert.Equal(Tau(fit), last.ParametersOf(fit)[1], 1e-9);
        }
    }

    [Fact]
    public void A_single_curve_is_one_fit_without_dimensions()
    {
        var y = new double[40];
        EngineModels.Decay.Evaluate([2, 0.7, 1], _time.Values, y);
        var fit = ModelFitter.Fit(new("curve", "Deflection", "V", [_time], new RealMemoryStore(y)), EngineModels.Decay, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(1, fit.Count);
        Assert.Empty(fit.Dimensions);
        Assert.Equal(["V", "s", "V"], fit.Parameters.Select(p => p.Unit));
        Assert.Equal(0.7, fit.ParametersOf(0)[1], 1e-9);
        Assert.Equal("fit test-decay", fit.Provenance[^1].Action);
        Assert.Equal("0.01", fit.Provenance[^1].Parameters["Tolerance"]);
    }

    [Fact]
    public void An_abscissa_in_another_prefix_is_brought_to_the_models_unit()
    {
        var model = FitModel.Of<ExponentialDecay>("in-seconds", [.. EngineModels.Decay.Parameters]);
        var milliseconds = _time with { Unit = "ms", Values = [.. _time.Values.Select(t => 1e3 * t)] };
        var y = new double[40];
        EngineModels.Decay.Evaluate([2, 0.7, 1], _time.Values, y);
        Dataset data = new("curve", "Deflection", "V", [milliseconds], new RealMemoryStore(y));
        var asIs = ModelFitter.Fit(data, model, cancel: TestContext.Current.CancellationToken);
        Assert.Equal("ms", asIs.Parameters[1].Unit);
        Assert.Equal(700, asIs.ParametersOf(0)[1], 1e-6);
        var strict = FitModel.Of<ExponentialDecay>("strict", [.. EngineModels.Decay.Parameters]);
        var scaled = ModelFitter.Fit(data, WithAbscissaUnits(strict), cancel: TestContext.Current.CancellationToken);
        Assert.Equal("s", scaled.Parameters[1].Unit);
        Assert.Equal(0.7, scaled.ParametersOf(0)[1], 1e-9);
        var curve = new double[40];
        scaled.Evaluate(scaled.ParametersOf(0), milliseconds.Values, curve);
        for (var i = 0; i < 40; i++) Assert.Equal(y[i], curve[i], 1e-9);

        static FitModel WithAbscissaUnits(FitModel model) =>
            new RealModel<ExponentialDecay>(model.Name, model.Parameters) { AbscissaUnits = ["s"] };
    }

    [Fact]
    public void Data_that_do_not_suit_the_model_are_refused_with_what_would()
    {
        var complex = new Dataset("complex", "Response", "V", [_time], new ComplexMemoryStore(new Complex[40]));
        Assert.Contains("complex", Assert.Throws<ArgumentException>(() => ModelFitter.Plan(complex, EngineModels.Decay)).Message);
        var real = new Dataset("real", "Response", "V", [_time], new RealMemoryStore(new double[40]));
        Assert.Contains("is real", Assert.Throws<ArgumentException>(() => ModelFitter.Plan(real, EngineModels.Pole)).Message);
        Assert.Contains("Time", Assert.Throws<ArgumentException>(() => ModelFitter.Plan(real, EngineModels.Decay, new() { Along = "Bias" })).Message);
        var two = Decays([_rows, _columns, _time, _field]);
        var ambiguous = Assert.Throws<ArgumentException>(() => ModelFitter.Plan(two, EngineModels.Decay)).Message;
        Assert.Contains("Time", ambiguous);
        Assert.Contains("Field", ambiguous);
        var image = new Dataset("image", "Height", "m", [_rows, _columns], new RealMemoryStore(new double[15]));
        Assert.Contains("none", Assert.Throws<ArgumentException>(() => ModelFitter.Plan(image, EngineModels.Decay)).Message);
        Assert.Contains("ModelBatch", Assert.Throws<ArgumentException>(() => ModelFitter.Plan(real, EngineModels.Plane)).Message);
    }

    [Fact]
    public void Progress_counts_all_fits_and_a_cancelled_fit_stops()
    {
        var counts = new List<long>();
        ModelFitter.Fit(Decays([_rows, _columns, _time]), EngineModels.Decay, new() { MaxDegreeOfParallelism = 1 }, new Synchronous(counts.Add), TestContext.Current.CancellationToken);
        Assert.Equal(15, counts[^1]);
        Assert.Equal(counts.Order(), counts);
        Assert.Throws<OperationCanceledException>(() => ModelFitter.Fit(Decays([_rows, _columns, _time]), EngineModels.Decay, cancel: new CancellationToken(true)));
        using var soon = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() =>
            ModelFitter.Fit(Decays([_rows, _columns, _time]), EngineModels.Decay, new() { MaxDegreeOfParallelism = 1 }, new Synchronous(_ => soon.Cancel()), soon.Token));
    }

    [Theory]
    [InlineData("V", 1, "s", -1, "V/s")]
    [InlineData("V", 0, "s", -1, "1/s")]
    [InlineData("V", 0, "m", 2, "m^2")]
    [InlineData("m/V", 1, "V", 1, "m")]
    [InlineData("m", 1, "V", -2, "m/V^2")]
    [InlineData("m/V", 1, "s", -1, "m/(V·s)")]
    [InlineData("V", 0, "s", 0, "")]
    [InlineData("", 1, "s", -1, "1/s")]
    [InlineData("a.u.", 1, "V", -1, "a.u./V")]
    public void Units_of_parameters_follow_from_those_of_the_data(string y, int a, string x, int b, string expected) =>
        Assert.Equal(expected, UnitProduct.Of(y, a, x, b));

    private static double Tau(int fit) => 0.5 + 0.05 * fit;

    /// <summary>Decays whose times are numbered in the order of the fits.</summary>
    private static Dataset Decays(IReadOnlyList<Dimension> dimensions)
    {
        var time = dimensions.Index().Single(d => d.Item.Name == "Time").Index;
        var inner = dimensions.Skip(time + 1).Aggregate(1, (n, d) => n * d.Length);
        var outer = dimensions.Take(time).Aggregate(1, (n, d) => n * d.Length);
        var (samples, curve) = (new double[outer * 40 * inner], new double[40]);
        for (var o = 0; o < outer; o++)
            for (var i = 0; i < inner; i++)
            {
                EngineModels.Decay.Evaluate([2, Tau(o * inner + i), 1], _time.Values, curve);
                for (var k = 0; k < 40; k++) samples[(o * 40 + k) * inner + i] = curve[k];
            }
        return new("decays", "Deflection", "V", dimensions, new RealMemoryStore(samples));
    }

    private sealed class Synchronous(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
