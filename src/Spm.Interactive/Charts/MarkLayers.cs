namespace Spm.Interactive.Charts;

/// <summary>A shaded band between two curves: a mean ± its standard deviation. Where an end is not finite it is interrupted.</summary>
public sealed record BandLayer(string Label, double[] X, double[] Lower, double[] Upper, string Colour) : Layer(Label)
{
    /// <summary>1 hides what is behind.</summary>
    public double Opacity { get; init; } = 0.22;

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

/// <summary>Words at a place in the panel's units, with a white seam so that they can be read on a map.</summary>
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

/// <summary>A ready picture that fills the panel, such as a surface in perspective: RGBA bytes, row 0 at the top.</summary>
/// <param name="Columns">Pixels across.</param>
/// <param name="Rows">Pixels down.</param>
/// <param name="Rgba">4 · columns · rows bytes.</param>
public sealed record PictureLayer(int Columns, int Rows, byte[] Rgba) : Layer("");

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
