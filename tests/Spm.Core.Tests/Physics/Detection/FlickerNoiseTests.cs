using Spm.Core.Physics;
using Spm.Core.Physics.Detection;

namespace Spm.Core.Tests.Physics.Detection;

public class FlickerNoiseTests
{
    private const double SampleRateHz = 4e6;

    [Fact]
    public void The_density_is_within_five_percent_of_one_over_f_over_four_and_a_half_decades()
    {
        for (var f = 2e-6 * SampleRateHz; f < 0.1 * SampleRateHz; f *= 1.1)
            Assert.InRange(FlickerNoise.DensityFactor(f, SampleRateHz), 0.95, 1.05);
    }

    [Fact]
    public void Noise_has_the_density_of_its_filter()
    {
        var samples = new double[1 << 21];
        Open(1).Add(1, samples);
        var spectrum = ThermalSpectrum.Of(samples, SampleRateHz, 1 << 12);
        // Octaves from bin 8, where the window's leakage from the steep beginning is small; each sums octave × 970 independent powers.
        for (var first = 8; first < 1 << 11; first *= 2)
        {
            var (measured, expected) = (0.0, 0.0);
            for (var k = first; k < Math.Min(2 * first, spectrum.DensityV2PerHz.Length - 1); k++)
            {
                var f = k * spectrum.BinHz;
                (measured, expected) = (measured + spectrum.DensityV2PerHz[k], expected + FlickerNoise.DensityFactor(f, SampleRateHz) / f);
            }
            // Five standard errors, and 1 % for the curvature of 1/f under the window.
            Assert.Equal(1, measured / expected, 0.01 + 5 * Math.Sqrt(1.06 / (first * (samples.Length / 4096.0))));
        }
    }

    [Fact]
    public void The_first_samples_are_as_strong_as_the_later_ones()
    {
        // The variance at the first sample over many streams, against that of the stationary filter: ∫ S df.
        const int streams = 20_000;
        var (atStart, later) = (0.0, 0.0);
        var block = new double[256];
        for (var i = 0; i < streams; i++)
        {
            Array.Clear(block);
            Open(i).Add(1, block);
            (atStart, later) = (atStart + block[0] * block[0] / streams, later + block[^1] * block[^1] / streams);
        }
        var variance = 0.0;
        const int points = 20_000;
        var (lowest, highest) = (Math.Log(1e-9), Math.Log(0.5));
        for (var i = 0; i < points; i++)
            variance += FlickerNoise.DensityFactor(Math.Exp(lowest + (highest - lowest) * (i + 0.5) / points), 1) * (highest - lowest) / points;
        Assert.Equal(1, atStart / variance, 5 * Math.Sqrt(2.0 / streams));
        Assert.Equal(1, later / variance, 5 * Math.Sqrt(2.0 / streams));
    }

    [Fact]
    public void Pieces_of_any_length_are_the_same_noise()
    {
        var (whole, pieces) = (new double[3000], new double[3000]);
        Open(5).Add(2, whole);
        var noise = Open(5);
        for (int from = 0, count = 1; from < 3000; from += count, count = Math.Min(2 * count + 1, 3000 - from)) noise.Add(2, pieces.AsSpan(from, count));
        for (var i = 0; i < whole.Length; i++) Assert.Equal(whole[i], pieces[i], 1e-9);
    }

    private static FlickerNoise Open(long line) => new(new GaussianNoise(1, RandomPurpose.FlickerNoise, 0, line), new RandomSequence(1, RandomPurpose.FlickerNoise, 0, line));
}
