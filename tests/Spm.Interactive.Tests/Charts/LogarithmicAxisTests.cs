using CsCheck;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Tests.Charts;

public sealed class LogarithmicAxisTests
{
    [Fact]
    public void Equal_factors_are_equally_long()
    {
        var axis = new Axis("Current", "A", 1e-12, 1e-6) { IsLogarithmic = true };
        Assert.Equal([0, 0.5, 1], new[] { 1e-12, 1e-9, 1e-6 }.Select(v => Math.Round(axis.Fraction(v), 12)));
    }

    [Fact]
    public void Values_not_above_0_have_no_place() =>
        Assert.All(new[] { 0, -1, double.NaN, double.PositiveInfinity }, value => Assert.False(Axis.OverLogarithm("I", "A", [1, 2]).CanShow(value)));

    [Fact]
    public void Powers_of_ten_are_written_with_raised_digits_where_plain_numbers_would_be_long() => Assert.Equal(
        ["10⁻¹²", "10⁻⁹", "10⁻⁶"], LogarithmicTicks.Between(1e-12, 1e-6, 3).Select(tick => tick.Label));

    [Theory]
    [InlineData(0.1, 1000, "0.1 1 10 100 1000")]
    [InlineData(1.5, 9, "2 5")]
    [InlineData(3.1, 3.4, "3.1 3.2 3.3 3.4")]
    [InlineData(0.0018, 0.04, "0.002 0.005 0.01 0.02")]
    [InlineData(1.1e-9, 1.32e-9, "1.10·10⁻⁹ 1.15·10⁻⁹ 1.20·10⁻⁹ 1.25·10⁻⁹ 1.30·10⁻⁹")]
    [InlineData(1.5e-9, 9e-9, "2·10⁻⁹ 5·10⁻⁹")]
    public void Marks_are_round(double min, double max, string labels) =>
        Assert.Equal(labels, string.Join(' ', LogarithmicTicks.Between(min, max, 5).Select(tick => tick.Label)));

    [Fact]
    public void Every_axis_over_positive_values_holds_them_and_has_marks_on_it() => Gen.Double[-250, 250].Select(Gen.Double[0, 40], Gen.Int[2, 12]).Sample((exponent, decades, wanted) =>
    {
        var (low, high) = (Math.Pow(10, exponent), Math.Pow(10, Math.Min(exponent + decades, 300)));
        var axis = Axis.OverLogarithm("x", "", [low, -1, high, double.NaN]);
        Assert.InRange(axis.Fraction(low), 0, 1);
        Assert.InRange(axis.Fraction(high), 0, 1);
        var ticks = axis.Ticks(wanted);
        Assert.NotEmpty(ticks);
        Assert.All(ticks, tick => Assert.InRange(axis.Fraction(tick.Value), -1e-6, 1 + 1e-6));
    });

    [Fact]
    public void No_value_above_0_gives_a_decade() => Assert.True(Axis.OverLogarithm("x", "", [0, -3]) is { Min: > 0.5 and < 1, Max: > 10 and < 12 });
}
