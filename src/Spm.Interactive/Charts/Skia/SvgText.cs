using System.Text;
using System.Xml.Linq;
using SkiaSharp;

namespace Spm.Interactive.Charts.Skia;

/// <summary>Draws a line of text. Characters that our font lacks come from the machine's fonts, where it has any.</summary>
internal static class SvgText
{
    public static void Draw(SKCanvas canvas, XElement element, SvgStyle style, Func<int, SKTypeface> typefaces)
    {
        if (element.HasElements) throw new NotSupportedException("Text of an SVG that has parts of its own has no drawing in a PDF or PNG.");
        var size = style.Number("font-size");
        var runs = Runs(element.Value, typefaces(Weight(style.Text("font-weight", "400"))));
        var widths = runs.ConvertAll(run =>
        {
            using var font = Font(run.Typeface, size);
            return font.MeasureText(run.Text);
        });
        var x = style.Number("x") - style.Text("text-anchor") switch { "middle" => widths.Sum() / 2, "end" => widths.Sum(), _ => 0 };
        using SKPaint? fill = style.Fill(), stroke = style.Stroke();
        foreach (var (i, run) in runs.Index())
        {
            using var font = Font(run.Typeface, size);
            if (stroke is not null) canvas.DrawText(run.Text, x, style.Number("y"), SKTextAlign.Left, font, stroke);
            if (fill is not null) canvas.DrawText(run.Text, x, style.Number("y"), SKTextAlign.Left, font, fill);
            x += widths[i];
        }
    }

    private static SKFont Font(SKTypeface typeface, float size) => new(typeface, size) { Subpixel = true, Hinting = SKFontHinting.None, LinearMetrics = true, Edging = SKFontEdging.Antialias };

    private static int Weight(string weight) => weight switch { "normal" => 400, "bold" => 700, _ => int.TryParse(weight, out var number) ? number : 400 };

    /// <summary>The text in pieces that one typeface can write.</summary>
    private static List<(string Text, SKTypeface Typeface)> Runs(string text, SKTypeface main)
    {
        using var font = new SKFont(main);
        if (font.ContainsGlyphs(text)) return [(text, main)];
        var runs = new List<(StringBuilder Text, SKTypeface Typeface)>();
        foreach (var rune in text.EnumerateRunes())
        {
            var typeface = font.ContainsGlyph(rune.Value) ? main : SKFontManager.Default.MatchCharacter(rune.Value) ?? main;
            if (runs.Count == 0 || runs[^1].Typeface.Handle != typeface.Handle) runs.Add((new(), typeface));
            runs[^1].Text.Append(rune.ToString());
        }
        return [.. runs.Select(run => (run.Text.ToString(), run.Typeface))];
    }
}
