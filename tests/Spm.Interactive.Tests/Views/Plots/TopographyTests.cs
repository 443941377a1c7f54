using Spm.Core.Data;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Views.Plots;

public sealed class TopographyTests
{
    [Fact]
    public void The_map_is_drawn_to_scale_with_a_bar_in_place_of_numbers()
    {
        var figure = Plot.Topography(PhysicalModels.Terraces(60, 180));
        var layout = FigureLayout.Of(figure).Panels[0];
        // 180 pixels over 179 distances across, 60 over 59 upwards.
        Assert.Equal(3 * (180.0 / 179) / (60.0 / 59), layout.Plot.Width / layout.Plot.Height, 1e-9);
        Assert.Empty(layout.XTicks);
        Assert.Contains(figure.Panels[0].Layers, layer => layer is ScaleBarLayer);
    }

    [Fact]
    public void What_is_drawn_is_levelled_and_says_so()
    {
        var figure = Plot.Topography(Slope(), Levelling.Plane);
        Assert.All(figure.Panels[0].Raster!.Raster.Values, z => Assert.Equal(0, z, 1e-20));
        Assert.Contains("plane of least squares", figure.Description, StringComparison.Ordinal);
        Assert.Contains("not levelled", Plot.Topography(Slope()).Description, StringComparison.Ordinal);
    }

    [Fact]
    public void The_histogram_holds_every_good_pixel()
    {
        var map = PhysicalModels.WithHoles(PhysicalModels.Terraces(64, 64));
        Assert.Equal(100, Plot.Topography(map).Panels[1].Layers.OfType<BarLayer>().Single().Heights.Sum(), 1e-9);
    }

    [Fact]
    public void Roughness_is_in_the_description()
    {
        var roughness = SurfaceRoughness.Of(Slope());
        Assert.Contains($"Rq {Quantity.Format(roughness.Rq, "m", 3)}", Plot.Topography(Slope()).Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Maps_without_values_of_one_value_or_one_pixel_are_drawn() => Assert.All(
        new List<double[,]> { new double[,] { { double.NaN, double.PositiveInfinity } }, new double[,] { { 2e-9, 2e-9 } }, new double[,] { { 0 } }, new double[,] { { double.MaxValue, -double.MaxValue } }, new double[,] { { double.MaxValue, 1e300, 1, -1e300, -double.MaxValue, -1 } } },
        values => Assert.StartsWith("<svg", SvgRenderer.Render(Plot.Topography(SyntheticFits.Map(values, SyntheticFits.Hostile))), StringComparison.Ordinal));

    [Fact]
    public void A_channel_of_a_scan_is_an_image_and_a_complex_one_is_not()
    {
        Assert.Equal(2, Plot.Topography(GalleryTests.Topography(16, 8)).Panels[0].X.Max / Plot.Topography(GalleryTests.Topography(16, 8)).Panels[0].Y.Max, 0.1);
        Assert.Contains("Heights are drawn", Plot.Surface(GalleryTests.Topography(16, 8)).Description, StringComparison.Ordinal);
        Assert.Contains("Plot.AmplitudePhase", Assert.Throws<ArgumentException>(() => Plot.Topography(SyntheticFits.Spectra(3, 3).Source)).Message);
        Assert.Contains("not an image", Assert.Throws<ArgumentException>(() => Plot.Topography(SyntheticFits.Loops(3, 3).Source)).Message);
    }

    [Fact]
    public void A_map_that_is_not_to_scale_keeps_its_axes_since_a_bar_would_say_nothing_of_its_height()
    {
        var map = Slope();
        var line = Plot.Topography(map with { Vertical = map.Vertical with { Name = "Time", Quantity = "Time", Unit = "s" } });
        Assert.DoesNotContain(line.Panels[0].Layers, layer => layer is ScaleBarLayer);
        Assert.Equal("Time (s)", line.Panels[0].Y.Label[..4] + " (s)");
        Assert.NotEmpty(FigureLayout.Of(line).Panels[0].YTicks);
    }

    [Fact]
    public void A_phase_has_no_roughness()
    {
        var figure = Plot.Topography(Slope() with { Name = "Phase", Unit = "rad", IsCyclic = true });
        Assert.DoesNotContain("Rq", figure.Description + string.Concat(figure.Notes), StringComparison.Ordinal);
        Assert.True(figure.Panels[1].X.IsCyclic);
        Assert.Empty(figure.Panels[1].Layers.OfType<LineLayer>());
    }

    [Fact]
    public void An_axis_that_is_not_evenly_spaced_is_named()
    {
        var map = Slope();
        double[] uneven = [.. map.Horizontal.Values.Select((_, i) => 1e-9 * i * i)];
        Assert.Contains(Plot.Topography(map with { Horizontal = map.Horizontal with { Values = uneven } }).Notes, note => note.Contains("not evenly spaced", StringComparison.Ordinal));
        Assert.DoesNotContain(Plot.Topography(map).Notes, note => note.Contains("evenly", StringComparison.Ordinal));
    }

    [Fact]
    public void Legend_of_bad_pixels_lies_below_the_map_and_above_the_notes()
    {
        var layout = FigureLayout.Of(Plot.Topography(PhysicalModels.WithHoles(PhysicalModels.Terraces(64, 64))));
        Assert.True(layout.Panels[0].Slot.Bottom - layout.Panels[0].Plot.Bottom >= FigureLayout.LegendRow);
    }

    private static ScalarMap Slope()
    {
        var map = SyntheticFits.Map(new double[20, 30]);
        for (var i = 0; i < 600; i++) map.Values[i / 30, i % 30] = 1e-9 * (i % 30) - 2e-9 * (i / 30);
        return map;
    }
}
