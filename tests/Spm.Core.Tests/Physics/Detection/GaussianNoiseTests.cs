using System.Runtime.Intrinsics;
using CsCheck;
using Spm.Core.Physics;
using Spm.Core.Physics.Detection;

namespace Spm.Core.Tests.Physics.Detection;

public class GaussianNoiseTests
{
    private const int Draws = 1 << 20;

    /// <summary>Known answers of Random123 (kat_vectors, philox4x32 7): counter, key, words.</summary>
    [Theory]
    [InlineData(0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x5f6fb709u, 0x0d893f64u, 0x4f121f81u, 0x4f730a48u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x5207ddc2u, 0x45165e59u, 0x4d8ee751u, 0x8c52f662u)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0x4dfccabau, 0x190a87f0u, 0xc47362bau, 0xb6b5242au)]
    public void Random_words_are_those_of_the_published_generator(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint w0, uint w1, uint w2, uint w3)
    {
        var a = new Philox.Counters { W0 = Vector256.Create((ulong)c0), W1 = Vector256.Create((ulong)c1), W2 = Vector256.Create((ulong)c2), W3 = Vector256.Create((ulong)c3) };
        var b = a;
        Philox.Scramble(ref a, ref b, k0, k1);
        for (var lane = 0; lane < 4; lane++)
        {
            Assert.Equal((w0, w1, w2, w3), Words(a, lane));
            Assert.Equal((w0, w1, w2, w3), Words(b, lane));
        }

        static (uint, uint, uint, uint) Words(Philox.Counters c, int lane) => ((uint)c.W0.GetElement(lane), (uint)c.W1.GetElement(lane), (uint)c.W2.GetElement(lane), (uint)c.W3.GetElement(lane));
    }

    [Fact]
    public void Pairs_are_those_of_Box_and_Muller_in_double_precision()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var (words, angles) = (new uint[8], new uint[8]);
            for (var k = 0; k < 8; k++) (words[k], angles[k]) = ((uint)random.NextInt64(1L << 32), (uint)random.NextInt64(1L << 32));
            if (round == 0) (words[0], words[1]) = (0, uint.MaxValue);
            BoxMuller.Pairs(Vector256.Create<uint>(words), Vector256.Create<uint>(angles), out var first, out var second);
            for (var k = 0; k < 8; k++)
            {
                // The angle: quarter turns in the two highest bits, the signed rest within ±π/4.
                var radius = Math.Sqrt(-2 * Math.Log(Math.Min(1, ((words[k] >> 1) + 0.5) / 2147483648.0)));
                var y = (int)(angles[k] << 2) / 2147483648.0 * (Math.PI / 4);
                var (sin, cos) = Math.SinCos(y);
                var (x1, x2) = (angles[k] & 0x40000000) == 0 ? (cos, sin) : (sin, cos);
                var (negative, other) = ((angles[k] >> 31) != 0, (angles[k] & 0x40000000) != 0);
                // Single precision: 24 bits of the radius up to 6.7, and 24 bits of u, which near u = 1 are 6e-8/r of a small radius.
                var tolerance = 3e-6 + Math.Min(1e-7 / radius, 4e-4);
                Assert.Equal(radius * (negative ^ other ? -x1 : x1), first[k], tolerance);
                Assert.Equal(radius * (negative ? -x2 : x2), second[k], tolerance);
            }
        }
    }

    [Fact]
    public void Moments_and_tails_are_those_of_a_standard_normal()
    {
        var samples = new float[Draws];
        new GaussianNoise(1, RandomPurpose.DetectorNoise).Fill(0, samples);
        var standardError = 1 / Math.Sqrt(Draws);
        // Five standard errors of the first four moments: 1, √2, √15, √96 over √N.
        Assert.Equal(0, samples.Average(x => (double)x), 5 * standardError);
        Assert.Equal(1, samples.Average(x => (double)x * x), 7.1 * standardError);
        Assert.Equal(0, samples.Average(x => Math.Pow(x, 3)), 19.4 * standardError);
        Assert.Equal(3, samples.Average(x => Math.Pow(x, 4)), 49 * standardError);
        // P(|x| > 3) = 0.0026998, five binomial standard errors.
        Assert.Equal(0.0026998, samples.Count(x => Math.Abs(x) > 3) / (double)Draws, 5 * Math.Sqrt(0.0027) * standardError);
    }

    [Fact]
    public void Samples_are_white()
    {
        var samples = new float[Draws + 32];
        new GaussianNoise(2, RandomPurpose.ThermalForce, 1, 5).Fill(0, samples);
        for (var lag = 1; lag <= 32; lag++)
        {
            var product = 0.0;
            for (var i = 0; i < Draws; i++) product += samples[i] * (double)samples[i + lag] / Draws;
            Assert.Equal(0, product, 5 / Math.Sqrt(Draws));
        }
    }

    [Fact]
    public void A_sample_does_not_depend_on_where_filling_begins_or_ends()
    {
        var all = new float[400];
        var noise = new GaussianNoise(3, RandomPurpose.DetectorNoise, 4, 9);
        noise.Fill(0, all);
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 100]).ForAll((first, count) =>
        {
            var part = new float[count];
            noise.Fill(first, part);
            return part.AsSpan().SequenceEqual(all.AsSpan(first, count));
        });
    }

    [Theory]
    [InlineData(4, RandomPurpose.DetectorNoise, 4, 9)]
    [InlineData(3, RandomPurpose.ThermalForce, 4, 9)]
    [InlineData(3, RandomPurpose.DetectorNoise, 5, 9)]
    [InlineData(3, RandomPurpose.DetectorNoise, 4, 10)]
    public void Another_seed_purpose_or_index_gives_unrelated_noise(int seed, RandomPurpose purpose, long a, long b)
    {
        var (one, other) = (new float[1 << 16], new float[1 << 16]);
        new GaussianNoise(3, RandomPurpose.DetectorNoise, 4, 9).Fill(0, one);
        new GaussianNoise(seed, purpose, a, b).Fill(0, other);
        var correlation = one.Zip(other, (x, y) => (double)x * y).Average();
        Assert.Equal(0, correlation, 5 / Math.Sqrt(one.Length));
    }

    [Fact]
    public void An_index_beyond_32_bits_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianNoise(1, RandomPurpose.DetectorNoise, 1L << 32));
}
