using Spm.Core.Fitting;

namespace Spm.Core.Tests.Loops;

public class LoopRobustnessTests
{
    [Fact]
    public void Noise_without_a_loop_is_called_noise()
    {
        const int Loops = 3000;
        // At a significance of 0.01, 30 of 3,000 are expected to pass; 57 is five standard deviations more.
        const int MostMistaken = 57;
        var simulated = new SimulatedLoops(11);
        var noise = Enumerable.Range(0, Loops).Select(_ => simulated.Noise(1e-5, slope: 2e-6)).ToArray();
        var result = SimulatedLoops.Fit(noise, options: new() { NoiseSignificance = 0.01, MinimumRSquared = 0 });
        Assert.InRange(result.Verdict.Count(v => v != FitVerdict.NoiseOnly), 0, MostMistaken);
        Assert.Equal(Loops, SimulatedLoops.Fit(noise, options: new() { NoiseSignificance = 1e-6 }).Verdict.Count(v => v == FitVerdict.NoiseOnly));
    }

    [Theory]
    [InlineData(0.01, 0.5)]
    [InlineData(0.05, 1)]
    [InlineData(0.02, 300)]
    public void Planted_spikes_are_found_and_little_else(double noise, double spike)
    {
        const int Loops = 600;
        var simulated = new SimulatedLoops(5);
        var isSpike = new bool[Loops * SimulatedLoops.Points];
        var loops = new double[Loops][];
        for (var k = 0; k < Loops; k++)
        {
            var truth = simulated.Truth();
            loops[k] = simulated.Loop(truth, noise * truth[1]);
            for (var s = 0; s < 1 + k % 4; s++)
            {
                var at = simulated.Below(SimulatedLoops.Points);
                isSpike[k * SimulatedLoops.Points + at] = true;
                loops[k][at] += (simulated.Below(2) == 0 ? -1 : 1) * truth[1] * spike * simulated.Between(1, 2);
            }
        }
        var excluded = SimulatedLoops.Fit(loops).Excluded;
        Assert.NotNull(excluded);
        var planted = isSpike.Count(s => s);
        var found = isSpike.Index().Count(p => p.Item && excluded[p.Index]);
        var alarms = isSpike.Index().Count(p => !p.Item && excluded[p.Index]);
        Assert.True(found >= 0.99 * planted, $"{found} of {planted} spikes were found.");
        Assert.True(alarms <= 0.005 * (isSpike.Length - planted), $"{alarms} false alarms among {isSpike.Length - planted} points.");
    }

    [Fact]
    public void One_to_three_spikes_of_any_height_are_found_and_little_else()
    {
        const int Loops = 3000;
        var simulated = new SimulatedLoops(6);
        var isSpike = new bool[Loops * SimulatedLoops.Points];
        var loops = new double[Loops][];
        for (var k = 0; k < Loops; k++)
        {
            var truth = simulated.Truth();
            loops[k] = simulated.Loop(truth, simulated.Between(0.01, 0.05) * truth[1]);
            for (var s = 0; s < 1 + k % 3; s++)
            {
                var at = simulated.Below(SimulatedLoops.Points);
                if (isSpike[k * SimulatedLoops.Points + at])
                    continue;
                isSpike[k * SimulatedLoops.Points + at] = true;
                loops[k][at] += (simulated.Below(2) == 0 ? -1 : 1) * truth[1] * Math.Pow(10, simulated.Between(0, 3));
            }
        }
        var excluded = SimulatedLoops.Fit(loops).Excluded;
        Assert.NotNull(excluded);
        var planted = isSpike.Count(s => s);
        var found = isSpike.Index().Count(p => p.Item && excluded[p.Index]);
        var alarms = isSpike.Index().Count(p => !p.Item && excluded[p.Index]);
        Assert.True(found >= 0.99 * planted, $"{found} of {planted} spikes were found.");
        Assert.True(alarms <= 0.005 * (isSpike.Length - planted), $"{alarms} false alarms among {isSpike.Length - planted} points.");
    }

    [Fact]
    public void Two_or_three_stray_points_are_no_second_state()
    {
        var simulated = new SimulatedLoops(3);
        var loops = Enumerable.Range(0, 100).Select(k =>
        {
            var noise = simulated.Noise(1);
            for (var i = 0; i < 2 + k % 2; i++)
                noise[20 + i] += 100;
            return noise;
        }).ToArray();
        Assert.Equal(0, SimulatedLoops.Fit(loops).Verdict.Count(v => v == FitVerdict.Good));
    }

    [Fact]
    public void Garbage_gets_a_status_and_never_throws()
    {
        var simulated = new SimulatedLoops(17);
        double[] odd = [0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, -double.MaxValue, double.Epsilon, 1, -1, 1e-300, 1e300];
        const int Loops = 40_000;
        var loops = Enumerable.Range(0, Loops).Select(k => (k % 4) switch
        {
            0 => [.. Enumerable.Range(0, SimulatedLoops.Points).Select(_ => odd[simulated.Below(odd.Length)])],
            1 => [.. Enumerable.Range(0, SimulatedLoops.Points).Select(_ => BitConverter.Int64BitsToDouble(((long)simulated.Below(int.MaxValue) << 33) ^ simulated.Below(int.MaxValue)))],
            2 => [.. Enumerable.Range(0, SimulatedLoops.Points).Select(_ => odd[(k / 4) % odd.Length])],
            _ => (double[])[.. Enumerable.Range(0, SimulatedLoops.Points).Select(_ => simulated.Below(3) == 0 ? odd[simulated.Below(odd.Length)] : simulated.Gaussian())],
        }).ToArray();
        var result = SimulatedLoops.Fit(loops);
        // A twentieth: what is left of garbage when a quarter of it is called outliers may look like a loop.
        Assert.InRange(result.Verdict.Count(v => v == FitVerdict.Good), 0, Loops / 20);
        for (var k = 0; k < loops.Length; k++)
        {
            Assert.True(Enum.IsDefined(result.Status[k]) && Enum.IsDefined(result.Verdict[k]));
            if (!result.IsGood(k))
                continue;
            Assert.All(result.ParametersOf(k).ToArray(), p => Assert.True(double.IsFinite(p)));
            Assert.InRange(result.RSquared[k], 0.8, 1);
        }
    }

    [Theory]
    [InlineData(double.NaN, FitVerdict.TooFewPoints)]
    [InlineData(0.0, FitVerdict.NoiseOnly)]
    [InlineData(3.7e-5, FitVerdict.NoiseOnly)]
    public void A_loop_of_one_value_is_no_loop(double value, FitVerdict verdict)
    {
        var result = SimulatedLoops.Fit([[.. Enumerable.Repeat(value, SimulatedLoops.Points)]]);
        Assert.Equal(verdict, result.Verdict[0]);
    }

    [Fact]
    public void A_straight_line_without_noise_is_no_loop()
    {
        var result = SimulatedLoops.Fit([[.. SimulatedLoops.FromZero.Select(v => 3 + 0.2 * v)]]);
        Assert.NotEqual(FitVerdict.Good, result.Verdict[0]);
    }

    [Fact]
    public void A_loop_with_a_third_of_its_points_thrown_about_is_given_up()
    {
        var simulated = new SimulatedLoops(31);
        var loop = simulated.Loop(simulated.Truth(), 0.01);
        for (var i = 0; i < loop.Length; i += 3)
            loop[i] += 100 * simulated.Gaussian();
        Assert.Equal(FitVerdict.TooManyOutliers, SimulatedLoops.Fit([loop]).Verdict[0]);
    }

    [Fact]
    public void A_fitted_loop_allocates_nothing()
    {
        const int Loops = 300;
        var simulated = new SimulatedLoops(1);
        double[] loops = [.. Enumerable.Range(0, Loops).SelectMany(k => k % 5 == 0 ? simulated.Noise(1) : simulated.Loop(simulated.Truth(), 0.03))];
        for (var k = 0; k < Loops; k += 7)
            loops[k * 64 + k % 64] = k % 2 == 0 ? double.NaN : 1e3;
        var batch = new LoopBatch(SimulatedLoops.FromZero);
        var rows = new BatchRows(Loops);
        batch.Fit(loops, rows.Output);
        Assert.Equal(0, Allocations.Of(() => batch.Fit(loops, rows.Output)));
    }
}
