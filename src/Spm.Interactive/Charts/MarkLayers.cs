namespace Spm.Interactive.Charts;

/// <summary>A shaded band between two curves: a mean ± its standard deviation. Where an end is not finite it is interrupted.</summary>
public sealed record BandLayer(string Label, double[] X, double[] Lower, double[] Upper, string Colour) : Layer(Label)
{
    /// <summary>1 hides what is behind.</summary>
    public double Opacity { get; init; } = 0.22;

    /// <summary>Of more points than a picture has columns one for each block, as <see cref="ThinnedCurve"/> makes them: from the least lower to the greatest upper end in it.</summary>
    internal BandLayer Thinned(bool isLogarithmic = false)
    {
        if (!ThinnedCurve.Exceeds(X.Length, ThinnedCurve.MostBlocks)) return this;
        var blocks = ThinnedCurve.Blocks(X, ThinnedCurve.MostBlocks, isLogarithmic);
        double Extreme(double[] ends, (int Start, int End) block, Func<IEnumerable<double>, double> of) => of(ends[block.Start..block.End].Where(double.IsFinite).DefaultIfEmpty(double.NaN));
        return this with
        {
            X = [.. blocks.Select(block => X[block.Start + (block.End - block.Start) / 2])],
            Lower = [.. blocks.Select(block => Extreme(Lower, block, Enumerable.Min))],
            Upper = [.. blocks.Select(block => Extreme(Upper, block, Enumerable.Max))],
        };
    }

    /// <summary>Around a curve, one error down and one up.</summary>
    public static BandLayer Around(string label, double[] x, double[] y, double[] errors, string colour) =>
        new(label, x, [.. y.Zip(errors, (v, e) => v - e)], [.. y.Zip(errors, (v, e) => v + e)], colour);
}

/// <summary>Where the words of a <see cref="TextLayer"/> are, seen from its place.</summary>
public enum TextPlace
{
    /// <summary>To the right.</summary>
    Right,

    /// <summary>To the left.</summary>
    Left,

    /// <summary>Around it, in the middle.</summary>
    Centre,
}

/// <summary>Words at a place in the panel's units, with a white seam so that they can be read on a map; further lines stand below the first one.</summary>
public sealed record TextLayer(double X, double Y, string Text) : Layer("")
{
    private const double _dark = 0.62;

    /// <summary>Where the words are, seen from the place.</summary>
    public TextPlace Place { get; init; }

    /// <summary>Colour of the words.</summary>
    public string Colour { get; init; } = "#222222";

    /// <summary>Whether the letters have a white seam; not where their colour suits what is behind them.</summary>
    public bool HasSeam { get; init; } = true;

    /// <summary>Words in the middle of a patch of one colour (0xRRGGBB), white on a dark one.</summary>
    public static TextLayer On(int patch, double x, double y, string text) =>
        new(x, y, text) { Place = TextPlace.Centre, HasSeam = false, Colour = OkLab.FromSrgb(patch).L < _dark ? "#FFFFFF" : "#222222" };
}

/// <summary>
/// A ready picture that fills the panel, such as a surface in perspective: RGBA bytes, row 0 at the top. It is made for paper; a screen, and a notebook that keeps thirty of them, gets half as
/// many pixels either way.
/// </summary>
/// <param name="Columns">Pixels across.</param>
/// <param name="Rows">Pixels down.</param>
/// <param name="Rgba">4 · columns · rows bytes.</param>
public sealed record PictureLayer(int Columns, int Rows, byte[] Rgba) : Layer("")
{
    private const int _largest = 120_000;

    /// <summary>The picture as a file for paper or for a screen.</summary>
    internal byte[] Png(bool isPrint)
    {
        if (isPrint || Columns < 2 || Rows < 2) return PngWriter.Encode(Columns, Rows, Rgba, isShaded: true);
        var (columns, rows, pixels) = (Columns / 2, Rows / 2, Halved());
        var png = PngWriter.Encode(columns, rows, pixels, isShaded: true);
        if (png.Length <= _largest) return png;
        // What does not become small is noise, in which nobody sees steps of 1.6 %; a smooth surface keeps all its shades.
        for (var i = 0; i < pixels.Length; i++)
            if (i % 4 != 3) pixels[i] = (byte)((pixels[i] & 0xFC) | (pixels[i] >> 6));
        return PngWriter.Encode(columns, rows, pixels, isShaded: true);
    }

    /// <summary>Mean of 2 × 2 pixels each, weighted with their opacity.</summary>
    private byte[] Halved()
    {
        var (columns, rows) = (Columns / 2, Rows / 2);
        var halved = new byte[4 * columns * rows];
        for (var pixel = 0; pixel < columns * rows; pixel++)
        {
            var first = 4 * (2 * (pixel / columns) * Columns + 2 * (pixel % columns));
            ReadOnlySpan<int> four = [first, first + 4, first + 4 * Columns, first + 4 * Columns + 4];
            var (red, green, blue, opacity) = (0, 0, 0, 0);
            foreach (var at in four)
                (red, green, blue, opacity) = (red + Rgba[at] * Rgba[at + 3], green + Rgba[at + 1] * Rgba[at + 3], blue + Rgba[at + 2] * Rgba[at + 3], opacity + Rgba[at + 3]);
            if (opacity > 0) (halved[4 * pixel], halved[4 * pixel + 1], halved[4 * pixel + 2], halved[4 * pixel + 3]) = ((byte)(red / opacity), (byte)(green / opacity), (byte)(blue / opacity), (byte)(opacity / 4));
        }
        return halved;
    }
}

/// <summary>
/// A bar of round length in the lower left corner of a map in place of its numbers: the longest of 1, 2, 5 · 10ⁿ that is at most a third of the width.
/// </summary>
public sealed record ScaleBarLayer() : Layer("")
{
    private const double _share = 1.0 / 3;

    /// <summary>Length on an axis, in its unit, and the words below it.</summary>
    public static (double Length, string Words) LengthOn(Axis axis)
    {
        var most = _share * (axis.Max - axis.Min) / axis.Shown.Factor;
        var decade = Math.Pow(10, Math.Floor(Math.Log10(most)));
        var number = (most >= 5 * decade ? 5 : most >= 2 * decade ? 2 : 1) * decade;
        var length = number * axis.Shown.Factor;
        return (length, Core.Data.Quantity.Compact(length, axis.Unit, 3));
    }
}
