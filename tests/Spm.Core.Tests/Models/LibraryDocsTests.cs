using System.Globalization;
using System.Text;
using Spm.Core.Fitting;

namespace Spm.Core.Tests.Models;

public class LibraryDocsTests
{
    private const string Write = "SPM_WRITE_DOCS";

    [Fact]
    public void The_page_of_models_is_what_the_catalogue_says()
    {
        var path = Path.Combine(Repository(), "docs", "models.md");
        var page = Page();
        if (Environment.GetEnvironmentVariable(Write) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, page);
        }
        Assert.True(File.Exists(path), $"{path} is missing: run this test with {Write}=1.");
        Assert.True(File.ReadAllText(path) == page, $"{path} is not what the catalogue says: run this test with {Write}=1 and commit the page.");
    }

    private static string Page()
    {
        StringBuilder page = new();
        page.Append($"""
            # Models

            Written by a test from `ModelCatalogue`; to change it, change the model and run the tests with `{Write}=1`.

            A model is named as below: `spm fit NAME INPUT --to OUTPUT.h5`, or `ModelCatalogue.Find("NAME")` in C#. What stands in brackets may be left out;
            a number after the colon is that of peaks or resonances, or the degree. `sho` alone and `loop` have fitters of their own.

            {string.Join("\n", ModelCatalogue.Spellings.Select(s => $"- `{s}`"))}

            Units are given for data in y along an abscissa in x. A parameter marked *linear* is solved exactly at every step; one marked *fixed* is held
            at its value unless the fit says otherwise. Where a model names its units, data in a multiple of them (nm, mV) are brought to them first.

            """);
        foreach (var model in ModelCatalogue.All)
        {
            page.Append($"\n## {model.Title}: `{model.Name}`\n\n$${model.Formula}$$\n\n{model.Description}\n\n");
            if (model.AbscissaUnits.Count > 0)
                page.Append($"Abscissa in {string.Join(" or ", model.AbscissaUnits)}{(model.ResponseUnits.Count > 0 ? $", data in {string.Join(" or ", model.ResponseUnits)}" : "")}{(model.IsComplex ? ", complex" : "")}.\n\n");
            page.Append("| symbol | name | unit | bounds | meaning |\n|---|---|---|---|---|\n");
            foreach (var p in model.Parameters)
                page.Append($"| `{p.Symbol}` | {p.Name}{(p.IsFixed ? " (fixed)" : p.IsLinear ? " (linear)" : "")} | {Unit(p)} | {Bounds(p)} | {p.Description} |\n");
            page.Append($"\nSource: {model.Source}\n");
        }
        return page.ToString();
    }

    private static string Unit(ModelParameter p)
    {
        if (p.FixedUnit is { } unit) return unit;
        string[] factors = [.. new[] { Power("y", p.ResponsePower), Power("x", p.AbscissaPower) }.Where(f => f.Length > 0)];
        return factors.Length == 0 ? "1" : string.Join("·", factors);
    }

    private static string Power(string unit, int power) => power switch { 0 => "", 1 => unit, _ => $"{unit}^{power}" };

    private static string Bounds(ModelParameter p)
    {
        if (p.IsFixed) return $"= {p.Start.ToString(CultureInfo.InvariantCulture)}";
        return (double.IsFinite(p.Lower), double.IsFinite(p.Upper)) switch
        {
            (false, false) => "",
            (true, false) => $"≥ {p.Lower.ToString(CultureInfo.InvariantCulture)}",
            (false, true) => $"≤ {p.Upper.ToString(CultureInfo.InvariantCulture)}",
            _ => $"{p.Lower.ToString(CultureInfo.InvariantCulture)} to {p.Upper.ToString(CultureInfo.InvariantCulture)}",
        };
    }

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Spm.Interactive.sln"))) return folder.FullName;
        throw new InvalidOperationException("No folder above the tests holds Spm.Interactive.sln.");
    }
}
