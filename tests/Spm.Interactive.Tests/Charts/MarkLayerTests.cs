using System.Xml.Linq;
using CsCheck;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Tests.Charts;

public sealed class MarkLayerTests
{
    [Fact]
    public void A_scale_bar_is_round_and_between_an_eighth_and_a_third_of_the_width() => Gen.Double[-9, 3].Sample(exponent =>
    {
        var axis = new Axis("x", "m", 0, Math.Pow(10, exponent));
        var (length, words) = ScaleBarLayer.LengthOn(axis);
        Assert.InRange(length / axis.Max, 0.125, 1.0 / 3 + 1e-9);
        var digit = words.First(c => c is >= '1' and <= '9');
        Assert.Contains(digit, "125");
    });

    [Fact]
    public void A_band_is_interrupted_where_an_end_is_not_finite()
    {
        var band = BandLayer.Around("± σ", [0, 1, 2, 3, 4], [1, 1, double.NaN, 1, 1], [0.1, 0.1, 0.1, 0.1, 0.1], Palette.Blue);
        Assert.Equal(2, PathOf(band).Count(c => c == 'z'));
    }

    [Fact]
    public void Points_with_colours_of_their_own_have_them() => Assert.Equal(["#0072B2", "#D55E00"],
        Paths(new PointLayer("", [0, 1, 2], [0, 1, 2], "#000000") { Colours = [Palette.Blue, Palette.Vermillion, Palette.Blue] }).Select(path => path.Attribute("fill")!.Value));

    [Fact]
    public void An_error_bar_reaches_one_error_up_and_down()
    {
        var bar = Paths(new PointLayer("", [1], [1], Palette.Blue) { Errors = [0.5] }).First().Attribute("d")!.Value;
        var layout = LayoutOf(new PointLayer("", [1], [1], Palette.Blue));
        var ends = bar.Split(' ', 'V')[1..].Select(double.Parse).ToArray();
        Assert.Equal(layout.Plot.Height / 4, ends[0] - ends[1], 0.02);
    }

    [Fact]
    public void On_a_logarithmic_axis_an_error_bar_that_reaches_0_ends_at_the_axis()
    {
        var panel = new Panel(Cell.Whole, new("x", "", 0, 4), new("y", "", 0.1, 10) { IsLogarithmic = true }, [new PointLayer("", [1], [1], Palette.Blue) { Errors = [2] }]);
        var figure = new Figure("", 400, 300, [panel], "");
        var bar = XDocument.Parse(SvgRenderer.Render(figure)).Descendants().First(e => e.Name.LocalName == "path").Attribute("d")!.Value;
        var plot = FigureLayout.Of(figure).Panels[0].Plot;
        Assert.Equal([plot.Height, plot.Height * (1 - (1 + Math.Log10(3)) / 2)], bar.Split(' ', 'V')[1..].Select(double.Parse), (a, b) => Math.Abs(a - b) < 0.02);
    }

    [Fact]
    public void Further_lines_of_a_text_are_a_line_apart_whatever_the_axis()
    {
        var texts = XDocument.Parse(SvgRenderer.Render(new Figure("", 400, 300, [LayoutOf(new TextLayer(1, 3, "one\ntwo")).Panel], ""))).Descendants().Where(e => e.Value is "one" or "two").Select(e => (double)e.Attribute("y")!).Distinct().ToArray();
        Assert.Equal(PanelWords.Row, texts[1] - texts[0], 0.011);
    }

    [Fact]
    public void One_unit_is_as_long_across_as_upwards_in_a_panel_to_scale()
    {
        var panel = new Panel(Cell.Whole, new("Re", "m", 0, 3), new("Im", "m", 0, 1), []) { IsToScale = true };
        var plot = FigureLayout.Of(new Figure("", 400, 400, [panel], "")).Panels[0].Plot;
        Assert.Equal(3, plot.Width / plot.Height, 1e-9);
    }

    [Fact]
    public void Categories_have_one_mark_and_one_colour_each()
    {
        var axis = Axis.Of("Cluster", ["a", "b", "c"]);
        Assert.Equal([0.0, 1, 2], axis.Ticks(1).Select(tick => tick.Value));
        Assert.Equal([Palette.Series[0], Palette.Series[1], Palette.Series[2]], Enumerable.Range(0, 3).Select(i => ColourMap.Hex(axis, i)));
    }

    [Fact]
    public void Both_sides_of_the_diverging_map_are_equally_light_and_0_is_the_lightest()
    {
        var lab = ColourMap.Diverging.Colours.Select(OkLab.FromSrgb).ToArray();
        Assert.All(Enumerable.Range(0, 128), i => Assert.Equal(lab[i].L, lab[255 - i].L, 0.02));
        Assert.Equal(lab.Max(c => c.L), lab[127].L, 0.01);
    }

    private static PanelLayout LayoutOf(Layer layer) =>
        FigureLayout.Of(new Figure("", 400, 300, [new Panel(Cell.Whole, new("x", "", 0, 4), new("y", "", 0, 4), [layer])], "")).Panels[0];

    private static IEnumerable<XElement> Paths(Layer layer) =>
        XDocument.Parse(SvgRenderer.Render(new Figure("", 400, 300, [LayoutOf(layer).Panel], ""))).Descendants().Where(e => e.Name.LocalName == "path");

    private static string PathOf(Layer layer) => Paths(layer).Single().Attribute("d")!.Value;
}
