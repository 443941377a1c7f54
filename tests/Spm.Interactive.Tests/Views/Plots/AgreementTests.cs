using MathNet.Numerics.Distributions;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Views.Plots;

public sealed class AgreementTests
{
    private static readonly double[] Measured = [1, 2, 3, 4], Predicted = [1.5, 2, 2.5, 5];

    [Fact]
    public void The_numbers_are_those_of_their_definitions()
    {
        // Differences 0.5, 0, −0.5, 1; Σd² = 1.5, Σ(m − 2.5)² = 5.
        var agreement = Agreement.Of(Measured, Predicted, [0.1, 0.1, 0.1, 0.6]);
        Assert.Equal((4, 0.25, 0.5, 4, 2), (agreement.Count, agreement.Bias, agreement.MeanAbsolute, agreement.WithErrors, agreement.OutsideTwoSigma));
        Assert.Equal(0.7, agreement.RSquared, 1e-12);
        Assert.Equal(Math.Sqrt(1.5 / 4), agreement.RootMeanSquare, 1e-12);
    }

    [Fact]
    public void Pairs_that_are_not_finite_are_left_out_and_the_picture_says_so()
    {
        var figure = Plot.Parity([.. Measured, double.NaN, 7], [.. Predicted, 1, double.PositiveInfinity], "V");
        Assert.Contains("4 pairs, R² = 0.700, RMSE = 612 mV, MAE = 500 mV, bias = 250 mV", figure.Description);
        Assert.Contains("2 of 6 pairs are not finite and left out.", figure.Notes);
    }

    [Fact]
    public void Both_axes_are_the_same_and_a_volt_is_as_long_across_as_upwards()
    {
        var layout = FigureLayout.Of(Plot.Parity(Measured, Predicted, "V", "Coercive bias V+")).Panels[0];
        Assert.Equal((layout.Panel.X.Min, layout.Panel.X.Max), (layout.Panel.Y.Min, layout.Panel.Y.Max));
        Assert.Equal(layout.Plot.Width, layout.Plot.Height, 1e-9);
        Assert.Equal("Measured coercive bias V+ (V)", layout.Panel.X.Label);
    }

    [Fact]
    public void Points_beyond_two_sigma_have_their_own_colour()
    {
        var points = Plot.Parity(Measured, Predicted, "V", errors: [0.1, 0.1, 0.1, 0.6]).Panels[0].Layers.OfType<PointLayer>().ToDictionary(layer => layer.Label, layer => layer.X);
        Assert.Equal([2, 4], points["within 2σ"]);
        Assert.Equal([1, 3], points["beyond 2σ"]);
    }

    [Fact]
    public void Equal_measured_values_have_no_R_squared() =>
        Assert.Contains("R²: not defined, all measured values are equal", Plot.Parity([2, 2], [1, 3]).Description);

    [Theory]
    [InlineData(0, 0, "got none")]
    [InlineData(3, 2, "measured: 3, predicted: 2")]
    public void Lengths_that_differ_are_refused(int measured, int predicted, string words) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(() => Plot.Parity(new double[measured], new double[predicted])).Message);

    [Fact]
    public void A_million_pairs_are_thinned_and_all_are_counted()
    {
        double[] many = [.. Enumerable.Range(0, 1_000_000).Select(i => Math.Sin(i))];
        var figure = Plot.Parity(many, many);
        Assert.InRange(figure.Panels[0].Layers.OfType<PointLayer>().Single().X.Length, 1000, ThinnedPoints.Most);
        Assert.Contains("1,000,000 pairs", figure.Description);
        Assert.Contains(figure.Notes, note => note.Contains("of 1,000,000 pairs are drawn"));
    }

    [Fact]
    public void Exact_normal_scores_are_calibrated_at_every_level()
    {
        // z at the middle of each of n equal parts of probability: the fraction within each interval is right to 1/n.
        const int N = 2000;
        double[] scores = [.. Enumerable.Range(0, N).Select(i => Normal.InvCDF(0, 1, (i + 0.5) / N))];
        var coverage = Coverage.Of([.. scores.Select(z => 5 + 0.3 * z)], [.. scores.Select(_ => 5.0)], [.. scores.Select(_ => 0.3)]);
        Assert.All(coverage.Nominal.Zip(coverage.Observed), level => Assert.Equal(level.First, level.Second, 1.0 / N + 1e-9));
        Assert.InRange(coverage.Miscalibration, 0, 1.0 / N);
    }

    [Fact]
    public void Errors_stated_as_half_of_what_they_are_cover_too_little_and_outside_the_band()
    {
        const int N = 2000;
        double[] scores = [.. Enumerable.Range(0, N).Select(i => Normal.InvCDF(0, 1, (i + 0.5) / N))];
        var coverage = Coverage.Of(scores, new double[N], [.. scores.Select(_ => 0.5)]);
        var at = Array.FindIndex(coverage.Nominal, c => Math.Abs(c - 0.5) < 1e-12);
        // P(|z| < 0.6745/2) = 0.2641.
        Assert.Equal(2 * Normal.CDF(0, 1, Normal.InvCDF(0, 1, 0.75) / 2) - 1, coverage.Observed[at], 1.0 / N);
        Assert.True(coverage.Observed[at] < Coverage.Band(0.5, N).Lower);
        string Words(double error) => Plot.Calibration(scores, new double[N], [.. scores.Select(_ => error)]).Description;
        // The standard error of a standard deviation s of n normal values is s/√(2(n − 1)): 0.03 of 2.
        Assert.EndsWith("z has mean 0.00 ± 0.04 and standard deviation 2.00 ± 0.03: the stated errors are too small by a factor of 2.00.", Words(0.5));
        Assert.EndsWith("the stated errors are too large by a factor of 2.00.", Words(2));
        Assert.EndsWith("the stated errors are right as far as so many values can tell.", Words(1.01));
    }

    [Fact]
    public void From_one_value_nothing_is_said_about_a_spread()
    {
        var description = Plot.Calibration([1], [1.5], [0.5]).Description;
        Assert.Contains("from one value nothing follows", description);
        Assert.DoesNotContain("NaN", description);
    }

    [Fact]
    public void The_band_is_that_of_the_binomial_law()
    {
        // By exact rational sums: quantiles of (250, 0.9) = 215, 234; of (100, 0.5) = 40, 60.
        Assert.Equal((215 / 250.0, 234 / 250.0), Coverage.Band(0.9, 250));
        Assert.Equal((0.4, 0.6), Coverage.Band(0.5, 100));
    }

    [Fact]
    public void A_histogram_of_scores_has_unit_area()
    {
        var panel = Plot.Calibration([1, 2, 3, 40], [1.5, 2, 2.5, 3], [0.5, 1, 1, 1]).Panels[1];
        var bars = panel.Layers.OfType<BarLayer>().Single();
        Assert.Equal(1, bars.Heights.Select((h, i) => h * (bars.Edges[i + 1] - bars.Edges[i])).Sum(), 1e-12);
    }

    [Theory]
    [InlineData(0.0, double.NaN)]
    [InlineData(-1.0, double.PositiveInfinity)]
    public void Errors_that_are_none_do_not_count(double first, double second)
    {
        var figure = Plot.Calibration([1, 2, 3], [1, 2, 3.5], [first, second, 0.5]);
        Assert.Contains("2 of 3 are left out", figure.Notes[0]);
        Assert.Contains("no finite value", SvgRenderer.Render(Plot.Calibration([1], [1], [double.NaN])));
    }

    [Fact]
    public void Levels_that_do_not_rise_are_refused() =>
        Assert.Contains("number 1 is 0.5", Assert.Throws<ArgumentException>(() => Plot.Calibration([0.9, 0.5], [0.9, 0.5])).Message);
}
