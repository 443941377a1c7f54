using CsCheck;
using Spm.Core.Instruments.Waveforms;

namespace Spm.Core.Tests.Waveforms;

public class WaveformSpectrumTests
{
    /// <summary>Rounding of a transform of up to 200 samples, relative to what goes in.</summary>
    private const double Rounding = 1e-12;

    [Fact]
    public void The_mean_square_of_the_lines_is_that_of_the_samples() =>
        Gen.Double[-10, 10].Array[1, 200].ForAll(samples =>
        {
            var waveform = new SampledWaveform(samples, 1e3);
            var square = samples.Average(v => v * v);
            Assert.Equal(square, waveform.Spectrum().MeanSquareV2, Rounding * square);
            Assert.Equal(Math.Sqrt(square), waveform.Measures().RmsV, Rounding * Math.Sqrt(square));
        });

    [Fact]
    public void The_lines_add_up_to_the_samples() =>
        Gen.Double[-10, 10].Array[1, 40].ForAll(samples =>
        {
            var spectrum = new SampledWaveform(samples, 50).Spectrum();
            for (var n = 0; n < samples.Length; n++)
            {
                var sum = 0.0;
                for (var k = 0; k < spectrum.AmplitudesV.Length; k++)
                    if (spectrum.AmplitudesV[k] > 1e-9)
                        sum += spectrum.AmplitudesV[k] * Math.Cos(2 * Math.PI * spectrum.FrequenciesHz[k] * n / 50 + spectrum.PhasesRad[k]);
                Assert.Equal(samples[n], sum, 1e-7);
            }
        });

    [Fact]
    public void A_cosine_on_a_line_is_that_line_with_its_amplitude_and_phase()
    {
        var spectrum = new SampledWaveform(Enumerable.Range(0, 100).Select(n => 0.5 + 3 * Math.Cos(2 * Math.PI * 7 * n / 100 + 0.4)), 1000).Spectrum();
        Assert.Equal(70, spectrum.FrequenciesHz[7], 1e-9);
        Assert.Equal(3, spectrum.AmplitudesV[7], 1e-12);
        Assert.Equal(0.4, spectrum.PhasesRad[7], 1e-12);
        Assert.Equal(0.5, spectrum.AmplitudesV[0], 1e-12);
        Assert.Equal(1, spectrum.FractionWithin(70, 70), 1e-12);
        Assert.True(double.IsNaN(spectrum.PhasesRad[20]));
    }

    [Fact]
    public void The_crest_factor_of_a_sine_is_the_root_of_two_and_of_a_constant_one()
    {
        // The 64 samples of a period meet its peak.
        Assert.Equal(Math.Sqrt(2), new SampledWaveform(Enumerable.Range(0, 64).Select(n => Math.Sin(2 * Math.PI * n / 64)), 1).Measures().CrestFactor, 1e-12);
        Assert.Equal(1, new SampledWaveform([-2, -2, -2], 1).Measures().CrestFactor, 1e-12);
        Assert.Equal(2 * 300, new SampledWaveform([0, 1, -1, 0], 300).Measures().SlewVPerS, 1e-9);
    }
}
