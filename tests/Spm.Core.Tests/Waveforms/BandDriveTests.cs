using CsCheck;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Waveforms;

namespace Spm.Core.Tests.Waveforms;

public class BandDriveTests
{
    private static readonly InstrumentLimits _limits = new();

    /// <summary>4096 samples at 4 MS/s: lines every 976.5625 Hz, 62 of them within 320 to 380 kHz.</summary>
    private const int Period = 4096, Tones = 62;

    [Fact]
    public void Tones_in_phase_have_a_crest_factor_of_the_root_of_twice_their_number()
    {
        var sinc = new SincDrive { PeriodSamples = Period };
        Assert.Equal(Tones, sinc.TonesHz().Length);
        Assert.Equal(Math.Sqrt(2 * Tones), sinc.Measures().CrestFactor, 1e-9);
        Assert.Equal(1, sinc.SamplesV()[Period / 2], 1e-12);
    }

    [Fact]
    public void Every_tone_has_the_same_amplitude_and_nothing_else_has_any()
    {
        foreach (var drive in (ToneDrive[])[new SincDrive { PeriodSamples = Period }, new MultitoneDrive { PeriodSamples = Period }, new MultitoneDrive { PeriodSamples = Period, Phases = TonePhases.Random, LinesPerTone = 3 }])
        {
            var (spectrum, tones) = (drive.Spectrum(), drive.TonesHz());
            var amplitudes = tones.Select(f => spectrum.AmplitudesV[(int)Math.Round(f / spectrum.SpacingHz)]).ToArray();
            Assert.All(amplitudes, a => Assert.Equal(amplitudes[0], a, 1e-10));
            Assert.Equal(1, spectrum.FractionWithin(drive.LowHz, drive.HighHz), 1e-12);
            Assert.Equal(tones.Length * amplitudes[0] * amplitudes[0] / 2, spectrum.MeanSquareV2, 1e-12);
            Assert.Equal(drive.AmplitudeV, drive.Measures().PeakV, 1e-12);
        }
    }

    [Fact]
    public void Smoothed_edges_rise_as_a_squared_sine()
    {
        var drive = new SincDrive { PeriodSamples = 65536, EdgeSmoothing = 0.25 };
        var spectrum = drive.Spectrum();
        double Relative(double hz) => spectrum.AmplitudesV[(int)Math.Round(hz / spectrum.SpacingHz)] / spectrum.AmplitudesV[(int)Math.Round(350e3 / spectrum.SpacingHz)];
        // Half of the smoothed 15 kHz is at sin²(π/4); lines are 61 Hz apart, which moves it by up to 0.003.
        Assert.Equal(0.5, Relative(327.5e3), 0.005);
        Assert.Equal(0.5, Relative(372.5e3), 0.005);
        Assert.Equal(1, Relative(336e3), 1e-9);
        Assert.InRange(Relative(320.1e3), 0, 1e-3);
    }

    [Fact]
    public void Schroeder_phases_spread_the_power_and_random_ones_lie_between()
    {
        double Crest(BandDrive drive) => drive.Measures().CrestFactor;
        var schroeder = Crest(new MultitoneDrive { PeriodSamples = Period });
        var random = Crest(new MultitoneDrive { PeriodSamples = Period, Phases = TonePhases.Random });
        // Schroeder reports 1.6 to 1.8 for flat spectra; noise of N samples reaches √(2 ln N) = 4.1.
        Assert.InRange(schroeder, 1.4, 2.0);
        Assert.InRange(random, 2.4, 4.2);
        Assert.InRange(Crest(new MultitoneDrive { PeriodSamples = Period, EdgeSmoothing = 0.3 }), 1.4, 2.0);
    }

    [Fact]
    public void No_phase_variation_is_the_sinc_and_half_of_it_fills_half_of_the_period()
    {
        var sinc = new SincDrive { PeriodSamples = Period }.SamplesV();
        foreach (var phases in Enum.GetValues<TonePhases>())
            Assert.Equal(0, new MultitoneDrive { PeriodSamples = Period, Phases = phases, PhaseVariation = 0 }.SamplesV().Zip(sinc, (a, b) => Math.Abs(a - b)).Max(), 1e-9);
        double Middle(double variation)
        {
            var samples = new MultitoneDrive { PeriodSamples = Period, PhaseVariation = variation }.SamplesV();
            return samples.Skip(Period / 4).Take(Period / 2).Sum(v => v * v) / samples.Sum(v => v * v);
        }
        Assert.InRange(Middle(0.5), 0.93, 1);
        Assert.InRange(Middle(1), 0.45, 0.55);
    }

    [Fact]
    public void A_chirp_is_scipys()
    {
        // scipy 1.10.1: chirp(n/4e6, 320e3, 4096/4e6, 380e3, method='linear', phi=-90).
        var samples = new ChirpDrive { PeriodSamples = Period }.SamplesV();
        foreach (var (n, expected) in new[] { (1, 0.48176375585191833), (100, 0.11479492660650345), (1000, -0.8730949784183326), (4095, 0.9408768717612018) })
            Assert.Equal(expected, samples[n], 1e-10);
    }

    [Fact]
    public void A_chirp_has_the_crest_factor_of_a_sine_and_leaks_less_with_smooth_edges()
    {
        var hard = new ChirpDrive { PeriodSamples = Period };
        // The average of the squared sine over a chirp differs from ½ by its ends.
        Assert.Equal(Math.Sqrt(2), hard.Measures().CrestFactor, 2e-3);
        var (inside, smooth) = (hard.Spectrum().FractionWithin(320e3, 380e3), (hard with { EdgeSmoothing = 0.15 }).Spectrum().FractionWithin(320e3, 380e3));
        Assert.InRange(inside, 0.95, 0.999);
        Assert.InRange(1 - smooth, 0, (1 - inside) / 5);
        var (up, down) = (hard.SamplesV(), (hard with { IsFalling = true }).Spectrum());
        Assert.InRange(down.FractionWithin(320e3, 380e3), 0.95, 0.999);
        Assert.NotEqual(up, (hard with { IsFalling = true }).SamplesV());
    }

    [Fact]
    public void Repeats_are_the_same_period_again_and_the_same_seed_gives_the_same_phases()
    {
        var once = new MultitoneDrive { PeriodSamples = 256, BandwidthHz = 200e3, Phases = TonePhases.Random, Seed = 5 };
        var thrice = (once with { Repeats = 3 }).SamplesV();
        Assert.Equal(once.SamplesV(), thrice[256..512]);
        Assert.Equal(3 * once.DurationS, (once with { Repeats = 3 }).DurationS, 1e-15);
        Assert.Equal(once.SamplesV(), (once with { }).SamplesV());
        Assert.NotEqual(once.SamplesV(), (once with { Seed = 6 }).SamplesV());
    }

    public static TheoryData<BandDrive, string> Impossible => new()
    {
        { new SincDrive { CenterHz = 20e3 }, "The band must lie above 0 Hz; 20 kHz ± 30 kHz does not." },
        { new SincDrive { CenterHz = 1.99e6 }, "4 MHz samples can carry frequencies below 2 MHz" },
        { new SincDrive { PeriodSamples = 64 }, "narrower than two lines, which are 62.5 kHz apart" },
        { new ChirpDrive { EdgeSmoothing = 0.7 }, "EdgeSmoothing must be 0 to 0.5, got 0.7. Try: EdgeSmoothing = 0.1" },
        { new ChirpDrive { AmplitudeV = double.NaN }, "AmplitudeV must be 0 V to 1 kV, got NaN V." },
        { new MultitoneDrive { PhaseVariation = 2 }, "PhaseVariation must be 0 to 1, got 2." },
        { new MultitoneDrive { Repeats = 2000 }, "Ask for fewer Repeats or PeriodSamples." },
    };

    [Theory]
    [MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public void An_impossible_drive_says_what_would_be_right(BandDrive drive, string expected)
    {
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => drive.SamplesV()).Message, StringComparison.Ordinal);
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => drive.Check(_limits)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drive_beyond_a_limit_is_refused()
    {
        new SincDrive().Check(_limits);
        Assert.Equal("excitation amplitude", Assert.Throws<LimitExceededException>(() => new SincDrive { AmplitudeV = 6 }.Check(_limits)).Limit);
        Assert.Equal(2.01e6, Assert.Throws<LimitExceededException>(() => new SincDrive { CenterHz = 1.98e6, RateHz = 10e6 }.Check(_limits)).Asked, 1);
    }
}
