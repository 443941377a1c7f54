using System.Xml.Linq;
using CsCheck;
using Spm.Core.Data;
using Spm.Interactive.Charts;
using Spm.Interactive.Tests.Views;
using Spm.Interactive.Tests.Views.Plots;
using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Charts.Saving;

public sealed class PrintLayoutTests
{
    private const double _tolerance = 1e-6;

    private static readonly Gen<Cell[]> _cells = Gen.OneOf(
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 9]).Select(Grid),
        Gen.Bool.Select(right => right ? new Cell[] { new(0, 0, 0.5, 1), new(0.5, 0, 0.5, 0.5), new(0.5, 0.5, 0.5, 0.5) } : [new(0, 0, 1, 0.4), new(0, 0.4, 0.6, 0.6), new(0.6, 0.4, 0.4, 0.6)]));

    private static readonly Gen<Figure> _figures = Gen.Select(_cells, Gen.Int[300, 1400], Gen.Int[200, 900], Gen.Int[0, 1 << 20], Gen.Bool).Select((cells, width, height, seed, hasTitle) =>
    {
        var random = new Random(seed);
        return new Figure(hasTitle ? "A title of the figure" : "", width, height, [.. cells.Select(cell => PanelOf(cell, random))], "random") { Notes = hasTitle ? ["A note that says what was left out, long enough for two lines in one column."] : [] };
    });

    [Fact]
    public void Panels_keep_apart_and_text_stays_within_the_figure_for_any_figure_and_width() => Gen.Select(_figures, Gen.Double[70, 250]).Sample((figure, widthMm) =>
    {
        var print = figure.ForPrint(widthMm);
        var layout = FigureLayout.Of(print);
        Assert.Equal(figure.Panels.Count, layout.Panels.Count);
        for (var i = 0; i < layout.Panels.Count; i++)
        {
            var (slot, plot) = (layout.Panels[i].Slot, layout.Panels[i].Plot);
            Assert.True(plot.X >= slot.X && plot.Right <= slot.Right + _tolerance && plot.Y >= slot.Y && plot.Bottom <= slot.Bottom + _tolerance, $"plot {plot} within {slot}");
            Assert.True(slot.Right <= print.Width + _tolerance && slot.Bottom <= print.Height + _tolerance, $"slot {slot} within {print.Width} × {print.Height}");
            // A row of more than one has room for plots of 25 mm.
            if (slot.Width < print.Width - 1 && FigureLayout.AspectOf(layout.Panels[i].Panel) is null) Assert.True(plot.Width >= PanelGroup.LeastPlot, $"plot {plot}");
            for (var k = 0; k < i; k++) Assert.False(Overlap(slot, layout.Panels[k].Slot), $"{slot} and {layout.Panels[k].Slot}");
        }
        AssertTextWithin(print);
    }, iter: 150, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Three_images_stand_side_by_side_in_two_columns_and_below_each_other_in_one()
    {
        var figure = new ImagesView("", [.. Enumerable.Range(0, 3).Select(k => SyntheticFits.Map(SyntheticFits.Spectra(6, 6), k))]).ToFigure();
        Assert.Equal((3, 1), Shape(figure.ForPrint(178)));
        Assert.Equal((1, 3), Shape(figure.ForPrint(86)));
    }

    [Fact]
    public void A_map_its_loop_and_the_residual_stack_in_one_column_and_have_the_same_left_axis()
    {
        var loops = SyntheticFits.Loops(8, 8);
        var figure = new LinkedMapView(loops, "a3", SyntheticFits.Map(loops, 3)).ToFigure().ForPrint(86);
        Assert.Equal((1, 3), Shape(figure));
        var panels = FigureLayout.Of(figure).Panels;
        Assert.All(panels, panel => Assert.Equal(panels[0].Plot.X, panel.Plot.X, 1.0));
    }

    [Theory]
    [InlineData(86)]
    [InlineData(178)]
    public void An_endmember_stays_below_the_map_of_its_component(double widthMm)
    {
        double[] x = [0, 1, 2];
        ScalarMap[] maps = [.. Enumerable.Range(0, 4).Select(_ => SyntheticFits.Map(new double[6, 6]))];
        var panels = FigureLayout.Of(Plot.Components(maps, [.. maps.Select(_ => x)], x, explained: [0.5, 0.2, 0.1, 0.1], hasScree: true).ForPrint(widthMm)).Panels;
        for (var k = 0; k < 8; k += 2)
        {
            Assert.Equal((panels[k].Slot.X, panels[k].Slot.Width), (panels[k + 1].Slot.X, panels[k + 1].Slot.Width));
            Assert.Equal(panels[k].Slot.Bottom, panels[k + 1].Slot.Y, 1.0);
        }
    }

    [Fact]
    public void Pairs_of_parameters_keep_their_triangle_where_it_has_room()
    {
        var panels = FigureLayout.Of(Plot.ParameterPairs(SyntheticFits.Loops(8, 8), ["a0", "a1", "a2"]).ForPrint(178)).Panels;
        Assert.Equal([(0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2)], panels.Select(panel => ((int)Math.Round(panel.Slot.Y / panel.Slot.Height), (int)Math.Round(panel.Slot.X / panel.Slot.Width))));
    }

    [Fact]
    public void Maps_of_a_row_are_equally_large_and_plots_beside_each_other_begin_at_one_height()
    {
        var map = SyntheticFits.Map(new double[8, 8]);
        map.Values[0, 0] = 123e-9;
        var maps = FigureLayout.Of(Plot.GaussianProcess(map, SyntheticFits.Map(new double[8, 8], "σ", "a.u."), map with { Unit = "" }).ForPrint(178)).Panels;
        Assert.All(maps, panel => Assert.Equal((maps[0].Plot.Y, maps[0].Plot.Width), (panel.Plot.Y, panel.Plot.Width)));
        var curves = FigureLayout.Of(Plot.ForceCurve(PhysicalModels.ForceSweep(), 3).ForPrint(86)).Panels;
        Assert.Equal(curves[0].Plot.Y, curves[1].Plot.Y);
    }

    [Theory]
    [InlineData(86)]
    [InlineData(178)]
    public void A_map_and_a_path_stay_to_scale(double widthMm)
    {
        var map = FigureLayout.Of(SyntheticFits.Map(new double[10, 30]).ToFigure().ForPrint(widthMm)).Panels[0].Plot;
        Assert.Equal(3, map.Width / map.Height, 1e-9);
        var path = FigureLayout.Of(PlannedMeasurements.Paths().First().Path.ToFigure().ForPrint(widthMm)).Panels[0];
        Assert.Equal((path.Panel.X.Max - path.Panel.X.Min) / path.Plot.Width, (path.Panel.Y.Max - path.Panel.Y.Min) / path.Plot.Height, 1e-15);
    }

    [Theory]
    [InlineData(86)]
    [InlineData(178)]
    public void Every_plot_keeps_all_its_words_on_paper(double widthMm) => Assert.All(PlotGalleryPhysics.Figures().Concat(PlotGalleryLearning.Figures()), entry =>
    {
        var print = entry.Figure.ForPrint(widthMm);
        Assert.All(XDocument.Parse(SvgRenderer.Render(print)).Descendants().Where(e => e.Name.LocalName == "text"), text => Assert.False(text.Value.Contains('…'), $"{entry.Name}: {text.Value}"));
        AssertTextWithin(print);
        if (Environment.GetEnvironmentVariable("SPM_WRITE_VIEWS") != "1") return;
        var folder = Directory.CreateDirectory(Path.Combine(Browser.RepositoryFolder, "artifacts", "print")).FullName;
        foreach (var kind in new[] { "png", "svg" }) entry.Figure.Save(Path.Combine(folder, $"{entry.Name}-{widthMm}.{kind}"), widthMm, dpi: 220);
    });

    [Fact]
    public void What_is_long_goes_on_in_a_second_line_on_paper_and_words_too_many_are_cut()
    {
        const string Long = "Power spectral density of the deflection of the free cantilever";
        var panel = new Panel(Cell.Whole, new(Long, "Hz", 0, 1), new(Long, "m²/Hz", 0, 1), []) { Title = $"{Long} {Long}" };
        var texts = XDocument.Parse(SvgRenderer.Render(new Figure($"{Long} {Long}", 400, 300, [panel], "").ForPrint(86, 50))).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToList();
        // The horizontal axis has room for half of it in a line.
        var first = texts.First(text => Long.StartsWith(text, StringComparison.Ordinal));
        Assert.Contains($"{Long[(first.Length + 1)..]} (Hz)", texts);
        Assert.Equal(3, texts.Count(text => text.EndsWith('…')));
    }

    [Fact]
    public void A_figure_without_panels_can_be_printed() => Assert.Equal(86, new Figure("nothing", 300, 100, [], "").ForPrint(86).WidthMm);

    private static Panel PanelOf(Cell cell, Random random)
    {
        if (random.Next(3) == 0) return MapPanel.Of(SyntheticFits.Map(new double[random.Next(1, 12), random.Next(1, 12)]), cell) with { Title = "a map" };
        double[] x = [.. Enumerable.Range(0, 20).Select(i => i * Math.Pow(10, random.Next(-9, 6)))], y = [.. x.Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-9, 6)))];
        return new(cell, Axis.Over("Bias", "V", x), Axis.Over("Response", random.Next(2) == 0 ? "m" : "", y), [new LineLayer("measured", x, y, Palette.Blue), new PointLayer(random.Next(2) == 0 ? "" : "points of a long name", x, y, Palette.Vermillion)])
        {
            Title = random.Next(2) == 0 ? "" : "panel",
        };
    }

    private static Cell[] Grid(int columns, int count)
    {
        var rows = (count + columns - 1) / columns;
        return [.. Enumerable.Range(0, count).Select(i => new Cell((double)(i % columns) / columns, (double)(i / columns) / rows, 1.0 / columns, 1.0 / rows))];
    }

    private static bool Overlap(Box a, Box b) => Math.Min(a.Right, b.Right) - Math.Max(a.X, b.X) > _tolerance && Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Y, b.Y) > _tolerance;

    private static (int Columns, int Rows) Shape(Figure figure)
    {
        var slots = FigureLayout.Of(figure).Panels.Select(panel => panel.Slot).ToList();
        return (slots.Select(slot => Math.Round(slot.X)).Distinct().Count(), slots.Select(slot => Math.Round(slot.Y)).Distinct().Count());
    }

    private static void AssertTextWithin(Figure figure) => Assert.All(XDocument.Parse(SvgRenderer.Render(figure)).Descendants().Where(e => e.Name.LocalName == "text" && e.Attribute("transform") is null), text =>
    {
        var (x, length) = ((double)text.Attribute("x")!, TextWidth.Of(text.Value, (double?)text.Attribute("font-size") ?? FigureLayout.TickSize));
        var left = text.Attribute("text-anchor")?.Value switch { "middle" => x - length / 2, "end" => x - length, _ => x };
        Assert.True(left >= -1 && left + length <= figure.Width + 1, $"«{text.Value}» spans {left} to {left + length} of {figure.Width}");
        Assert.InRange((double)text.Attribute("y")!, 0, figure.Height);
    });
}
