using System.Numerics;
using Spm.Core.Physics;

namespace Spm.Core.Tests.Physics;

public class NormalPairsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(80)]
    [InlineData(1000)]
    public void Noise_in_lanes_is_the_noise_of_the_sequence(int count)
    {
        var (fast, slow) = (new RandomSequence(3, RandomPurpose.SpectrumNoise, 1, 2), new RandomSequence(3, RandomPurpose.SpectrumNoise, 1, 2));
        double[] cosines = new double[count], sines = new double[count];
        for (var round = 0; round < 3; round++)
        {
            NormalPairs.Fill(ref fast, cosines, sines);
            for (var i = 0; i < count; i++)
            {
                var expected = slow.NextComplexGaussian();
                // A few roundings of the logarithm and of the angle, of size 10.
                Assert.Equal(expected.Real, cosines[i], 1e-14);
                Assert.Equal(expected.Imaginary, sines[i], 1e-14);
            }
        }
    }

    [Fact]
    public void Response_in_lanes_is_the_response()
    {
        var oscillator = new ContactResonance(3e-4, 351e3, 140, 1.1);
        for (var count = 1; count < 40; count++)
        {
            var frequencies = Enumerable.Range(0, count).Select(i => 320e3 + 1e3 * i).ToArray();
            var expected = new Complex[count];
            double[] real = new double[count], imaginary = new double[count];
            oscillator.Fill(frequencies, expected);
            oscillator.FillParts(frequencies, real, imaginary);
            for (var i = 0; i < count; i++) Assert.True((expected[i] - new Complex(real[i], imaginary[i])).Magnitude <= 1e-13 * expected[i].Magnitude);
        }
    }
}
