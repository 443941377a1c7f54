using Spm.Core.Data;
using Spm.Interactive.Charts;
using Spm.Interactive.Tests.Views;
using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Charts.Saving;

/// <summary>The figures that are saved in these tests, and where; with SPM_WRITE_VIEWS=1 all of them are written to artifacts/saved to be looked at.</summary>
public sealed class SavedFigures
{
    /// <summary>Width in mm of one and of two columns of a journal.</summary>
    internal const double Column = 86, TwoColumns = 178;

    internal static IEnumerable<(string Name, Figure Figure)> All()
    {
        var loops = SyntheticFits.Loops(40, 40);
        var spectra = SyntheticFits.Spectra(24, 20);
        ScalarMap[] maps = [.. Enumerable.Range(0, loops.Parameters.Count).Select(k => SyntheticFits.Map(loops, k))];
        yield return ("map", maps[2].ToFigure());
        yield return ("phase", SyntheticFits.Map(spectra, 3).ToFigure());
        yield return ("linked", new LinkedMapView(loops, "a3", maps[3], maps).ToFigure());
        yield return ("linked-sho", new LinkedMapView(spectra, "f0", SyntheticFits.Map(spectra, 1)).ToFigure());
        yield return ("loop", new LoopView(loops, 3).ToFigure());
        yield return ("spectrum", new LoopView(spectra, 30).ToFigure());
        yield return ("fit", loops.ToFigure());
        yield return ("images", new ImagesView("one scan", [SyntheticFits.Map(spectra, 0), SyntheticFits.Map(spectra, 1), SyntheticFits.Map(spectra, 3), SyntheticFits.Map(spectra, 2)]).ToFigure());
        yield return ("topography", GalleryTests.Topography(256, 128).ToFigure());
        yield return ("dataset", loops.Source.ToFigure());
        foreach (var (name, chart) in GalleryTests.Charts()) yield return (name, chart.ToFigure());
        foreach (var planned in PlannedMeasurements.Figures()) yield return planned;
    }

    [Fact]
    public void Every_figure_is_saved_as_every_kind_in_its_own_size_and_for_one_and_two_columns()
    {
        var folder = Environment.GetEnvironmentVariable("SPM_WRITE_VIEWS") == "1"
            ? Directory.CreateDirectory(Path.Combine(Browser.RepositoryFolder, "artifacts", "saved")).FullName
            : Directory.CreateTempSubdirectory("spm-saved-").FullName;
        Assert.All(All(), entry => Assert.All(new double?[] { null, Column, TwoColumns }, width => Assert.All(new[] { "svg", "pdf", "png" }, kind =>
        {
            var path = Path.Combine(folder, $"{entry.Name}-{width?.ToString() ?? "own"}.{kind}");
            var saved = entry.Figure.Save(path, width, dpi: 200);
            Assert.Equal(new FileInfo(path).Length, saved.Bytes);
            if (width is { } mm) Assert.Equal(mm, saved.WidthMm);
        })));
        Assert.DoesNotContain(Directory.EnumerateFiles(folder), file => file.EndsWith(".part", StringComparison.Ordinal));
    }
}
