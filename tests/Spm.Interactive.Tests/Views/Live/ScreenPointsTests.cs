using CsCheck;
using Spm.Interactive.Views.Live;

namespace Spm.Interactive.Tests.Views.Live;

public sealed class ScreenPointsTests
{
    [Fact]
    public void A_short_curve_is_drawn_whole()
    {
        Assert.Equal(Enumerable.Range(0, 2000), ScreenPoints.Of(new double[2000], 1, []));
        Assert.Equal("", ScreenPoints.Words(2000));
    }

    [Fact]
    public void Of_a_long_curve_every_block_keeps_its_ends_and_nothing_is_twice() =>
        Gen.Select(Gen.Int[2001, 30_000], Gen.Int[0, 1000], Gen.Bool, Gen.Bool).Sample((count, seed, isComplex, hasOutliers) =>
        {
            var random = new Random(seed);
            var parts = isComplex ? 2 : 1;
            double[] curve = [.. Enumerable.Range(0, count * parts).Select(_ => random.NextDouble() < 0.02 ? double.NaN : random.NextDouble() - 0.5)];
            bool[] leftOut = hasOutliers ? [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < 0.01)] : [];
            var shown = ScreenPoints.Of(curve, parts, leftOut);
            Assert.InRange(shown.Length, 1, ScreenPoints.Most);
            Assert.Equal(shown.Distinct().Order(), shown);
            double Size(int i) => parts == 1 ? curve[i] : double.Hypot(curve[2 * i], curve[2 * i + 1]);
            var kept = Enumerable.Range(0, count).Where(i => double.IsFinite(Size(i)) && (leftOut.Length == 0 || !leftOut[i])).ToArray();
            Assert.Equal(kept.Max(Size), shown.Intersect(kept).Max(Size));
            Assert.Equal(kept.Min(Size), shown.Intersect(kept).Min(Size));
            var left = Enumerable.Range(0, count).Where(i => double.IsFinite(Size(i)) && leftOut.Length > 0 && leftOut[i]).ToArray();
            if (left.Length > 0) Assert.Equal(left.Max(Size), shown.Intersect(left).Max(Size));
        }, iter: 60);

    [Fact]
    public void An_outlier_that_was_left_out_does_not_hide_the_curve_below_it()
    {
        double[] curve = [.. Enumerable.Range(0, 10_000).Select(i => Math.Sin(i / 500.0))];
        var leftOut = new bool[curve.Length];
        (curve[777], leftOut[777]) = (1000, true);
        var shown = ScreenPoints.Of(curve, 1, leftOut);
        Assert.Contains(777, shown);
        // The block of the outlier still has ends of its own.
        Assert.True(shown.Count(i => Math.Abs(i - 777) <= 20) > 2);
    }

    [Fact]
    public void A_gap_stays_a_gap_and_a_curve_without_a_number_is_one_gap()
    {
        var curve = Enumerable.Repeat(double.NaN, 10_000).ToArray();
        Assert.All(ScreenPoints.Of(curve, 1, []), i => Assert.True(double.IsNaN(curve[i])));
        Assert.Equal(" · 10,000 points, drawn: least and greatest of each 10", ScreenPoints.Words(10_000));
    }
}
