using System.Numerics;
using Spm.Core.Fitting;

namespace Spm.Core.Tests.Fitting;

public class ShoBatchTests
{
    [Fact]
    public void Fits_of_clean_spectra_are_as_good_as_the_Cramer_Rao_bound_allows()
    {
        var samples = ShoSamples.Make(20_000, seed: 5);
        var rows = ShoRows.Fit(samples.Spectra);
        var squares = new double[4];
        for (var i = 0; i < samples.Count; i++)
            foreach (var (p, z) in samples.Deviations(rows.Values, i).Index()) squares[p] += z * z;
        // The bound itself is 1; 20,000 samples know the ratio to ±0.005, and at SNR 10 the bound is not quite reached by any fit.
        Assert.All(squares, sum => Assert.InRange(Math.Sqrt(sum / samples.Count), 0.97, 1.03));
        Assert.All(rows.Verdict, verdict => Assert.Equal(FitVerdict.Good, verdict));
        Assert.All(rows.Iterations, n => Assert.InRange(n, 1, 50));
    }

    [Fact]
    public void Standard_errors_are_the_Cramer_Rao_bound_on_average()
    {
        var samples = ShoSamples.Make(5_000, seed: 6, lowSnr: 40);
        var rows = ShoRows.Fit(samples.Spectra);
        var ratio = new double[4];
        for (var i = 0; i < samples.Count; i++)
            foreach (var (p, bound) in samples.Bound(i).Index()) ratio[p] += rows.Errors[4 * i + p] / bound / samples.Count;
        // σ̂ has 156 degrees of freedom: its mean is σ(1 − 1/(4·156)); the rest is the parameters' own scatter.
        Assert.All(ratio, r => Assert.InRange(r, 0.98, 1.02));
    }

    [Fact]
    public void Spectra_without_noise_give_their_parameters_back()
    {
        var samples = ShoSamples.Make(500, seed: 7, lowSnr: 1e14, highSnr: 1e15);
        var rows = ShoRows.Fit(samples.Spectra);
        for (var i = 0; i < samples.Count; i++)
        {
            for (var p = 0; p < 3; p++) Assert.Equal(1, rows.Values[4 * i + p] / samples.Truth[i][p], 1e-8);
            Assert.Equal(0, Math.IEEERemainder(rows.Values[4 * i + 3] - samples.Truth[i][3], 2 * Math.PI), 1e-8);
        }
        Assert.All(rows.RSquared, r => Assert.Equal(1, r, 1e-12));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Every_lane_width_gives_the_answer_of_a_single_lane(int width)
    {
        var samples = ShoSamples.Make(203, seed: 8);
        samples.Spectra[100] = double.NaN;
        samples.Spectra[ShoSamples.Bins * 7 + 33] += 40;
        var options = new ShoFitOptions { Tolerance = 1e-5 };
        var scalar = ShoRows.Fit(samples.Spectra, options with { LaneWidth = 1 });
        var vector = ShoRows.Fit(samples.Spectra, options with { LaneWidth = width });
        Assert.Equal(scalar.Verdict, vector.Verdict);
        Assert.Equal(scalar.Excluded, vector.Excluded);
        // Sums over bins are taken in another order for the start; both stop within 1e-5 standard errors of the same minimum.
        for (var k = 0; k < scalar.Values.Length; k++) Assert.Equal(scalar.Values[k], vector.Values[k], 2e-5 * scalar.Errors[k]);
    }

    [Theory]
    [InlineData(1e-12)]
    [InlineData(1e-5)]
    [InlineData(1e5)]
    [InlineData(1e-150)]
    [InlineData(1e150)]
    public void Unit_of_the_data_changes_the_amplitude_and_nothing_else(double scale)
    {
        var samples = ShoSamples.Make(50, seed: 9);
        samples.Spectra[ShoSamples.Bins * 3 + 20] += 30;
        var options = new ShoFitOptions { Tolerance = 1e-6 };
        var here = ShoRows.Fit(samples.Spectra, options);
        var there = ShoRows.Fit([.. samples.Spectra.Select(y => y * scale)], options);
        Assert.Equal(here.Verdict, there.Verdict);
        for (var i = 0; i < samples.Count; i++)
            for (var p = 0; p < 4; p++)
                Assert.Equal(here.Values[4 * i + p], there.Values[4 * i + p] / (p == 0 ? scale : 1), 1e-5 * here.Errors[4 * i + p]);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-6)]
    [InlineData(1e3)]
    public void Unit_of_the_frequency_changes_the_frequency_and_nothing_else(double unit)
    {
        var samples = ShoSamples.Make(50, seed: 14);
        samples.Spectra[ShoSamples.Bins * 3 + 20] += 30;
        var options = new ShoFitOptions { Tolerance = 1e-6 };
        var here = ShoRows.Fit(samples.Spectra, options);
        var there = ShoRows.Fit(samples.Spectra, options, [.. ShoSamples.Frequencies.Select(f => f * unit)]);
        Assert.Equal(here.Status, there.Status);
        Assert.Equal(here.Verdict, there.Verdict);
        Assert.Equal(here.Excluded, there.Excluded);
        for (var i = 0; i < samples.Count; i++)
            for (var p = 0; p < 4; p++)
                Assert.Equal(here.Values[4 * i + p], there.Values[4 * i + p] / (p == 1 ? unit : 1), 1e-5 * here.Errors[4 * i + p]);
    }

    [Fact]
    public void Fit_is_as_near_to_the_minimum_as_the_tolerance_says()
    {
        var samples = ShoSamples.Make(2_000, seed: 15);
        var (usual, exact) = (ShoRows.Fit(samples.Spectra), ShoRows.Fit(samples.Spectra, new() { Tolerance = 1e-8 }));
        var distances = usual.Values.Zip(exact.Values, (a, b) => Math.Abs(a - b)).Zip(exact.Errors, (d, e) => d / e).Order().ToArray();
        // 0.01 is a prediction from the last two steps; one spectrum in a thousand may be twice as far.
        Assert.InRange(distances[(int)(0.999 * distances.Length)], 0, 0.02);
        Assert.InRange(distances[^1], 0, 0.1);
    }

    [Fact]
    public void Fit_does_not_depend_on_its_neighbours()
    {
        var samples = ShoSamples.Make(64, seed: 16);
        samples.Spectra[ShoSamples.Bins * 21 + 3] = double.NaN;
        samples.Spectra[ShoSamples.Bins * 40 + 3] += 40;
        var together = ShoRows.Fit(samples.Spectra);
        for (var i = 0; i < samples.Count; i++)
            Assert.Equal(together.Values.AsSpan(4 * i, 4).ToArray(), ShoRows.Fit(samples.Spectra[(i * ShoSamples.Bins)..((i + 1) * ShoSamples.Bins)]).Values);
    }

    [Fact]
    public void Rotating_the_data_rotates_the_phase_alone()
    {
        var samples = ShoSamples.Make(20, seed: 10);
        var options = new ShoFitOptions { Tolerance = 1e-6 };
        var straight = ShoRows.Fit(samples.Spectra, options);
        var turned = ShoRows.Fit([.. samples.Spectra.Select(y => y * Complex.FromPolarCoordinates(1, 2.5))], options);
        for (var i = 0; i < samples.Count; i++)
        {
            Assert.Equal(0, Math.IEEERemainder(turned.Values[4 * i + 3] - straight.Values[4 * i + 3] - 2.5, 2 * Math.PI), 1e-6);
            Assert.InRange(turned.Values[4 * i + 3], -Math.PI, Math.PI);
            for (var p = 0; p < 3; p++) Assert.Equal(straight.Values[4 * i + p], turned.Values[4 * i + p], 1e-5 * straight.Errors[4 * i + p]);
        }
    }

    [Fact]
    public void Tighter_tolerance_takes_more_evaluations_and_a_loose_one_fewer()
    {
        var samples = ShoSamples.Make(200, seed: 11);
        var loose = ShoRows.Fit(samples.Spectra, new() { Tolerance = 0.5 }).Iterations.Sum();
        var tight = ShoRows.Fit(samples.Spectra, new() { Tolerance = 1e-6 }).Iterations.Sum();
        Assert.True(loose < ShoRows.Fit(samples.Spectra).Iterations.Sum());
        Assert.True(tight > ShoRows.Fit(samples.Spectra).Iterations.Sum());
    }

    [Fact]
    public void Iteration_limit_ends_as_a_status()
    {
        var samples = ShoSamples.Make(50, seed: 12);
        var rows = ShoRows.Fit(samples.Spectra, new() { MaxIterations = 1, Tolerance = 1e-9 });
        Assert.All(rows.Status, s => Assert.Equal(FitStatus.MaxIterations, s));
        Assert.All(rows.Verdict, v => Assert.Equal(FitVerdict.NotConverged, v));
    }

    [Fact]
    public void Fitting_a_warmed_batch_allocates_nothing()
    {
        var samples = ShoSamples.Make(10_000, seed: 13);
        samples.Spectra[5] = double.NaN;
        samples.Spectra[ShoSamples.Bins * 9 + 12] += 50;
        samples.Spectra.AsSpan(ShoSamples.Bins * 17, ShoSamples.Bins).Clear();
        var batch = new ShoBatch(ShoSamples.Frequencies);
        var rows = new ShoRows(samples.Count);
        Assert.Equal(0, Allocations.Of(() => batch.Fit(samples.Spectra, rows.Output)));
    }

    [Fact]
    public void Spectra_that_are_no_whole_number_of_rows_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new ShoBatch(ShoSamples.Frequencies).Fit(new Complex[100], new ShoRows(2).Output));
        Assert.Contains("100 samples are no whole number of spectra of 80 bins", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_that_is_too_short_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>(() => new ShoBatch(ShoSamples.Frequencies).Fit(new Complex[240], new ShoRows(2).Output));
        Assert.Contains("Values holds 8 elements; these fits need 12", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new double[] { }, "at least three")]
    [InlineData(new[] { 1e3, double.NaN }, "number 1 of 2")]
    [InlineData(new[] { -1.0, 1 }, "above 0 Hz")]
    [InlineData(new[] { 5.0, 5, 5 }, "needs a band")]
    public void Impossible_frequencies_are_refused_with_the_reason(double[] frequencies, string reason) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => new ShoBatch(frequencies)).Message, StringComparison.Ordinal);

    [Fact]
    public void Impossible_option_is_refused_with_what_is_allowed() =>
        Assert.Contains("Tolerance must be above 0", Assert.Throws<ArgumentException>(() => new ShoBatch([1, 2, 3], new() { Tolerance = 0 })).Message, StringComparison.Ordinal);
}
