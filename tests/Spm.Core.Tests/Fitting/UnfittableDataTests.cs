using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Tests.Loops;

namespace Spm.Core.Tests.Fitting;

public class UnfittableDataTests
{
    private static Dataset Spectra(double[] frequencies, SampleStore samples) => new("spectra", "Response", "V",
        [new("X", "X", "m", DimensionKind.Spatial, new double[samples.Length / frequencies.Length]), new("Frequency", "Frequency", "Hz", DimensionKind.Spectroscopic, frequencies)], samples);

    private static Dataset Empty() => new("loops", "Response", "V",
        [new("X", "X", "m", DimensionKind.Spatial, []), new("Bias", "Bias", "V", DimensionKind.Spectroscopic, SimulatedLoops.FromZero)], new RealMemoryStore([]));

    [Fact]
    public void A_bias_in_millivolts_gives_the_loop_that_the_same_bias_in_volts_gives()
    {
        var simulated = new SimulatedLoops(5);
        double[][] loops = [simulated.Loop(simulated.Truth(), 0.02), simulated.Loop(simulated.Truth(), 0.02)];
        var inVolts = SimulatedLoops.Dataset(loops);
        var bias = inVolts.Dimensions[1] with { Unit = "mV", Values = [.. inVolts.Dimensions[1].Values.Select(v => 1000 * v)] };
        var inMillivolts = new Dataset(inVolts.Name, inVolts.Quantity, inVolts.Unit, [inVolts.Dimensions[0], bias], inVolts.Samples);
        var (expected, actual) = (LoopFitter.Fit(inVolts, cancel: TestContext.Current.CancellationToken), LoopFitter.Fit(inMillivolts, cancel: TestContext.Current.CancellationToken));
        Assert.Equal("V", actual.FitDimension.Unit);
        Assert.Equal(expected.Parameters.Select(p => p.Unit), actual.Parameters.Select(p => p.Unit));
        // 1000·v/1000 differs from v in the last bit.
        foreach (var (a, b) in expected.Values.Zip(actual.Values)) Assert.Equal(a, b, 1e-6 * Math.Max(1, Math.Abs(a)));
    }

    [Fact]
    public void Data_without_a_point_say_which_dimension_is_empty()
    {
        var token = TestContext.Current.CancellationToken;
        Assert.Contains("X has 0 points", Assert.Throws<ArgumentException>(() => LoopFitter.Fit(Empty(), cancel: token)).Message, StringComparison.Ordinal);
        Assert.Contains("X has 0 points", Assert.Throws<ArgumentException>(() => ShoFitter.Fit(Spectra([1e5, 2e5, 3e5], new ComplexMemoryStore([])), cancel: token)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Frequencies_that_cannot_be_fitted_are_an_error_of_the_caller_and_not_of_a_thread()
    {
        var error = Assert.Throws<ArgumentException>(() => ShoFitter.Fit(Spectra([-1e5, 0, 1e5], new ComplexMemoryStore(new Complex[6])), cancel: TestContext.Current.CancellationToken));
        Assert.Contains("above 0 Hz", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_file_throws_while_spectra_are_fitted_reaches_the_caller_as_it_was_thrown()
    {
        var spectra = Spectra([1e5, 2e5, 3e5], new BrokenStore());
        Assert.Equal("the disk is gone", Assert.Throws<IOException>(() => ShoFitter.Fit(spectra, cancel: TestContext.Current.CancellationToken)).Message);
    }

    private sealed class BrokenStore : SampleStore
    {
        public override long Length => 30;

        public override bool IsComplex => true;

        public override void Read(long first, Span<double> destination) => throw new IOException("the disk is gone");

        public override void Read(long first, Span<Complex> destination) => throw new IOException("the disk is gone");
    }
}
