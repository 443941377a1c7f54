namespace Spm.Core.Spectroscopy;

/// <summary>A standard deviation that a few wild values do not move.</summary>
internal static class RobustScale
{
    /// <summary>Median of |x| of a Gaussian is 0.6745σ.</summary>
    private const double PerMedian = 1.482602218505602;

    /// <summary>1.4826·median of absolute deviations (which are put in order); NaN for fewer than three.</summary>
    public static double OfDeviations(Span<double> deviations)
    {
        if (deviations.Length < 3)
            return double.NaN;
        deviations.Sort();
        var half = deviations.Length / 2;
        return PerMedian * (deviations.Length % 2 == 1 ? deviations[half] : deviations[half - 1] / 2 + deviations[half] / 2);
    }
}
