using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Twin;
using Spm.Core.Physics.Detection;

namespace Spm.Core.Tests.Instruments;

/// <summary>Curves at one place against the law they come from.</summary>
public class TwinSweepTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Current_against_bias_is_the_current_of_the_sample_with_noise_around_it()
    {
        await using var twin = TwinInstrument.Create("electrode", 3);
        var place = await twin.GetPositionAsync(Token);
        var current = (await twin.SweepBiasAsync(new BiasSweepRequest { StartV = -2, EndV = 2, Points = 200 }, cancellationToken: Token))[0];
        Assert.Equal(["Direction", "Bias"], current.Dimensions.Select(d => d.Name));
        var measured = Real(current);
        var sigma = new TwinOptions().Channels.CurrentNoiseA;
        var residuals = Enumerable.Range(0, 400).Select(i => (measured[i] - twin.Specimen.CurrentA(place.XM, place.YM, current.Dimensions[1].Values[i % 200])) / sigma).ToArray();
        // 400 normal numbers: their mean square is 1 ± 5·√(2/400).
        Assert.InRange(residuals.Average(r => r * r), 0.64, 1.36);
        Assert.Equal(0, twin.Status.BiasV);
    }

    [Fact]
    public async Task A_sweep_leaves_the_bias_as_it_was_and_a_cancelled_one_leaves_none()
    {
        await using var twin = TwinInstrument.Create("electrode", 3);
        await twin.SetBiasAsync(0.7, Token);
        await twin.SweepBiasAsync(new BiasSweepRequest { Points = 8 }, cancellationToken: Token);
        Assert.Equal(0.7, twin.Status.BiasV);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => twin.SweepBiasAsync(new BiasSweepRequest { Points = 8 }, new Immediate<long>(_ => cancel.Cancel()), cancel.Token));
        Assert.Equal(0, twin.Status.BiasV);
    }

    [Fact]
    public async Task The_pull_off_of_a_force_curve_is_that_of_the_contact()
    {
        await using var twin = TwinInstrument.Create("soft", 2, new TwinOptions { NoiseOn = false });
        var radius = new TwinOptions().Tip.ApexRadiusM;
        var surface = twin.Specimen.SurfaceAt(twin.Status.XM, twin.Status.YM);
        var force = (await twin.SweepZAsync(new ZSweepRequest { StartM = 200e-9, EndM = -20e-9, Points = 2000, Channels = ["Force"] }, cancellationToken: Token))[0];
        var (forward, backward) = (Real(force)[..2000], Real(force)[2000..]);
        // The step of z is 0.11 nm, and the spring of 3 N/m turns it into 0.33 nN at most.
        Assert.Equal(-surface.Contact.PullOffN(radius), backward.Min(), 0.4e-9);
        Assert.True(backward.Min() <= forward.Min(), "Retracting does not pull deeper than approaching.");
        Assert.Equal(0, forward[0], 0.05e-9);
        Assert.True((await twin.GetFeedbackAsync(Token)).IsOn);
    }

    [Fact]
    public async Task On_a_hard_surface_the_cantilever_bends_by_what_the_base_goes_down()
    {
        await using var twin = TwinInstrument.Create("pto", 2, new TwinOptions { NoiseOn = false });
        var deflection = (await twin.SweepZAsync(new ZSweepRequest { StartM = 30e-9, EndM = -30e-9, Points = 601, Backward = false }, cancellationToken: Token))[0];
        var values = Real(deflection);
        // Between the last two thirds of the way in, 20 nm down: the oxide gives way by less than a hundredth of it.
        Assert.Equal(20e-9, values[600] - values[400], 0.4e-9);
    }

    [Fact]
    public async Task The_stream_of_the_deflection_at_rest_has_the_variance_of_equipartition()
    {
        await using var twin = TwinInstrument.Create("pto", 2);
        var deflection = (await twin.GetSignalsAsync(Token)).Single(s => s.Name == "Deflection");
        var stream = await twin.CaptureAsync(new CaptureRequest { Signal = deflection.Index, Samples = 1 << 20, SampleRateHz = 4e6 }, Token);
        var values = Real(stream);
        var mean = values.Average();
        // kT/k of the contact stiffness, and what the detector adds, which is known.
        var chain = new SignalChain();
        var thermal = EigenMode.BoltzmannJPerK * chain.TemperatureK / 40;
        var detector = chain.Detector.WhiteNoiseVPerRootHz * chain.Detector.WhiteNoiseVPerRootHz * 2e6 / (chain.Detector.OutputVPerM * chain.Detector.OutputVPerM);
        var variance = values.Average(v => (v - mean) * (v - mean));
        // The mode rings for 0.15 ms, so 0.26 s hold about 1700 independent values of its energy; 1/f noise and rounding add a few percent.
        Assert.InRange(variance / (thermal + detector), 0.85, 1.25);
    }

    [Fact]
    public async Task A_signal_that_is_not_there_is_refused_with_those_that_are()
    {
        await using var twin = TwinInstrument.Create();
        Assert.Contains("Current", (await Assert.ThrowsAsync<ArgumentException>(() => twin.SweepBiasAsync(new BiasSweepRequest { Channels = ["curent"] }, cancellationToken: Token))).Message, StringComparison.Ordinal);
        Assert.Contains("Signals: 0 Bias", (await Assert.ThrowsAsync<ArgumentException>(() => twin.CaptureAsync(new CaptureRequest { Signal = 99 }, Token))).Message, StringComparison.Ordinal);
    }

    private static double[] Real(Dataset data)
    {
        var samples = new double[data.Samples.Length];
        data.Samples.Read(0, samples);
        return samples;
    }
}
