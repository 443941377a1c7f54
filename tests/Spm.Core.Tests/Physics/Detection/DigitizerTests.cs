using CsCheck;
using Spm.Core.Physics.Detection;

namespace Spm.Core.Tests.Physics.Detection;

public class DigitizerTests
{
    [Fact]
    public void Codes_are_the_nearest_ones_and_stay_in_range() =>
        Gen.Select(Gen.Int[4, 16], Gen.Double[0.1, 10], Gen.Double[-12, 12].Array[0, 40]).ForAll(chosen =>
        {
            var (bits, range, volts) = chosen;
            var digitizer = new Digitizer { Bits = bits, RangeV = range };
            var (codes, back) = (new short[volts.Length], new double[volts.Length]);
            var clipped = digitizer.Convert(volts, codes);
            digitizer.ToVolts(codes, back);
            var (lsb, expectedClipped) = (2 * range / Math.Pow(2, bits), 0);
            for (var i = 0; i < volts.Length; i++)
            {
                var code = Math.Round(volts[i] / lsb);
                var (low, high) = (-Math.Pow(2, bits - 1), Math.Pow(2, bits - 1) - 1);
                if (code < low || code > high) expectedClipped++;
                if (Math.Abs(codes[i] - Math.Clamp(volts[i] / lsb, low, high)) > 0.5 + 1e-9) return false;
                if (Math.Abs(back[i] - codes[i] * lsb) > 1e-12) return false;
            }
            // A voltage half a code from the border may fall on either side by rounding.
            return Math.Abs(clipped - expectedClipped) <= volts.Count(v => Math.Abs(Math.Abs(v / lsb) % 1 - 0.5) < 1e-9);
        });

    [Fact]
    public void Rounding_adds_a_twelfth_of_a_squared_code_of_noise()
    {
        var digitizer = new Digitizer { Bits = 12, RangeV = 1 };
        var volts = Enumerable.Range(0, 100_000).Select(n => 0.9 * Math.Sin(0.7 * n)).ToArray();
        var (codes, back) = (new short[volts.Length], new double[volts.Length]);
        digitizer.Convert(volts, codes);
        digitizer.ToVolts(codes, back);
        var error = volts.Zip(back, (v, b) => (v - b) * (v - b)).Average();
        // Rounding of a sine of 1,800 codes is uniform to better than 1 %.
        Assert.Equal(1.0 / 12, error / (digitizer.LsbV * digitizer.LsbV), 1e-3);
        Assert.Equal(digitizer.LsbV * digitizer.LsbV / 12, digitizer.RoundingDensity * digitizer.SampleRateHz / 2, 1e-20);
    }

    [Fact]
    public void What_is_not_a_number_becomes_zero_and_infinity_the_end_of_the_range_and_both_count_as_clipped()
    {
        double[] volts = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1, 1, 1, 1, 1, double.NaN, double.PositiveInfinity];
        var codes = new short[volts.Length];
        var digitizer = new Digitizer();
        Assert.Equal(5, digitizer.Convert(volts, codes));
        Assert.Equal([0, short.MaxValue, short.MinValue], codes[..3]);
        Assert.Equal([0, short.MaxValue], codes[8..]);
    }
}
