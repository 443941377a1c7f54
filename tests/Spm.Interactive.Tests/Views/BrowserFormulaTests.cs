using System.Numerics;
using System.Text.Json.Nodes;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Interactive.Formatters;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Views;

/// <summary>Fits that the browser evaluates from their parameters, by the steps of the model's formula.</summary>
public sealed class BrowserFormulaTests
{
    /// <summary>Parameters in single precision and curves in single precision, in parts of a curve's range, for curves that do not stand far above their range.</summary>
    private const double _rounding = 2e-5;

    [Fact]
    public async Task Every_model_of_the_catalogue_is_evaluated_in_the_browser_as_in_csharp()
    {
        FitResult[] results = [.. ModelCatalogue.All.Where(model => model.Variables == 1).Select(model => Result(model, 2, 1, 40, (k, _) => Value(model.Parameters[k])))];
        Assert.InRange(results.Length, 25, 100);
        var once = new ScriptOnce();
        var pages = results.Select(result => (string)LinkedMapFormatter.Format(new(result, "", SyntheticFits.Map(result, 0)), once).Data[MimeTypes.Html]).ToArray();
        foreach (var (result, page) in results.Zip(pages)) Assert.True((string?)ExplorerPage.Payload(page)["explorer"]!["embedded"]!["model"]?["name"] == "steps", $"{result.Model} travels as curves.");
        var seen = await Answers(pages);
        foreach (var (k, result) in results.Index())
        {
            AssertCurve(result, 0, result.FitDimension.Values, seen[k]!["fit"]!);
            AssertCurve(result, 0, FineAxis.Of(result.FitDimension.Values, FineAxis.MostInExplorer), seen[k]!["line"]!["parts"]!);
        }
    }

    [Fact]
    public async Task Loops_and_spectra_are_drawn_finer_than_their_points_on_the_branches_of_the_model()
    {
        FitResult[] results = [SyntheticFits.Loops(3, 3), SyntheticFits.Spectra(3, 3)];
        var seen = await Answers([.. results.Select(result => (string)LinkedMapFormatter.Format(new(result, "", SyntheticFits.Map(result, 0)), new ScriptOnce()).Data[MimeTypes.Html])]);
        foreach (var (k, result) in results.Index())
        {
            var (row, column) = ((int)seen[k]!["row"]!, (int)seen[k]!["column"]!);
            var fine = FineAxis.Of(result.FitDimension.Values, FineAxis.MostInExplorer);
            Assert.True(fine.Length > 4 * result.FitDimension.Length);
            Assert.Equal(fine.Select(x => (float)x), ExplorerPage.Numbers(seen[k]!["line"]!["x"]).Select(x => (float)x));
            AssertCurve(result, row * 3 + column, fine, seen[k]!["line"]!["parts"]!);
        }
    }

    /// <summary>What the first explorer of each page shows.</summary>
    private static async Task<JsonArray> Answers(string[] pages)
    {
        var seen = await ExplorerPage.RunAsync(string.Concat(pages), """
            out.all = Array.prototype.map.call(document.querySelectorAll('.spm-view-2'), function (root) {
              var s = root.spmState().selected;
              return { row: s.row, column: s.column, fit: s.answer.fit, line: s.answer.line };
            });
            """);
        return seen["all"]!.AsArray();
    }

    private static void AssertCurve(FitResult result, int fit, double[] x, JsonNode shownParts)
    {
        var parts = result.Source.IsComplex ? 2 : 1;
        var expected = new double[x.Length * parts];
        result.Evaluate(result.ParametersOf(fit), x, expected);
        var finite = expected.Where(v => float.IsFinite((float)v)).ToArray();
        Assert.NotEmpty(finite);
        var (range, size) = (finite.Max() - finite.Min(), finite.Max(Math.Abs));
        for (var part = 0; part < parts; part++)
        {
            var shown = ExplorerPage.Numbers(shownParts[part]);
            Assert.Equal(x.Length, shown.Length);
            foreach (var (i, value) in shown.Index())
                if (float.IsFinite((float)expected[i * parts + part])) Assert.True(Math.Abs(expected[i * parts + part] - value) <= _rounding * range + 2e-7 * size, $"{result.Model}, point {i}: {value} instead of {expected[i * parts + part]}.");
                else Assert.True(double.IsNaN(value), $"{result.Model}, point {i}: {value} instead of no number that a single can hold.");
        }
    }

    [Theory]
    [InlineData("sho+constant")]
    [InlineData("sho:2")]
    [InlineData("sho-coupled:2")]
    public void Complex_spectra_of_64_by_64_by_64_with_any_fit_fit_into_the_budget_unthinned(string name)
    {
        var model = ModelCatalogue.Find(name);
        var result = Result(model, 64, 64, 64, (k, fit) => Value(model.Parameters[k]) * (1 + 1e-3 * (fit % 97)));
        var html = (string)LinkedMapFormatter.Format(new(result, "", SyntheticFits.Map(result, 1), [.. Enumerable.Range(0, model.Parameters.Count).Select(k => SyntheticFits.Map(result, k))]), new ScriptOnce()).Data[MimeTypes.Html];
        var embedded = ExplorerPage.Payload(html)["explorer"]!["embedded"]!;
        Assert.InRange(html.Length - ViewScript.Element.Length, 500_000, 1_500_000);
        Assert.Equal((1, 64, "steps"), ((int)embedded["every"]!, (int)embedded["points"]!, (string?)embedded["model"]?["name"]));
    }

    [Fact]
    public void A_formula_that_parameters_in_single_precision_do_not_give_travels_as_curves()
    {
        // A slope in single precision is off by up to 3·10⁻⁸ of itself, which a thousand times the length of the sweep away is 3·10⁻⁵ of the curve's range, a million times 3 %.
        Assert.NotNull(BrowserFormula.Of(Line(1e3)));
        Assert.Null(BrowserFormula.Of(Line(1e6)));

        static FitResult Line(double far)
        {
            const double slope = 0.37123;
            Dimension x = new("t", "Time", "s", DimensionKind.Spectroscopic, Dimension.Linear(far, far + 1, 8));
            return Of(ModelCatalogue.Find("line"), [1 - slope * far, slope], x, 1, 1, new RealMemoryStore(new double[8]));
        }
    }

    private static double Value(ModelParameter p) => (double.IsFinite(p.Lower), double.IsFinite(p.Upper)) switch
    {
        (true, true) => p.Lower + 0.3 * (p.Upper - p.Lower),
        (true, false) => p.Lower + 1.3,
        (false, true) => p.Upper - 1.3,
        _ => 0.8,
    };

    private static FitResult Result(FitModel model, int columns, int rows, int points, Func<int, int, double> value)
    {
        Dimension x = new("Sweep", "Sweep", model.AbscissaUnits.Count > 0 ? model.AbscissaUnits[0] : "", DimensionKind.Spectroscopic, Dimension.Linear(0.5, 3, points));
        var size = points * (model.IsComplex ? 2 : 1);
        var samples = new double[columns * rows * size];
        for (var fit = 0; fit < columns * rows; fit++) model.Evaluate([.. Enumerable.Range(0, model.Parameters.Count).Select(k => value(k, fit))], x.Values, samples.AsSpan(fit * size, size));
        SampleStore store = model.IsComplex ? new ComplexMemoryStore([.. Enumerable.Range(0, samples.Length / 2).Select(i => new Complex(samples[2 * i], samples[2 * i + 1]))]) : new RealMemoryStore(samples);
        return Of(model, [.. Enumerable.Range(0, columns * rows).SelectMany(fit => Enumerable.Range(0, model.Parameters.Count).Select(k => value(k, fit)))], x, columns, rows, store);
    }

    private static FitResult Of(FitModel model, double[] values, Dimension x, int columns, int rows, SampleStore store)
    {
        Dimension y0 = new("Y", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, rows)), x0 = new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, columns));
        return new()
        {
            Model = model.Name,
            Parameters = [.. model.Parameters.Select(p => new FitParameter(p.Name, p.Symbol, "", "", p.IsCyclic))],
            Dimensions = [y0, x0],
            FitDimension = x,
            Source = new("data", "Response", "V", [y0, x0, x], store),
            Values = values,
            StandardErrors = [.. values.Select(v => 0.01 * Math.Abs(v))],
            Status = new FitStatus[columns * rows],
            Verdict = new FitVerdict[columns * rows],
            RSquared = [.. Enumerable.Repeat(0.99, columns * rows)],
            Iterations = new int[columns * rows],
            Evaluate = model.Evaluate,
        };
    }
}
