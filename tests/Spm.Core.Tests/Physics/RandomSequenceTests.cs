using Spm.Core.Physics;

namespace Spm.Core.Tests.Physics;

public class RandomSequenceTests
{
    private const int Draws = 200_000;

    [Fact]
    public void Same_seed_purpose_and_indices_give_the_same_numbers()
    {
        var first = new RandomSequence(7, RandomPurpose.SpectrumNoise, 3, 11);
        var second = new RandomSequence(7, RandomPurpose.SpectrumNoise, 3, 11);
        for (var i = 0; i < 100; i++) Assert.Equal(first.NextUniform(), second.NextUniform());
    }

    [Theory]
    [InlineData(8, RandomPurpose.SpectrumNoise, 3, 11)]
    [InlineData(7, RandomPurpose.ImageNoise, 3, 11)]
    [InlineData(7, RandomPurpose.SpectrumNoise, 4, 11)]
    [InlineData(7, RandomPurpose.SpectrumNoise, 3, 12)]
    [InlineData(7, RandomPurpose.SpectrumNoise, 11, 3)]
    public void A_change_of_any_number_gives_an_uncorrelated_sequence(int seed, RandomPurpose purpose, long a, long b)
    {
        var first = new RandomSequence(7, RandomPurpose.SpectrumNoise, 3, 11);
        var second = new RandomSequence(seed, purpose, a, b);
        var correlation = 0.0;
        for (var i = 0; i < Draws; i++) correlation += first.NextGaussian() * second.NextGaussian() / Draws;
        Assert.InRange(correlation, -5 / Math.Sqrt(Draws), 5 / Math.Sqrt(Draws));
    }

    [Fact]
    public void Neighbouring_pixels_have_uncorrelated_first_numbers()
    {
        var correlation = 0.0;
        for (var pixel = 0; pixel < Draws; pixel++)
            correlation += new RandomSequence(1, RandomPurpose.SpectrumNoise, 1, pixel).NextGaussian() * new RandomSequence(1, RandomPurpose.SpectrumNoise, 1, pixel + 1).NextGaussian() / Draws;
        Assert.InRange(correlation, -5 / Math.Sqrt(Draws), 5 / Math.Sqrt(Draws));
    }

    [Fact]
    public void Gaussian_moments_are_those_of_a_standard_normal()
    {
        var sequence = new RandomSequence(1, RandomPurpose.SpectrumNoise);
        double mean = 0, variance = 0, fourth = 0, cross = 0;
        for (var i = 0; i < Draws; i++)
        {
            var z = sequence.NextComplexGaussian();
            mean += z.Real / Draws;
            variance += z.Imaginary * z.Imaginary / Draws;
            fourth += Math.Pow(z.Real, 4) / Draws;
            cross += z.Real * z.Imaginary / Draws;
        }
        // Five standard errors: 1, √2, √96 and 1 over √N.
        var standardError = 1 / Math.Sqrt(Draws);
        Assert.InRange(mean, -5 * standardError, 5 * standardError);
        Assert.InRange(variance, 1 - 7.1 * standardError, 1 + 7.1 * standardError);
        Assert.InRange(fourth, 3 - 49 * standardError, 3 + 49 * standardError);
        Assert.InRange(cross, -5 * standardError, 5 * standardError);
    }

    [Fact]
    public void Correlated_field_has_the_correlation_length_asked_for()
    {
        const int cells = 256, smoothing = 5;
        var field = RandomField.Correlated(3, RandomPurpose.Topography, 0, cells, smoothing);
        var atDistance = 0.0;
        for (var i = 0; i < field.Length; i++)
        {
            var (row, column) = (i / cells, i % cells);
            atDistance += field[i] * field[row * cells + (column + 2 * smoothing) % cells] / field.Length;
        }
        // A Gaussian kernel of standard deviation s correlates as exp(−d²/4s²): e^{−1} at d = 2s. About 400 independent patches.
        Assert.InRange(atDistance, Math.Exp(-1) - 0.15, Math.Exp(-1) + 0.15);
        Assert.Equal(0, field.Average(), 1e-9);
        Assert.Equal(1, field.Average(v => v * v), 1e-9);
    }
}
