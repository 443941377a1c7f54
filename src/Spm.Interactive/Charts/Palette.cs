namespace Spm.Interactive.Charts;

/// <summary>Colours of lines and points that colour-blind readers can tell apart. Source: M. Okabe and K. Ito, Color Universal Design (2008).</summary>
public static class Palette
{
    /// <summary>Measured data.</summary>
    public const string Blue = "#0072B2";

    /// <summary>Fits.</summary>
    public const string Vermillion = "#D55E00";

    /// <summary>What was left out.</summary>
    public const string Grey = "#767676";

    /// <summary>Series in order.</summary>
    public static IReadOnlyList<string> Series { get; } = [Blue, Vermillion, "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"];

    /// <summary>Colour of a category, counted from 0; grey from the eighth on.</summary>
    public static string Category(int number) => number >= 0 && number < Series.Count ? Series[number] : Grey;
}
