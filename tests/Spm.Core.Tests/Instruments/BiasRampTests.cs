using CsCheck;
using Spm.Core.Instruments;

namespace Spm.Core.Tests.Instruments;

public class BiasRampTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void No_step_is_larger_than_slew_times_step_time_and_the_last_is_the_end() =>
        Gen.Select(Gen.Double[-10, 10], Gen.Double[-10, 10], Gen.Double[0.5, 5000]).ForAll((from, to, slew) =>
        {
            var steps = BiasRamp.Steps(from, to, slew, Step).ToList();
            Assert.Equal(to, steps.Count > 0 ? steps[^1] : from);
            var before = from;
            foreach (var bias in steps)
            {
                // The bound, and the rounding of two numbers of 10 V.
                Assert.True(Math.Abs(bias - before) <= slew * Step.TotalSeconds * (1 + 1e-9) + 1e-14);
                Assert.Equal(Math.Sign(to - from), Math.Sign(bias - before));
                before = bias;
            }
        });

    [Fact]
    public void A_ramp_has_no_more_steps_than_it_needs()
    {
        Assert.Equal([6, 4, 2, 0], BiasRamp.Steps(8, 0, 200, Step));
        Assert.Equal([0.0], BiasRamp.Steps(2, 0, 200, Step));
        Assert.Empty(BiasRamp.Steps(3, 3, 200, Step));
    }

    [Fact]
    public async Task Time_passes_between_two_steps_and_the_readback_is_given()
    {
        var log = new List<string>();
        var ramp = Logged(log, new InstrumentLimits { MaxBiasSlewVPerS = 200 });
        Assert.Equal(4.001, await ramp.ToAsync(4, Token));
        Assert.Equal(["2", "wait", "4"], log);
        Assert.Equal(4.001, ramp.BiasV);
        log.Clear();
        await ramp.ToAsync(0, Token);
        Assert.Equal(3, log.Count(l => l != "wait"));
        Assert.Equal("0", log[^1]);
    }

    [Fact]
    public async Task A_bias_beyond_its_limit_or_not_a_number_is_refused_before_anything_is_sent()
    {
        var log = new List<string>();
        var ramp = Logged(log, new InstrumentLimits());
        foreach (var bias in new[] { 10.5, -11, double.NaN, double.PositiveInfinity })
            Assert.Equal("bias", (await Assert.ThrowsAsync<LimitExceededException>(() => ramp.ToAsync(bias, Token))).Limit);
        Assert.Empty(log);
    }

    [Fact]
    public async Task Zero_is_sent_also_when_it_seems_to_be_there()
    {
        var log = new List<string>();
        await Logged(log, new InstrumentLimits()).ToAsync(0, Token);
        Assert.Equal(["0"], log);
    }

    [Fact]
    public async Task A_cancelled_ramp_stops_between_two_steps_and_the_next_begins_there()
    {
        using var cancel = new CancellationTokenSource();
        var log = new List<double>();
        var ramp = new BiasRamp(new InstrumentLimits { MaxBiasSlewVPerS = 100 }, (bias, _) =>
        {
            log.Add(bias);
            if (log.Count == 3) cancel.Cancel();
            return Task.FromResult(bias);
        }, (_, _) => Task.CompletedTask);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ramp.ToAsync(8, cancel.Token));
        await ramp.ToAsync(0, Token);
        Assert.Equal([1, 2, 3, 2, 1, 0], log);
    }

    [Fact]
    public async Task The_way_to_zero_waits_for_a_ramp_that_is_under_way_so_that_zero_is_the_last_word()
    {
        var log = new List<double>();
        var hold = new TaskCompletionSource();
        var ramp = new BiasRamp(new InstrumentLimits { MaxBiasSlewVPerS = 200 }, (bias, _) =>
        {
            log.Add(bias);
            return Task.FromResult(bias);
        }, (_, _) => hold.Task);
        var up = ramp.ToAsync(4, Token);
        var down = ramp.ToAsync(0, Token);
        hold.SetResult();
        await Task.WhenAll(up, down);
        Assert.Equal([2, 4, 2, 0], log);
    }

    [Fact]
    public void Impossible_ramps_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BiasRamp.Steps(double.NaN, 0, 1, Step));
        Assert.Throws<ArgumentOutOfRangeException>(() => BiasRamp.Steps(0, 1, double.NaN, Step));
        Assert.Throws<ArgumentOutOfRangeException>(() => BiasRamp.Steps(0, 1, 0, Step));
        Assert.Throws<ArgumentOutOfRangeException>(() => BiasRamp.Steps(0, 1, 1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => BiasRamp.Steps(-10, 10, 1e-6, Step));
    }

    private static BiasRamp Logged(List<string> log, InstrumentLimits limits) => new(limits, (bias, _) =>
    {
        log.Add($"{bias:0.###}");
        return Task.FromResult(bias == 0 ? 0 : bias + 0.001);
    }, (time, _) =>
    {
        Assert.Equal(Step, time);
        log.Add("wait");
        return Task.CompletedTask;
    });
}
