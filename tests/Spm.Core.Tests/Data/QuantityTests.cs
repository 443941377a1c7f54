using CsCheck;
using Spm.Core.Data;

namespace Spm.Core.Tests.Data;

public class QuantityTests
{
    private static readonly string[] _units = ["V", "m", "Hz", "nm", "mV", "N/m", "m/V", "a.u.", "rad", "%", "°", ""];

    [Theory]
    [InlineData("350kHz", "Hz", 350e3)]
    [InlineData("2um", "m", 2e-6)]
    [InlineData("2 µm", "m", 2e-6)]
    [InlineData("2 μm", "m", 2e-6)]
    [InlineData("-8V", "V", -8)]
    [InlineData("−8 V", "V", -8)]
    [InlineData("+8V", "V", 8)]
    [InlineData("50nN", "N", 50e-9)]
    [InlineData("3", "V", 3)]
    [InlineData(" 1.5e3 ", "Hz", 1500)]
    [InlineData("1e3um", "m", 1e-3)]
    [InlineData(".5mV", "V", 0.5e-3)]
    [InlineData("3um", "m", 3e-6)]
    [InlineData("3um", "nm", 3000)]
    [InlineData("12mN/m", "N/m", 0.012)]
    [InlineData("5pm/V", "m/V", 5e-12)]
    [InlineData("10MOhm", "Ω", 1e7)]
    [InlineData("5Pa", "Pa", 5)]
    [InlineData("1.57rad", "rad", 1.57)]
    [InlineData("180deg", "rad", Math.PI)]
    [InlineData("90°", "°", 90)]
    [InlineData("40%", "%", 40)]
    [InlineData("7", "", 7)]
    public void A_typed_quantity_is_read_in_the_expected_unit(string text, string unit, double expected) =>
        Assert.Equal(expected, Quantity.Parse(text, unit));

    [Theory]
    [InlineData("8s", "V", "bias", "8 s is not a bias: give volts, such as 8V or 500mV.")]
    [InlineData("8s", "V", null, "8 s is not a voltage: give volts, such as 8V or 500mV.")]
    [InlineData("350khz", "Hz", null, "350 khz is not a frequency: did you mean 350kHz? Prefixes and units are case-sensitive.")]
    [InlineData("3,5V", "V", null, "'3,5V' is not a voltage: give volts, such as 8V or 500mV. Use a point for decimals.")]
    [InlineData("", "Hz", null, "'' is not a frequency: give hertz, such as 350kHz or 1.2MHz.")]
    [InlineData("3V", "", "count", "3 V is not a count: give a number without unit, such as 3 or 0.5.")]
    [InlineData("5kg", "N", null, "5 kg is not a force: give newtons, such as 50nN.")]
    [InlineData("2um/s", "m", null, "2 µm/s is not a length: give metres, such as 2um or 500nm.")]
    public void A_wrong_quantity_is_answered_with_what_would_be_right(string text, string unit, string? what, string message) =>
        Assert.Equal(message, Assert.Throws<QuantityFormatException>(() => Quantity.Parse(text, unit, what)).Message);

    [Theory]
    [InlineData("NaN")]
    [InlineData("∞V")]
    [InlineData("1e999V")]
    [InlineData("V")]
    [InlineData("--8V")]
    [InlineData("8 8V")]
    [InlineData("8V 8")]
    [InlineData("٣V")]
    [InlineData("krad")]
    [InlineData("0x10V")]
    public void What_is_not_a_finite_voltage_is_refused(string text)
    {
        Assert.Throws<QuantityFormatException>(() => Quantity.Parse(text, "V"));
        Assert.False(Quantity.TryParse(text, "V", out var value));
        Assert.True(double.IsNaN(value));
    }

    [Theory]
    [InlineData("3krad", "rad")]
    [InlineData("3ma.u.", "a.u.")]
    [InlineData("3m%", "%")]
    [InlineData("3k", "")]
    [InlineData("3mm²", "m²")]
    public void Units_without_prefixes_refuse_them(string text, string unit) =>
        Assert.Throws<QuantityFormatException>(() => Quantity.Parse(text, unit));

    [Theory]
    [InlineData(350e3, "Hz", 3, "350 kHz")]
    [InlineData(350e3, "Hz", 4, "350.0 kHz")]
    [InlineData(2e-6, "m", 4, "2.000 µm")]
    [InlineData(999.96, "V", 4, "1.000 kV")]
    [InlineData(999.94, "V", 4, "999.9 V")]
    [InlineData(-8, "V", 2, "-8.0 V")]
    [InlineData(0, "V", 4, "0 V")]
    [InlineData(350e3, "Hz", 1, "350 kHz")]
    [InlineData(5000, "nm", 4, "5.000 µm")]
    [InlineData(0.25, "um", 4, "250.0 nm")]
    [InlineData(1.2e-11, "m/V", 3, "12.0 pm/V")]
    [InlineData(1234.5, "a.u.", 4, "1234 a.u.")]
    [InlineData(1e-7, "a.u.", 3, "1.00e-7 a.u.")]
    [InlineData(0.001, "rad", 3, "0.00100 rad")]
    [InlineData(42, "%", 3, "42.0%")]
    [InlineData(90, "°", 2, "90°")]
    [InlineData(3, "", 2, "3.0")]
    [InlineData(1e40, "V", 2, "1.0e40 V")]
    [InlineData(double.NaN, "V", 4, "NaN V")]
    [InlineData(double.PositiveInfinity, "V", 4, "∞ V")]
    [InlineData(double.NegativeInfinity, "", 4, "-∞")]
    public void A_quantity_is_written_with_the_prefix_that_suits_it(double value, string unit, int digits, string expected) =>
        Assert.Equal(expected, Quantity.Format(value, unit, digits));

    [Theory]
    [InlineData(350e3, "k", 1e3)]
    [InlineData(-2e-6, "µ", 1e-6)]
    [InlineData(1, "", 1)]
    [InlineData(999.9999, "", 1)]
    [InlineData(1000, "k", 1e3)]
    [InlineData(0, "", 1)]
    [InlineData(double.NaN, "", 1)]
    [InlineData(1e-40, "y", 1e-24)]
    public void The_prefix_of_an_axis_leaves_1_to_999(double magnitude, string prefix, double factor) =>
        Assert.Equal((prefix, factor), Quantity.Prefix(magnitude));

    [Theory]
    [InlineData(5e-6, "m", "µm", 1e-6)]
    [InlineData(5000, "nm", "µm", 1e3)]
    [InlineData(5000, "a.u.", "a.u.", 1)]
    [InlineData(0, "V", "V", 1)]
    public void An_axis_unit_takes_a_prefix_only_where_it_may(double magnitude, string unit, string scaled, double factor) =>
        Assert.Equal((scaled, factor), Quantity.Scale(magnitude, unit));

    [Fact]
    public void What_was_written_is_read_back_to_the_digits_written()
    {
        var values = Gen.Select(Gen.Double[-9.99, 9.99], Gen.Int[-22, 22], Gen.Int[1, 15], Gen.Int[0, _units.Length - 1]);
        values.ForAll((mantissa, exponent, digits, which) =>
        {
            var unit = _units[which];
            var value = mantissa * Math.Pow(10, exponent);
            var back = Quantity.Parse(Quantity.Format(value, unit, digits), unit);
            // Rounding to n significant digits moves a value by at most half a unit of the last one; scaling by powers of ten there and back by some 20 ulp.
            Assert.InRange(Math.Abs(back - value), 0, (0.5 * Math.Pow(10, 1 - digits) + 5e-15) * Math.Abs(value));
        }, iter: 5000);
    }
}
