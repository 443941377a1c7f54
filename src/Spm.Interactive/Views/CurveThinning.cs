namespace Spm.Interactive.Views;

/// <summary>
/// A curve of more points than a picture has pixels: of every block of neighbouring points the least and the greatest are kept, in their order, so that no
/// spike is lost; of 10⁶ points the same picture as of all. What was left out is said in a note.
/// </summary>
internal static class CurveThinning
{
    /// <summary>Blocks of a curve as wide as a figure.</summary>
    public const int MostBlocks = 1200;

    /// <summary>The curve, or the extremes of its blocks where it has more than two points for each.</summary>
    /// <param name="x">Abscissa in the order measured; need not be monotonic.</param>
    /// <param name="y">As many values.</param>
    /// <param name="notes">Gets a note when points are left out; the same one only once.</param>
    /// <param name="what">What the points are: <c>samples</c>.</param>
    /// <param name="blocks">Blocks at most.</param>
    public static (double[] X, double[] Y, bool IsThinned) Of(double[] x, double[] y, List<string> notes, string what = "points", int blocks = MostBlocks)
    {
        var size = (y.Length + blocks - 1) / blocks;
        if (size <= 2) return (x, y, false);
        var note = $"{y.Length:N0} {what}; drawn are the least and the greatest of each {size:N0}.";
        if (!notes.Contains(note)) notes.Add(note);
        int[] kept = Kept(y, size);
        return ([.. kept.Select(i => x[i])], [.. kept.Select(i => y[i])], true);
    }

    /// <summary>Numbers of the points that are kept; of a block without a finite value the first, which breaks the line there.</summary>
    private static int[] Kept(double[] y, int size)
    {
        var kept = new List<int>(2 * (y.Length / size + 1));
        for (var first = 0; first < y.Length; first += size)
        {
            var (least, greatest) = (-1, -1);
            for (var i = first; i < Math.Min(first + size, y.Length); i++)
            {
                if (!double.IsFinite(y[i])) continue;
                if (least < 0 || y[i] < y[least]) least = i;
                if (greatest < 0 || y[i] > y[greatest]) greatest = i;
            }
            if (least < 0) kept.Add(first);
            else if (least == greatest) kept.Add(least);
            else kept.AddRange(least < greatest ? [least, greatest] : [greatest, least]);
        }
        return [.. kept];
    }
}
