using System.Text.Json.Nodes;
using Spm.Interactive.Charts;
using Spm.Interactive.Formatters;
using Spm.Interactive.Tests.Views;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Formatters;

public sealed class PlotlyFormatterTests
{
    private const int _plotlySize = 3_000_000;

    [Fact]
    public void The_library_travels_with_the_first_of_three_charts_only()
    {
        var once = new ScriptOnce();
        var sizes = GalleryTests.Charts().Select(entry => ((string)PlotlyFormatter.Format(entry.Chart, once).Data[MimeTypes.Html]).Length).ToArray();
        Assert.Equal([true, false, false], sizes.Select(size => size > _plotlySize));
    }

    [Fact]
    public void A_chart_has_the_figure_for_front_ends_that_draw_it_themselves()
    {
        var json = (JsonObject)PlotlyFormatter.Format(GalleryTests.Charts().First().Chart, new ScriptOnce()).Data[MimeTypes.Plotly];
        Assert.Equal(200, json["data"]![0]!["x"]!.AsArray().Count);
        Assert.NotNull(json["layout"]);
    }

    [Fact]
    public async Task The_chart_is_drawn_offline_though_the_page_has_a_module_loader()
    {
        var html = (string)PlotlyFormatter.Format(GalleryTests.Charts().First().Chart, new ScriptOnce()).Data[MimeTypes.Html];
        var dom = await Browser.DumpDomAsync("<!DOCTYPE html><meta charset=\"utf-8\"><script>window.define=function(){document.title='taken by the loader'};window.define.amd={}</script>" + html);
        Assert.Contains("main-svg", dom);
        Assert.DoesNotContain("<title>taken by the loader", dom);
    }

    [Fact]
    public void Lines_and_markers_become_layers()
    {
        var figure = Of("""{"data":[{"type":"scatter","mode":"lines+markers","x":[1,2,3],"y":[1,null,9]}],"layout":{"xaxis":{"title":{"text":"Bias (V)"}},"title":"a <b>bold</b> title"}}""");
        Assert.Equal("a bold title", figure.Title);
        Assert.Equal("Bias (V)", figure.Panels[0].X.Label);
        var line = Assert.IsType<LineLayer>(figure.Panels[0].Layers[0]);
        Assert.Equal([1, double.NaN, 9], line.Y);
        Assert.IsType<PointLayer>(figure.Panels[0].Layers[1]);
    }

    [Fact]
    public void A_histogram_counts_every_finite_value()
    {
        var bars = Assert.IsType<BarLayer>(Of("""{"data":[{"type":"histogram","x":[0.1,0.2,0.21,0.9,5,null]}],"layout":{}}""").Panels[0].Layers[0]);
        Assert.Equal(5, bars.Heights.Sum());
        Assert.Equal(bars.Heights.Length + 1, bars.Edges.Length);
    }

    [Fact]
    public void Words_become_categories()
    {
        var panel = Of("""{"data":[{"type":"bar","x":["good","bad"],"y":[10,2]}],"layout":{}}""").Panels[0];
        Assert.Equal(["good", "bad"], panel.XCategories!);
        Assert.Equal(0, panel.Y.Min);
    }

    [Fact]
    public void A_logarithmic_axis_shows_logarithms_and_says_so()
    {
        var panel = Of("""{"data":[{"y":[1,100]}],"layout":{"yaxis":{"type":"log","title":{"text":"n"}}}}""").Panels[0];
        Assert.Equal([0, 2], Assert.IsType<LineLayer>(panel.Layers[0]).Y);
        Assert.Equal("log₁₀ n", panel.Y.Label);
    }

    [Fact]
    public void A_heatmap_keeps_rows_from_below_and_missing_values_bad()
    {
        var raster = Of("""{"data":[{"type":"heatmap","z":[[1,2],[3,null]]}],"layout":{}}""").Panels[0].Raster!.Raster;
        Assert.Equal([3, double.NaN, 1, 2], raster.Values);
    }

    [Theory]
    [InlineData("""{"data":[{"type":"surface","z":[[1]]}],"layout":{}}""", "surface traces: open the interactive view")]
    [InlineData("""{"data":[{"y":[1]},{"y":[1],"xaxis":"x2","yaxis":"y2"}],"layout":{}}""", "subplots: open the interactive view")]
    [InlineData("""{"data":[],"layout":{}}""", "the chart has no traces")]
    public void What_cannot_be_drawn_is_said_in_the_picture(string json, string words) => Assert.Contains(words, SvgRenderer.Render(Of(json)));

    private static Figure Of(string json) => PlotlyFigure.Of(JsonNode.Parse(json)!.AsObject());
}
