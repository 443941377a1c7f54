namespace Spm.Interactive.Views;

/// <summary>
/// Spearman's ρ: the correlation of ranks, equal values sharing the mean of their ranks. 1 or −1 for any monotonic relation; few wild pixels do not move it.
/// </summary>
/// <remarks>Source: Spearman, Am. J. Psychol. 15, 72 (1904).</remarks>
internal static class RankCorrelation
{
    /// <summary>ρ of two columns of one length; NaN for less than three or when one is constant.</summary>
    public static double Of(double[] a, double[] b)
    {
        if (a.Length < 3) return double.NaN;
        var (x, y) = (Ranks(a), Ranks(b));
        var mean = (a.Length - 1) / 2.0;
        var (xy, xx, yy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
            (xy, xx, yy) = (xy + (x[i] - mean) * (y[i] - mean), xx + (x[i] - mean) * (x[i] - mean), yy + (y[i] - mean) * (y[i] - mean));
        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : double.NaN;
    }

    private static double[] Ranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort((double[])values.Clone(), order);
        var ranks = new double[values.Length];
        for (var first = 0; first < order.Length;)
        {
            var last = first;
            while (last + 1 < order.Length && values[order[last + 1]] == values[order[first]]) last++;
            for (var k = first; k <= last; k++) ranks[order[k]] = (first + last) / 2.0;
            first = last + 1;
        }
        return ranks;
    }
}
