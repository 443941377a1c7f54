using System.Text.Json.Nodes;

namespace Spm.Kernel.Notebooks;

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    /// <summary>A program, with outputs.</summary>
    Code,

    /// <summary>Text in Markdown.</summary>
    Markdown,

    /// <summary>Text that is neither run nor formatted.</summary>
    Raw,
}

/// <summary>One cell of a notebook: a view of its JSON object, so that fields this program does not know are kept.</summary>
public sealed class NotebookCell
{
    internal NotebookCell(JsonObject json, CellKind kind) => (Json, Kind) = (json, kind);

    /// <summary>The cell as it stands in the file.</summary>
    public JsonObject Json { get; }

    /// <summary>What the cell holds.</summary>
    public CellKind Kind { get; }

    /// <summary>The identifier, unique in the notebook.</summary>
    public string Id => (string)Json["id"]!;

    /// <summary>The text of the cell with <c>\n</c> between lines.</summary>
    public string Source => MultilineText.Read(Json["source"]);

    /// <summary>The cell's metadata; changes are written.</summary>
    public JsonObject Metadata => (JsonObject)Json["metadata"]!;

    /// <summary>The tags of the metadata, such as <c>raises-exception</c>.</summary>
    public IReadOnlyList<string> Tags =>
        Metadata["tags"] is JsonArray tags ? [.. tags.OfType<JsonValue>().Select(t => t.TryGetValue<string>(out var text) ? text : "")] : [];

    /// <summary>The number shown as <c>In [3]</c>, or null when the cell has not been run. Only for code cells.</summary>
    public int? ExecutionCount
    {
        get => (int?)Json["execution_count"];
        set => Json["execution_count"] = value;
    }

    /// <summary>The outputs of a code cell, in nbformat's form; empty for other cells.</summary>
    public JsonArray Outputs => Json["outputs"] as JsonArray ?? [];

    /// <summary>True when there is nothing to run: the cell is not code or holds white space only.</summary>
    public bool HasNothingToRun => Kind != CellKind.Code || string.IsNullOrWhiteSpace(Source);
}

/// <summary>nbformat's «multiline string»: one string, or a list of lines that keep their <c>\n</c>.</summary>
internal static class MultilineText
{
    /// <summary>The text of either form.</summary>
    /// <exception cref="InvalidOperationException">Neither a string nor a list of strings.</exception>
    public static string Read(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(line => line!.GetValue<string>())),
        null => throw new InvalidOperationException("There is no text."),
        _ => node.GetValue<string>(),
    };

    /// <summary>The text of an output whatever its form: outputs come from other programs and are shown as well as can be.</summary>
    public static string Shown(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(line => line?.ToString())),
        _ => node?.ToString() ?? "",
    };

    /// <summary>The list of lines, as Jupyter writes it; an empty text is an empty list.</summary>
    public static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var feed = text.IndexOf('\n', start);
            var end = feed < 0 ? text.Length : feed + 1;
            lines.Add(text[start..end]);
            start = end;
        }
        return lines;
    }
}
