using System.Numerics;
using Spm.Core.Fitting;

namespace Spm.Core.Tests.Fitting;

public class ShoPathologyTests
{
    // 2,000 spectra know a fraction of 0.7 to ±0.01; the limits are those of the issue, and what is reached lies well above.
    private const int Count = 2_000;

    [Theory]
    [InlineData("lowsnr", 0.60)]
    [InlineData("outside", 0.97)]
    [InlineData("qhigh", 0.75)]
    [InlineData("spike", 0.99)]
    [InlineData("nan", 1)]
    [InlineData("edge", 1)]
    [InlineData("phase", 1)]
    [InlineData("qlow", 1)]
    public void Spectra_of_every_pathology_are_fitted_as_often_as_promised(string set, double fraction)
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            var samples = ShoSets.Make(set, Count, seed);
            Assert.InRange(ShoSets.Within(samples, ShoRows.Fit(samples.Spectra)), fraction, 1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Every_lane_width_judges_difficult_spectra_alike(int width)
    {
        foreach (var set in (string[])["lowsnr", "outside", "qhigh", "spike", "nan"])
        {
            var samples = ShoSets.Make(set, 103, seed: 4);
            var options = new ShoFitOptions { Tolerance = 1e-5 };
            var four = ShoRows.Fit(samples.Spectra, options with { LaneWidth = 4 });
            var other = ShoRows.Fit(samples.Spectra, options with { LaneWidth = width });
            Assert.Equal(four.Status, other.Status);
            Assert.Equal(four.Verdict, other.Verdict);
            Assert.Equal(four.Excluded, other.Excluded);
            for (var i = 0; i < samples.Count; i++)
                if (four.Verdict[i] == FitVerdict.Good)
                    for (var p = 0; p < 4; p++) Assert.Equal(four.Values[4 * i + p], other.Values[4 * i + p], 1e-4 * four.Errors[4 * i + p]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(10)]
    public void Garbage_of_every_kind_gets_a_status_and_never_throws(int bins)
    {
        // With 10 bins a million spectra; a few bins are as good as many for what arithmetic can do to numbers.
        var (chunk, chunks) = (20_000, bins == 10 ? 50 : 2);
        var random = new Random(28);
        var frequencies = ShoSamples.Frequencies[..bins];
        var batch = new ShoBatch(bins == 1 ? [350e3] : frequencies);
        var (spectra, rows) = (new Complex[chunk * bins], new ShoRows(chunk, bins));
        for (var round = 0; round < chunks; round++)
        {
            for (var i = 0; i < chunk; i++) Fill(spectra.AsSpan(i * bins, bins), random);
            rows.Status.AsSpan().Fill((FitStatus)99);
            rows.Verdict.AsSpan().Fill((FitVerdict)99);
            batch.Fit(spectra, rows.Output);
            for (var i = 0; i < chunk; i++)
            {
                Assert.InRange(rows.Status[i], FitStatus.Converged, FitStatus.AtBound);
                Assert.InRange(rows.Verdict[i], FitVerdict.Good, FitVerdict.Unresolved);
                if (rows.Verdict[i] != FitVerdict.Good) continue;
                for (var p = 0; p < 4; p++) Assert.True(double.IsFinite(rows.Values[4 * i + p]), $"Spectrum {i} of round {round} is good with parameter {p} = {rows.Values[4 * i + p]}.");
            }
        }
    }

    private static void Fill(Span<Complex> spectrum, Random random)
    {
        double[] special = [0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300, -1e300, 1e-320, double.MaxValue, double.Epsilon, 1];
        var kind = random.Next(6);
        var constant = special[random.Next(special.Length)];
        foreach (ref var y in spectrum) y = new(Number(), Number());

        double Number() => kind switch
        {
            0 => special[random.Next(special.Length)],
            1 => constant,
            2 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
            3 => random.NextDouble() - 0.5,
            4 => random.Next(10) == 0 ? special[random.Next(special.Length)] : random.NextDouble() - 0.5,
            _ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-320, 308)),
        };
    }
}
