using Spm.Core.Physics;
using Spm.Core.Physics.Detection;

namespace Spm.Core.Tests.Physics.Detection;

public class ThermalTuneTests
{
    private static readonly EigenMode Mode = new(2.5, 75e3, 60);

    private static readonly SignalChain Chain = new() { Digitizer = new Digitizer { SampleRateHz = 500e3, RangeV = 1 }, Detector = new Photodetector { SensitivityVPerM = 2e8, WhiteNoiseVPerRootHz = 2e-6 } };

    [Fact]
    public void The_spectrum_of_thermal_motion_has_the_shape_of_the_formula_bin_by_bin()
    {
        var spectrum = ThermalSpectrum.Of(Record(1, 1 << 21), 500e3, 1 << 12);
        var chi = 0.0;
        var bins = Enumerable.Range(200, 1200).ToArray();
        foreach (var k in bins)
        {
            var expected = Chain.NoiseDensity([Mode], k * spectrum.BinHz);
            var deviation = (spectrum.DensityV2PerHz[k] / expected - 1) * Math.Sqrt(spectrum.Averages);
            // A sum of 1,000 squares is skewed by 2/√1000; six standard deviations of a normal distribution.
            Assert.InRange(deviation, -6, 6);
            chi += deviation * deviation / bins.Length;
        }
        // Pieces that overlap by half share 1/36 of their variance with each neighbour: 1.056. Neighbouring bins do too, 1200 are worth 600: five standard errors.
        Assert.Equal(1.056, chi, 5 * Math.Sqrt(2 / 600.0));
    }

    [Fact]
    public void Stiffness_resonance_and_quality_are_found_within_their_errors()
    {
        // 40 cantilevers of one kind: pulls with mean 0 and standard deviation 1.
        var pulls = new List<double[]>();
        for (var line = 0; line < 40; line++)
        {
            var tune = ThermalTune.Fit(ThermalSpectrum.Of(Record(line, 1 << 17), 500e3, 1 << 13), 60e3, 90e3);
            Assert.True(tune.Converged);
            var s = new Estimate(Chain.Detector.OutputVPerM);
            var (k, byArea) = (tune.SpringConstantNPerM(s, 295), tune.EquipartitionSpringConstantNPerM(s, 295));
            pulls.Add([Pull(tune.ResonanceHz, 75e3), Pull(tune.QualityFactor, 60), Pull(k, 2.5), Pull(byArea, 2.5), Pull(tune.SensitivityVPerM(new Estimate(2.5), 295), 2e8)]);
            Assert.InRange(k.Relative, 0.005, 0.15);
        }
        for (var i = 0; i < 5; i++)
        {
            var mean = pulls.Average(p => p[i]);
            var deviation = Math.Sqrt(pulls.Average(p => (p[i] - mean) * (p[i] - mean)));
            // The mean of 40 pulls has a standard error of 0.16, their deviation one of 0.11; the window widens the resonance by (Q f_s/(N f0))² = 0.2 %.
            Assert.InRange(mean, -0.75, 0.75);
            Assert.InRange(deviation, 0.6, 1.5);
        }
    }

    [Fact]
    public void Error_of_the_sensitivity_counts_twice()
    {
        var tune = ThermalTune.Fit(ThermalSpectrum.Of(Record(1, 1 << 17), 500e3, 1 << 13), 60e3, 90e3);
        var (sharp, blurred) = (tune.SpringConstantNPerM(new Estimate(2e8), 295), tune.SpringConstantNPerM(new Estimate(2e8, 2e7), 295));
        Assert.Equal(Math.Sqrt(sharp.Relative * sharp.Relative + 0.04), blurred.Relative, 1e-12);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Noise_without_a_resonance_gives_no_stiffness_that_looks_certain(bool silent)
    {
        var volts = new double[1 << 16];
        var normals = new float[volts.Length];
        new GaussianNoise(1, RandomPurpose.DetectorNoise).Fill(0, normals);
        for (var n = 0; n < volts.Length && !silent; n++) volts[n] = normals[n];
        var tune = ThermalTune.Fit(ThermalSpectrum.Of(volts, 500e3, 1 << 12), 60e3, 90e3);
        var k = tune.SpringConstantNPerM(new Estimate(1e8), 295);
        Assert.True(!tune.Converged || !(k.Relative < 0.15), $"k = {k}");
    }

    [Fact]
    public void A_sine_has_its_mean_square_under_the_density()
    {
        var signal = Enumerable.Range(0, 1 << 16).Select(n => 0.3 * Math.Sin(2 * Math.PI * 0.123 * n) + 5).ToArray();
        var spectrum = ThermalSpectrum.Of(signal, 1e6, 1 << 10);
        Assert.Equal(0.3 * 0.3 / 2, spectrum.DensityV2PerHz.Sum() * spectrum.BinHz, 1e-5);
    }

    [Fact]
    public void A_stream_that_is_too_short_and_a_band_without_bins_say_what_to_do()
    {
        Assert.Contains("shorter segment", Assert.Throws<ArgumentException>(() => ThermalSpectrum.Of(new double[100], 1e6)).Message);
        var spectrum = ThermalSpectrum.Of(Record(1, 1 << 14), 500e3, 1 << 12);
        Assert.Contains("Widen it", Assert.Throws<ArgumentException>(() => ThermalTune.Fit(spectrum, 75e3, 75.1e3)).Message);
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => ThermalSpectrum.Of([.. new double[5000], double.NaN], 1e6, 1024)).Message);
    }

    private static double Pull(Estimate estimate, double truth) => (estimate.Value - truth) / estimate.StandardError;

    private static double[] Record(long line, int count)
    {
        var recorder = new SignalRecorder(Chain, seed: 11, measurement: 1, line);
        recorder.Place(Mode, new TipForce(0));
        var volts = new double[count];
        recorder.Record(new double[count], volts);
        return volts;
    }
}
