using Spm.Core.Data;
using Spm.Core.Spectroscopy;
using Spm.Interactive.Charts;
using Spm.Interactive.Session;
using Spm.Interactive.Tests.Views.Plots;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Views;

/// <summary>What an analysis found has a picture, and every picture that a notebook shows can be saved.</summary>
public sealed class DerivedFigureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Densities_and_contact_potentials_look_as_their_plots_do()
    {
        var (density, potentials) = (ForcDensity.Of(PhysicalModels.Preisach(), cancel: Token), CkpfmAnalysis.Of(PhysicalModels.ContactKelvinProbe(), cancel: Token));
        Assert.Equal(Plot.Forc(density).Description, density.ToFigure().Description);
        var places = potentials.Count / CkpfmMatrix.WriteOf(potentials)!.Length;
        Assert.Equal(Plot.Ckpfm(potentials, places / 2).Description, potentials.ToFigure().Description);
        Assert.Equal(places > 1, potentials.ToFigure().Notes.Any(note => note.StartsWith($"Place {places / 2} of {places}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 7)]
    [InlineData(2, 1)]
    public void A_curve_is_that_of_the_middle_of_the_other_dimensions(int along, int curves)
    {
        // The value says where it stands: hundreds, tens and ones are the indices.
        int[] lengths = along == 2 ? [1, 1, 9] : along == 1 ? [3, 9, 3] : [9, 1, 1];
        var result = Result(lengths, i => 100 * (i / (lengths[1] * lengths[2])) + 10 * (i / lengths[2] % lengths[1]) + i % lengths[2], DimensionKind.Spectroscopic);
        var figure = result.ToFigure();
        var points = figure.Panels[0].Layers.OfType<PointLayer>().Single();
        double[] expected = [.. Enumerable.Range(0, 9).Select(i => along == 0 ? 100.0 * i : along == 1 ? 100 + 10 * i + 1 : i)];
        Assert.Equal(expected, points.Y);
        Assert.Equal([.. expected.Select(value => value / 10)], points.Errors!);
        Assert.Equal(curves > 1, figure.Notes.Any(note => note.StartsWith("One of 9 curves", StringComparison.Ordinal)));
    }

    [Fact]
    public void Single_values_and_analyses_that_found_nothing_have_no_picture_and_two_dimensions_give_maps()
    {
        Assert.Contains("single values", Assert.Throws<ArgumentException>(() => Result([1], _ => 3, DimensionKind.Spatial).ToFigure()).Message);
        Assert.Contains("no finite value", Assert.Throws<ArgumentException>(() => Result([3, 4], _ => double.NaN, DimensionKind.Spatial).ToFigure()).Message);
        var map = Result([3, 4], i => i, DimensionKind.Spatial).ToFigure().Panels[0].Raster!.Raster;
        Assert.Equal([.. Enumerable.Range(0, 12).Select(i => (double)i)], map.Values.Order());
    }

    [Fact]
    public void A_relaxation_without_a_law_is_passed_over_for_one_with_a_law()
    {
        var result = RelaxationAnalysis.Of(PhysicalModels.Relaxation(), cancel: Token);
        Assert.Equal(Plot.Relaxation(result).Description, result.ToFigure().Description);
    }

    [Fact]
    public void What_is_shown_as_a_picture_can_be_saved_as_the_same_picture()
    {
        var saved = 0;
        foreach (var (_, value) in PlotGalleryLooks.Objects())
        {
            Spm.Interactive.Formatters.SpmFormatters.Register(new ScriptOnce());
            Spm.Interactive.Formatters.SessionFormatters.Register(new ScriptOnce());
            var bundle = BundleFormatter.TryFormat(value)!;
            if (!bundle.Data.ContainsKey(MimeTypes.Png) && !bundle.Data.ContainsKey(MimeTypes.Svg)) continue;
            var figure = PictureFile.FigureOf(value, NoVariables.Instance);
            Assert.Contains(SvgWriter.Encode(figure.Description.Split('\n')[0]), (string)bundle.Data[MimeTypes.Html]);
            saved++;
        }
        Assert.True(saved > 8, $"{saved}");
    }

    private static DerivedResult Result(int[] lengths, Func<int, double> value, DimensionKind kind)
    {
        double[] values = [.. Enumerable.Range(0, lengths.Aggregate((a, b) => a * b)).Select(value)];
        Dimension[] dimensions = [.. lengths.Select((length, k) => new Dimension($"d{k}", $"Quantity {k}", "m", kind, Dimension.Linear(0, length - 1, length)))];
        return new()
        {
            Name = "test",
            Source = new Dataset("data", "Signal", "V", dimensions, new RealMemoryStore(values)),
            Dimensions = dimensions,
            Quantities = [new("Work", "W", "V", values) { StandardErrors = [.. values.Select(v => v / 10)], Description = "what is done" }],
            Reasons = [.. values.Select(v => double.IsNaN(v) ? "noise only" : null)],
            Provenance = [],
        };
    }
}
