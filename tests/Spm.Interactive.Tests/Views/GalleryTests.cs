using Microsoft.Data.Analysis;
using Plotly.NET.CSharp;
using Spm.Core.Data;
using Spm.Interactive.Formatters;
using Spm.Interactive.Tests.Views.Plots;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Views;

/// <summary>Every formatter's output on one page; with SPM_WRITE_VIEWS=1 it is written to artifacts/views to be looked at.</summary>
public sealed class GalleryTests
{
    private static readonly Lazy<IReadOnlyList<(string Name, MimeBundle Bundle)>> _all = new(() => [.. Entries(new ScriptOnce())]);

    /// <summary>The outputs of one notebook, made once for all tests.</summary>
    internal static IReadOnlyList<(string Name, MimeBundle Bundle)> All => _all.Value;

    [Fact]
    public void Every_output_of_the_gallery_has_text_and_html()
    {
        var entries = All;
        Assert.All(entries, entry =>
        {
            Assert.NotEmpty(entry.Bundle.Text);
            Assert.NotEmpty((string)entry.Bundle.Data[MimeTypes.Html]);
        });
        if (Environment.GetEnvironmentVariable("SPM_WRITE_VIEWS") == "1") Write(entries);
    }

    internal static IEnumerable<(string Name, MimeBundle Bundle)> Entries(ScriptOnce once)
    {
        var loops = SyntheticFits.Loops(40, 40);
        var maps = Enumerable.Range(0, loops.Parameters.Count).Select(k => SyntheticFits.Map(loops, k)).ToArray();
        yield return ("linked", LinkedMapFormatter.Format(new(loops, "a3", maps[3], maps), once));
        var spectra = SyntheticFits.Spectra(24, 20);
        yield return ("linked-sho", LinkedMapFormatter.Format(new(spectra, "f0", SyntheticFits.Map(spectra, 1), [SyntheticFits.Map(spectra, 3)]), once));
        yield return ("map", ScalarMapFormatter.Format(maps[2], once));
        yield return ("phase", ScalarMapFormatter.Format(SyntheticFits.Map(spectra, 3), once));
        yield return ("topography", DatasetFormatter.Format(Topography(256, 128), once));
        yield return ("dataset", DatasetFormatter.Format(loops.Source, once));
        yield return ("explorer", ExplorerFormatter.Format(new(SyntheticFits.Cycles(20, 16)), once));
        yield return ("dataset-complex", DatasetFormatter.Format(spectra.Source, once));
        yield return ("images", ImagesFormatter.Format(new("one scan", [SyntheticFits.Map(spectra, 0), SyntheticFits.Map(spectra, 1), SyntheticFits.Map(spectra, 3)]), once));
        yield return ("fit", FitResultFormatter.Format(loops, once));
        yield return ("loop", LoopViewFormatter.Format(new(loops, 3), once));
        yield return ("bad-loop", LoopViewFormatter.Format(new(loops, 5), once));
        yield return ("spectrum", LoopViewFormatter.Format(new(spectra, 30), once));
        yield return ("dataframe", DataFrameFormatter.Format(Table(60), once));
        yield return ("key-value", KeyValueFormatter.Format(new("Twin", [("sample", "pto"), ("tip", "1.2 µm, 0.4 µm"), ("bias", "0 V")])));
        foreach (var (name, chart) in Charts()) yield return (name, PlotlyFormatter.Format(chart, once));
        foreach (var planned in PlannedMeasurements.Entries(once)) yield return planned;
        foreach (var learned in PlotGalleryLearning.Entries(once)) yield return learned;
        // A model is Markdown, for the front end to set its formula.
        foreach (var look in PlotGalleryLooks.Entries(once).Where(entry => entry.Bundle.Data.ContainsKey(MimeTypes.Html))) yield return look;
        foreach (var physical in PlotGalleryPhysics.Entries(once)) yield return physical;
        yield return ("all-nan", ScalarMapFormatter.Format(SyntheticFits.Map(new double[,] { { double.NaN, double.NaN } }), once));
        yield return ("constant", ScalarMapFormatter.Format(SyntheticFits.Map(new double[,] { { 2e-9, 2e-9 }, { 2e-9, 2e-9 } }), once));
        yield return ("one-row", ScalarMapFormatter.Format(SyntheticFits.Map(Ramp(1, 64)), once));
        yield return ("hostile", ScalarMapFormatter.Format(SyntheticFits.Map(Ramp(8, 8), SyntheticFits.Hostile, SyntheticFits.Hostile), once));
    }

    internal static IEnumerable<(string Name, Plotly.NET.GenericChart Chart)> Charts()
    {
        double[] x = [.. Enumerable.Range(0, 200).Select(i => i / 10.0)];
        yield return ("plotly-line", Chart.Line<double, double, string>(x: x, y: x.Select(Math.Sin), Name: "sine"));
        var random = new Random(1);
        double[] First() => [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble() + random.NextDouble())];
        yield return ("plotly-histogram", Chart.Combine([Chart.Histogram<double, double, string>(X: First(), Name: "V−", Opacity: 0.6), Chart.Histogram<double, double, string>(X: First(), Name: "V+", Opacity: 0.6)]));
        yield return ("plotly-heatmap", Chart.Heatmap<double, double, double, string>(zData: [[1.0, 2, 3], [2, 3, 4]], X: new double[] { 0, 1, 2 }, Y: new double[] { 0, 1 }));
    }

    internal static Dataset Topography(int columns, int rows)
    {
        var heights = new double[rows * columns];
        for (var i = 0; i < heights.Length; i++) heights[i] = 4e-9 * Math.Sin(i % columns / 17.0) * Math.Cos(i / columns / 11.0) + 1e-9 * Math.Sin(i % columns * i / columns / 900.0);
        return new("height", "Height", "m", [new("Y", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, rows)), new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 2e-6, columns))], new RealMemoryStore(heights));
    }

    internal static DataFrame Table(int rows) => new(
        new DoubleDataFrameColumn("f0 (Hz)", Enumerable.Range(0, rows).Select(i => 350e3 + 100.0 * ((i * 37) % rows))),
        new StringDataFrameColumn("verdict", Enumerable.Range(0, rows).Select(i => i % 7 == 0 ? "noise only" : "good")),
        new Int32DataFrameColumn("iterations", Enumerable.Range(0, rows).Select(i => i % 9)));

    private static double[,] Ramp(int rows, int columns)
    {
        var values = new double[rows, columns];
        for (var i = 0; i < values.Length; i++) values[i / columns, i % columns] = 1e-9 * i;
        return values;
    }

    private static void Write(IReadOnlyList<(string Name, MimeBundle Bundle)> entries)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Browser.RepositoryFolder, "artifacts", "views")).FullName;
        foreach (var (name, bundle) in entries)
        {
            if (StaticPicture.TrySvgOf(bundle) is { } svg) File.WriteAllText(Path.Combine(folder, name + ".svg"), svg);
            if (bundle.Data.TryGetValue(MimeTypes.Png, out var png)) File.WriteAllBytes(Path.Combine(folder, name + ".png"), Convert.FromBase64String((string)png));
        }
        File.WriteAllText(Path.Combine(folder, "text.txt"), string.Join("\n\n", entries.Select(entry => $"=== {entry.Name}\n{entry.Bundle.Text}")));
        File.WriteAllText(Path.Combine(folder, "gallery.html"), FigureHtml.Page("gallery", string.Concat(entries.Select(entry => $"<h3>{entry.Name}</h3>{entry.Bundle.Data[MimeTypes.Html]}"))));
    }
}
