using MathNet.Numerics.Distributions;

namespace Spm.Interactive.Views;

/// <summary>
/// Whether stated uncertainties hold: for a normal law, the interval p ± σ·Φ⁻¹((1 + c)/2) around a prediction must contain the fraction c of the measured values. z = (m − p)/σ is then
/// normal with mean 0 and standard deviation 1.
/// </summary>
/// <remarks>Source: Kuleshov, Fenner and Ermon, ICML 80, 2796 (2018), for intervals in place of quantiles.</remarks>
public sealed record Coverage
{
    private const int _levels = 19;

    /// <summary>c: the fraction that should be inside, rising.</summary>
    public required double[] Nominal { get; init; }

    /// <summary>The fraction that is inside.</summary>
    public required double[] Observed { get; init; }

    /// <summary>n: how many predictions were tested; 0 when that is not known.</summary>
    public int Count { get; init; }

    /// <summary>z of each, in the order given; empty when only the fractions are known.</summary>
    public double[] Scores { get; init; } = [];

    /// <summary>∫|observed − nominal| dc by trapezia from (0, 0) to (1, 1): 0 when calibrated, at most ½.</summary>
    public double Miscalibration
    {
        get
        {
            double[] c = [0, .. Nominal, 1], off = [0, .. Observed.Zip(Nominal, (o, n) => Math.Abs(o - n)), 0];
            return Enumerable.Range(1, c.Length - 1).Sum(i => (c[i] - c[i - 1]) * (off[i] + off[i - 1]) / 2);
        }
    }

    /// <summary>The coverage of predictions at nominal 5, 10 … 95 %. Triples that are not finite, or with σ not above 0, do not count.</summary>
    /// <param name="measured">m.</param>
    /// <param name="predicted">p.</param>
    /// <param name="errors">σ.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there is none.</exception>
    public static Coverage Of(double[] measured, double[] predicted, double[] errors)
    {
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(errors);
        SameLength.Require("A prediction and its standard error belong to each measured value", ("measured", measured.Length), ("predicted", predicted.Length), ("errors", errors.Length));
        double[] scores = [.. measured.Select((m, i) => errors[i] > 0 && double.IsFinite(errors[i]) ? (m - predicted[i]) / errors[i] : double.NaN).Where(double.IsFinite)];
        double[] nominal = [.. Enumerable.Range(1, _levels).Select(k => (double)k / (_levels + 1))], sizes = [.. scores.Select(Math.Abs).Order()];
        return new()
        {
            Nominal = nominal,
            Observed = [.. nominal.Select(c => sizes.Length == 0 ? double.NaN : (double)CountUpTo(sizes, Normal.InvCDF(0, 1, (1 + c) / 2)) / sizes.Length)],
            Count = scores.Length,
            Scores = scores,
        };
    }

    /// <summary>The range that holds the observed fraction of n independent calibrated predictions in at least 95 of 100 cases: quantiles of the binomial law.</summary>
    public static (double Lower, double Upper) Band(double nominal, int count)
    {
        if (count <= 0) return (double.NaN, double.NaN);
        return (Quantile(0.025) / count, Quantile(0.975) / count);

        double Quantile(double p)
        {
            var (low, high) = (0, count);
            while (low < high)
            {
                var middle = low + (high - low) / 2;
                if (Binomial.CDF(nominal, count, middle) >= p) high = middle;
                else low = middle + 1;
            }
            return low;
        }
    }

    private static int CountUpTo(double[] sorted, double most)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (sorted[middle] <= most) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
