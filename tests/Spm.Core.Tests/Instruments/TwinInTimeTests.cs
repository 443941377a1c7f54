using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Twin;
using Spm.Core.Physics;
using Spm.Core.Physics.Detection;

namespace Spm.Core.Tests.Instruments;

/// <summary>Spectra and loops through wave, cantilever, photodetector and digitizer in time.</summary>
public class TwinInTimeTests
{
    /// <summary>A converter whose range fits the signal: rounding is far below the noise of the detector.</summary>
    private static readonly SignalChain Chain = new() { Digitizer = new Digitizer { RangeV = 1 } };

    private static readonly TwinOptions Noiseless = new() { NoiseOn = false, InTime = Chain };

    private static readonly LoopRequest SmallLoops = new() { Rows = 2, Columns = 3, SizeM = 1e-6, StepsPerCycle = 8, PreparationCycles = 0, Field = LoopField.Both };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(350e3, 60e3)]
    [InlineData(100e3, 20e3)]
    [InlineData(600e3, 60e3)]
    public async Task Without_noise_loops_in_time_are_the_oscillators_of_the_formula_on_and_off_resonance(double centerHz, double bandwidthHz)
    {
        await using var twin = TwinInstrument.Create(seed: 5, options: Noiseless);
        var request = SmallLoops with { CenterHz = centerHz, BandwidthHz = bandwidthHz };
        var residuals = Residuals(twin, await twin.MeasureLoopsAsync(request, cancellationToken: Token), request);
        Assert.Equal(6 * 16 * 80, residuals.Length);
        Assert.All(residuals, r => Assert.InRange(r.Difference.Magnitude, 0, r.Tolerance));
        // The test can fail: what is compared is far above the tolerance.
        Assert.True(residuals.Max(r => r.Truth.Magnitude / r.Tolerance) > 10);
    }

    [Fact]
    public async Task Drive_far_from_resonance_shows_the_static_response_and_not_the_quality_factor()
    {
        async Task<double> Largest(double centerHz)
        {
            await using var twin = TwinInstrument.Create(options: Noiseless);
            var spectra = Read(await twin.AcquireGridAsync(new BandExcitationRequest { Rows = 1, Columns = 1, CenterHz = centerHz, BandwidthHz = 20e3, Bins = 21 }, cancellationToken: Token));
            return spectra.Max(z => z.Magnitude) / twin.LastTruth!.AmplitudeV[0];
        }
        // |H|/A is 1/(1 − f²/f0²) far below; at resonance Q, here 100 to 250.
        Assert.Equal(1 / (1 - 110.0 * 110 / 350 / 350), await Largest(100e3), 0.03);
        Assert.InRange(await Largest(350e3), 80, 250);
    }

    [Fact]
    public async Task Same_seed_gives_the_same_loops_in_time_on_any_number_of_threads()
    {
        async Task<Complex[]> Loops(int threads, int seed)
        {
            await using var twin = TwinInstrument.Create(seed: seed, options: new TwinOptions { InTime = Chain, Threads = threads });
            return Read(await twin.MeasureLoopsAsync(SmallLoops, cancellationToken: Token));
        }
        var alone = await Loops(1, 3);
        Assert.Equal(alone, await Loops(4, 3));
        Assert.NotEqual(alone, await Loops(1, 4));
    }

    [Fact]
    public async Task Noise_in_time_is_that_of_the_chain_and_the_measurement_says_how_strong()
    {
        await using var twin = TwinInstrument.Create(options: new TwinOptions { InTime = Chain });
        var request = new BandExcitationRequest { Rows = 20, Columns = 20 };
        var residuals = Residuals(twin, await twin.AcquireGridAsync(request, cancellationToken: Token), request);
        var variance = residuals.Average(r => (r.Difference.Real * r.Difference.Real + r.Difference.Imaginary * r.Difference.Imaginary) / 2);
        // 64,000 squares: five standard errors of a variance are 5 √(2/64000) = 0.028; neighbouring pixels' polygon and start add less than 0.01.
        Assert.Equal(1, variance / Math.Pow(twin.LastTruth!.SigmaV, 2), 0.04);
        Assert.InRange(twin.LastTruth.SigmaV, 1e-4, 2e-3);
    }

    [Fact]
    public async Task Each_source_of_noise_has_its_switch()
    {
        async Task<double> Deviation(SignalChain chain, bool noise = true)
        {
            await using var twin = TwinInstrument.Create(options: new TwinOptions { InTime = chain, NoiseOn = noise });
            var request = new BandExcitationRequest { Rows = 5, Columns = 5 };
            var residuals = Residuals(twin, await twin.AcquireGridAsync(request, cancellationToken: Token), request);
            return Math.Sqrt(residuals.Average(r => r.Difference.Magnitude * r.Difference.Magnitude));
        }
        var (all, none) = (await Deviation(Chain), await Deviation(Chain.Quiet()));
        Assert.Equal(none, await Deviation(Chain, noise: false));
        Assert.True(all > 20 * none, $"{all} against {none}");
        // White noise of the detector is the most, thermal motion shows at resonance, 1/f noise at 350 kHz is √(1/350) of the white.
        var cold = Chain with { ThermalNoiseOn = false };
        var (withoutWhite, withoutThermal) = (await Deviation(Chain with { Detector = Chain.Detector with { WhiteNoiseOn = false } }), await Deviation(cold));
        var flicker = await Deviation(cold with { Detector = cold.Detector with { WhiteNoiseOn = false } });
        Assert.True(withoutThermal < 0.98 * all && withoutWhite < 0.6 * all, $"{all}, without white {withoutWhite}, without thermal {withoutThermal}");
        Assert.Equal(Math.Sqrt(1 / 351.0), flicker / withoutThermal, 0.01);
        // A detector four times as noisy has four times the noise, of the same numbers.
        Assert.Equal(4, await Deviation(cold with { Detector = cold.Detector with { WhiteNoiseVPerRootHz = 4 * cold.Detector.WhiteNoiseVPerRootHz } }) / withoutThermal, 0.01);
    }

    [Fact]
    public async Task Fewer_bits_of_the_digitizer_show_as_the_rounding_noise_of_its_steps()
    {
        // ± 1 V in 10 bits: 2 mV a code, while the response swings by tens of mV, so that rounding is like noise.
        var coarse = Chain with { Digitizer = Chain.Digitizer with { Bits = 10 } };
        await using var twin = TwinInstrument.Create(options: Noiseless with { InTime = coarse });
        var request = new BandExcitationRequest { Rows = 8, Columns = 8 };
        var residuals = Residuals(twin, await twin.AcquireGridAsync(request, cancellationToken: Token), request, coarse);
        // Where the response is strong; a weak one stays within a code or two, whose rounding follows the signal and is no noise.
        var loud = residuals.Where((_, i) => twin.LastTruth!.AmplitudeV[i / 80] > 3e-4).ToArray();
        Assert.True(loud.Length > 2000);
        var ratio = Math.Sqrt(loud.Average(r => Math.Pow(r.Difference.Magnitude / r.RoundingV, 2) / 2));
        Assert.InRange(ratio, 0.8, 1.25);
    }

    [Fact]
    public async Task A_response_beyond_the_digitizers_range_is_clipped()
    {
        async Task<double> Largest(double rangeV)
        {
            await using var twin = TwinInstrument.Create(options: Noiseless with { InTime = new SignalChain { Digitizer = new Digitizer { RangeV = rangeV } } });
            return Read(await twin.AcquireGridAsync(new BandExcitationRequest { Rows = 1, Columns = 1 }, cancellationToken: Token)).Max(z => z.Magnitude);
        }
        Assert.True(await Largest(2e-3) < 0.5 * await Largest(1));
    }

    [Fact]
    public async Task Sums_and_differences_of_the_tones_of_a_wide_band_come_with_the_electrostatic_force_and_go_with_it()
    {
        async Task<double> WorstInTolerances(bool electrostatics)
        {
            await using var twin = TwinInstrument.Create(options: Noiseless with { ElectrostaticsOn = electrostatics });
            // From 50 to 650 kHz: differences up to 600 kHz and sums from 100 kHz fall into the band.
            var request = new BandExcitationRequest { Rows = 2, Columns = 2, BandwidthHz = 600e3, Bins = 200, AcAmplitudeV = 5 };
            return Residuals(twin, await twin.AcquireGridAsync(request, cancellationToken: Token), request).Max(r => r.Difference.Magnitude / r.Tolerance);
        }
        Assert.InRange(await WorstInTolerances(false), 0, 1);
        Assert.True(await WorstInTolerances(true) > 2);
    }

    [Fact]
    public async Task The_dataset_says_at_which_frequencies_and_how_it_was_recorded()
    {
        await using var twin = TwinInstrument.Create(options: Noiseless);
        var request = new BandExcitationRequest { Rows = 1, Columns = 1 };
        var spectra = await twin.AcquireGridAsync(request, cancellationToken: Token);
        var axis = spectra.Dimensions[^1].Values;
        Assert.Equal(350e3, (axis[0] + axis[^1]) / 2, 1e-6);
        // Δ B/(4 f_c) = 759 Hz · 60/1400.
        Assert.All(axis.Zip(request.FrequenciesHz()), pair => Assert.Equal(pair.Second, pair.First, 33.0));
        var samples = (double)spectra.Metadata["IO_rate_[Hz]"] / (axis[1] - axis[0]);
        Assert.Equal(4096, samples, 1e-6);
        Assert.Contains("TemperatureK = 295", (string)spectra.Provenance[^1].Parameters["InTime"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_measured_in_time_is_refused_with_advice()
    {
        await using var twin = TwinInstrument.Create(options: Noiseless);
        var fine = await Assert.ThrowsAsync<ArgumentException>(() => twin.AcquireGridAsync(new BandExcitationRequest { Rows = 1, Columns = 1, Bins = 400 }, cancellationToken: Token));
        Assert.Contains("no room for a step below 250 Hz, got 150.4 Hz. Try: Bins = 240", fine.Message, StringComparison.Ordinal);
        await using var slow = TwinInstrument.Create(options: Noiseless with { InTime = new SignalChain { Digitizer = new Digitizer { SampleRateHz = 5e5 } } });
        var late = await Assert.ThrowsAsync<ArgumentException>(() => slow.MeasureLoopsAsync(SmallLoops, cancellationToken: Token));
        Assert.Contains("faster digitizer", late.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => TwinInstrument.Create(options: new TwinOptions { InTime = new SignalChain { Digitizer = new Digitizer { Bits = 40 } } }));
        Assert.Equal(TimeSpan.Zero, twin.Status.Clock);
    }

    [Fact]
    public async Task Cancelling_ends_a_measurement_in_time_and_the_next_one_runs()
    {
        await using var twin = TwinInstrument.Create(options: Noiseless);
        using var stop = new CancellationTokenSource();
        twin.PixelMeasured += (_, _) => stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => twin.AcquireGridAsync(new BandExcitationRequest { Rows = 40, Columns = 40 }, cancellationToken: stop.Token));
        Assert.Equal(80, Read(await twin.AcquireGridAsync(new BandExcitationRequest { Rows = 1, Columns = 1 }, cancellationToken: Token)).Length);
    }

    /// <summary>
    /// Measured minus the formula of the truth, and what may be between them: twice the first image of the polygon that joins the wave's samples, at f_s − f, which the cantilever follows; six σ of rounding;
    /// and the start of the quadratic part of the force, ½ c V², of which a bin sees the ring-down's share of the period.
    /// </summary>
    private static (Complex Difference, Complex Truth, double Tolerance, double RoundingV)[] Residuals(TwinInstrument twin, Dataset spectra, BandRequest request, SignalChain? chain = null)
    {
        var (truth, samples) = (twin.LastTruth!, Read(spectra));
        var digitizer = (chain ?? Chain).Digitizer;
        var drive = BandDrive.Fitting(digitizer.SampleRateHz, request.CenterHz, request.BandwidthHz, request.Bins);
        var (rate, periodS) = (drive.SampleRateHz, drive.Samples / drive.SampleRateHz);
        return [.. samples.Select((sample, i) =>
        {
            var (resonance, bin) = (truth.Resonance(i / request.Bins), i % request.Bins);
            var f = drive.FrequencyHz(bin);
            var (image, f0) = (rate - f, resonance.ResonanceHz);
            var tone = drive.Tone(bin).Magnitude * BandSpectrum.HoldGain(f, rate);
            var polygon = resonance.AmplitudeV * Math.Pow(f / image, 2) * f0 * f0 / (image * image - f0 * f0);
            var roundingV = digitizer.LsbV / Math.Sqrt(12) * Math.Sqrt(2.0 / drive.Samples) / tone;
            var start = new Cantilever().ElectrostaticVPerV2 / 2 * request.AcAmplitudeV * request.AcAmplitudeV * (resonance.QualityFactor / (Math.PI * f0) / periodS) / tone;
            var response = resonance.Response(f);
            return (sample - response, response, 2 * polygon + 6 * roundingV + start, roundingV);
        })];
    }

    private static Complex[] Read(Dataset dataset)
    {
        var samples = new Complex[dataset.Samples.Length];
        dataset.ReadPixels(0, samples.AsSpan());
        return samples;
    }
}
