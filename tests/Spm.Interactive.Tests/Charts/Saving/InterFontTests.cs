using System.Xml.Linq;
using SkiaSharp;
using Spm.Interactive.Charts;
using Spm.Interactive.Charts.Skia;

namespace Spm.Interactive.Tests.Charts.Saving;

public sealed class InterFontTests
{
    private const string _needed = "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩµÅ²³⁰¹⁴⁵⁶⁷⁸⁹⁻₀₁₂−·×±∞°∂√≤≥≈…–«»→";

    [Theory]
    [InlineData(400)]
    [InlineData(600)]
    public void The_font_has_the_letters_of_physics(int weight) =>
        Assert.All(_needed.EnumerateRunes(), rune => Assert.True(InterFont.Of(weight).Font.ContainsGlyph(rune.Value), $"{rune} (U+{rune.Value:X4})"));

    [Theory]
    [InlineData(400)]
    [InlineData(600)]
    public void A_letter_of_the_cut_font_has_the_outline_and_the_width_it_had(int weight)
    {
        const float Size = 1000;
        var face = InterFont.Of(weight);
        using var cut = InterFont.Face.Load(FontSubset.Of(face.Bytes, _needed.EnumerateRunes().Select(rune => (rune.Value, (int)face.Font.GetGlyph(rune.Value)))));
        using SKFont font = new(cut, Size) { Hinting = SKFontHinting.None }, whole = new(face.Typeface, Size) { Hinting = SKFontHinting.None };
        Assert.All(_needed.EnumerateRunes(), rune =>
        {
            Assert.Equal(whole.MeasureText(rune.ToString()), font.MeasureText(rune.ToString()));
            Assert.Equal(whole.GetTextPath(rune.ToString()).ToSvgPathData(), font.GetTextPath(rune.ToString()).ToSvgPathData());
        });
        Assert.False(font.ContainsGlyph('Q'));
    }

    [Fact]
    public void No_text_of_a_figure_is_wider_than_its_layout_thought()
    {
        // The estimate is of usual sans-serif fonts; a tenth more is what margins take.
        const double Margin = 1.1;
        Assert.All(SavedFigures.All(), entry => Assert.All(XDocument.Parse(SvgRenderer.Render(entry.Figure)).Descendants().Where(e => e.Name.LocalName == "text"), text =>
        {
            using var font = new SKFont(InterFont.Of((int?)text.Attribute("font-weight") ?? 400).Typeface, 100);
            Assert.True(font.MeasureText(text.Value) <= Margin * TextWidth.Of(text.Value, 100), $"{entry.Name}: «{text.Value}» is {font.MeasureText(text.Value)} wide, thought {TextWidth.Of(text.Value, 100)}");
        }));
    }
}
