using System.Numerics;
using CsCheck;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Tests.Loops;

public class LoopFitterTests
{
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.02)]
    [InlineData(0.05)]
    public void The_truth_is_recovered_within_the_standard_errors(double noise)
    {
        const int Loops = 400;
        var simulated = new SimulatedLoops(3);
        var truths = Enumerable.Range(0, Loops).Select(_ => simulated.Truth()).ToArray();
        var result = SimulatedLoops.Fit([.. truths.Select(t => simulated.Loop(t, noise * t[1]))]);
        Assert.Equal(Loops, result.Verdict.Count(v => v == FitVerdict.Good));
        // Offset, opening, coercive biases and slope of a linear model would be within 3 errors in 99.7 % of cases; the loop is not
        // linear and widths on a bound hold the others, so 97 % is asked.
        for (var p = 0; p < 5; p++)
        {
            var determined = Enumerable.Range(0, Loops).Where(k => !double.IsNaN(result.StandardErrors[k * 9 + p])).ToArray();
            var within = determined.Count(k => Math.Abs(result.Values[k * 9 + p] - truths[k][p]) <= 3 * result.StandardErrors[k * 9 + p]);
            Assert.True(determined.Length >= 0.99 * Loops && within >= 0.97 * determined.Length, $"{LoopModel.Parameters("")[p].Symbol}: {within} of {determined.Length} determined are within three standard errors.");
        }
    }

    [Fact]
    public void Standard_errors_are_the_spread_of_repeated_measurements()
    {
        const int Loops = 1000;
        double[] truth = [0.2, 1, -2.3, 3.1, 0.01, 0.8, 1.2, 1.1, 0.9];
        var simulated = new SimulatedLoops(8);
        var result = SimulatedLoops.Fit([.. Enumerable.Range(0, Loops).Select(_ => simulated.Loop(truth, 0.01))]);
        for (var p = 0; p < 9; p++)
        {
            var values = Enumerable.Range(0, Loops).Select(k => result.Values[k * 9 + p]).ToArray();
            var spread = Math.Sqrt(values.Sum(v => (v - values.Average()) * (v - values.Average())) / (Loops - 1));
            var stated = Enumerable.Range(0, Loops).Average(k => result.StandardErrors[k * 9 + p]);
            // A spread from 1,000 is known to 2 %; 10 % leaves room for the model's curvature.
            Assert.InRange(spread / stated, 0.9, 1.1);
        }
    }

    [Theory]
    [InlineData(1e-5)]
    [InlineData(1e5)]
    [InlineData(1e-200)]
    [InlineData(1e250)]
    public void The_scale_of_the_response_changes_nothing_but_the_units(double scale)
    {
        var simulated = new SimulatedLoops(4);
        var loops = Enumerable.Range(0, 50).Select(_ => simulated.Loop(simulated.Truth(), 0.02)).ToArray();
        loops[7][9] = 1e3;
        var one = SimulatedLoops.Fit(loops);
        var other = SimulatedLoops.Fit([.. loops.Select(loop => loop.Select(y => y * scale).ToArray())]);
        Assert.Equal(one.Verdict, other.Verdict);
        Assert.Equal(one.Excluded, other.Excluded);
        for (var i = 0; i < one.Values.Length; i++)
        {
            var expected = one.Values[i] * (i % 9 is 0 or 1 or 4 ? scale : 1);
            // The solver stops at 1e-8 of the sum of squares, so at about 1e-4 of an error, well below 1e-4 of the unit.
            Assert.Equal(expected, other.Values[i], 1e-4 * (i % 9 is 0 or 1 or 4 ? scale : 1));
        }
    }

    [Fact]
    public void Where_the_cycle_starts_does_not_matter()
    {
        var simulated = new SimulatedLoops(6);
        var loops = Enumerable.Range(0, 40).Select(_ => simulated.Loop(simulated.Truth(), 0.02)).ToArray();
        var fromZero = SimulatedLoops.Fit(loops);
        foreach (var shift in (int[])[16, 32, 48, 5])
        {
            var rolled = SimulatedLoops.Fit([.. loops.Select(loop => SimulatedLoops.Reorder(loop, shift))], SimulatedLoops.Reorder(SimulatedLoops.FromZero, shift));
            for (var i = 0; i < rolled.Values.Length; i++)
                Assert.Equal(fromZero.Values[i], rolled.Values[i], 1e-4);
        }
    }

    [Theory]
    [InlineData(-1.0, -2.0, 3.0, 0.0)]
    [InlineData(1.0, 1.0, 4.5, 0.0)]
    [InlineData(1.0, -2.0, 3.0, 0.4)]
    [InlineData(1.0, -3.0, 6.5, -0.05)]
    public void Inverted_imprinted_tilted_and_half_open_loops_are_fitted(double a1, double a2, double a3, double a4)
    {
        double[] truth = [0.1, a1, a2, a3, a4, 0.7, 0.9, 0.8, 1.2];
        var result = SimulatedLoops.Fit([new SimulatedLoops(2).Loop(truth, 0.01)]);
        Assert.Equal(FitVerdict.Good, result.Verdict[0]);
        for (var p = 0; p < 5; p++)
            Assert.Equal(truth[p], result.Values[p], 5 * result.StandardErrors[p]);
    }

    [Fact]
    public void Loops_of_any_imprint_tilt_opening_and_sign_are_found_from_their_own_start() =>
        Gen.Select(Gen.Double[-5.5, 3], Gen.Double[1, 6], Gen.Double[-0.3, 0.3], Gen.Bool, Gen.Double[0.4, 2], Gen.Int[1, 1_000_000]).ForAll(v =>
        {
            var (left, gap, tilt, isInverted, width, seed) = v;
            var (sign, right) = (isInverted ? -1 : 1, Math.Min(left + gap, 6.5));
            double[] truth = [0.3, sign, left, right, tilt, width, 0.8, 0.9, width];
            var result = SimulatedLoops.Fit([new SimulatedLoops(seed).Loop(truth, 0.02)]);
            // The truth is one point of the model; the best fit has a smaller sum of squares, so R² cannot be worse than the noise allows.
            var model = new double[SimulatedLoops.Points];
            result.Evaluate(truth, SimulatedLoops.FromZero, model);
            var loop = new double[SimulatedLoops.Points];
            result.Source.ReadPixels(0, loop);
            var atTruth = loop.Zip(model).Sum(p => (p.First - p.Second) * (p.First - p.Second));
            return result.Cost![0] <= atTruth * (1 + 1e-9) && Math.Sign(result.Values[1]) == sign
                && Math.Abs(result.Values[2] - left) < 0.8 && Math.Abs(result.Values[3] - right) < 0.8;
        }, iter: 400);

    [Fact]
    public void Evaluate_gives_the_fitted_loop_in_the_order_measured()
    {
        double[] truth = [0.1, 1, -2, 3, 0.01, 0.7, 0.9, 0.8, 1.2];
        var loop = new SimulatedLoops(2).Loop(truth, 0);
        var result = SimulatedLoops.Fit([loop]);
        var model = new double[loop.Length];
        result.Evaluate(result.ParametersOf(0), result.FitDimension.Values, model);
        Assert.All(model.Zip(loop), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
        Assert.Null(result.Excluded);
        Assert.True(result.RSquared[0] > 1 - 1e-7);
    }

    [Fact]
    public void Missing_points_stay_out_and_are_marked()
    {
        double[] truth = [0.1, 1, -2, 3, 0.01, 0.7, 0.9, 0.8, 1.2];
        var loop = new SimulatedLoops(2).Loop(truth, 0.01);
        (loop[3], loop[20], loop[50]) = (double.NaN, double.PositiveInfinity, double.NegativeInfinity);
        var result = SimulatedLoops.Fit([loop]);
        Assert.Equal(FitVerdict.Good, result.Verdict[0]);
        Assert.Equal([3, 20, 50], result.Excluded!.Index().Where(e => e.Item).Select(e => e.Index));
        Assert.Equal(truth[3], result.Values[3], 5 * result.StandardErrors[3]);
    }

    [Fact]
    public void The_bias_may_be_any_spectroscopic_dimension()
    {
        var simulated = new SimulatedLoops(9);
        double[][] loops = [.. Enumerable.Range(0, 6).Select(_ => simulated.Loop(simulated.Truth(), 0.01))];
        var expected = SimulatedLoops.Fit(loops);
        // X 2 × Voltage 64 × Cycle 3: the loop of X i and Cycle j is number 3i + j.
        var interleaved = new double[loops.Length * 64];
        for (var k = 0; k < loops.Length; k++)
            for (var i = 0; i < 64; i++)
                interleaved[k / 3 * 192 + i * 3 + k % 3] = loops[k][i];
        var source = new Dataset("cycles", "Piezoresponse", "m",
            [new("X", "Position", "m", DimensionKind.Spatial, [0, 1]), new("Voltage", "Bias", "V", DimensionKind.Spectroscopic, SimulatedLoops.FromZero), new("Cycle", "Cycle", "", DimensionKind.Spectroscopic, [0, 1, 2])],
            new RealMemoryStore(interleaved));
        var result = LoopFitter.Fit(source, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(expected.Values, result.Values);
        Assert.Equal(["X", "Cycle"], result.Dimensions.Select(d => d.Name));
        Assert.Equal("m/V", result.Parameters[4].Unit);
    }

    [Fact]
    public void Progress_ends_at_the_number_of_loops_and_threads_do_not_change_the_answer()
    {
        var simulated = new SimulatedLoops(9);
        var source = SimulatedLoops.Dataset([.. Enumerable.Range(0, 1500).Select(_ => simulated.Loop(simulated.Truth(), 0.01))]);
        var reports = new Reports();
        var all = LoopFitter.Fit(source, progress: reports, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(1500, reports.Seen[^1]);
        Assert.True(reports.Seen.Count > 1 && reports.Seen.Zip(reports.Seen.Skip(1)).All(pair => pair.First < pair.Second));
        Assert.Equal(all.Values, LoopFitter.Fit(source, new() { MaxDegreeOfParallelism = 1 }, cancel: TestContext.Current.CancellationToken).Values);
    }

    [Fact]
    public void A_cancelled_fit_throws()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => LoopFitter.Fit(SimulatedLoops.Dataset([new double[64]]), cancel: cancel.Token));
    }

    [Fact]
    public void Complex_data_are_sent_to_fit_sho_first()
    {
        var source = new Dataset("beps", "Response", "V", [new("DC_Offset", "Bias", "V", DimensionKind.Spectroscopic, SimulatedLoops.FromZero)], new ComplexMemoryStore(new Complex[64]));
        Assert.Contains("Run fit sho first", Assert.Throws<ArgumentException>(() => LoopFitter.Fit(source, cancel: TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void Data_without_a_bias_are_refused_with_the_dimensions_there_are()
    {
        var source = new Dataset("image", "Height", "m", [new("X", "Position", "m", DimensionKind.Spatial, [0, 1]), new("Frequency", "Frequency", "Hz", DimensionKind.Spectroscopic, [1, 2])], new RealMemoryStore(new double[4]));
        var message = Assert.Throws<ArgumentException>(() => LoopFitter.Fit(source, cancel: TestContext.Current.CancellationToken)).Message;
        Assert.Contains("no loop-like dimension", message);
        Assert.Contains("X (spatial, 2 points, m), Frequency (spectroscopic, 2 points, Hz)", message);
    }

    [Fact]
    public void A_sweep_that_is_not_one_cycle_is_refused_with_what_it_is()
    {
        Assert.Contains("64 falling and 0 rising", Refusal([.. Enumerable.Range(0, 64).Select(i => 8.0 - i)]));
        Assert.Contains("turns round 4 times", Refusal([.. SimulatedLoops.FromZero, .. SimulatedLoops.FromZero]));
        Assert.Contains("Bias 5 of 64 is NaN", Refusal([.. SimulatedLoops.FromZero.Select((v, i) => i == 5 ? double.NaN : v)]));

        static string Refusal(double[] biases) =>
            Assert.Throws<ArgumentException>(() => LoopFitter.Fit(SimulatedLoops.Dataset([new double[biases.Length]], biases), cancel: TestContext.Current.CancellationToken)).Message;
    }

    [Fact]
    public void An_option_out_of_range_is_named() =>
        Assert.Contains("Starts must be 1 to 64, got 0", Assert.Throws<ArgumentOutOfRangeException>(() => LoopFitter.Fit(SimulatedLoops.Dataset([new double[64]]), new() { Starts = 0 }, cancel: TestContext.Current.CancellationToken)).Message);

    private sealed class Reports : IProgress<long>
    {
        public List<long> Seen { get; } = [];

        public void Report(long value) => Seen.Add(value);
    }
}
