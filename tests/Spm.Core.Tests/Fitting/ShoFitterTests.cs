using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Core.Tests.Fitting;

public class ShoFitterTests
{
    private static readonly Dimension Y = new("y", "Length", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, 4));
    private static readonly Dimension X = new("x", "Length", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, 5));
    private static readonly Dimension Frequency = new("Frequency", "Frequency", "Hz", DimensionKind.Spectroscopic, ShoSamples.Frequencies);
    private static readonly Dimension Bias = new("DC_Offset", "Bias", "V", DimensionKind.Spectroscopic, Dimension.Linear(-3, 3, 3));

    [Fact]
    public void Result_has_one_fit_per_remaining_point_with_units_and_provenance()
    {
        var samples = ShoSamples.Make(20, seed: 41, lowSnr: 20);
        var fit = ShoFitter.Fit(new("be", "Piezoresponse", "V", [Y, X, Frequency], new ComplexMemoryStore(samples.Spectra)), cancel: TestContext.Current.CancellationToken);
        Assert.Equal(20, fit.Count);
        Assert.Equal([Y, X], fit.Dimensions);
        Assert.Equal(["A in V", "f0 in Hz", "Q in ", "phi in rad"], fit.Parameters.Select(p => $"{p.Symbol} in {p.Unit}"));
        Assert.True(fit.Parameters[3].IsCyclic);
        Assert.Equal("fit sho", fit.Provenance[^1].Action);
        for (var i = 0; i < 20; i++) Assert.All(samples.Deviations(fit.Values, i), z => Assert.InRange(z, -6, 6));
    }

    [Fact]
    public void Result_evaluates_to_the_model()
    {
        var samples = ShoSamples.Make(20, seed: 42, lowSnr: 1e6, highSnr: 1e7);
        var fit = ShoFitter.Fit(new("be", "Piezoresponse", "V", [Y, X, Frequency], new ComplexMemoryStore(samples.Spectra)), cancel: TestContext.Current.CancellationToken);
        var curve = new double[2 * ShoSamples.Bins];
        fit.Evaluate(fit.ParametersOf(3), fit.FitDimension.Values, curve);
        for (var k = 0; k < ShoSamples.Bins; k++)
            Assert.Equal(0, (samples.Spectra[3 * ShoSamples.Bins + k] - new Complex(curve[2 * k], curve[2 * k + 1])).Magnitude, 1e-4 * samples.Truth[3][0] * samples.Truth[3][2]);
    }

    [Fact]
    public void Frequency_may_come_before_other_spectroscopic_dimensions()
    {
        var samples = ShoSamples.Make(4 * 5 * 3, seed: 43);
        var last = new Dataset("last", "Piezoresponse", "V", [Y, X, Bias, Frequency], new ComplexMemoryStore(samples.Spectra));
        var moved = new Complex[samples.Spectra.Length];
        for (var pixel = 0; pixel < 20; pixel++)
            for (var v = 0; v < 3; v++)
                for (var k = 0; k < ShoSamples.Bins; k++)
                    moved[(pixel * ShoSamples.Bins + k) * 3 + v] = samples.Spectra[(pixel * 3 + v) * ShoSamples.Bins + k];
        var first = new Dataset("first", "Piezoresponse", "V", [Y, X, Frequency, Bias], new ComplexMemoryStore(moved));
        var (a, b) = (ShoFitter.Fit(last, cancel: TestContext.Current.CancellationToken), ShoFitter.Fit(first, new() { BlockSize = 7 }, cancel: TestContext.Current.CancellationToken));
        Assert.Equal([Y, X, Bias], b.Dimensions);
        Assert.Equal(a.Values, b.Values);
    }

    [Fact]
    public void Kilohertz_on_the_axis_are_hertz_in_the_result()
    {
        var samples = ShoSamples.Make(20, seed: 44);
        var kilo = Frequency with { Unit = "kHz", Values = [.. Frequency.Values.Select(f => f / 1e3)] };
        var fit = ShoFitter.Fit(new("be", "Piezoresponse", "V", [Y, X, kilo], new ComplexMemoryStore(samples.Spectra)), cancel: TestContext.Current.CancellationToken);
        Assert.InRange(fit.ParametersOf(0)[1], 329e3, 371e3);
    }

    [Fact]
    public void Excluded_bins_are_noted_at_their_place_and_null_when_there_are_none()
    {
        var samples = ShoSamples.Make(20, seed: 45, lowSnr: 30);
        var data = new Dataset("be", "Piezoresponse", "V", [Y, X, Frequency], new ComplexMemoryStore(samples.Spectra));
        Assert.Null(ShoFitter.Fit(data, cancel: TestContext.Current.CancellationToken).Excluded);
        samples.Spectra[13 * ShoSamples.Bins + 7] = double.NaN;
        var excluded = ShoFitter.Fit(data, new() { BlockSize = 4 }, cancel: TestContext.Current.CancellationToken).Excluded;
        Assert.Equal(13 * ShoSamples.Bins + 7, Array.IndexOf(excluded!, true));
        Assert.Equal(1, excluded!.Count(e => e));
    }

    [Fact]
    public void Dataset_without_a_frequency_is_refused_with_the_dimensions_it_has()
    {
        var data = new Dataset("loops", "Piezoresponse", "V", [Y, Bias], new ComplexMemoryStore(new Complex[12]));
        var error = Assert.Throws<ArgumentException>(() => ShoFitter.Fit(data, cancel: TestContext.Current.CancellationToken));
        Assert.Contains("needs a spectroscopic dimension in Hz. 'loops' has: y in m (spatial), DC_Offset in V (spectroscopic)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Real_dataset_is_refused_with_the_reason()
    {
        var data = new Dataset("amplitudes", "Piezoresponse", "V", [Frequency], new RealMemoryStore(new double[ShoSamples.Bins]));
        Assert.Contains("'amplitudes' is real", Assert.Throws<ArgumentException>(() => ShoFitter.Fit(data, cancel: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_ends_at_the_number_of_fits()
    {
        var seen = new Highest();
        var data = new Dataset("be", "Piezoresponse", "V", [Y, X, Frequency], new ComplexMemoryStore(ShoSamples.Make(20, seed: 46).Spectra));
        ShoFitter.Fit(data, new() { BlockSize = 3 }, seen, TestContext.Current.CancellationToken);
        Assert.Equal((20, 7), (seen.Value, seen.Reports));
    }

    [Fact]
    public void Cancelling_stops_between_blocks()
    {
        using var source = new CancellationTokenSource();
        var seen = new Highest { Then = source.Cancel };
        var data = new Dataset("be", "Piezoresponse", "V", [Y, X, Frequency], new ComplexMemoryStore(ShoSamples.Make(20, seed: 47).Spectra));
        Assert.ThrowsAny<OperationCanceledException>(() => ShoFitter.Fit(data, new() { BlockSize = 1, MaxDegreeOfParallelism = 1 }, seen, source.Token));
        Assert.Equal(1, seen.Value);
    }

    private sealed class Highest : IProgress<long>
    {
        private readonly Lock _lock = new();

        public long Value { get; private set; }

        public int Reports { get; private set; }

        public Action? Then { get; init; }

        public void Report(long value)
        {
            lock (_lock) (Value, Reports) = (Math.Max(Value, value), Reports + 1);
            Then?.Invoke();
        }
    }
}
