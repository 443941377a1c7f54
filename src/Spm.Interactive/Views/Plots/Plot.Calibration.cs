using MathNet.Numerics.Distributions;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

public static partial class Plot
{
    private const int _calibrationWidth = 900, _calibrationHeight = 440, _bandPoints = 101;
    private const double _farthestScore = 5;

    /// <summary>
    /// Whether stated uncertainties hold: the fraction of measured values inside the central interval against the fraction that should be there, with the 95 % band of the binomial law, and a
    /// histogram of z = (m − p)/σ with the normal curve. See <see cref="Coverage"/>.
    /// </summary>
    /// <param name="measured">m.</param>
    /// <param name="predicted">p, one for each m.</param>
    /// <param name="errors">Standard error σ of each prediction.</param>
    /// <param name="title">Headline.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there is none.</exception>
    public static Figure Calibration(double[] measured, double[] predicted, double[] errors, string title = "")
    {
        var coverage = Coverage.Of(measured, predicted, errors);
        var left = measured.Length - coverage.Count;
        return Calibration(coverage, title, left > 0 ? [$"{left:N0} of {measured.Length:N0} are left out: not finite, or a standard error that is not above 0."] : []);
    }

    /// <summary>The same from fractions that are known already; without a histogram.</summary>
    /// <param name="expected">Nominal fractions, rising from 0 to 1.</param>
    /// <param name="observed">The fraction inside, one for each.</param>
    /// <param name="count">How many predictions were tested, for the band; 0 for no band.</param>
    /// <param name="title">Headline.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is none, or an expected fraction is not between 0 and 1 or not above the one before.</exception>
    public static Figure Calibration(double[] expected, double[] observed, int count = 0, string title = "")
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(observed);
        SameLength.Require("An observed fraction belongs to each expected one", ("expected", expected.Length), ("observed", observed.Length));
        for (var i = 0; i < expected.Length; i++)
            if (!(expected[i] is >= 0 and <= 1) || (i > 0 && expected[i] <= expected[i - 1]))
                throw new ArgumentException($"Expected fractions rise from 0 to 1, such as 0.5, 0.9; number {i} is {expected[i]}.", nameof(expected));
        return Calibration(new() { Nominal = expected, Observed = observed, Count = count }, title, []);
    }

    /// <summary>The picture of a coverage that has been counted.</summary>
    /// <param name="coverage">Fractions, and scores where they are known.</param>
    /// <param name="title">Headline.</param>
    public static Figure Calibration(Coverage coverage, string title = "")
    {
        ArgumentNullException.ThrowIfNull(coverage);
        return Calibration(coverage, title, []);
    }

    private static Figure Calibration(Coverage coverage, string title, List<string> notes)
    {
        var hasScores = coverage.Scores.Length > 0;
        var reliability = Reliability(coverage, hasScores ? new(0, 0, 0.5, 1) : Cell.Whole);
        var words = $"Coverage of {(coverage.Count > 0 ? $"{coverage.Count:N0} " : "")}stated uncertainties: {Covered(coverage)}; area between observed and nominal {coverage.Miscalibration:F3}.";
        if (!hasScores) return new(title, _calibrationHeight + 60, _calibrationHeight, [reliability], words) { Notes = notes };
        var (mean, deviation) = MeanAndDeviation(coverage.Scores);
        return new(title, _calibrationWidth, _calibrationHeight, [reliability, ScoreHistogram(coverage.Scores, mean, deviation, new(0.5, 0, 0.5, 1), notes)],
            $"{words} {Judged(mean, deviation, coverage.Scores.Length)}")
        { Notes = notes };
    }

    /// <summary>What mean and standard deviation of z say, each with its own standard error s/√n and s/√(2(n − 1)), that of a normal law.</summary>
    private static string Judged(double mean, double deviation, int count)
    {
        if (!(deviation > 0 && double.IsFinite(deviation))) return $"z has mean {mean:F2}; from {(count == 1 ? "one value" : deviation == 0 ? "equal values" : "such values")} nothing follows about its standard deviation.";
        var error = deviation / Math.Sqrt(2.0 * (count - 1));
        var verdict = Math.Abs(deviation - 1) <= Agreement.Outside * error ? "the stated errors are right as far as so many values can tell"
            : deviation > 1 ? $"the stated errors are too small by a factor of {deviation:F2}" : $"the stated errors are too large by a factor of {1 / deviation:F2}";
        return $"z has mean {mean:F2} ± {deviation / Math.Sqrt(count):F2} and standard deviation {deviation:F2} ± {error:F2}: {verdict}.";
    }

    private static string Covered(Coverage coverage) => string.Join(", ", new[] { 0.5, 0.9 }
        .Select(c => Array.FindIndex(coverage.Nominal, n => Math.Abs(n - c) < 1e-9)).Where(i => i >= 0)
        .Select(i => $"{100 * coverage.Observed[i]:F1} % are within the {100 * coverage.Nominal[i]:F0} % interval").DefaultIfEmpty($"{coverage.Nominal.Length} levels"));

    private static Panel Reliability(Coverage coverage, Cell cell)
    {
        List<Layer> layers = [];
        if (coverage.Count > 0)
        {
            double[] c = [.. Enumerable.Range(0, _bandPoints).Select(i => (double)i / (_bandPoints - 1))];
            var band = Array.ConvertAll(c, level => Coverage.Band(level, coverage.Count));
            layers.Add(new BandLayer("95 % of calibrated ones", c, [.. band.Select(b => b.Lower)], [.. band.Select(b => b.Upper)], Palette.Grey));
        }
        layers.Add(new LineLayer("calibrated", [0, 1], [0, 1], Palette.Grey) { StrokeWidth = 1.2 });
        layers.Add(new LineLayer("", coverage.Nominal, coverage.Observed, Palette.Blue) { StrokeWidth = 1.2 });
        layers.Add(new PointLayer("observed", coverage.Nominal, coverage.Observed, Palette.Blue));
        if (!coverage.Observed.Any(double.IsFinite)) layers.Add(new MessageLayer("no finite value with an error"));
        return new(cell, new("Nominal fraction inside", "", 0, 1), new("Observed fraction inside", "", 0, 1), layers) { Title = "reliability", IsToScale = true };
    }

    private static Panel ScoreHistogram(double[] scores, double mean, double deviation, Cell cell, List<string> notes)
    {
        // Scott's rule for a normal law, 3.5 n^(−1/3), as a divisor of the range.
        var bins = Math.Clamp((int)(2 * _farthestScore / (3.5 * Math.Pow(scores.Length, -1.0 / 3))), 5, 80);
        var width = 2 * _farthestScore / bins;
        var heights = new double[bins];
        foreach (var z in scores) heights[(int)Math.Clamp((z + _farthestScore) / width, 0, bins - 1)] += 1 / (scores.Length * width);
        double[] edges = [.. Enumerable.Range(0, bins + 1).Select(i => -_farthestScore + i * width)], x = Core.Data.Dimension.Linear(-_farthestScore, _farthestScore, 201);
        var far = scores.Count(z => Math.Abs(z) > _farthestScore);
        if (far > 0) notes.Add($"{far:N0} of {scores.Length:N0} z lie beyond ±{_farthestScore} and are counted in the outer bars.");
        var normal = Array.ConvertAll(x, z => Normal.PDF(0, 1, z));
        return new(cell, new("z = (measured − predicted)/σ", "", -_farthestScore, _farthestScore), Axis.Spanning("Density", "", 0, 1.08 * Math.Max(heights.Max(), normal.Max())),
            [new BarLayer("observed", edges, heights, Palette.Blue) { Opacity = 0.7 }, new LineLayer("normal", x, normal, Palette.Vermillion)])
        { Title = Minus.Typeset($"z: mean {mean:F2}, standard deviation {deviation:F2}") };
    }

    private static (double Mean, double Deviation) MeanAndDeviation(double[] values)
    {
        var mean = values.Average();
        // No −0.00: a mean of −10⁻¹⁷ is 0.
        return (Math.Abs(mean) < 0.005 ? 0 : mean, values.Length > 1 ? Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1)) : double.NaN);
    }
}
