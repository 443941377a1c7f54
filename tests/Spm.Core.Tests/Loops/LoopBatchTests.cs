using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Tests.Loops;

public class LoopBatchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void All_lane_widths_find_the_same(int width)
    {
        const int Loops = 203;
        var loops = Mixed(Loops);
        var (four, other) = (new BatchRows(Loops), new BatchRows(Loops));
        new LoopBatch(SimulatedLoops.FromZero, null, 4).Fit(loops, four.Output);
        new LoopBatch(SimulatedLoops.FromZero, null, width).Fit(loops, other.Output);
        Assert.Equal(four.Verdict, other.Verdict);
        Assert.Equal(four.Excluded, other.Excluded);
        for (var k = 0; k < Loops; k++)
            if (four.Verdict[k] == FitVerdict.Good)
            {
                // Sums are taken in another order; the solver stops at 1e-8 of the sum of squares.
                Assert.Equal(four.Cost[k], other.Cost[k], 1e-7 * four.Cost[k]);
                for (var p = 0; p < 5; p++)
                    Assert.Equal(four.Values[k * 9 + p], other.Values[k * 9 + p], 1e-3 * (1 + Math.Abs(four.Errors[k * 9 + p])));
            }
    }

    [Fact]
    public void A_loop_does_not_depend_on_its_neighbours()
    {
        const int Loops = 50;
        var loops = Mixed(Loops);
        var (together, alone) = (new BatchRows(Loops), new BatchRows(1));
        var batch = new LoopBatch(SimulatedLoops.FromZero);
        batch.Fit(loops, together.Output);
        for (var k = 0; k < Loops; k++)
        {
            batch.Fit(loops.AsSpan(k * 64, 64), alone.Output);
            Assert.Equal(together.Values.AsSpan(k * 9, 9).ToArray(), alone.Values);
            Assert.Equal(together.Errors.AsSpan(k * 9, 9).ToArray(), alone.Errors);
            Assert.Equal(together.Verdict[k], alone.Verdict[0]);
        }
    }

    [Fact]
    public void The_cost_is_the_sum_of_squares_over_the_points_kept()
    {
        const int Loops = 60;
        var loops = Mixed(Loops);
        var rows = new BatchRows(Loops);
        new LoopBatch(SimulatedLoops.FromZero).Fit(loops, rows.Output);
        var model = new double[64];
        for (var k = 0; k < Loops; k++)
        {
            if (rows.Verdict[k] != FitVerdict.Good)
                continue;
            LoopModel.Evaluate(rows.Values.AsSpan(k * 9, 9), SimulatedLoops.FromZero, model);
            var cost = Enumerable.Range(0, 64).Where(i => !rows.Excluded[k * 64 + i]).Sum(i => (loops[k * 64 + i] - model[i]) * (loops[k * 64 + i] - model[i]));
            Assert.Equal(cost, rows.Cost[k], 1e-8 * cost);
        }
    }

    [Fact]
    public void The_dataset_fitter_gives_what_the_batch_gives()
    {
        const int Loops = 40;
        var loops = Mixed(Loops);
        var rows = new BatchRows(Loops);
        new LoopBatch(SimulatedLoops.FromZero).Fit(loops, rows.Output);
        var result = SimulatedLoops.Fit([.. loops.Chunk(64)]);
        Assert.Equal(rows.Values, result.Values);
        Assert.Equal(rows.Cost, result.Cost);
        Assert.Equal(rows.Verdict, result.Verdict);
    }

    [Fact]
    public void Wrong_lengths_are_named()
    {
        var batch = new LoopBatch(SimulatedLoops.FromZero);
        Assert.Equal(64, batch.Points);
        Assert.Contains("100 samples are no whole number of loops of 64 points", Assert.Throws<ArgumentException>(() => batch.Fit(new double[100], new BatchRows(2).Output)).Message);
        Assert.Contains("Values holds 9 elements; these fits need 18", Assert.Throws<ArgumentException>(() => batch.Fit(new double[128], new BatchRows(1).Output)).Message);
    }

    [Fact]
    public void A_bias_in_mV_gives_what_the_same_bias_in_V_gives()
    {
        var simulated = new SimulatedLoops(12);
        double[][] loops = [.. Enumerable.Range(0, 30).Select(_ => simulated.Loop(simulated.Truth(), 0.02))];
        var inVolts = SimulatedLoops.Fit(loops);
        var millivolts = new Dimension("Voltage", "Bias", "mV", DimensionKind.Spectroscopic, [.. SimulatedLoops.FromZero.Select(v => v * 1000)]);
        var source = new Dataset("simulated", "Piezoresponse", "a.u.", [new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, loops.Length)), millivolts], new RealMemoryStore([.. loops.SelectMany(l => l)]));
        var result = LoopFitter.Fit(source, cancel: TestContext.Current.CancellationToken);
        Assert.Equal("V", result.Parameters[2].Unit);
        // mV times 0.001 is not V to the last bit.
        for (var i = 0; i < result.Values.Length; i++)
            Assert.Equal(inVolts.Values[i], result.Values[i], 1e-6);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(31)]
    [InlineData(63)]
    [InlineData(129)]
    public void A_cycle_of_few_or_an_odd_number_of_points_is_fitted_or_has_a_reason(int points)
    {
        double[] biases = [.. Enumerable.Range(0, points).Select(i => 8 * Math.Sin(2 * Math.PI * i / points))];
        var simulated = new SimulatedLoops(points);
        const int Loops = 20;
        double[] loops = [.. Enumerable.Range(0, Loops).SelectMany(_ => simulated.Loop([0, 1, -3, 3, 0, 1, 1, 1, 1], 0.01, biases))];
        var rows = new BatchRows(Loops, points);
        new LoopBatch(biases).Fit(loops, rows.Output);
        for (var k = 0; k < Loops; k++)
        {
            if (points < 12)
                Assert.Equal(FitVerdict.TooFewPoints, rows.Verdict[k]);
            else if (points > 30)
            {
                // The widest step of a sine of 31 points is 1.6 V.
                Assert.Equal(FitVerdict.Good, rows.Verdict[k]);
                Assert.Equal(3, rows.Values[k * 9 + 3], 1.6);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(7)]
    public void A_cycle_of_too_few_points_to_show_two_branches_is_refused(int points) =>
        Assert.Contains("at least 4 points with falling and 4 with rising bias", Assert.Throws<ArgumentException>(() => new LoopBatch([.. Enumerable.Range(0, points).Select(i => 8 * Math.Cos(2 * Math.PI * i / points))])).Message);

    /// <summary>Clean and spiky loops, loops with missing points, and noise.</summary>
    private static double[] Mixed(int count)
    {
        var simulated = new SimulatedLoops(77);
        double[] loops = [.. Enumerable.Range(0, count).SelectMany(k => k % 10 == 9 ? simulated.Noise(1) : simulated.Loop(simulated.Truth(), 0.02))];
        for (var k = 0; k < count; k += 4)
            loops[k * 64 + 5 + k % 50] = k % 8 == 0 ? double.NaN : 300;
        return loops;
    }
}
