namespace Spm.Interactive.Charts;

/// <summary>
/// A colour in OKLab, where equal distances look equally different. Lightness <paramref name="L"/> is 0 to 1.
/// Source: B. Ottosson, "A perceptual color space for image processing" (2020); sRGB transfer curve of IEC 61966-2-1.
/// </summary>
internal readonly record struct OkLab(double L, double A, double B)
{
    public static OkLab FromSrgb(int rgb)
    {
        var (r, g, b) = (Linear((rgb >> 16) & 255), Linear((rgb >> 8) & 255), Linear(rgb & 255));
        var l = Math.Cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        var m = Math.Cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        var s = Math.Cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return new(
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
    }

    /// <summary>Linear-light red, green and blue; outside 0 to 1 when no screen can show the colour.</summary>
    public (double R, double G, double B) ToLinear()
    {
        var l = Cube(L + 0.3963377774 * A + 0.2158037573 * B);
        var m = Cube(L - 0.1055613458 * A - 0.0638541728 * B);
        var s = Cube(L - 0.0894841775 * A - 1.2914855480 * B);
        return (4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    }

    public int ToSrgb()
    {
        var (r, g, b) = ToLinear();
        return (Encode(r) << 16) | (Encode(g) << 8) | Encode(b);
    }

    public double Distance(OkLab other) =>
        Math.Sqrt((L - other.L) * (L - other.L) + (A - other.A) * (A - other.A) + (B - other.B) * (B - other.B));

    private static double Cube(double x) => x * x * x;

    private static double Linear(int code) => code / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

    private static int Encode(double linear)
    {
        var c = Math.Clamp(linear, 0, 1);
        return (int)Math.Round(255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * Math.Pow(c, 1 / 2.4) - 0.055));
    }
}
