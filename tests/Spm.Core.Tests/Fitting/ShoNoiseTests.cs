using System.Numerics;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Tests.Fitting;

public class ShoNoiseTests
{
    private const int Bins = ShoSamples.Bins;

    [Fact]
    public void Cost_is_the_sum_of_the_squared_residuals_of_the_bins_kept()
    {
        var samples = ShoSets.Make("spike", 40, seed: 31);
        var rows = ShoRows.Fit(samples.Spectra, new() { Tolerance = 1e-7 });
        for (var i = 0; i < samples.Count; i++)
        {
            double sum = 0;
            for (var k = 0; k < Bins; k++)
            {
                var residual = (samples.Spectra[i * Bins + k] - ShoSamples.Model(rows.Values[(4 * i)..(4 * i + 4)], ShoSamples.Frequencies[k])).Magnitude;
                if (!rows.Excluded[i * Bins + k]) sum += residual * residual;
            }
            Assert.Equal(1, rows.Cost[i] / sum, 1e-9);
            Assert.Equal(double.NaN, rows.ReducedChiSquared[i]);
        }
    }

    [Fact]
    public void Known_noise_gives_the_standard_errors_and_a_reduced_chi_squared_of_one()
    {
        var samples = ShoSamples.Make(4_000, seed: 32, lowSnr: 20, highSnr: 20);
        var sigma = 0.37;
        for (var i = 0; i < samples.Count; i++)
            for (var k = 0; k < Bins; k++) samples.Spectra[i * Bins + k] *= sigma / samples.Sigma[i];
        var rows = ShoRows.Fit(samples.Spectra, new() { NoiseSigma = sigma });
        var unknown = ShoRows.Fit(samples.Spectra);
        Assert.Equal(unknown.Values, rows.Values);
        // χ² has 156 degrees of freedom: its mean over 4,000 spectra scatters by √(2/156/4000) = 0.0018.
        Assert.Equal(1, rows.ReducedChiSquared.Average(), 0.01);
        for (var i = 0; i < samples.Count; i++)
        {
            Assert.Equal(rows.Errors[4 * i + 1] * Math.Sqrt(rows.ReducedChiSquared[i]), unknown.Errors[4 * i + 1], 1e-9 * unknown.Errors[4 * i + 1]);
            Assert.Equal(rows.Cost[i], rows.ReducedChiSquared[i] * sigma * sigma * (2 * Bins - 4), 1e-9 * rows.Cost[i]);
        }
    }

    [Theory]
    [InlineData(OutlierTreatment.Huber)]
    [InlineData(OutlierTreatment.Cauchy)]
    public void Errors_of_a_robust_fit_are_the_scatter_of_its_parameters_with_and_without_spikes(OutlierTreatment loss)
    {
        foreach (var set in (string[])["clean", "spike"])
        {
            var samples = ShoSets.Make(set, 600, seed: 34);
            var rows = ShoRows.Fit(samples.Spectra, new() { Outliers = loss });
            var pulls = new List<double>();
            for (var i = 0; i < samples.Count; i++)
                if (rows.Verdict[i] == FitVerdict.Good) pulls.Add((rows.Values[4 * i + 1] - samples.Truth[i][1]) / rows.Errors[4 * i + 1]);
            pulls.Sort((a, b) => Math.Abs(a).CompareTo(Math.Abs(b)));
            // The median |pull| of normal numbers is 0.6745; that of 600 scatters by 5 %.
            Assert.InRange(Math.Abs(pulls[pulls.Count / 2]) / 0.6745, 0.85, 1.18);
        }
    }

    [Fact]
    public void Known_noise_reaches_difficult_spectra_too()
    {
        var samples = ShoSets.Make("spike", 50, seed: 33);
        for (var i = 0; i < samples.Count; i++)
            for (var k = 0; k < Bins; k++) samples.Spectra[i * Bins + k] /= samples.Sigma[i];
        var rows = ShoRows.Fit(samples.Spectra, new() { NoiseSigma = 1 });
        Assert.Equal(1, rows.ReducedChiSquared.Average(), 0.1);
        for (var i = 0; i < samples.Count; i++)
        {
            var p = rows.Values[(4 * i)..(4 * i + 4)];
            double[] kept = [.. ShoSamples.Frequencies.Where((_, k) => !rows.Excluded[i * Bins + k])];
            var covariance = ShoModel.Covariance(p, kept, 1);
            // The fit's own matrix is that of the last evaluation, a hundredth of an error away.
            for (var j = 0; j < 4; j++) Assert.Equal(1, Math.Sqrt(covariance[j, j]) / rows.Errors[4 * i + j], 0.02);
        }
    }

    [Fact]
    public void Weights_of_uneven_noise_make_the_fit_as_good_as_the_bound()
    {
        var samples = ShoSamples.Make(4_000, seed: 34, lowSnr: 1e9, highSnr: 1e9);
        var random = new Random(35);
        double[] sigma = [.. Enumerable.Range(0, Bins).Select(k => k % 2 == 0 ? 0.05 : 0.01)];
        double[] weights = [.. sigma.Select(s => 1 / (s * s))];
        for (var i = 0; i < samples.Count; i++)
            for (var k = 0; k < Bins; k++) samples.Spectra[i * Bins + k] += samples.Truth[i][0] * samples.Truth[i][2] * sigma[k] * ShoSamples.Noise(random);
        var rows = ShoRows.Fit(samples.Spectra, new() { Weights = weights });
        Assert.All(rows.Verdict, v => Assert.Equal(FitVerdict.Good, v));
        var squares = new double[4];
        for (var i = 0; i < samples.Count; i++)
        {
            var bound = ShoModel.Covariance(samples.Truth[i], ShoSamples.Frequencies, samples.Truth[i][0] * samples.Truth[i][2], weights);
            for (var p = 0; p < 4; p++)
            {
                var error = rows.Values[4 * i + p] - samples.Truth[i][p];
                squares[p] += Math.Pow(p == 3 ? Math.IEEERemainder(error, 2 * Math.PI) : error, 2) / bound[p, p] / samples.Count;
            }
        }
        // 4,000 spectra know the root of the mean square to ±0.011.
        Assert.All(squares, s => Assert.InRange(Math.Sqrt(s), 0.95, 1.05));
    }

    [Fact]
    public void Bin_of_weight_zero_is_a_missing_bin()
    {
        var samples = ShoSamples.Make(30, seed: 36);
        double[] weights = [.. Enumerable.Range(0, Bins).Select(k => k is 17 or 40 ? 0.0 : 2.5)];
        var weighted = ShoRows.Fit(samples.Spectra, new() { Weights = weights });
        for (var i = 0; i < samples.Count; i++) (samples.Spectra[i * Bins + 17], samples.Spectra[i * Bins + 40]) = (double.NaN, double.NaN);
        var missing = ShoRows.Fit(samples.Spectra);
        Assert.Equal(missing.Verdict, weighted.Verdict);
        Assert.Equal(missing.Excluded, weighted.Excluded);
        for (var k = 0; k < missing.Values.Length; k++) Assert.Equal(missing.Values[k], weighted.Values[k], 1e-9 * missing.Errors[k]);
        for (var i = 0; i < samples.Count; i++) Assert.Equal(1, weighted.Cost[i] / (2.5 * missing.Cost[i]), 1e-9);
    }

    [Fact]
    public void Weights_that_are_not_one_per_bin_are_refused()
    {
        Assert.Contains("3 weights for 80 bins", Assert.Throws<ArgumentException>(() => new ShoBatch(ShoSamples.Frequencies, new() { Weights = [1, 2, 3] })).Message, StringComparison.Ordinal);
        Assert.Contains("at least one above 0", Assert.Throws<ArgumentException>(() => new ShoBatch([1, 2, 3], new() { Weights = [0, 0, 0] })).Message, StringComparison.Ordinal);
        Assert.Contains("NoiseSigma must be above 0", Assert.Throws<ArgumentException>(() => new ShoBatch([1, 2, 3], new() { NoiseSigma = 0 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Correlation_is_what_repeated_measurements_show()
    {
        double[] truth = [1e-3, 352e3, 120, 0.4];
        var random = new Random(37);
        var spectra = new Complex[4_000 * Bins];
        for (var k = 0; k < spectra.Length; k++) spectra[k] = ShoSamples.Model(truth, ShoSamples.Frequencies[k % Bins]) + 0.12 / 50 * ShoSamples.Noise(random);
        var rows = ShoRows.Fit(spectra);
        var expected = ShoModel.Correlation(truth, ShoSamples.Frequencies);
        for (var i = 0; i < 4; i++)
            for (var j = 0; j < 4; j++)
            {
                var pairs = Enumerable.Range(0, 4_000).Select(n => (X: rows.Values[4 * n + i] - truth[i], Y: rows.Values[4 * n + j] - truth[j])).ToArray();
                var observed = pairs.Sum(p => p.X * p.Y) / Math.Sqrt(pairs.Sum(p => p.X * p.X) * pairs.Sum(p => p.Y * p.Y));
                // 1/√4000 = 0.016 is the scatter of a correlation.
                Assert.Equal(expected[i, j], observed, 0.06);
            }
    }

    [Fact]
    public void Single_precision_spectra_are_fitted_as_the_same_numbers_in_double_precision()
    {
        var samples = ShoSets.Make("nan", 203, seed: 38);
        samples.Spectra[5 * Bins + 3] += 1;
        float[] interleaved = [.. samples.Spectra.SelectMany(y => new[] { (float)y.Real, (float)y.Imaginary })];
        Complex[] widened = [.. Enumerable.Range(0, samples.Spectra.Length).Select(k => new Complex(interleaved[2 * k], interleaved[2 * k + 1]))];
        foreach (var width in (int[])[1, 2, 4, 8])
        {
            var options = new ShoFitOptions { LaneWidth = width };
            var single = new ShoRows(samples.Count);
            new ShoBatch(ShoSamples.Frequencies, options).Fit(interleaved, single.Output);
            var expected = ShoRows.Fit(widened, options);
            Assert.Equal(expected.Verdict, single.Verdict);
            Assert.Equal(expected.Values, single.Values);
            Assert.Equal(expected.Errors, single.Errors);
        }
    }

    [Fact]
    public void Single_precision_numbers_that_are_no_whole_number_of_spectra_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new ShoBatch(ShoSamples.Frequencies).Fit(new float[80], new ShoRows(2).Output));
        Assert.Contains("80 interleaved numbers are no whole number of spectra of 80 bins (2 × 80 numbers each)", error.Message, StringComparison.Ordinal);
    }
}
