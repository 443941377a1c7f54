using System.Xml.Linq;
using Spm.Interactive.Charts;
using Spm.Interactive.Charts.Skia;
using Spm.Interactive.Formatters;
using Spm.Interactive.Tests.Views;

namespace Spm.Interactive.Tests.Charts;

public sealed class SvgRendererTests
{
    [Fact]
    public void Every_picture_of_the_gallery_is_well_formed_and_described_in_words() =>
        Assert.All(GalleryTests.All.Where(entry => StaticPicture.TrySvgOf(entry.Bundle) is not null), entry =>
        {
            var root = XDocument.Parse(StaticPicture.SvgOf(entry.Bundle)).Root!;
            Assert.Equal("img", root.Attribute("role")!.Value);
            Assert.NotEmpty(root.Attribute("aria-label")!.Value);
            Assert.DoesNotContain("NaN", root.Descendants().Attributes().Where(a => a.Name.LocalName is "d" or "x" or "y" or "width" or "height").Select(a => a.Value));
        });

    [Fact]
    public void No_text_leaves_the_picture() =>
        Assert.All(GalleryTests.All.Where(entry => StaticPicture.TrySvgOf(entry.Bundle) is not null), entry =>
        {
            var root = XDocument.Parse(StaticPicture.SvgOf(entry.Bundle)).Root!;
            var (width, height) = ((double)root.Attribute("width")!, (double)root.Attribute("height")!);
            Assert.All(root.Descendants().Where(e => e.Name.LocalName == "text" && e.Attribute("transform") is null && e.Parent!.Attribute("overflow") is null), text =>
            {
                var (x, length) = ((double)text.Attribute("x")!, TextWidth.Of(text.Value, (double?)text.Attribute("font-size") ?? FigureLayout.TickSize));
                var left = text.Attribute("text-anchor")?.Value switch { "middle" => x - length / 2, "end" => x - length, _ => x };
                Assert.True(left >= 0 && left + length <= width, $"{entry.Name}: «{text.Value}» spans {left} to {left + length} of {width}");
                Assert.InRange((double)text.Attribute("y")!, 0, height);
            });
        });

    [Fact]
    public void Our_font_has_every_letter_of_the_gallery() =>
        Assert.All(GalleryTests.All.Where(entry => StaticPicture.TrySvgOf(entry.Bundle) is not null), entry =>
            Assert.All(XDocument.Parse(StaticPicture.SvgOf(entry.Bundle)).Descendants().Where(e => e.Name.LocalName == "text"), text =>
                Assert.True(InterFont.Of(400).Font.ContainsGlyphs(text.Value), $"{entry.Name}: «{text.Value}»")));

    [Fact]
    public void The_same_figure_gives_the_same_text()
    {
        var loops = SyntheticFits.Loops(6, 6);
        string Render() => SvgRenderer.Render(LoopViewFormatter.FigureOf(new(loops, 3)));
        Assert.Equal(Render(), Render());
    }

    [Fact]
    public void Control_characters_and_markup_are_encoded()
    {
        var svg = SvgRenderer.Render(new Figure("<b>\u0001\"&\uD800", 200, 120, [], "<&>"));
        Assert.DoesNotContain("<b>", svg);
        Assert.Equal("<&>", XDocument.Parse(svg).Root!.Attribute("aria-label")!.Value);
    }

    [Theory]
    [InlineData(-5, 100)]
    [InlineData(100, 0)]
    public void A_figure_without_room_is_refused(int width, int height) =>
        Assert.Contains("at least", Assert.Throws<ArgumentException>(() => SvgRenderer.Render(new Figure("", width, height, [], ""))).Message);

    [Fact]
    public void A_map_is_drawn_to_scale()
    {
        var layout = FigureLayout.Of(ScalarMapFormatter.FigureOf(SyntheticFits.Map(new double[10, 30])));
        Assert.Equal(3, layout.Panels[0].Plot.Width / layout.Panels[0].Plot.Height, 1e-9);
    }
}
