using CsCheck;
using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Views;

public sealed class PackingTests
{
    [Fact]
    public void Levels_come_back_bit_by_bit() =>
        Gen.UShort[0, 1023].Array[0, 33].ForAll(levels =>
        {
            var bytes = Convert.FromBase64String(Packing.Levels10(levels));
            for (var i = 0; i < levels.Length; i++)
            {
                var level = 0;
                for (var k = 0; k < 10; k++) level |= ((bytes[(10 * i + k) / 8] >> ((10 * i + k) % 8)) & 1) << k;
                Assert.Equal(levels[i], level);
            }
        });

    [Fact]
    public void A_level_is_within_half_a_step_of_its_value() =>
        Gen.Double[0, 1].ForAll(value => Assert.Equal(value, (double)Packing.Level10(value, 0, 1) / Packing.HighestLevel, 0.5 / Packing.HighestLevel + 1e-12));

    [Theory]
    [InlineData(double.NaN, Packing.Missing)]
    [InlineData(double.PositiveInfinity, Packing.Missing)]
    [InlineData(-5, 0)]
    [InlineData(5, Packing.HighestLevel)]
    public void What_is_missing_or_beyond_has_a_level_of_its_own(double value, int level) => Assert.Equal(level, Packing.Level10(value, 0, 1));

    [Fact]
    public void Three_bytes_keep_a_value_to_15_parts_in_a_million() =>
        Gen.Double[-1e12, 1e12].ForAll(value => Assert.Equal(value, Decode(Packing.Float24([value]), 3), Math.Abs(value) * Math.Pow(2, -16) + 1e-30));

    [Fact]
    public void Two_bytes_keep_a_value_to_4_parts_in_a_thousand() =>
        Gen.Double[1e-15, 1e6].ForAll(value => Assert.Equal(value, Decode(Packing.Float16([value]), 2), value / 256));

    [Fact]
    public void What_is_not_finite_stays_so()
    {
        Assert.True(double.IsNaN(Decode(Packing.Float24([double.NaN]), 3)));
        Assert.True(double.IsNaN(Decode(Packing.Float16([double.NaN]), 2)));
        Assert.Equal(double.PositiveInfinity, Decode(Packing.Float16([double.PositiveInfinity]), 2));
    }

    private static double Decode(string base64, int kept) => BitConverter.ToSingle([.. new byte[4 - kept], .. Convert.FromBase64String(base64)]);
}
