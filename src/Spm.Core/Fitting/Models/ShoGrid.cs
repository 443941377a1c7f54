namespace Spm.Core.Fitting.Models;

/// <summary>
/// Lines of all positions and widths, tabulated, for the search for a line that may be anywhere. Widths grow fourfold from level to level, positions
/// within a level are half a width apart (at least half a bin) and begin four bins outside the band. Eight neighbours form a block; a block
/// is tabulated only where its lines are strong: 3 widths and at least 6 bins to each side, 24 bins when its lines lie outside the band.
/// </summary>
internal sealed class ShoGrid
{
    /// <summary>Lines per block.</summary>
    public const int BlockLength = 8;

    private const double OutsideBins = 4;

    /// <summary>Tabulates the grid of an axis.</summary>
    public ShoGrid(ShoAxis axis)
    {
        var (d, b, blocks, lines, norms) = (new List<double>(), new List<double>(), new List<Block>(), new List<double>(), new List<double>());
        var levels = 0;
        for (var width = 3 * axis.Narrowest; width <= Math.Max(2 * axis.Bins, 1) * axis.Spacing && width < axis.Widest; width *= 4, levels++)
        {
            var first = d.Count;
            for (var u = axis.First - OutsideBins * axis.Spacing; u <= axis.Last + OutsideBins * axis.Spacing; u += Math.Max(0.5 * axis.Spacing, 0.5 * width))
                if (u * u > axis.LowestSquare && u * u < axis.HighestSquare)
                {
                    d.Add(u * u);
                    b.Add(width);
                }
            while ((d.Count - first) % BlockLength != 0)
            {
                d.Add(d[^1]);
                b.Add(width);
            }
            for (; first < d.Count; first += BlockLength)
            {
                var (start, length) = Window(axis, Math.Sqrt(d[first]), Math.Sqrt(d[first + BlockLength - 1]), width);
                blocks.Add(new(levels, first, start, length, lines.Count));
                Tabulate(axis, d, b, blocks[^1], lines, norms);
            }
        }
        (D, B, Blocks, Lines, Norms, Levels) = ([.. d], [.. b], [.. blocks], [.. lines], [.. norms], levels);
    }

    /// <summary>(f0/f_c)² per line.</summary>
    public double[] D { get; }

    /// <summary>Linewidth per line.</summary>
    public double[] B { get; }

    /// <summary>The blocks, level by level.</summary>
    public Block[] Blocks { get; }

    /// <summary>w g per block: for each bin of its window the real parts of its eight lines, then the imaginary parts.</summary>
    public double[] Lines { get; }

    /// <summary>Σw|g|² over the window, per line.</summary>
    public double[] Norms { get; }

    /// <summary>Number of widths.</summary>
    public int Levels { get; }

    private static (int Start, int Length) Window(ShoAxis axis, double low, double high, double width)
    {
        // Of a line outside the band there is only the tail, which falls off slowly.
        var isOutside = low < axis.First || high > axis.Last;
        var reach = Math.Max(3 * width, (isOutside ? 24 : 6) * axis.Spacing);
        var (start, end) = (axis.Bins, 0);
        for (var k = 0; k < axis.Bins; k++)
        {
            if (axis.Reduced[k] < low - reach || axis.Reduced[k] > high + reach) continue;
            (start, end) = (Math.Min(start, k), Math.Max(end, k + 1));
        }
        return end <= start ? (0, axis.Bins) : (start, end - start);
    }

    private static void Tabulate(ShoAxis axis, List<double> d, List<double> b, Block block, List<double> lines, List<double> norms)
    {
        Span<double> norm = stackalloc double[BlockLength], im = stackalloc double[BlockLength];
        norm.Clear();
        for (var k = block.Start; k < block.Start + block.Length; k++)
        {
            for (var line = 0; line < BlockLength; line++)
            {
                double p = axis.Squared[k] - d[block.First + line], q = b[block.First + line] * axis.Reduced[k], m = axis.Weights[k] / (p * p + q * q);
                lines.Add(p * m);
                im[line] = q * m;
                norm[line] += m;
            }
            foreach (var q in im) lines.Add(q);
        }
        foreach (var n in norm) norms.Add(n);
    }

    /// <summary>Eight lines of one level: number of the first line, window of bins, and where their table begins.</summary>
    internal readonly record struct Block(int Level, int First, int Start, int Length, int Offset)
    {
        /// <summary>Whether bin <paramref name="k"/> is in the window.</summary>
        public bool Covers(int k) => k >= Start && k < Start + Length;
    }
}
