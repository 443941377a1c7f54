using Microsoft.Data.Analysis;
using Spm.Core.Data;
using Spm.Core.Experiments;
using Spm.Core.Spectroscopy;
using Spm.Interactive.Charts;
using Spm.Interactive.Formatters;
using Spm.Interactive.Tests.Views;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Formatters;

/// <summary>Numbers and lines in looks: as many digits as they need, with their units, and as they are typed where they are to be typed.</summary>
public sealed class LookOfNumbersTests
{
    private static readonly Dimension Time = new("Time", "Time", "s", DimensionKind.Spectroscopic, Dimension.Linear(0, 1, 5000));

    [Fact]
    public void The_example_of_a_command_can_be_copied()
    {
        var html = (string)CommandHelpFormatter.Format(new SpmExtension().Commands.HelpFor(null)).Data[MimeTypes.Html];
        Assert.Contains("<code>#!spm pulse -8V --for 10ms</code>", html.Replace("<span style=\"white-space:nowrap\">", "", StringComparison.Ordinal).Replace("</span>", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_spike_of_a_long_stream_is_drawn_whatever_its_place()
    {
        foreach (var place in new[] { 1, 2, 3, 4998 })
        {
            var samples = new double[5000];
            samples[place] = 1;
            var figure = DatasetCurve.Of(new("stream", "Deflection", "m", [Time], new RealMemoryStore(samples)));
            var line = Assert.IsType<LineLayer>(Assert.Single(figure.Panels[0].Layers));
            Assert.Equal((1, ""), (line.Y.Max(), line.Label));
            Assert.Contains("5,000 points", Assert.Single(figure.Notes));
            Assert.EndsWith("Deflection against Time, 0 m to 1.000 m.", figure.Description);
        }
    }

    [Fact]
    public void Many_long_streams_are_not_kept_whole_for_their_median()
    {
        var line = new Dimension("X", "Position", "m", DimensionKind.Spatial, [0, 1e-6, 2e-6]);
        var figure = DatasetCurve.Of(new("streams", "Deflection", "m", [line, Time], new RealMemoryStore([.. Enumerable.Range(0, 15_000).Select(i => Math.Floor(i / 5000.0))])));
        var median = Assert.Single(figure.Panels[0].Layers.OfType<LineLayer>(), layer => layer.Label == "median of all 3 pixels");
        Assert.Equal((1667, 1, 1), (median.X.Length, median.Y.Min(), median.Y.Max()));
        Assert.Contains("The median is taken at one point in 3.", figure.Notes);
    }

    [Fact]
    public void A_single_curve_has_no_pixel_number()
    {
        var figure = DatasetCurve.Of(PhysicalModels.ContactKelvinProbe());
        Assert.All(figure.Panels, panel => Assert.DoesNotContain("pixel", panel.Title + string.Concat(panel.Layers.Select(layer => layer.Label))));
    }

    [Fact]
    public void Counters_are_whole_numbers()
    {
        var steps = new Dataset("d", "Response", "V", [new("Cycle", "Cycle", "", DimensionKind.Spectroscopic, [0, 1, 2])], new RealMemoryStore([1, 2, 3]));
        Assert.Matches(@"Cycle\s+3\s+Cycle\s+0\s+2\s+spectroscopic", DatasetFormatter.Format(steps, new ScriptOnce()).Text);
    }

    [Fact]
    public void The_analysis_of_one_curve_has_one_value_with_its_error_and_the_law_in_words()
    {
        var text = DerivedResultFormatter.Format(RelaxationAnalysis.Of(PhysicalModels.Relaxation(), cancel: TestContext.Current.CancellationToken), new ScriptOnce()).Text;
        Assert.StartsWith("Law chosen: stretched-exponential\n", text);
        Assert.Matches(@"quantity\s+symbol\s+value ± standard error\n", text);
        Assert.Matches(@"Mean relaxation time\s+time\s+\S+ ± \S+ ms", text);
        Assert.DoesNotContain("Chosen law", text);
        Assert.DoesNotContain("95 %", text);
    }

    [Fact]
    public void A_run_names_its_coordinates_with_units()
    {
        JournalPoint[] points = [.. Enumerable.Range(0, 3).Select(i => new JournalPoint(i, [1e-6 * i], [new("response", "V", i)], i, []))];
        var run = new RunResult(points, 0, new string('a', 64), []) { Plan = new() { Name = "line", Coordinates = [new("x", "m")] } };
        SpmFormatters.Register(new ScriptOnce());
        var text = BundleFormatter.TryFormat(run)!.Text;
        Assert.Matches(@"point\s+x\s+response\s+clock", text);
        Assert.Contains("2 µm", text);
        Assert.Equal("x (µm)", run.ToFigure().Panels[0].X.Label);
    }

    [Fact]
    public void Agreement_roughness_and_marks_have_as_many_digits_as_mean_something()
    {
        SpmFormatters.Register(new ScriptOnce());
        string Text(object value) => BundleFormatter.TryFormat(value)!.Text;
        Assert.Matches(@"R²\s+0\.9775\nRoot mean square error\s+0\.07500\n", Text(Agreement.Of([1, 2, 1, 2], [1.1, 2.1, 1, 2.05])));
        Assert.Matches(@"Rq, root mean square\s+\d\.\d{3}e-9\n", Text(SurfaceRoughness.Of(PhysicalModels.Terraces(32, 32))));
        Assert.Contains("Coverage of 4 stated uncertainties", Text(Coverage.Of([1, 2, 1, 2], [1.1, 2.1, 1, 2.05], [0.1, 0.1, 0.1, 0.1])));
    }

    [Fact]
    public async Task Rows_that_are_not_shown_are_a_gap_and_what_is_missing_stays_below_however_a_table_is_sorted()
    {
        var table = new DataFrame(new DoubleDataFrameColumn("bias (V)", Enumerable.Range(0, 40).Select(i => i == 1 ? (double?)null : i == 2 ? double.NaN : i - 20)));
        var bundle = DataFrameFormatter.Format(table, new ScriptOnce());
        Assert.Matches(@"\n\s+19\s+-1\n\s+…\s+…\n\s+35\s+15\n", bundle.Text);
        var sorted = await ExplorerPage.RunAsync((string)bundle.Data[MimeTypes.Html], """
            var column = function () { return Array.prototype.map.call(root.querySelectorAll("tbody tr"), function (row) { return row.cells[1].textContent; }); };
            root.querySelectorAll("th")[1].click(); out.up = column();
            root.querySelectorAll("th")[1].click(); out.down = column();
            """);
        string[] up = [.. sorted["up"]!.AsArray().Select(node => (string)node!)], down = [.. sorted["down"]!.AsArray().Select(node => (string)node!)];
        Assert.Equal(("−20", "19", 26), (up[0], up[^4], up.Length));
        Assert.Equal(("19", "−20"), (down[0], down[^4]));
        Assert.Equal(["NaN", "–", "…"], up[^3..].Order(StringComparer.Ordinal));
        Assert.Equal(["NaN", "–", "…"], down[^3..].Order(StringComparer.Ordinal));
    }
}
