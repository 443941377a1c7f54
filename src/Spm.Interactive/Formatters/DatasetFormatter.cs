using System.Collections;
using System.Globalization;
using Spm.Core.Data;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>A dataset: what was measured over which dimensions, a first picture, and, folded, metadata and how it came to be.</summary>
public static class DatasetFormatter
{
    private const int _maxListed = 8, _maxMetadata = 200, _noteRow = 15;

    /// <summary>Curves that the default look embeds; a notebook shows many datasets, and the command <c>map</c> is there for those to explore whole.</summary>
    private const int _explorerBytes = 260_000;

    /// <summary>Formats a dataset.</summary>
    public static MimeBundle Format(Dataset data, ScriptOnce once)
    {
        var dimensions = Dimensions(data);
        var summary = $"{data.Name}: {(data.IsComplex ? "complex " : "")}{data.Quantity}{(data.Unit.Length > 0 ? $" in {data.Unit}" : "")}, {data.Samples.Length:N0} samples";
        var details = (data.Metadata.Count > 0 ? FigureBundle.Folded($"Metadata ({data.Metadata.Count})", Metadata(data).ToHtml()) : "")
            + (data.Provenance.Count > 0 ? FigureBundle.Folded($"How it came to be ({data.Provenance.Count} {(data.Provenance.Count == 1 ? "step" : "steps")})", Provenance(data.Provenance).ToHtml()) : "");
        if (IsExplored(data))
            return ExplorerFormatter.Format(Explorer(data), data, once, $"{summary}\n{dimensions.ToText()}", FigureBundle.Heading(summary) + dimensions.ToHtml(), details);
        return FigureBundle.Of($"{summary}\n{dimensions.ToText()}{TextPicture(data)}", FigureOf(data), data, once, FigureBundle.Heading(summary) + dimensions.ToHtml(), details);
    }

    /// <summary>A first picture of a dataset: an image, a map beside a curve, a profile, or curves.</summary>
    public static Figure FigureOf(Dataset data)
    {
        if (IsExplored(data)) return ExplorerFormatter.FigureOf(Explorer(data));
        if (IsImage(data))
        {
            var (maps, note) = DatasetImages.Preview(data);
            var figure = maps is [var single] ? ScalarMapFormatter.FigureOf(single) : ImagesFormatter.FigureOf(new(data.Name, maps));
            return note is null ? figure : figure with { Notes = [.. figure.Notes, note], Height = figure.Height + _noteRow };
        }
        return data.Dimensions.Count > 0 ? DatasetCurve.Of(data)
            : new(data.Name, 300, 100, [new(Cell.Whole, new("", "", 0, 1), new("", "", 0, 1), [new MessageLayer("a single value has no picture")])], $"{data}: a single value.");
    }

    internal static HtmlTable Provenance(IReadOnlyList<ProvenanceStep> steps)
    {
        var table = new HtmlTable(["step", "by", "from", "with"]);
        foreach (var step in steps)
            table.Add(step.Action, $"{step.Tool} {step.Version}", step.Source, string.Join(", ", step.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key} = {p.Value}")));
        return table;
    }

    private static ExplorerView Explorer(Dataset data) => new(data) { BudgetBytes = _explorerBytes };

    /// <summary>Whether the look of data is a map beside the curve of a pixel.</summary>
    internal static bool IsExplored(Dataset data) => ExplorerView.Suits(data) && data.PixelCount > 1 && data.PointsPerPixel > 1;

    private static bool IsImage(Dataset data) => data.SpectroscopicDimensions.Count == 0 && data.SpatialDimensions.Count >= 2;

    private static HtmlTable Dimensions(Dataset data)
    {
        var table = new HtmlTable(["dimension", "points", "quantity", "least", "greatest", "kind"]);
        foreach (var d in data.Dimensions)
            table.Add(d.Name, new(d.Length.ToString(CultureInfo.InvariantCulture), d.Length), d.Quantity, Cell(d.Values.Min(), d.Unit), Cell(d.Values.Max(), d.Unit), FitWords.Of(d.Kind));
        return table;

        static TableCell Cell(double value, string unit) => new(Quantity.Compact(value, unit, 4), value);
    }

    private static HtmlTable Metadata(Dataset data)
    {
        var table = new HtmlTable(["name", "value"]);
        foreach (var (key, value) in data.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal).Take(_maxMetadata)) table.Add(key, Text(value));
        if (data.Metadata.Count > _maxMetadata) table.Add("…", $"{data.Metadata.Count - _maxMetadata} more");
        return table;
    }

    private static string Text(object value) => value switch
    {
        string text => text,
        IEnumerable many => string.Join(", ", many.Cast<object>().Take(_maxListed).Select(Text)) is var listed && many.Cast<object>().Skip(_maxListed).Any() ? listed + ", …" : listed,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string TextPicture(Dataset data) => IsImage(data)
        ? string.Concat(DatasetImages.Preview(data).Maps.Select(map => $"\n{MapSummary.Sentence(map)}\n{MapSummary.TextPicture(map)}"))
        : "";
}
