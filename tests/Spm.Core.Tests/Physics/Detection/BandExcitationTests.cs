using System.Numerics;
using CsCheck;
using Spm.Core.Physics;
using Spm.Core.Physics.Detection;

namespace Spm.Core.Tests.Physics.Detection;

public class BandExcitationTests
{
    private const double StiffnessNPerM = 40;

    private static readonly BandDrive Drive = BandDrive.Flat(4e6, 4096, 350e3, 80);

    private static readonly SignalChain Noisy = new();

    private static readonly Gen<ContactResonance> Resonances =
        Gen.Select(Gen.Double[-5, -3], Gen.Double[335e3, 365e3], Gen.Double[50, 300], Gen.Double[-3.1, 3.1], (a, f0, q, phi) => new ContactResonance(Math.Pow(10, a), f0, q, phi));

    [Fact]
    public void A_spectrum_through_time_is_the_oscillator_of_the_field_with_its_own_four_parameters() => Resonances.ForAll(resonance =>
    {
        // No noise and a converter of 16 bits on ±1 V: rounding leaves √(2·LSB²/12/N)/|t| ≈ 2e-6 V a bin.
        var chain = Noisy.Quiet() with { Digitizer = new Digitizer { RangeV = 1 } };
        var spectrum = new Complex[80];
        new BandExcitation(chain, Drive, StiffnessNPerM, 1).MeasureInTime(resonance, 0, spectrum);
        var sigma = new double[80];
        new BandExcitation(chain, Drive, StiffnessNPerM, 1).SigmaV(resonance, sigma);
        for (var j = 0; j < spectrum.Length; j++)
        {
            var difference = (spectrum[j] - resonance.Response(Drive.FrequencyHz(j))).Magnitude;
            // Six σ of rounding, and the images of the polygon, 2e-4 of the static response.
            if (difference > 6 * sigma[j] + 2e-4 * resonance.AmplitudeV) return false;
        }
        return true;
    });

    [Theory]
    [InlineData(BandPhase.Chirp)]
    [InlineData(BandPhase.Sinc)]
    [InlineData(BandPhase.Random)]
    public void Any_phases_of_the_tones_give_the_same_spectrum(BandPhase phase)
    {
        var drive = BandDrive.Flat(4e6, 8192, 350e3, 160, phase);
        var resonance = new ContactResonance(2e-4, 352e3, 180, 0.6);
        var spectrum = new Complex[160];
        new BandExcitation(Noisy.Quiet() with { Digitizer = new Digitizer { RangeV = 0.02 } }, drive, StiffnessNPerM, 1).MeasureInTime(resonance, 0, spectrum);
        Assert.Equal(1, drive.InPhase.Max(Math.Abs), 1e-12);
        for (var j = 0; j < spectrum.Length; j++)
            // Rounding of a sinc's long tails is not noise: it stays below a code there, LSB/(2 t) = 5e-5 V at worst and hardly ever.
            Assert.Equal(0, (spectrum[j] - resonance.Response(drive.FrequencyHz(j))).Magnitude, 0.1 * resonance.AmplitudeV);
    }

    [Fact]
    public void Fast_formula_and_whole_chain_have_the_same_mean_and_the_same_noise_in_every_bin()
    {
        const int pixels = 2000;
        var resonance = new ContactResonance(1e-4, 350e3, 170, 0.6);
        var sigma = new double[80];
        new BandExcitation(Noisy, Drive, StiffnessNPerM, 1).SigmaV(resonance, sigma);
        foreach (var inTime in new[] { true, false })
        {
            var spectra = new Complex[pixels * 80];
            BandExcitationMap.Measure(() => new BandExcitation(Noisy, Drive, StiffnessNPerM, 7), 80, inTime, Enumerable.Repeat(resonance, pixels).ToArray(), spectra, 2, cancel: TestContext.Current.CancellationToken);
            var (chiSquare, worst) = (0.0, 0.0);
            for (var j = 0; j < 80; j++)
            {
                var truth = resonance.Response(Drive.FrequencyHz(j));
                var (mean, variance) = (Complex.Zero, 0.0);
                for (var p = 0; p < pixels; p++)
                {
                    var difference = spectra[p * 80 + j] - truth;
                    mean += difference / pixels;
                    variance += (difference.Real * difference.Real + difference.Imaginary * difference.Imaginary) / (2 * pixels);
                }
                // Mean: within 5 standard errors and the polygon's images.
                Assert.Equal(0, mean.Magnitude, 5 * sigma[j] * Math.Sqrt(2.0 / pixels) + 2e-4 * resonance.AmplitudeV);
                worst = Math.Max(worst, Math.Abs(variance / (sigma[j] * sigma[j]) - 1));
                chiSquare += variance / (sigma[j] * sigma[j]) / 80;
            }
            // Variance of each bin: 5 standard errors of 2 × 2000 squares, and a tenth for what leaks from the thermal peak, whose width is two bins.
            Assert.True(worst < 5 / Math.Sqrt(pixels) + 0.1, $"in time {inTime}: variance off by {worst}");
            Assert.Equal(1, chiSquare, 0.03);
        }
    }

    [Fact]
    public void Thermal_motion_and_detector_noise_can_be_switched_off_one_by_one()
    {
        var resonance = new ContactResonance(1e-4, 350e3, 170, 0.6);
        double[] Sigma(SignalChain chain)
        {
            var sigma = new double[80];
            new BandExcitation(chain, Drive, StiffnessNPerM, 1).SigmaV(resonance, sigma);
            return sigma;
        }
        var quiet = Noisy.Quiet();
        var (all, none) = (Sigma(Noisy), Sigma(quiet));
        var thermal = Sigma(quiet with { ThermalNoiseOn = true });
        var white = Sigma(quiet with { Detector = quiet.Detector with { WhiteNoiseOn = true } });
        var flicker = Sigma(quiet with { Detector = quiet.Detector with { FlickerNoiseOn = true } });
        for (var j = 0; j < 80; j++)
        {
            // Independent noises add as squares; rounding is in each of the four.
            double Own(double[] s) => s[j] * s[j] - none[j] * none[j];
            Assert.Equal(all[j] * all[j], none[j] * none[j] + Own(thermal) + Own(white) + Own(flicker), 1e-9 * all[j] * all[j]);
            Assert.True(Own(thermal) > 0 && Own(white) > 0 && Own(flicker) > 0);
        }
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        var resonances = Enumerable.Range(0, 300).Select(i => new ContactResonance(1e-4, 345e3 + 30 * i, 150, 0.6)).ToArray();
        Complex[] Map(int threads, bool inTime)
        {
            var spectra = new Complex[300 * 80];
            BandExcitationMap.Measure(() => new BandExcitation(Noisy, Drive, StiffnessNPerM, 3), 80, inTime, resonances, spectra, threads, cancel: TestContext.Current.CancellationToken);
            return spectra;
        }
        Assert.Equal(Map(1, true), Map(3, true));
        Assert.Equal(Map(1, false), Map(3, false));
    }

    [Fact]
    public void A_pixel_that_cannot_be_says_so_itself()
    {
        var resonances = new[] { new ContactResonance(1e-4, 350e3, 170, 0.6), new ContactResonance(1e-4, double.NaN, 170, 0.6) };
        Assert.Contains("ResonanceHz", Assert.Throws<ArgumentOutOfRangeException>(() =>
            BandExcitationMap.Measure(() => new BandExcitation(Noisy, Drive, StiffnessNPerM, 3), 80, true, resonances, new Complex[160], 2, cancel: TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void Periods_before_the_record_let_the_ring_up_die_away()
    {
        // Q 170 rings down in 155 µs, a period of the drive is 1024 µs.
        var resonance = new ContactResonance(1e-3, 350e3, 170, 0.6);
        double Misfit(int? periods)
        {
            var spectrum = new Complex[80];
            new BandExcitation(Noisy.Quiet() with { Digitizer = new Digitizer { RangeV = 1 } }, Drive, StiffnessNPerM, 1) { PeriodsBefore = periods }.MeasureInTime(resonance, 0, spectrum);
            return Enumerable.Range(0, 80).Max(j => (spectrum[j] - resonance.Response(Drive.FrequencyHz(j))).Magnitude) / resonance.AmplitudeV;
        }
        var (fromRest, afterOne, settled) = (Misfit(0), Misfit(1), Misfit(null));
        Assert.True(fromRest > 5 * afterOne, $"{fromRest} against {afterOne}");
        Assert.Equal(settled, afterOne, 0.01 + 0.3 * Math.Exp(-1024 / 155.0) * 170);
    }

    [Fact]
    public void Vector_and_single_numbers_give_the_same_oscillator() => Gen.Select(Resonances, Gen.Int[1, 40]).ForAll((resonance, bins) =>
    {
        var frequencies = Enumerable.Range(0, bins).Select(j => 320e3 + 1500.0 * j).ToArray();
        var (fast, slow) = (new Complex[bins], new Complex[bins]);
        new BandResponse(frequencies).Fill(resonance, fast);
        resonance.Fill(frequencies, slow);
        return fast.Zip(slow).All(pair => (pair.First - pair.Second).Magnitude <= 1e-11 * pair.Second.Magnitude);
    });

    [Fact]
    public void A_wave_from_samples_has_the_tones_it_is_made_of()
    {
        var again = BandDrive.FromSamples(4e6, Drive.InPhase, 350e3, 80);
        for (var j = 0; j < 80; j++) Assert.Equal(0, (again.Tone(j) - Drive.Tone(j)).Magnitude, 1e-12);
        for (var n = 0; n < Drive.Samples; n++) Assert.Equal(Drive.Quadrature[n], again.Quadrature[n], 1e-12);
    }

    [Fact]
    public void A_band_beyond_half_the_sampling_rate_is_refused_with_advice()
    {
        Assert.Contains("Try fewer bins or more samples", Assert.Throws<ArgumentException>(() => BandDrive.Flat(4e6, 4096, 1.99e6, 80)).Message);
        Assert.Contains("one sampling rate", Assert.Throws<ArgumentException>(() => new BandExcitation(Noisy with { Digitizer = new Digitizer { SampleRateHz = 1e6 } }, Drive, 40, 1)).Message);
    }
}
