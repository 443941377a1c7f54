using CsCheck;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Charts;

public sealed class ThinningTests
{
    [Fact]
    public void A_thinned_curve_keeps_the_least_and_the_greatest_and_the_order()
    {
        Gen.Double[-1e3, 1e3].Array[0, 5000].Sample(y =>
        {
            double[] x = [.. y.Select((_, i) => (double)i)];
            var thin = CurveThinning.Of(x, y, [], blocks: 100);
            Assert.True(y.Length <= 200 || thin.X.Length <= 200);
            if (y.Length == 0) return;
            Assert.Equal((y.Min(), y.Max()), (thin.Y.Min(), thin.Y.Max()));
            Assert.Equal(thin.X.Order(), thin.X);
            // Every point that is drawn is a point of the curve.
            Assert.All(thin.X.Zip(thin.Y), p => Assert.Equal(y[(int)p.First], p.Second));
        }, iter: 200);
    }

    [Fact]
    public void A_block_without_a_finite_value_interrupts_the_line_and_others_ignore_what_is_not_finite()
    {
        double[] y = [.. Enumerable.Range(0, 1000).Select(i => i is >= 500 and < 510 ? double.NaN : i == 3 ? double.PositiveInfinity : 1.0)];
        var thin = CurveThinning.Of([.. y.Select((_, i) => (double)i)], y, [], blocks: 100);
        Assert.Single(thin.Y, double.IsNaN);
        Assert.All(thin.Y.Where(v => !double.IsNaN(v)), v => Assert.Equal(1, v));
    }

    [Fact]
    public void What_is_left_out_is_said()
    {
        var (y, notes) = (new double[10_000], new List<string>());
        CurveThinning.Of(y, y, notes, "epochs", 100);
        Assert.Equal(["10,000 epochs; drawn are the least and the greatest of each 100."], notes);
        CurveThinning.Of(y, y, notes, "epochs", 5000);
        Assert.Single(notes);
        Assert.Equal("2,500 of 10,000 pairs are drawn, evenly picked; all numbers are of all.", ThinnedPoints.Of(Enumerable.Range(0, 10_000)).Note("pairs"));
        Assert.Null(ThinnedPoints.Of(Enumerable.Range(0, 3000)).Note("pairs"));
    }
}
