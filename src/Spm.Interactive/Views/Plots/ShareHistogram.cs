using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>How often values occur, in percent of all finite ones.</summary>
internal static class ShareHistogram
{
    private const int _least = 8, _most = 80;

    /// <summary>
    /// Bars of equal width, by Freedman and Diaconis 2·IQR·n^(−1/3), at least 8 and at most 80 of them; null without a finite value.
    /// One value only has one bar.
    /// </summary>
    public static BarLayer? Of(IEnumerable<double> values, string colour = Palette.Blue)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        if (sorted.Length == 0) return null;
        // Half of each, so that the distance of the ends is a number whatever they are.
        var (low, high) = (sorted[0], sorted[^1]);
        var span = high / 2 - low / 2;
        // Values that differ by round-off are one value.
        if (!(span > 0.5e-9 * Math.Max(Math.Abs(low), Math.Abs(high))))
        {
            var half = low == 0 ? 0.5 : 0.05 * Math.Abs(low);
            return new("", [low - half, low + half], [100], colour);
        }
        var halfWidth = (Quantiles.Of(sorted, 0.75) / 2 - Quantiles.Of(sorted, 0.25) / 2) * 2 / Math.Cbrt(sorted.Length);
        var count = halfWidth > 0 ? (int)Math.Clamp(Math.Ceiling(span / halfWidth), _least, _most) : _most;
        var heights = new double[count];
        foreach (var value in sorted) heights[Math.Min((int)((value / 2 - low / 2) / span * count), count - 1)] += 100.0 / sorted.Length;
        return new("", [.. Enumerable.Range(0, count + 1).Select(i => low + span / count * i + span / count * i)], heights, colour);
    }
}
