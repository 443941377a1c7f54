using System.Numerics;
using Spm.Core.Numerics;

namespace Spm.Core.Tests.Numerics;

public class FourierTransformTests
{
    public static TheoryData<int> Lengths => [1, 2, 3, 5, 8, 15, 16, 17, 32, 60, 64, 100, 128, 243, 256, 1024, 2048, 5000, 16384];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void The_transform_is_its_defining_sum(int length)
    {
        var (re, im) = Noise(length, 1);
        var (x, y) = ((double[])re.Clone(), (double[])im.Clone());
        new FourierTransform(length).Forward(re, im);
        // Every bin of short ones, some of long ones.
        for (var k = 0; k < length; k += Math.Max(1, length / 61))
        {
            var sum = Complex.Zero;
            for (var n = 0; n < length; n++) sum += new Complex(x[n], y[n]) * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((long)k * n % length) / length);
            // Rounding grows with √N log N; the numbers are of size 1.
            Assert.Equal(0, (sum - new Complex(re[k], im[k])).Magnitude, 1e-14 * Math.Sqrt(length) * (4 + Math.Log2(length)));
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void The_inverse_undoes_the_transform(int length)
    {
        var (re, im) = Noise(length, 2);
        var (x, y) = ((double[])re.Clone(), (double[])im.Clone());
        var transform = new FourierTransform(length);
        transform.Forward(re, im);
        transform.Inverse(re, im);
        for (var n = 0; n < length; n++)
        {
            Assert.Equal(x[n], re[n], 1e-14 * (4 + Math.Log2(length)));
            Assert.Equal(y[n], im[n], 1e-14 * (4 + Math.Log2(length)));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(30)]
    [InlineData(32)]
    [InlineData(1000)]
    [InlineData(4096)]
    public void Bins_of_real_numbers_are_those_of_the_complex_transform_and_invert(int length)
    {
        var (x, _) = Noise(length, 3);
        var (re, im) = ((double[])x.Clone(), new double[length]);
        new FourierTransform(length).Forward(re, im);
        var transform = new RealFourierTransform(length);
        transform.Forward(x);
        var bins = new Complex[length / 2 + 1];
        transform.Bins(bins);
        var tolerance = 1e-14 * Math.Sqrt(length) * (4 + Math.Log2(length));
        for (var k = 0; k < bins.Length; k++) Assert.Equal(0, (bins[k] - new Complex(re[k], im[k])).Magnitude, tolerance);
        var back = new double[length];
        transform.Inverse(bins, back);
        for (var n = 0; n < length; n++) Assert.Equal(x[n], back[n], tolerance);
    }

    [Fact]
    public void An_odd_number_of_real_samples_is_refused() => Assert.Contains("even", Assert.Throws<ArgumentException>(() => new RealFourierTransform(7)).Message);

    private static (double[], double[]) Noise(int length, int seed)
    {
        var random = new Random(seed);
        return ([.. Enumerable.Range(0, length).Select(_ => 2 * random.NextDouble() - 1)], [.. Enumerable.Range(0, length).Select(_ => 2 * random.NextDouble() - 1)]);
    }
}
