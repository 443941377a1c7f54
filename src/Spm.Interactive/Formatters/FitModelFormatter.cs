using System.Globalization;
using Spm.Core.Fitting;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>A model: its formula and its parameters with units, bounds and meaning. As Markdown, which every front end and the report set with formulas.</summary>
public static class FitModelFormatter
{
    private static readonly string[] Headers = ["symbol", "name", "unit", "bounds", "start", "meaning"];

    /// <summary>Formats a model.</summary>
    public static MimeBundle Format(FitModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var rows = model.Parameters.Select(p => new[] { p.Symbol, p.Name + Kind(p), Unit(p), Bounds(p), Number(p.Start), p.Description }).ToList();
        var used = Enumerable.Range(0, Headers.Length).Where(column => rows.Any(row => row[column].Length > 0)).ToList();
        var table = new HtmlTable([.. used.Select(column => Headers[column])]);
        foreach (var row in rows) table.Add([.. used.Select(column => new TableCell(row[column]))]);
        var title = model.Title.Length > 0 ? $"{model.Title}: {model.Name}" : $"Model {model.Name}";
        string[] words = [model.Description, Needs(model), model.Source.Length > 0 ? $"Source: {model.Source}" : ""];

        var text = Paragraphs("\n", [title, model.Formula, words[0], words[1], table.ToText(), words[2]]);
        var markdown = Paragraphs("\n\n",
        [
            $"**{Encode(title)}**",
            model.Formula.Length > 0 ? $"$${model.Formula}$$" : "",
            Encode(words[0]), Encode(words[1]),
            string.Join('\n', [Line(used.Select(column => Headers[column])), Line(used.Select(_ => "---")), .. rows.Select(row => Line(used.Select(column => Encode(row[column]))))]),
            Encode(words[2]),
        ]);
        return new MimeBundle(text).With(MimeTypes.Markdown, markdown);
    }

    private static string Kind(ModelParameter p) => p.IsFixed ? " (fixed)" : p.IsLinear ? " (linear)" : "";

    /// <summary>In powers of the data's units, y along x, unless the parameter has a unit of its own.</summary>
    private static string Unit(ModelParameter p)
    {
        if (p.FixedUnit is { } unit) return unit;
        string[] factors = [.. new[] { Power("y", p.ResponsePower), Power("x", p.AbscissaPower) }.Where(factor => factor.Length > 0)];
        return factors.Length == 0 ? "1" : string.Join("·", factors);
    }

    private static string Power(string unit, int power) => power switch { 0 => "", 1 => unit, _ => $"{unit}^{power}" };

    private static string Bounds(ModelParameter p) => (p.IsFixed, double.IsFinite(p.Lower), double.IsFinite(p.Upper)) switch
    {
        (true, _, _) or (_, false, false) => "",
        (_, true, false) => $"≥ {Number(p.Lower)}",
        (_, false, true) => $"≤ {Number(p.Upper)}",
        _ => $"{Number(p.Lower)} to {Number(p.Upper)}",
    };

    private static string Number(double value) => !double.IsFinite(value) ? "" : value.ToString(Math.Abs(value) is > 0 and (< 1e-3 or >= 1e6) ? "0.#####e0" : "G6", CultureInfo.InvariantCulture);

    private static string Needs(FitModel model) => (model.IsComplex ? "For complex data y along x" : "For data y along x")
        + (model.AbscissaUnits.Count > 0 ? $" in {string.Join(" or ", model.AbscissaUnits)}" : "")
        + (model.ResponseUnits.Count > 0 ? $", data in {string.Join(" or ", model.ResponseUnits)}" : "") + ".";

    private static string Paragraphs(string between, IEnumerable<string> parts) => string.Join(between, parts.Where(part => part.Length > 0));

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    /// <summary>Text that came from a user, so that it is neither Markdown nor HTML.</summary>
    private static string Encode(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(c => c switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '\\' or '|' or '*' or '_' or '`' or '[' or ']' or '$' or '#' => $"\\{c}",
        _ => c.ToString(),
    }));
}
