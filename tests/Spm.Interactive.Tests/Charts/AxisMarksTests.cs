using CsCheck;
using Spm.Interactive.Charts;
using Spm.Interactive.Tests.Views;
using Spm.Interactive.Tests.Views.Plots;

namespace Spm.Interactive.Tests.Charts;

public sealed class AxisMarksTests
{
    // Five lines of 11 pixels, the most that two marks may need.
    private const double _least = 70;

    [Fact]
    public void An_axis_with_room_for_it_has_a_scale_of_at_least_two_marks() => Gen.Select(Gen.Double[-1e3, 1e3], Gen.Double[0.01, 1e3], Gen.Double[200, 900], Gen.Double[_least, 600]).Sample((low, span, width, height) =>
    {
        var axis = new Axis("x", "m", low, low + span);
        var layout = FigureLayout.Place(new(Cell.Whole, axis, axis, []), new(0, 0, width + 100, height + 60));
        Assert.True(layout.YTicks.Count > 1, $"{layout.YTicks.Count} marks from {low} to {low + span} on {layout.Plot.Height} pixels");
        Assert.True(layout.XTicks.Count > 1, $"{layout.XTicks.Count} marks from {low} to {low + span} on {layout.Plot.Width} pixels");
        foreach (var (a, b) in layout.YTicks.Zip(layout.YTicks.Skip(1))) Assert.True(layout.PixelY(a.Value) - layout.PixelY(b.Value) > FigureLayout.TickSize);
    });

    [Fact]
    public void Every_axis_of_the_gallery_has_a_scale() => Assert.All(PlotGalleryPhysics.Figures().Concat(PlotGalleryLearning.Figures()), entry =>
        Assert.All(FigureLayout.Of(entry.Figure).Panels.Where(panel => !panel.Panel.IsBare), panel =>
        {
            Assert.True(panel.XTicks.Count > 1, $"{entry.Name}: {panel.Panel.X.Label}");
            Assert.True(panel.YTicks.Count > 1, $"{entry.Name}: {panel.Panel.Y.Label}");
            if (panel.ColourBar is not null) Assert.True(panel.ColourTicks.Count > 1, $"{entry.Name}: {panel.Panel.Colours!.Label}");
        }));
}
