namespace Spm.Interactive.Charts;

/// <summary>Which points of a cloud are drawn when there are more than a picture can show: every so many, the same each time.</summary>
/// <param name="Shown">Indices of the points that are drawn, rising.</param>
/// <param name="Total">Points that could be drawn.</param>
public sealed record ThinnedPoints(int[] Shown, int Total)
{
    /// <summary>Points of one cloud; more only cover each other.</summary>
    public const int Most = 3000;

    /// <summary>Of the points with these indices, at most <paramref name="most"/>.</summary>
    public static ThinnedPoints Of(IEnumerable<int> indices, int most = Most)
    {
        int[] all = [.. indices];
        var every = (all.Length + most - 1) / Math.Max(most, 1);
        return new(every <= 1 ? all : [.. Enumerable.Range(0, (all.Length + every - 1) / every).Select(i => all[i * every])], all.Length);
    }

    /// <summary>What a reader must know; null when all points are drawn.</summary>
    /// <param name="things">What they are, plural.</param>
    public string? Note(string things) => Shown.Length == Total ? null : $"{Shown.Length:N0} of {Total:N0} {things} are drawn, evenly picked; all numbers are of all.";

    /// <summary>The drawn ones of an array.</summary>
    public double[] Of(double[] values) => Array.ConvertAll(Shown, i => values[i]);
}
