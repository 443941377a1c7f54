using Spm.Interactive.Charts;

namespace Spm.Interactive.Tests.Charts;

public sealed class AxisTests
{
    [Fact]
    public void A_reversed_axis_has_its_least_value_at_the_other_end()
    {
        var axis = new Axis("Row", "", -0.5, 9.5) { IsReversed = true };
        Assert.Equal((1.0, 0.0), (axis.Fraction(-0.5), axis.Fraction(9.5)));
        Assert.Equal(0.95, axis.Fraction(0), 1e-12);
    }

    [Theory]
    [InlineData("Frequency", "Hz", 340e3, 360e3, "Frequency (kHz)")]
    [InlineData("Position", "m", 0, 2e-6, "Position (µm)")]
    [InlineData("Response", "a.u.", 0, 3e-5, "Response (10⁻⁶ a.u.)")]
    [InlineData("R²", "", 0, 1, "R²")]
    [InlineData("Current", "A", 0, 2e31, "Current (10³⁰ A)")]
    [InlineData("", "V", -8, 8, "V")]
    public void Label_says_quantity_and_prefixed_unit(string quantity, string unit, double min, double max, string label) =>
        Assert.Equal(label, new Axis(quantity, unit, min, max).Label);

    [Fact]
    public void Equal_values_get_an_axis_around_them()
    {
        var axis = Axis.Over("x", "V", [3, 3, 3]);
        Assert.InRange(3, axis.Min, axis.Max);
        Assert.True(axis.Max > axis.Min);
    }

    [Fact]
    public void Values_that_are_not_finite_are_left_out()
    {
        var axis = Axis.Over("x", "V", [1, double.NaN, double.PositiveInfinity, 2], margin: 0);
        Assert.Equal((1, 2), (axis.Min, axis.Max));
    }

    [Fact]
    public void No_value_gives_0_to_1() => Assert.Equal((0, 1), (Axis.Over("x", "", []).Min, Axis.Over("x", "", []).Max));

    [Fact]
    public void Zero_alone_gets_an_axis() => Assert.Equal((-1, 1), (Axis.Over("x", "", [0]).Min, Axis.Over("x", "", [0]).Max));

    [Fact]
    public void A_phase_has_quarter_turns() => Assert.Equal(["−π", "−π/2", "0", "π/2", "π"], Axis.Turn("Phase", "rad").Ticks(9).Select(tick => tick.Label));
}
