using System.Text.RegularExpressions;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Numerics;
using Spm.Core.Spectroscopy;
using Spm.Interactive.Formatters;
using Spm.Interactive.Tests.Commands;
using Spm.Interactive.Tests.Views;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Formatters;

/// <summary>How models, statistics of a fit and results of analyses look.</summary>
public sealed class AnalysisFormatterTests
{
    [Fact]
    public void A_model_shows_its_formula_and_its_parameters_with_units_and_bounds()
    {
        var bundle = FitModelFormatter.Format(ModelCatalogue.Find("stretched-exponential"));
        var markdown = (string)bundle.Data[MimeTypes.Markdown];
        Assert.Contains(@"$$f(t) = A\,e^{-(t/\tau)^\beta} + c$$", markdown);
        Assert.Contains("| tau | Relaxation time | x | ≥ 0 |", markdown);
        Assert.Matches(@"beta\s+Stretching exponent\s+1\s+0.05 to 5", bundle.Text);
    }

    [Fact]
    public void Every_model_of_the_library_has_a_line_per_parameter() => Assert.All(ModelCatalogue.All, model =>
    {
        var lines = FitModelFormatter.Format(model).Data[MimeTypes.Markdown].ToString()!.Split('\n').Where(line => line.StartsWith('|')).ToList();
        Assert.Equal(model.Parameters.Count + 2, lines.Count);
        Assert.Single(lines.Select(line => Regex.Count(line, @"(?<!\\)\|")).Distinct());
    });

    [Fact]
    public void A_model_of_ones_own_with_a_hostile_name_is_text()
    {
        var model = FitModel.Of<Straight>(SyntheticFits.Hostile, new ModelParameter(SyntheticFits.Hostile, "a|b") { ResponsePower = 1, AbscissaPower = -1, Start = 2.5 });
        var markdown = (string)FitModelFormatter.Format(model).Data[MimeTypes.Markdown];
        Assert.DoesNotContain("<script>", markdown);
        Assert.Contains(@"| a\|b | ", markdown);
        Assert.Contains("| y·x^-1 | 2.5 |", markdown);
    }

    [Fact]
    public void Statistics_show_errors_with_units_and_correlations_by_symbol()
    {
        var fit = ModelFitter.Fit(Lines(), ModelCatalogue.Find("line"), cancel: TestContext.Current.CancellationToken);
        var statistics = FitStatistics.Of(fit, 0);
        Assert.Equal(["c0", "c1", "V"], [.. statistics.Parameters.Select(p => p.Symbol), statistics.ResponseUnit]);
        var text = FitStatisticsFormatter.Format(statistics).Text;
        Assert.Contains("16 numbers, 2 free parameters, 14 degrees of freedom", text);
        // ±1 mV in turn, of which the line takes (Σ(−1)ⁱ(i − 7.5))²/Σ(i − 7.5)² = 64/340 (mV)²: 15.8118/14 are left.
        Assert.Matches(@"Noise\s+1\.063 mV", text);
        Assert.Matches(@"Reduced χ²\s+1\.12941e-6 V²", text);
        Assert.Matches(@"parameter\s+symbol\s+standard error\s+c0\s+c1", text);
        Assert.Matches(@"Slope\s+c1\s+\S+ .?V/s\s+-0\.\d{3}\s+1\.000", text);
    }

    [Fact]
    public void A_parameter_that_was_fixed_has_dashes_and_a_note()
    {
        var fit = ModelFitter.Fit(Lines(), ModelCatalogue.Find("line"), new() { Fixed = new Dictionary<string, double> { ["c0"] = 1 } }, cancel: TestContext.Current.CancellationToken);
        var text = FitStatisticsFormatter.Format(FitStatistics.Of(fit, 0)).Text;
        Assert.Matches(@"Constant\s+c0\s+–\s+–\s+–", text);
        Assert.Contains("A dash: the parameter was fixed", text);
    }

    [Fact]
    public void The_result_of_an_analysis_is_a_table_of_its_quantities()
    {
        var result = Result();
        var bundle = DerivedResultFormatter.Format(result, new ScriptOnce());
        Assert.Contains("test of data: 6 values of each quantity over y (2) × x (3)", bundle.Text);
        Assert.Contains("1 missing (1 noise only)", bundle.Text);
        Assert.Matches(@"Work\s+W\s+3\.000 V\s+1\.200 V\s+4\.800 V\s+200 mV\s+5", bundle.Text);
        Assert.Contains("#!spm map NAME --of W", bundle.Text);
        Assert.Contains("What each quantity is", (string)bundle.Data[MimeTypes.Html]);
        Assert.Contains("Work, map of 3 × 2 pixels: median 3.000 V", bundle.Text);
        Assert.True(bundle.Data.ContainsKey(MimeTypes.Png));
    }

    [Fact]
    public void Relaxations_say_how_often_each_law_was_chosen()
    {
        var derived = Result(new DerivedQuantity("Chosen law", "law", "", [0, 0, 0, 1, 1, double.NaN]));
        Assert.StartsWith("Law chosen: exponential 50.0 %, power-law 33.3 %", DerivedResultFormatter.Format(new RelaxationResult(["exponential", "power-law"], [], derived), new ScriptOnce()).Text);
    }

    [Fact]
    public async Task A_quantity_of_an_analysis_is_mapped_by_the_command()
    {
        await using var host = new CommandHost();
        host.Set("result", Result());
        Assert.Equal("Work", (await host.Run<ScalarMap>("map result")).Name);
        Assert.Equal([0.2, 0.2, 0.2, 0.2, 0.2, double.NaN], (await host.Run<ScalarMap>("map result --of W.error")).Values.Cast<double>());
        Assert.Contains("There are: W (Work)", await host.Error("map result --of Wx"));
        Assert.Contains("DatasetOf(\"W\")", await host.Error("fit line result"));
    }

    [Fact]
    public void One_wild_pixel_does_not_blank_the_picture_in_characters()
    {
        var values = new double[20, 20];
        for (var i = 0; i < values.Length; i++) values[i / 20, i % 20] = i % 5;
        values[19, 19] = 1e6;
        var picture = MapSummary.TextPicture(SyntheticFits.Map(values));
        Assert.Equal(5, picture.Distinct().Count(c => c != '\n'));
    }

    private static DerivedResult Result(params DerivedQuantity[] more)
    {
        var source = Lines();
        return new()
        {
            Name = "test of data",
            Source = source,
            Dimensions = [new("y", "Length", "m", DimensionKind.Spatial, [0, 1]), new("x", "Length", "m", DimensionKind.Spatial, [0, 1, 2])],
            Quantities = [new("Work", "W", "V", [1, 2, 3, 4, 5, double.NaN]) { StandardErrors = [0.2, 0.2, 0.2, 0.2, 0.2, double.NaN], Description = "what is done" }, .. more],
            Reasons = [null, null, null, null, null, "noise only"],
            Provenance = [],
        };
    }

    /// <summary>1 V + 2 V/s t, ±1 mV.</summary>
    private static Dataset Lines()
    {
        double[] time = Dimension.Linear(0, 1, 16);
        return new("data", "Signal", "V", [new("t", "Time", "s", DimensionKind.Spectroscopic, time)], new RealMemoryStore([.. time.Select((t, i) => 1 + 2 * t + (i % 2 == 0 ? 1e-3 : -1e-3))]));
    }

    private readonly struct Straight : IModelFunction
    {
        public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * x;
    }
}
