namespace Spm.Interactive.Views;

/// <summary>Quantiles by linear interpolation between order statistics (Hyndman and Fan 1996, type 7, numpy's default).</summary>
public static class Quantiles
{
    /// <summary>The quantile of sorted values; NaN without values.</summary>
    public static double Of(ReadOnlySpan<double> sorted, double fraction)
    {
        if (sorted.IsEmpty) return double.NaN;
        var position = fraction * (sorted.Length - 1);
        var below = (int)position;
        return below + 1 < sorted.Length ? sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
