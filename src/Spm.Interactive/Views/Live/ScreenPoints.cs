namespace Spm.Interactive.Views.Live;

/// <summary>
/// Which points of a long curve are drawn: of each block the least and the greatest, which on a screen looks as the whole curve does. Of complex
/// data those of least and greatest magnitude, so that every drawn point is one that was measured.
/// </summary>
internal static class ScreenPoints
{
    /// <summary>More points than a screen has columns.</summary>
    public const int Most = 2000;

    /// <summary>Indices of the points to draw, ascending; all of them when there are at most <see cref="Most"/>.</summary>
    /// <param name="curve">[point × part].</param>
    /// <param name="parts">1, or 2 for complex data.</param>
    /// <param name="isLeftOut">True for points that do not count: they are chosen apart, so that an outlier does not hide the curve. Empty for none.</param>
    public static int[] Of(ReadOnlySpan<double> curve, int parts, ReadOnlySpan<bool> isLeftOut)
    {
        var count = curve.Length / parts;
        if (count <= Most) return [.. Enumerable.Range(0, count)];
        var block = BlockOf(count, isLeftOut);
        var kept = new List<int>(Most);
        Span<int> candidates = stackalloc int[4];
        for (var start = 0; start < count; start += block)
        {
            candidates.Fill(-1);
            var end = Math.Min(start + block, count);
            for (var i = start; i < end; i++)
            {
                var size = SizeOf(curve, parts, i);
                if (!double.IsFinite(size)) continue;
                var ends = candidates[(isLeftOut.Length > 0 && isLeftOut[i] ? 2 : 0)..];
                if (ends[0] < 0 || size < SizeOf(curve, parts, ends[0])) ends[0] = i;
                if (ends[1] < 0 || size > SizeOf(curve, parts, ends[1])) ends[1] = i;
            }
            // A gap stays a gap.
            if (candidates.IndexOfAnyExcept(-1) < 0) candidates[0] = start;
            candidates.Sort();
            for (var k = 0; k < candidates.Length; k++)
                if (candidates[k] >= 0 && (k == 0 || candidates[k] != candidates[k - 1]))
                    kept.Add(candidates[k]);
        }
        return [.. kept];
    }

    /// <summary>What was thinned, for a title; empty when nothing was.</summary>
    public static string Words(int count, ReadOnlySpan<bool> isLeftOut = default) =>
        count <= Most ? "" : $" · {count:N0} points, drawn: least and greatest of each {BlockOf(count, isLeftOut)}";

    private static int BlockOf(int count, ReadOnlySpan<bool> isLeftOut)
    {
        var blocks = Most / (isLeftOut.Contains(true) ? 4 : 2);
        return (count + blocks - 1) / blocks;
    }

    private static double SizeOf(ReadOnlySpan<double> curve, int parts, int i) => parts == 1 ? curve[i] : double.Hypot(curve[2 * i], curve[2 * i + 1]);
}
