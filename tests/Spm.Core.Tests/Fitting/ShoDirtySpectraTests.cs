using System.Numerics;
using CsCheck;
using Spm.Core.Fitting;

namespace Spm.Core.Tests.Fitting;

public class ShoDirtySpectraTests
{
    private const int Bins = ShoSamples.Bins;

    private static readonly double[] Special = [0, double.NaN, double.PositiveInfinity, double.MaxValue, double.Epsilon, 1e-160, 1e160];

    [Fact]
    public void Missing_bins_cost_only_the_information_they_held()
    {
        var samples = ShoSamples.Make(500, seed: 21, lowSnr: 20);
        var random = new Random(22);
        for (var i = 0; i < samples.Count; i++)
            samples.Spectra[i * Bins + random.Next(Bins)] = (i % 3) switch { 0 => new Complex(double.NaN, 0), 1 => new Complex(0, double.PositiveInfinity), _ => double.NaN };
        var rows = ShoRows.Fit(samples.Spectra);
        Assert.All(rows.Verdict, v => Assert.Equal(FitVerdict.Good, v));
        for (var i = 0; i < samples.Count; i++) Assert.All(samples.Deviations(rows.Values, i), z => Assert.InRange(z, -10, 10));
        Assert.InRange(rows.Excluded.Count(e => e), samples.Count, samples.Count + 2);
    }

    [Theory]
    [InlineData(OutlierTreatment.Exclude, 0.99)]
    [InlineData(OutlierTreatment.Cauchy, 0.97)]
    [InlineData(OutlierTreatment.Huber, 0.9)]
    public void One_spiked_bin_does_not_ruin_a_fit(OutlierTreatment treatment, double fraction)
    {
        var samples = Spiked(out _);
        var rows = ShoRows.Fit(samples.Spectra, new() { Outliers = treatment });
        Assert.True(Within(samples, rows) >= fraction * samples.Count);
    }

    [Fact]
    public void One_spiked_bin_ruins_a_fit_that_trusts_every_bin()
    {
        var samples = Spiked(out _);
        Assert.True(Within(samples, ShoRows.Fit(samples.Spectra, new() { Outliers = OutlierTreatment.None })) < 0.5 * samples.Count);
    }

    [Fact]
    public void The_spiked_bin_is_the_one_excluded()
    {
        var samples = Spiked(out var spiked);
        var rows = ShoRows.Fit(samples.Spectra);
        for (var i = 0; i < samples.Count; i++) Assert.True(rows.Excluded[i * Bins + spiked[i]], $"Spectrum {i}, bin {spiked[i]} was kept.");
    }

    [Fact]
    public void Noise_alone_is_called_noise()
    {
        var random = new Random(23);
        var rows = ShoRows.Fit([.. Enumerable.Range(0, 500 * Bins).Select(_ => ShoSamples.Noise(random))]);
        // False alarms are asked to stay near 0.001; 5 of 500 would be ten times that.
        Assert.InRange(rows.Verdict.Count(v => v != FitVerdict.NoiseOnly), 0, 5);
    }

    [Fact]
    public void Two_resonances_are_not_passed_off_as_one()
    {
        var random = new Random(24);
        var y = ShoSamples.Frequencies.Select(f => ShoSamples.Model([1, 335e3, 100, 0], f) + ShoSamples.Model([1, 365e3, 100, 0], f) + 0.5 * ShoSamples.Noise(random));
        Assert.NotEqual(FitVerdict.Good, ShoRows.Fit([.. y]).Verdict[0]);
    }

    [Fact]
    public void A_line_between_the_bins_is_called_unresolved()
    {
        var between = 0.5 * (ShoSamples.Frequencies[40] + ShoSamples.Frequencies[41]);
        var random = new Random(25);
        var y = ShoSamples.Frequencies.Select(f => ShoSamples.Model([1, between, 1e6, 0], f) + 0.5 * ShoSamples.Noise(random));
        var rows = ShoRows.Fit([.. y]);
        Assert.Equal((FitStatus.AtBound, FitVerdict.Unresolved), (rows.Status[0], rows.Verdict[0]));
        Assert.Equal(1, rows.Values[1] / between, 1e-4);
    }

    [Fact]
    public void All_bins_missing_is_too_few_points()
    {
        var rows = ShoRows.Fit([.. Enumerable.Repeat(new Complex(double.NaN, 1), Bins)]);
        Assert.Equal((FitStatus.NonFinite, FitVerdict.TooFewPoints), (rows.Status[0], rows.Verdict[0]));
        Assert.All(rows.Values, v => Assert.Equal(double.NaN, v));
    }

    [Fact]
    public void All_zeros_are_noise_without_a_value()
    {
        var rows = ShoRows.Fit(new Complex[Bins]);
        Assert.Equal((FitStatus.Singular, FitVerdict.NoiseOnly), (rows.Status[0], rows.Verdict[0]));
        Assert.All(rows.Values, v => Assert.Equal(double.NaN, v));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Few_bins_never_throw(int bins)
    {
        var frequencies = ShoSamples.Frequencies[38..(38 + bins)];
        var rows = ShoRows.Fit([.. frequencies.Select(f => ShoSamples.Model([1, 350e3, 100, 1], f))], null, frequencies);
        if (bins < 3) Assert.Equal(FitVerdict.TooFewPoints, rows.Verdict[0]);
        else Assert.Equal(350e3, rows.Values[1], 500.0);
    }

    [Fact]
    public void Garbage_gets_a_verdict_and_never_throws()
    {
        var bits = Gen.ULong.Select(BitConverter.UInt64BitsToDouble);
        var number = Gen.Frequency((3, Gen.Double[-1, 1]), (1, bits), (1, Gen.Int[0, 6].Select(k => Special[k])));
        number.Array[2 * 16 * 7].ForAll(numbers =>
        {
            var spectra = Enumerable.Range(0, 16 * 7).Select(k => new Complex(numbers[2 * k], numbers[2 * k + 1])).ToArray();
            var rows = ShoRows.Fit(spectra, null, ShoSamples.Frequencies[..16]);
            for (var i = 0; i < 7; i++)
                if (rows.Verdict[i] == FitVerdict.Good)
                    for (var p = 0; p < 4; p++) Assert.True(double.IsFinite(rows.Values[4 * i + p]) && rows.Values[4 * i + p] > (p < 3 ? 0 : -4));
        }, iter: 300);
    }

    private static ShoSamples Spiked(out int[] bins)
    {
        var samples = ShoSamples.Make(200, seed: 26, lowSnr: 15);
        var random = new Random(27);
        bins = new int[samples.Count];
        for (var i = 0; i < samples.Count; i++)
        {
            bins[i] = random.Next(Bins);
            samples.Spectra[i * Bins + bins[i]] += 5 * samples.Truth[i][0] * samples.Truth[i][2];
        }
        return samples;
    }

    private static int Within(ShoSamples samples, ShoRows rows) =>
        Enumerable.Range(0, samples.Count).Count(i => samples.Deviations(rows.Values, i).All(z => Math.Abs(z) < 10));
}
