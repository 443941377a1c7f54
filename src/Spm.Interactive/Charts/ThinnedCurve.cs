namespace Spm.Interactive.Charts;

/// <summary>
/// A curve of more points than a picture has columns, drawn by the least and the greatest of each block in the order in which they stand: what sticks out stays, whatever the number of points.
/// </summary>
/// <param name="X">Abscissa of what is drawn.</param>
/// <param name="Y">What is drawn; NaN where a whole block is not finite, so that the line is interrupted.</param>
/// <param name="Block">Points that two drawn ones stand for, at most; 1 when all are drawn.</param>
public sealed record ThinnedCurve(double[] X, double[] Y, int Block)
{
    /// <summary>Blocks of a curve over the width of a picture.</summary>
    public const int MostBlocks = 1200;

    private const int _inEach = 2;

    /// <summary>True where blocks are equal parts of a logarithmic axis: its first decades have few points, and all of them are drawn.</summary>
    public bool IsByDecades { get; init; }

    /// <summary>Whether points were left out.</summary>
    public bool IsThinned => Block > 1;

    /// <summary>Thins a curve and says so in the notes, each note once.</summary>
    /// <param name="x">Abscissa in the order measured; need not be monotonic.</param>
    /// <param name="y">As many values.</param>
    /// <param name="notes">Gets a note when points are left out.</param>
    /// <param name="things">What the points are, plural.</param>
    /// <param name="mostBlocks">Blocks at most.</param>
    /// <param name="isLogarithmic">Whether the abscissa is drawn on a logarithmic axis.</param>
    public static ThinnedCurve Of(double[] x, double[] y, List<string> notes, string things = "points", int mostBlocks = MostBlocks, bool isLogarithmic = false)
    {
        var curve = Of(x, y, mostBlocks, isLogarithmic);
        if (curve.Note(y.Length, things) is { } note && !notes.Contains(note)) notes.Add(note);
        return curve;
    }

    /// <summary>Thins a curve; one of at most two points for each block stays as it is.</summary>
    /// <exception cref="ArgumentException">The two lengths differ.</exception>
    public static ThinnedCurve Of(double[] x, double[] y, int mostBlocks = MostBlocks, bool isLogarithmic = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Length != y.Length) throw new ArgumentException($"A curve has one x for each y; got {x.Length:N0} x and {y.Length:N0} y.", nameof(y));
        if (!Exceeds(y.Length, mostBlocks)) return new(x, y, 1);
        var (thinX, thinY, block) = (new List<double>(_inEach * mostBlocks), new List<double>(_inEach * mostBlocks), 0);
        foreach (var (start, end) in Blocks(x, mostBlocks, isLogarithmic))
        {
            block = Math.Max(block, end - start);
            var (least, greatest) = Extremes(y, start, end);
            foreach (var i in least < 0 ? [start] : least == greatest ? [least] : new[] { Math.Min(least, greatest), Math.Max(least, greatest) })
            {
                thinX.Add(x[i]);
                thinY.Add(least < 0 ? double.NaN : y[i]);
            }
        }
        return new([.. thinX], [.. thinY], block) { IsByDecades = isLogarithmic };
    }

    /// <summary>Whether so many points are thinned.</summary>
    internal static bool Exceeds(int points, int mostBlocks) => (points - 1) / mostBlocks + 1 > _inEach;

    /// <summary>First point of each block and the one after its last: equally many points, or points in the same of equal parts of a logarithmic axis.</summary>
    internal static IReadOnlyList<(int Start, int End)> Blocks(double[] x, int mostBlocks, bool isLogarithmic)
    {
        // Of an abscissa that goes to and fro there would be more blocks than parts of the axis.
        if (isLogarithmic && ByDecades(x, mostBlocks) is { Count: var count } blocks && count > 0 && count <= _inEach * mostBlocks) return blocks;
        var size = (x.Length - 1) / mostBlocks + 1;
        return [.. Enumerable.Range(0, (int)(((long)x.Length + size - 1) / size)).Select(i => (i * size, (int)Math.Min((i + 1L) * size, x.Length)))];
    }

    private static List<(int Start, int End)> ByDecades(double[] x, int parts)
    {
        var (low, high) = (double.PositiveInfinity, 0.0);
        foreach (var v in x) if (v > 0 && double.IsFinite(v)) (low, high) = (Math.Min(low, v), Math.Max(high, v));
        if (!(high > low)) return [];
        var (scale, blocks, start) = (parts / Math.Log(high / low), new List<(int, int)>(), 0);
        int Part(double v) => v > 0 && double.IsFinite(v) ? (int)Math.Min(scale * Math.Log(v / low), parts - 1) : -1;
        for (var i = 1; i <= x.Length; i++)
        {
            if (i < x.Length && Part(x[i]) == Part(x[start])) continue;
            blocks.Add((start, i));
            start = i;
        }
        return blocks;
    }

    /// <summary>What a reader must know about the thinning, such as <c>100,000 epochs; drawn are the least and the greatest of each 84.</c>; null when all points are drawn.</summary>
    /// <param name="total">Number of points there are.</param>
    /// <param name="things">What they are, plural.</param>
    public string? Note(int total, string things) => Block == 1 ? null
        : IsByDecades ? $"{total:N0} {things}; drawn are the least and the greatest of those next to each other on the logarithmic axis."
        : $"{total:N0} {things}; drawn are the least and the greatest of each {Block:N0}.";

    /// <summary>Where the least and greatest finite values of a block are; −1 without one.</summary>
    private static (int Least, int Greatest) Extremes(double[] y, int start, int end)
    {
        var (least, greatest) = (-1, -1);
        for (var i = start; i < end; i++)
        {
            if (!double.IsFinite(y[i])) continue;
            if (least < 0 || y[i] < y[least]) least = i;
            if (greatest < 0 || y[i] > y[greatest]) greatest = i;
        }
        return (least, greatest);
    }
}
