using Spm.Core.Instruments;

namespace Spm.Core.Tests.Instruments.Contract;

/// <summary>What every <see cref="IBiasSpectroscopy"/>, <see cref="IForceSpectroscopy"/> and <see cref="IOscilloscope"/> keeps.</summary>
public abstract class SweepContract
{
    // Fractions of a sweep's span by which a float32 may shift a point.
    private const double AxisPrecision = 1e-6;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract Task<Driver> Open();

    [Fact]
    public async Task A_bias_sweep_has_its_points_in_both_directions_and_returns_to_the_bias_from_before()
    {
        await using var driver = await Open();
        var spectroscopy = driver.As<IBiasSpectroscopy>();
        await driver.As<IBiasControl>().SetBiasAsync(0.5, Token);
        var request = new BiasSweepRequest { StartV = -1, EndV = 2, Points = 7 };
        var sweep = await spectroscopy.SweepBiasAsync(request, cancellationToken: Token);
        Assert.NotEmpty(sweep);
        Assert.All(sweep, d =>
        {
            Assert.Equal(["Direction", "Bias"], d.Dimensions.Select(x => x.Name));
            for (var i = 0; i < 7; i++) Assert.Equal(-1 + 0.5 * i, d.Dimensions[1].Values[i], 3 * AxisPrecision);
            Assert.Equal(14, d.Samples.Length);
        });
        Assert.Equal(0.5, await driver.As<IBiasControl>().GetBiasAsync(Token));
    }

    [Fact]
    public async Task A_sweep_beyond_a_limit_is_refused_before_it_begins()
    {
        await using var driver = await Open();
        var spectroscopy = driver.As<IBiasSpectroscopy>();
        Assert.Equal("bias", (await Assert.ThrowsAsync<LimitExceededException>(() => spectroscopy.SweepBiasAsync(new BiasSweepRequest { EndV = 12 }, cancellationToken: Token))).Limit);
        Assert.Equal("bias", (await Assert.ThrowsAsync<LimitExceededException>(() => spectroscopy.SweepBiasAsync(new BiasSweepRequest { StartV = double.NaN }, cancellationToken: Token))).Limit);
        await Assert.ThrowsAsync<ArgumentException>(() => spectroscopy.SweepBiasAsync(new BiasSweepRequest { Channels = ["nonsense"] }, cancellationToken: Token));
        Assert.Equal(0, driver.Instrument.Status.BiasV);
    }

    [Fact]
    public async Task A_z_sweep_has_its_points_and_leaves_the_feedback_as_it_was()
    {
        await using var driver = await Open();
        var spectroscopy = driver.As<IForceSpectroscopy>();
        var before = await driver.As<IFeedback>().GetFeedbackAsync(Token);
        var sweep = await spectroscopy.SweepZAsync(new ZSweepRequest { StartM = 40e-9, EndM = -10e-9, Points = 6, Backward = false }, cancellationToken: Token);
        Assert.All(sweep, d =>
        {
            Assert.Equal("Z", Assert.Single(d.Dimensions).Name);
            for (var i = 0; i < 6; i++) Assert.Equal(40e-9 - 10e-9 * i, d.Dimensions[0].Values[i], 50e-9 * AxisPrecision);
        });
        Assert.Equal(before.IsOn, (await driver.As<IFeedback>().GetFeedbackAsync(Token)).IsOn);
        await Assert.ThrowsAsync<ArgumentException>(() => spectroscopy.SweepZAsync(new ZSweepRequest { EndM = double.NaN }, cancellationToken: Token));
    }

    [Fact]
    public async Task A_capture_has_its_samples_at_even_times_no_slower_than_asked()
    {
        await using var driver = await Open();
        var capture = await driver.As<IOscilloscope>().CaptureAsync(new CaptureRequest { Samples = 64, SampleRateHz = 100e3 }, Token);
        var times = Assert.Single(capture.Dimensions).Values;
        Assert.Equal(("Time", "s", 64), (capture.Dimensions[0].Name, capture.Dimensions[0].Unit, times.Length));
        Assert.True(times[1] > 0 && times[1] <= 1e-5 * (1 + 1e-9));
        for (var i = 0; i < 64; i++) Assert.Equal(i * times[1], times[i], 1e-9);
        await Assert.ThrowsAsync<ArgumentException>(() => driver.As<IOscilloscope>().CaptureAsync(new CaptureRequest { Samples = 0 }, Token));
    }
}
