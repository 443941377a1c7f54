using System.Globalization;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Spectroscopy;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>What an analysis found: a first picture, each quantity's median and spread with its typical error, and why values are missing.</summary>
public static class DerivedResultFormatter
{
    /// <summary>Formats the result of an analysis.</summary>
    public static MimeBundle Format(DerivedResult result, ScriptOnce once)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Format(result, result.Quantities, DerivedFigure.Of(result), [], result, once);
    }

    /// <summary>Relaxations: the same, with how often each law was chosen.</summary>
    public static MimeBundle Format(RelaxationResult result, ScriptOnce once)
    {
        ArgumentNullException.ThrowIfNull(result);
        // The law is a number there; in words it stands above.
        const string Law = "law";
        var chosen = result.Derived[Law].Values;
        var laws = "Law chosen: " + (chosen is [var only] ? double.IsNaN(only) ? "none" : result.Laws[(int)only]
            : string.Join(", ", result.Laws.Select((law, i) => $"{law} {FitSummaryText.Percent(chosen.LongCount(v => v == i), chosen.LongLength)}")));
        return Format(result.Derived, [.. result.Derived.Quantities.Where(quantity => quantity.Symbol != Law)], DerivedFigure.Of(result), [laws], result, once);
    }

    private static MimeBundle Format(DerivedResult result, IReadOnlyList<DerivedQuantity> shown, Figure? figure, string[] headings, object owner, ScriptOnce once)
    {
        var title = $"{result.Name}: {(result.Count == 1 ? "1 value" : $"{result.Count:N0} values")} of each quantity"
            + (result.Dimensions.Count > 0 ? $" over {string.Join(" × ", result.Dimensions.Select(d => $"{d.Name} ({d.Length:N0})"))}" : "");
        var (gaps, table, advice) = (Gaps(result), Table(result.Count, shown), Advice(result));
        headings = [.. headings, title];
        var text = $"{string.Join('\n', headings)}\n{gaps}\n{(figure is null ? "" : figure.Description + "\n")}\n{table.ToText()}\n{advice}".TrimEnd();
        var before = string.Concat(headings.Select(FigureBundle.Heading)) + $"<div>{SvgWriter.Encode(gaps)}</div>";
        var after = table.ToHtml() + $"<div>{SvgWriter.Encode(advice)}</div>" + FigureBundle.Folded("What each quantity is", Meanings(result).ToHtml())
            + (result.Provenance.Count > 0 ? FigureBundle.Folded($"How it came to be ({result.Provenance.Count})", DatasetFormatter.Provenance(result.Provenance).ToHtml()) : "");
        return figure is null ? new MimeBundle(text).With(MimeTypes.Html, before + after) : FigureBundle.Of(text, figure, owner, once, before, after);
    }

    private static HtmlTable Table(int count, IReadOnlyList<DerivedQuantity> quantities)
    {
        if (count == 1) return Single(quantities);
        var table = new HtmlTable(["quantity", "symbol", "median", "5 %", "95 %", "median standard error", "values"]);
        foreach (var quantity in quantities)
        {
            var sorted = Sorted(quantity.Values);
            table.Add(quantity.Name, quantity.Symbol, Cell(sorted, 0.5), Cell(sorted, 0.05), Cell(sorted, 0.95),
                quantity.StandardErrors is { } errors ? Cell(Sorted(errors), 0.5, 2) : "–", new TableCell(sorted.Length.ToString("N0", CultureInfo.InvariantCulture), sorted.Length));

            TableCell Cell(double[] values, double fraction, int digits = 4) =>
                values.Length == 0 ? "–" : new TableCell(Quantity.Format(Quantiles.Of(values, fraction), quantity.Unit, digits), Quantiles.Of(values, fraction));
        }
        return table;
    }

    private static HtmlTable Single(IReadOnlyList<DerivedQuantity> quantities)
    {
        var table = new HtmlTable(["quantity", "symbol", "value ± standard error"]);
        foreach (var quantity in quantities)
            table.Add(quantity.Name, quantity.Symbol, double.IsFinite(quantity.Values[0]) ? UncertainQuantity.Format(quantity.Values[0], quantity.StandardErrors?[0] ?? double.NaN, quantity.Unit) : "–");
        return table;
    }

    private static HtmlTable Meanings(DerivedResult result)
    {
        var table = new HtmlTable(["symbol", "meaning"]);
        foreach (var quantity in result.Quantities) table.Add(quantity.Symbol, quantity.Description);
        return table;
    }

    private static string Gaps(DerivedResult result)
    {
        var reasons = result.Reasons.OfType<string>().GroupBy(reason => reason).OrderByDescending(group => group.Count()).ToList();
        return reasons.Count == 0 ? "none missing" : $"{reasons.Sum(group => group.Count()):N0} missing ({string.Join(", ", reasons.Select(group => $"{group.Count():N0} {group.Key}"))})";
    }

    private static string Advice(DerivedResult result) =>
        result.Quantities.Count > 0 && result.Dimensions.Count(d => d.Kind == DimensionKind.Spatial && d.Length > 1) == 2
            ? $"A map of one: #!spm map NAME --of {result.Quantities[0].Symbol}" : "";

    private static double[] Sorted(double[] values) => [.. values.Where(double.IsFinite).Order()];
}
