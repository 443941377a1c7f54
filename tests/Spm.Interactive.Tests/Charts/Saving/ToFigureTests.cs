using System.Buffers.Binary;
using Spm.Interactive.Charts;
using Spm.Interactive.Formatters;
using Spm.Interactive.Tests.Views;
using Spm.Interactive.Tests.Views.Plots;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Charts.Saving;

public sealed class ToFigureTests
{
    // What a static picture may weigh.
    private const int _mostBytes = 300_000;

    [Fact]
    public void A_figure_is_the_picture_that_the_notebook_shows()
    {
        var (once, loops) = (new ScriptOnce(), SyntheticFits.Loops(10, 10));
        var map = SyntheticFits.Map(loops, 2);
        var linked = new LinkedMapView(loops, "a2", map);
        AssertSame(ScalarMapFormatter.Format(map, once), map.ToFigure());
        AssertSame(LinkedMapFormatter.Format(linked, once), linked.ToFigure() with { Notes = [ExplorerPayload.PrecisionNote] });
        AssertSame(FitResultFormatter.Format(loops, once), loops.ToFigure());
        AssertSame(DatasetFormatter.Format(loops.Source, once), loops.Source.ToFigure() with { Notes = [.. loops.Source.ToFigure().Notes, ExplorerPayload.PrecisionNote] });
        AssertSame(LoopViewFormatter.Format(new(loops, 1), once), new LoopView(loops, 1).ToFigure());
        foreach (var (_, waveform) in PlannedMeasurements.Waveforms()) AssertSame(WaveformFormatter.Format(waveform, once), waveform.ToFigure());
        foreach (var (_, path) in PlannedMeasurements.Paths()) AssertSame(ScanPathFormatter.Format(path, once), path.ToFigure());
        foreach (var (_, chart) in GalleryTests.Charts()) AssertSame(PlotlyFormatter.Format(chart, once), chart.ToFigure());

        static void AssertSame(MimeBundle bundle, Figure figure) => Assert.Equal(SvgRenderer.Render(figure), StaticPicture.SvgOf(bundle));
    }

    [Fact]
    public void A_saved_figure_says_nothing_of_curves_that_are_not_in_it()
    {
        var loops = SyntheticFits.Loops(6, 6);
        Assert.Empty(new LinkedMapView(loops, "a2", SyntheticFits.Map(loops, 2)).ToFigure().Notes);
        Assert.DoesNotContain(loops.Source.ToFigure().Notes, note => note.StartsWith("Embedded curves have", StringComparison.Ordinal));
    }

    [Fact]
    public void What_has_a_picture_in_a_notebook_has_it_as_a_figure()
    {
        var once = new ScriptOnce();
        SpmFormatters.Register(once);
        SessionFormatters.Register(once);
        foreach (var (name, value) in PlotGalleryLooks.Objects())
            if (BundleFormatter.TryFormat(value) is { } bundle && bundle.Data.ContainsKey(MimeTypes.Html) && StaticPicture.TrySvgOf(bundle) is { } svg)
                Assert.True(FigureExtensions.MakerOf(value) is { } make && SvgRenderer.Render(make()) == svg, name);
    }

    [Fact]
    public void A_figure_shows_itself_in_a_cell()
    {
        SpmFormatters.Register(new ScriptOnce());
        var bundle = BundleFormatter.TryFormat(SyntheticFits.Map(SyntheticFits.Loops(4, 4), 0).ToFigure())!;
        Assert.Equal([MimeTypes.Png, MimeTypes.Html, MimeTypes.Text], bundle.Data.Keys);
        Assert.Contains("map of 4 × 4 pixels", bundle.Text);
    }

    [Fact]
    public void The_static_picture_is_PNG_where_there_is_a_map_and_SVG_where_there_are_lines() => Assert.All(GalleryTests.All.Where(entry => StaticPicture.TrySvgOf(entry.Bundle) is not null), entry =>
    {
        var isMap = StaticPicture.SvgOf(entry.Bundle).Contains("data-spm-map", StringComparison.Ordinal);
        Assert.Equal(!isMap, entry.Bundle.Data.ContainsKey(MimeTypes.Svg));
        Assert.Equal(isMap, entry.Bundle.Data.ContainsKey(MimeTypes.Png));
        if (isMap) Assert.InRange(Convert.FromBase64String((string)entry.Bundle.Data[MimeTypes.Png]).Length, 1, _mostBytes);
    });

    [Fact]
    public void The_static_picture_of_a_map_has_three_pixels_for_two_and_is_the_same_every_time()
    {
        var map = SyntheticFits.Map(SyntheticFits.Loops(20, 20), 1);
        byte[] Png() => Convert.FromBase64String((string)ScalarMapFormatter.Format(map, new ScriptOnce()).Data[MimeTypes.Png]);
        Assert.Equal((3 * map.ToFigure().Width / 2, 3 * map.ToFigure().Height / 2), (BinaryPrimitives.ReadInt32BigEndian(Png().AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(Png().AsSpan(20))));
        Assert.Equal(Png(), Png());
    }
}
