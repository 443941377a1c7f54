using CsCheck;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;
using Spm.Core.Spectroscopy;
using Spm.Core.Tests.Loops;

namespace Spm.Core.Tests.Spectroscopy;

public class SwitchingErrorsTests
{
    private const int N = LoopModel.ParameterCount;

    private static readonly double[] Truth = [-0.3, 1, -2.1, 2.9, 0.01, 1.5, 0.8, 1.1, 0.8];

    [Fact]
    public void Derivatives_are_those_of_the_quantities()
    {
        // Central differences with this step have a relative error of about 1e-9 for quantities of order 1.
        const double Step = 1e-5;
        var plain = new double[SwitchingDerivatives.Count];
        var (plus, minus, gradients) = (new double[plain.Length], new double[plain.Length], new double[plain.Length * N]);
        Gen.Double[0.3, 2].Array[N].Select(Gen.Bool, Gen.Bool).ForAll((p, isInverted, isCrossed) =>
        {
            p[1] *= isInverted ? -1 : 1;
            p[2] -= isCrossed ? -4 : 4;
            SwitchingDerivatives.Compute(p, plain, gradients);
            for (var k = 0; k < N; k++)
            {
                var (up, down) = ((double[])p.Clone(), (double[])p.Clone());
                (up[k], down[k]) = (p[k] + Step, p[k] - Step);
                SwitchingDerivatives.Compute(up, plus, []);
                SwitchingDerivatives.Compute(down, minus, []);
                for (var q = 0; q < plain.Length; q++)
                    // Where the step changes which width is used, or none is left, there is no derivative to compare.
                    if (Math.Abs(plus[q] - minus[q]) < 0.1)
                        Assert.Equal((plus[q] - minus[q]) / (2 * Step), gradients[q * N + k], 1e-6 * Math.Max(1, Math.Abs(gradients[q * N + k])));
            }
        });
    }

    [Fact]
    public void Errors_of_correlated_parameters_use_their_covariance()
    {
        var covariance = new double[LoopCovariance.Length];
        for (var i = 0; i < N; i++)
            covariance[i * N + i] = 0.01;
        // V− and V+ move together: the imprint is as uncertain as each of them, the window is certain.
        covariance[2 * N + 3] = covariance[3 * N + 2] = 0.01;
        var errors = SwitchingParameters.Of(Truth, covariance).StandardErrors!;
        Assert.Equal(0.1, errors.ImprintV, 1e-12);
        Assert.Equal(0, errors.CoerciveWindowV, 1e-12);
        Assert.Equal(0.1 * Math.Sqrt(2), errors.ResponsePositive, 1e-12);
        Assert.Equal(0.1 * 5, errors.WorkOfSwitching, 1e-12);
    }

    [Fact]
    public void What_the_covariance_does_not_hold_has_no_error()
    {
        var covariance = new double[LoopCovariance.Length];
        for (var j = 0; j < N; j++)
            covariance[3 * N + j] = covariance[j * N + 3] = double.NaN;
        var errors = SwitchingParameters.Of(Truth, covariance).StandardErrors!;
        Assert.True(double.IsNaN(errors.CoerciveBiasPositiveV) && double.IsNaN(errors.ImprintV) && double.IsNaN(errors.WorkOfSwitching) && double.IsNaN(errors.NucleationBiasPositiveV));
        Assert.Equal(0, errors.CoerciveBiasNegativeV);
        Assert.Equal(0, errors.NucleationBiasNegativeV);
    }

    [Fact]
    public void The_scatter_over_noisy_loops_is_the_predicted_error()
    {
        // The standard deviation of 3,000 draws is known to 1/√6000 = 1.3 %; 10 % leaves room for what is not linear in the noise.
        const int Loops = 3000;
        const double Noise = 0.005;
        var simulated = new SimulatedLoops(20261);
        var result = SimulatedLoops.Fit([.. Enumerable.Range(0, Loops).Select(_ => simulated.Loop(Truth, Noise))]);
        Assert.Equal(Loops, result.Verdict.Count(v => v == FitVerdict.Good));
        foreach (var quantity in SwitchingAnalysis.Of(result, cancel: TestContext.Current.CancellationToken).Quantities)
        {
            Assert.DoesNotContain(double.NaN, quantity.Values);
            var mean = quantity.Values.Average();
            var scatter = Math.Sqrt(quantity.Values.Sum(v => (v - mean) * (v - mean)) / (Loops - 1));
            var predicted = Math.Sqrt(quantity.StandardErrors!.Average(e => e * e));
            Assert.True(Math.Abs(scatter / predicted - 1) < 0.1, $"{quantity.Symbol}: scatter {scatter:g4}, predicted {predicted:g4}.");
        }
    }

    [Fact]
    public void A_loop_ten_times_larger_has_responses_and_errors_ten_times_larger()
    {
        var simulated = new SimulatedLoops(5);
        double[][] loops = [.. Enumerable.Range(0, 5).Select(_ => simulated.Loop(simulated.Truth(), 0.02))];
        var one = SwitchingAnalysis.Of(SimulatedLoops.Fit(loops), cancel: TestContext.Current.CancellationToken);
        foreach (var factor in (double[])[1e-9, 1e5])
        {
            var scaled = SwitchingAnalysis.Of(SimulatedLoops.Fit([.. loops.Select(loop => Array.ConvertAll(loop, r => r * factor))]), cancel: TestContext.Current.CancellationToken);
            foreach (var (a, b) in one.Quantities.Zip(scaled.Quantities))
            {
                var power = a.Unit == "V" ? 1 : factor;
                for (var k = 0; k < 5; k++)
                {
                    // The solver stops when a step lowers the cost by less than 1e-8 of it: parameters agree to about 1e-4 of their errors.
                    Assert.Equal(a.Values[k], b.Values[k] / power, 1e-3 * a.StandardErrors![k]);
                    Assert.Equal(a.StandardErrors[k], b.StandardErrors![k] / power, 1e-3 * a.StandardErrors[k]);
                }
            }
        }
    }

    [Fact]
    public void Maps_carry_the_error_and_an_error_is_a_map_too()
    {
        var simulated = new SimulatedLoops(6);
        double[] samples = [.. Enumerable.Range(0, 6).SelectMany(k => k == 4 ? [.. Enumerable.Repeat(double.NaN, 64)] : simulated.Loop(Truth, 0.02))];
        var data = new Dataset("scan", "Piezoresponse", "pm", [new("Y", "Position", "m", DimensionKind.Spatial, [0, 1]), new("X", "Position", "m", DimensionKind.Spatial, [0, 1, 2]),
            new("Voltage", "Bias", "V", DimensionKind.Spectroscopic, SimulatedLoops.FromZero)], new RealMemoryStore(samples));
        var result = LoopFitter.Fit(data, cancel: TestContext.Current.CancellationToken);
        var work = FitMaps.Of(result, "work");
        var error = FitMaps.Of(result, "Work.error");
        Assert.Equal(("Work of switching, standard error", "pm·V", "pm·V"), (error.Name, error.Unit, work.Unit));
        Assert.Equal(work.StandardErrors!.Cast<double>(), error.Values.Cast<double>());
        Assert.All(error.Values.Cast<double>().Where((_, k) => k != 4), e => Assert.InRange(e, 0.01, 0.5));
        Assert.Equal("too few finite points", error.BadReasons[1, 1]);
        Assert.Null(error.StandardErrors);
        Assert.Equal(FitMaps.Of(result, "area").Values.Cast<double>(), SwitchingAnalysis.Of(result, cancel: TestContext.Current.CancellationToken).MapOf("AREA").Values.Cast<double>());
        Assert.Contains("R² has no standard error", Assert.Throws<ArgumentException>(() => FitMaps.Of(result, "r2.error")).Message);
        Assert.Equal(result.StandardErrors[3], FitMaps.Of(result, "a3").StandardErrors![0, 0]);
        Assert.Equal(FitMaps.Of(result, "a3").Values[0, 0], FitMaps.Of(result, "V+").Values[0, 0]);
        var saved = FitMaps.DatasetOf(result, "imprint.error");
        Assert.Equal(result.Dimensions, saved.Dimensions);
    }

    [Fact]
    public void A_step_sharper_than_the_sweep_has_nucleation_biases_within_a_step()
    {
        var biases = SimulatedLoops.FromZero;
        var loop = new double[64];
        LoopModel.Evaluate([0, 1, -2.2, 2.2, 0, 0.01, 0.01, 0.01, 0.01], biases, loop);
        var simulated = new SimulatedLoops(1);
        var result = SimulatedLoops.Fit([[.. loop.Select(r => r + 0.01 * simulated.Gaussian())]]);
        var switching = SwitchingAnalysis.Of(result, cancel: TestContext.Current.CancellationToken);
        Assert.InRange(switching["NB1"].StandardErrors![0], 0.5 / Math.Sqrt(12), 0.5);
        Assert.InRange(switching["NB1"].Values[0], 1.5, 2.7);
    }

    [Fact]
    public void Garbage_has_no_quantities_or_finite_ones_and_never_throws() =>
        Gen.Double.Array[64].Array[4].ForAll(loops =>
        {
            var result = SimulatedLoops.Fit(loops);
            var switching = SwitchingAnalysis.Of(result, cancel: TestContext.Current.CancellationToken);
            for (var k = 0; k < 4; k++)
            {
                Assert.Equal(result.IsGood(k), switching.Reasons[k] is null);
                Assert.All(switching.Quantities, q => Assert.True(result.IsGood(k) || double.IsNaN(q.Values[k])));
            }
        }, 50);

    [Fact]
    public void Complex_data_are_refused_with_what_to_do() =>
        Assert.Contains("Run fit sho first", Assert.Throws<ArgumentException>(() => RelaxingLoops.Of(
            new("z", "R", "", [new("Bias", "Bias", "V", DimensionKind.Spectroscopic, [0, 1])], new ComplexMemoryStore(new System.Numerics.Complex[2])), cancel: TestContext.Current.CancellationToken)).Message);

    [Fact]
    public void Only_loop_fits_have_switching_quantities()
    {
        var result = SimulatedLoops.Fit([new double[64]]);
        Assert.All(SwitchingAnalysis.Of(result, cancel: TestContext.Current.CancellationToken).Quantities, q => Assert.Equal((double.NaN, double.NaN), (q.Values[0], q.StandardErrors![0])));
        Assert.Equal("noise only", SwitchingAnalysis.Of(result, cancel: TestContext.Current.CancellationToken).Reasons[0]);
        Assert.Contains("has no 'wrk'. There are: work (Work of switching)", Assert.Throws<ArgumentException>(() => SwitchingAnalysis.Of(result, cancel: TestContext.Current.CancellationToken)["wrk"]).Message);
    }
}
