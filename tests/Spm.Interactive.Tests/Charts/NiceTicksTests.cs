using CsCheck;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Tests.Charts;

public sealed class NiceTicksTests
{
    private static readonly Gen<(double Min, double Max)> _ranges = Gen.Select(Gen.Double[-1e6, 1e6], Gen.Double[-12, 6]).Select(pair => (pair.Item1, pair.Item1 + Math.Max(Math.Pow(10, pair.Item2), Math.Abs(pair.Item1) * 1e-6)));

    [Fact]
    public void Marks_lie_on_the_axis_are_evenly_spaced_and_no_more_than_wanted_plus_one() =>
        Gen.Select(_ranges, Gen.Int[2, 12]).ForAll((range, wanted) =>
        {
            var ticks = NiceTicks.Between(range.Min, range.Max, 1, wanted);
            Assert.InRange(ticks.Count, 1, wanted + 1);
            Assert.All(ticks, tick => Assert.InRange(tick.Value, range.Min, range.Max));
            var steps = ticks.Zip(ticks.Skip(1), (a, b) => b.Value - a.Value).ToArray();
            if (steps.Length == 0) return;
            Assert.All(steps, step => Assert.Equal(steps[0], step, 1e-6 * steps[0] + 1e-9 * Math.Abs(range.Max)));
        });

    [Fact]
    public void Marks_have_different_labels() =>
        Gen.Select(_ranges, Gen.Int[2, 12]).ForAll((range, wanted) =>
        {
            var labels = NiceTicks.Between(range.Min, range.Max, 1, wanted).Select(tick => tick.Label).ToArray();
            Assert.Equal(labels.Length, labels.Distinct().Count());
        });

    [Fact]
    public void The_step_is_1_2_or_5_times_a_power_of_ten() =>
        Gen.Select(Gen.Double[0.001, 1000], Gen.Int[3, 12]).ForAll((span, wanted) =>
        {
            var ticks = NiceTicks.Between(0, span, 1, wanted);
            var step = ticks[1].Value - ticks[0].Value;
            var mantissa = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-9));
            Assert.Contains(new[] { 1.0, 2, 5 }, allowed => Math.Abs(allowed - mantissa) < 1e-6);
        });

    [Fact]
    public void Labels_are_in_the_shown_unit_with_a_true_minus()
    {
        var ticks = new Axis("Position", "m", -1e-6, 1e-6).Ticks(5);
        Assert.Equal(["−1.0", "−0.5", "0.0", "0.5", "1.0"], ticks.Select(tick => tick.Label));
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(1, 1)]
    public void An_axis_without_extent_is_refused(double min, double max) =>
        Assert.Throws<ArgumentException>(() => NiceTicks.Between(min, max, 1, 5));
}
