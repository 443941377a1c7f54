using System.Text.RegularExpressions;
using SkiaSharp;

namespace Spm.Interactive.Charts.Skia;

/// <summary>The <c>transform</c> of an element as a matrix. Source: CSS Transforms 1, section 8.</summary>
internal static partial class SvgTransform
{
    /// <summary>The first function of the list is applied last, as each is a coordinate system within the one before.</summary>
    public static SKMatrix Of(string transform)
    {
        var matrix = SKMatrix.Identity;
        foreach (Match function in Functions().Matches(transform))
        {
            var a = SvgStyle.Numbers(function.Groups[2].Value);
            matrix = matrix.PreConcat((function.Groups[1].Value, a.Length) switch
            {
                ("translate", 1) => SKMatrix.CreateTranslation(a[0], 0),
                ("translate", 2) => SKMatrix.CreateTranslation(a[0], a[1]),
                ("rotate", 1) => SKMatrix.CreateRotationDegrees(a[0]),
                ("rotate", 3) => SKMatrix.CreateRotationDegrees(a[0], a[1], a[2]),
                ("scale", 1) => SKMatrix.CreateScale(a[0], a[0]),
                ("scale", 2) => SKMatrix.CreateScale(a[0], a[1]),
                ("matrix", 6) => new(a[0], a[2], a[4], a[1], a[3], a[5], 0, 0, 1),
                _ => throw new NotSupportedException($"The transform «{function.Value}» of an SVG is not understood."),
            });
        }
        return matrix;
    }

    [GeneratedRegex(@"(\w+)\s*\(([^)]*)\)")]
    private static partial Regex Functions();
}
