using CsCheck;
using Spm.Core.Physics.Samples;

namespace Spm.Core.Tests.Physics.Samples;

/// <summary>The phenomenological model of rows of domains, at the parameters that science.md §4 states: V = 4, V_c = 2, r_0 = 1, A = 10, B = 6, ℓ2 = 1/3.</summary>
public class DomainRowTests
{
    private const int Settled = 1000;

    private static readonly DomainRow Row = new();

    [Theory]
    [InlineData(3.0)]
    [InlineData(2.75)]
    [InlineData(2.5)]
    public void Far_apart_every_domain_appears_and_all_are_alike(double spacing)
    {
        var radii = Row.Radii(spacing, Settled);
        Assert.Equal(1, DomainRowAnalysis.Period(radii));
        Assert.True(radii[^1] > 1);
        Assert.True(DomainRowAnalysis.LyapunovExponent(Row, spacing) < 0);
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(1.65)]
    [InlineData(1.3)]
    public void Closer_every_second_domain_is_missing(double spacing)
    {
        var radii = Row.Radii(spacing, Settled);
        Assert.Equal(2, DomainRowAnalysis.Period(radii));
        Assert.Equal([false, true], radii[^2..].Select(r => r == 0).Order());
        Assert.True(DomainRowAnalysis.LyapunovExponent(Row, spacing) < 0);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.6)]
    [InlineData(0.5)]
    public void Close_together_rows_are_aperiodic_and_the_Lyapunov_exponent_is_positive(double spacing)
    {
        Assert.Equal(0, DomainRowAnalysis.Period(Row.Radii(spacing, 3000)));
        Assert.True(DomainRowAnalysis.LyapunovExponent(Row, spacing) > 0.05);
    }

    [Theory]
    [InlineData(0.75)]
    [InlineData(0.85)]
    [InlineData(0.95)]
    public void In_the_window_of_period_three_only_every_third_domain_appears(double spacing)
    {
        var radii = Row.Radii(spacing, Settled);
        Assert.Equal(3, DomainRowAnalysis.Period(radii));
        Assert.Equal(2, radii[^3..].Count(r => r == 0));
        Assert.True(DomainRowAnalysis.LyapunovExponent(Row, spacing) < 0);
    }

    [Fact]
    public void With_weak_screening_and_strong_promotion_every_third_domain_is_missing()
    {
        var radii = DomainRow.EveryThirdMissing.Radii(0.55, Settled);
        Assert.Equal(3, DomainRowAnalysis.Period(radii));
        Assert.Equal(1, radii[^3..].Count(r => r == 0));
    }

    [Fact]
    public void Suppression_by_the_nearest_neighbour_alone_never_gives_more_than_period_two() =>
        Gen.Select(Gen.Double[0.2, 4], Gen.Double[0.1, 30], Gen.Double[2.1, 9]).ForAll((spacing, suppression, bias) =>
        {
            var row = Row with { Promotion = 0, Memory = 1, Suppression = suppression, BiasV = bias };
            // Near the bifurcation the approach to the cycle is slow, hence the long row.
            Assert.InRange(DomainRowAnalysis.Period(row.Radii(spacing, 40_000)), 1, 2);
        }, iter: 200);

    [Fact]
    public void Lyapunov_exponent_is_the_rate_at_which_two_rows_part()
    {
        const double spacing = 1.0, disturbance = 1e-12;
        var radii = Row.Radii(spacing, 5000);
        var rates = new List<double>();
        for (var start = 1000; start < 4900; start += 40)
        {
            var other = radii[..start].Append(radii[start] + disturbance).ToList();
            for (var n = start + 1; n <= start + 20; n++) other.Add(Row.Radius(Row.BiasV + Row.Influence(other.ToArray(), spacing)));
            var apart = Math.Sqrt(Enumerable.Range(0, 8).Sum(j => Math.Pow(other[start + 20 - j] - radii[start + 20 - j], 2)));
            if (apart > 0) rates.Add(Math.Log(apart / disturbance) / 20);
        }
        // About 100 stretches of 20 domains; local rates scatter by 0.2 and begin with a transient of ln(√8)/20.
        Assert.InRange(rates.Average(), DomainRowAnalysis.LyapunovExponent(Row, spacing) - 0.08, DomainRowAnalysis.LyapunovExponent(Row, spacing) + 0.12);
    }

    [Fact]
    public void Return_map_of_a_period_two_row_is_two_points_and_of_a_chaotic_one_many()
    {
        Assert.Equal(2, DomainRowAnalysis.ReturnMap(Row, 1.5).Select(p => (Math.Round(p.Radius, 6), Math.Round(p.Next, 6))).Distinct().Count());
        Assert.True(DomainRowAnalysis.ReturnMap(Row, 1.0).Select(p => Math.Round(p.Next, 6)).Distinct().Count() > 100);
    }

    [Fact]
    public void Bifurcation_scan_has_the_radii_of_each_spacing()
    {
        var diagram = DomainRowAnalysis.Bifurcation(Row, [2.5, 1.5, 1.0], keep: 48);
        Assert.All(diagram, radii => Assert.Equal(48, radii.Length));
        Assert.Equal([1, 2], diagram.Take(2).Select(radii => radii.Select(r => Math.Round(r, 6)).Distinct().Count()));
        Assert.True(diagram[2].Distinct().Count() > 20);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    public void A_spacing_that_is_no_distance_is_refused(double spacing) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Row.Radii(spacing, 10));
}
