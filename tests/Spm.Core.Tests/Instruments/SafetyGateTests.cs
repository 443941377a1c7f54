using Spm.Core.Instruments;

namespace Spm.Core.Tests.Instruments;

public class SafetyGateTests
{
    private readonly List<string> _log = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_request_is_checked_against_the_limits_before_it_is_measured()
    {
        var gate = Gate();
        var error = await Assert.ThrowsAsync<LimitExceededException>(() => gate.RunAsync(limits => limits.CheckZ(1), _ => Measure("measured"), Token));
        Assert.Equal("z range", error.Limit);
        Assert.Empty(_log);
        Assert.Equal(5, await gate.RunAsync(limits => limits.CheckZ(1e-6), _ => Measure("measured"), Token));
        Assert.Equal(["measured", "safe"], _log);
        Assert.False(gate.IsMeasuring);
    }

    [Fact]
    public async Task After_an_exception_the_instrument_is_safe_and_the_exception_is_told()
    {
        var error = await Assert.ThrowsAsync<IOException>(() => Gate().RunAsync<int>(_ => { }, _ => throw new IOException("Cable."), Token));
        Assert.Equal("Cable.", error.Message);
        Assert.Equal(["safe"], _log);
    }

    [Fact]
    public async Task A_lost_connection_breaks_the_measurement_off_with_its_reason()
    {
        var gate = Gate();
        var begun = new TaskCompletionSource();
        var running = gate.RunAsync(_ => { }, async token =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return 1;
        }, Token);
        await begun.Task;
        var reason = new IOException("The controller closed the connection.");
        gate.BreakOff(reason);
        Assert.Same(reason, await Assert.ThrowsAsync<IOException>(() => running));
        Assert.Equal(["safe"], _log);
        Assert.False(gate.IsMeasuring);
        // Once it is over, a late message changes nothing.
        gate.BreakOff(new IOException("late"));
        Assert.Equal(5, await gate.RunAsync(_ => { }, _ => Measure("again"), Token));
    }

    [Fact]
    public async Task A_measurement_that_hangs_is_no_reason_to_leave_the_instrument_unsafe()
    {
        var gate = Gate();
        var hangs = new TaskCompletionSource<int>();
        var running = gate.RunAsync(_ => { }, _ => hangs.Task, Token);
        await gate.StopAsync(TimeSpan.Zero);
        Assert.Equal(["safe"], _log);
        Assert.True(gate.IsMeasuring);
        hangs.SetResult(1);
        await running;
        Assert.Equal(["safe", "safe"], _log);
    }

    [Fact]
    public async Task A_measurement_does_not_begin_while_the_bias_is_still_on_its_way_to_zero()
    {
        var ramp = new TaskCompletionSource();
        var gate = new SafetyGate("Toy", new InstrumentLimits(), () =>
        {
            _log.Add("safe");
            return ramp.Task;
        });
        var stopping = gate.StopAsync();
        var measuring = gate.RunAsync(_ => { }, _ => Measure("measured"), Token);
        Assert.False(gate.IsMeasuring);
        ramp.SetResult();
        await stopping;
        Assert.Equal(5, await measuring);
        Assert.Equal(["safe", "measured", "safe"], _log);
    }

    [Fact]
    public async Task A_measurement_that_waited_for_one_stop_waits_for_the_next_one_too()
    {
        TaskCompletionSource[] ramps = [new(), new()];
        using var ramping = new SemaphoreSlim(0);
        var times = 0;
        var gate = new SafetyGate("Toy", new InstrumentLimits(), () =>
        {
            _log.Add("safe");
            ramping.Release();
            return times < ramps.Length ? ramps[times++].Task : Task.CompletedTask;
        });
        var first = gate.StopAsync();
        await ramping.WaitAsync(Token);
        var measuring = gate.RunAsync(_ => { }, _ => Measure("measured"), Token);
        var second = gate.StopAsync();
        // On a thread of the pool whoever waits for the first stop goes on before this returns.
        await Task.Run(ramps[0].SetResult, Token);
        await first;
        Assert.False(gate.IsMeasuring);
        await ramping.WaitAsync(Token);
        Assert.False(gate.IsMeasuring);
        ramps[1].SetResult();
        await second;
        Assert.Equal(5, await measuring);
        Assert.Equal(["safe", "safe", "measured", "safe"], _log);
    }

    [Fact]
    public async Task When_the_safe_state_cannot_be_reached_that_is_what_is_told_with_what_to_do()
    {
        var gate = new SafetyGate("Toy", new InstrumentLimits(), () => throw new IOException("no answer"));
        var error = await Assert.ThrowsAsync<InstrumentNotSafeException>(() => gate.RunAsync<int>(_ => { }, _ => throw new IOException("Cable."), Token));
        Assert.Equal("Cable.", error.Ending!.Message);
        Assert.Contains("Toy could not be made safe: no answer. The bias may still be on. Look at the instrument", error.Message, StringComparison.Ordinal);
        Assert.Contains("The measurement had failed: Cable.", error.Message, StringComparison.Ordinal);
        Assert.False(gate.IsMeasuring);
        await Assert.ThrowsAsync<InstrumentNotSafeException>(() => gate.RunAsync(_ => { }, _ => Measure("done"), Token));
    }

    [Fact]
    public async Task The_safe_state_is_scan_stopped_bias_zero_by_the_ramp_and_the_tip_withdrawn_only_when_that_is_wanted()
    {
        await Sequence(withdraw: false).RunAsync();
        Assert.Equal(["scan stopped", "bias 2", "bias 0"], _log);
        _log.Clear();
        await Sequence(withdraw: true).RunAsync();
        Assert.Equal(["scan stopped", "bias 2", "bias 0", "withdrawn"], _log);
    }

    [Fact]
    public async Task A_scan_that_cannot_be_stopped_is_no_reason_to_leave_the_bias_on()
    {
        var sequence = Sequence(withdraw: true) with { StopScan = () => throw new IOException("no answer") };
        var error = await Assert.ThrowsAsync<AggregateException>(sequence.RunAsync);
        Assert.Equal("The scan could not be stopped: no answer", Assert.Single(error.InnerExceptions).Message);
        Assert.Equal(["bias 2", "bias 0", "withdrawn"], _log);
    }

    private SafetyGate Gate() => new("Toy", new InstrumentLimits(), () =>
    {
        _log.Add("safe");
        return Task.CompletedTask;
    });

    private Task<int> Measure(string what)
    {
        _log.Add(what);
        return Task.FromResult(5);
    }

    private SafeSequence Sequence(bool withdraw)
    {
        Task Note(string what)
        {
            _log.Add(what);
            return Task.CompletedTask;
        }

        var ramp = new BiasRamp(new InstrumentLimits { MaxBiasSlewVPerS = 200 }, (bias, _) =>
        {
            _log.Add($"bias {bias:0.###}");
            return Task.FromResult(bias);
        }, (_, _) => Task.CompletedTask);
        ramp.Note(4);
        return new SafeSequence { StopScan = () => Note("scan stopped"), Ramp = ramp, Withdraw = () => Note("withdrawn"), WithdrawWhenSafe = withdraw };
    }
}
