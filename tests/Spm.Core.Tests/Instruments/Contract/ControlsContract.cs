using Spm.Core.Instruments;

namespace Spm.Core.Tests.Instruments.Contract;

/// <summary>What every <see cref="IPositioning"/>, <see cref="IBiasControl"/>, <see cref="IFeedback"/>, <see cref="ILockIn"/> and <see cref="ISignals"/> keeps.</summary>
public abstract class ControlsContract
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract Task<Driver> Open();

    [Fact]
    public async Task A_bias_is_read_back_stays_and_is_zero_when_made_safe()
    {
        await using var driver = await Open();
        var bias = driver.As<IBiasControl>();
        foreach (var volts in new[] { 1.5, -0.1, 10, -10 })
        {
            driver.AssertReadback(volts, await bias.SetBiasAsync(volts, Token));
            driver.AssertReadback(volts, await bias.GetBiasAsync(Token));
            driver.AssertReadback(volts, driver.Instrument.Status.BiasV);
        }
        await driver.Instrument.MakeSafeAsync();
        Assert.Equal(0, await bias.GetBiasAsync(Token));
    }

    [Theory]
    [InlineData(10.1)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public async Task A_bias_beyond_its_limit_is_refused_and_nothing_changes(double volts)
    {
        await using var driver = await Open();
        var bias = driver.As<IBiasControl>();
        await bias.SetBiasAsync(1, Token);
        Assert.Equal("bias", (await Assert.ThrowsAsync<LimitExceededException>(() => bias.SetBiasAsync(volts, Token))).Limit);
        Assert.Equal("bias", (await Assert.ThrowsAsync<LimitExceededException>(() => bias.PulseAsync(volts, 1e-3, Token))).Limit);
        Assert.Equal(1, await bias.GetBiasAsync(Token));
    }

    [Fact]
    public async Task A_pulse_returns_to_the_bias_from_before_and_needs_a_duration()
    {
        await using var driver = await Open();
        var bias = driver.As<IBiasControl>();
        await bias.SetBiasAsync(0.5, Token);
        Assert.Equal(0.5, await bias.PulseAsync(-3, 5e-3, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => bias.PulseAsync(1, 0, Token));
        Assert.Equal("pulse duration", (await Assert.ThrowsAsync<LimitExceededException>(() => bias.PulseAsync(1, double.NaN, Token))).Limit);
        Assert.Equal(0.5, await bias.GetBiasAsync(Token));
    }

    [Fact]
    public async Task Disposing_takes_the_bias_to_zero_and_may_be_repeated()
    {
        await using var driver = await Open();
        await driver.As<IBiasControl>().SetBiasAsync(2, Token);
        await driver.Instrument.DisposeAsync();
        await driver.Instrument.DisposeAsync();
        Assert.Equal(0, driver.Instrument.Status.BiasV);
    }

    [Fact]
    public async Task Feedback_setpoint_gains_and_z_are_read_back()
    {
        await using var driver = await Open();
        var feedback = driver.As<IFeedback>();
        Assert.True(await feedback.SetFeedbackAsync(true, Token));
        driver.AssertReadback(30e-9, await feedback.SetSetpointAsync(30e-9, Token));
        var gains = await feedback.SetGainsAsync(new FeedbackGains(1.5, 2e-3), Token);
        driver.AssertReadback(1.5, gains.Proportional);
        driver.AssertReadback(2e-3, gains.TimeConstantS);
        Assert.Contains("feedback is on", (await Assert.ThrowsAsync<InvalidOperationException>(() => feedback.SetZAsync(100e-9, Token))).Message, StringComparison.Ordinal);
        Assert.False(await feedback.SetFeedbackAsync(false, Token));
        driver.AssertReadback(100e-9, await feedback.SetZAsync(100e-9, Token));
        var state = await feedback.GetFeedbackAsync(Token);
        Assert.False(state.IsOn);
        Assert.NotEmpty(state.SetpointUnit);
        driver.AssertReadback(30e-9, state.Setpoint);
        driver.AssertReadback(100e-9, state.ZM);
        Assert.True(await feedback.WithdrawAsync(Token) > 100e-9);
    }

    [Fact]
    public async Task Feedback_refuses_what_is_no_number()
    {
        await using var driver = await Open();
        var feedback = driver.As<IFeedback>();
        var before = await feedback.GetFeedbackAsync(Token);
        await Assert.ThrowsAsync<LimitExceededException>(() => feedback.SetSetpointAsync(double.NaN, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => feedback.SetGainsAsync(new FeedbackGains(double.NaN, 1), Token));
        await Assert.ThrowsAsync<ArgumentException>(() => feedback.SetGainsAsync(new FeedbackGains(1, 0), Token));
        await Assert.ThrowsAsync<LimitExceededException>(() => feedback.SetZAsync(double.NaN, Token));
        await Assert.ThrowsAsync<LimitExceededException>(() => feedback.SetZAsync(1, Token));
        Assert.Equal(before, await feedback.GetFeedbackAsync(Token));
    }

    [Fact]
    public async Task The_lock_in_is_read_back_and_keeps_its_limits()
    {
        await using var driver = await Open();
        var lockIn = driver.As<ILockIn>();
        var set = new LockInSettings(true, 0.25, 123e3, 0.5);
        var readback = await lockIn.SetLockInAsync(set, Token);
        Assert.True(readback.IsOn);
        driver.AssertReadback(set.AmplitudeV, readback.AmplitudeV);
        driver.AssertReadback(set.FrequencyHz, readback.FrequencyHz);
        driver.AssertReadback(set.PhaseRad, readback.PhaseRad);
        Assert.Equal("excitation amplitude", (await Assert.ThrowsAsync<LimitExceededException>(() => lockIn.SetLockInAsync(set with { AmplitudeV = 100 }, Token))).Limit);
        Assert.Equal("frequency", (await Assert.ThrowsAsync<LimitExceededException>(() => lockIn.SetLockInAsync(set with { FrequencyHz = double.NaN }, Token))).Limit);
        Assert.Equal(readback, await lockIn.GetLockInAsync(Token));
    }

    [Fact]
    public async Task Signals_are_read_by_number_and_an_unknown_one_is_refused()
    {
        await using var driver = await Open();
        var signals = driver.As<ISignals>();
        var all = await signals.GetSignalsAsync(Token);
        Assert.NotEmpty(all);
        var bias = all.First(s => s.Name == "Bias");
        Assert.Equal("V", bias.Unit);
        await driver.As<IBiasControl>().SetBiasAsync(1.25, Token);
        var x = all.First(s => s.Name == "X");
        var values = await signals.ReadSignalsAsync([bias.Index, x.Index], Token);
        Assert.Equal(1.25, values[0]);
        Assert.Equal(driver.Instrument.Status.XM, values[1], 1e-12);
        await Assert.ThrowsAsync<ArgumentException>(() => signals.ReadSignalsAsync([4711], Token));
    }
}
