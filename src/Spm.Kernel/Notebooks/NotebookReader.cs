using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spm.Kernel.Notebooks;

/// <summary>What a JSON file must have to be a notebook of format 4, checked field by field; small omissions of other writers are filled in.</summary>
internal static class NotebookReader
{
    public static JsonObject Object(JsonNode? tree, string name) => tree as JsonObject
        ?? throw new NotebookFormatException($"{name} is not a notebook: it holds a JSON {KindOf(tree)}, and a notebook is an object with nbformat, metadata and cells.");

    /// <summary>The minor version of a notebook of format 4.</summary>
    public static int CheckVersion(JsonObject json, string name)
    {
        var major = Number(json["nbformat"]);
        if (major == 4) return Number(json["nbformat_minor"]) ?? 0;
        throw new NotebookFormatException(major switch
        {
            null when json.Count == 0 => $"{name} is not a notebook: it is an empty JSON object.",
            null => $"{name} is not a notebook: it is JSON without a number «nbformat» (its fields: {string.Join(", ", json.Select(p => p.Key).Take(6))}).",
            < 4 => $"{name} is a notebook of format {major}; format 4 is needed. Convert it: jupyter nbconvert --to notebook --nbformat 4 {name}",
            _ => $"{name} is a notebook of format {major}, which is newer than this program; format 4 is needed.",
        });
    }

    public static List<NotebookCell> Cells(JsonObject json, string name)
    {
        if (json["cells"] is not JsonArray array)
            throw new NotebookFormatException($"{name} is not a complete notebook: it has no list «cells».");
        var cells = new List<NotebookCell>(array.Count);
        foreach (var item in array)
            cells.Add(Cell(item, $"{name}, cell {cells.Count + 1}"));
        return cells;
    }

    private static NotebookCell Cell(JsonNode? node, string where)
    {
        if (node is not JsonObject json) throw new NotebookFormatException($"{where} is a JSON {KindOf(node)}; a cell is an object.");
        var kind = json["cell_type"]?.ToString() switch
        {
            "code" => CellKind.Code,
            "markdown" => CellKind.Markdown,
            "raw" => CellKind.Raw,
            null => throw new NotebookFormatException($"{where} has no «cell_type»; it is code, markdown or raw."),
            var other => throw new NotebookFormatException($"{where} is of the type «{other}»; a cell is code, markdown or raw."),
        };
        try
        {
            MultilineText.Read(json["source"]);
        }
        catch (Exception e) when (e is InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new NotebookFormatException($"{where} has no readable «source»; it is a string or a list of strings.", e);
        }
        if (json["metadata"] is not JsonObject) json["metadata"] = new JsonObject();
        if (kind == CellKind.Code) CompleteCode(json, where);
        return new NotebookCell(json, kind);
    }

    private static void CompleteCode(JsonObject json, string where)
    {
        if (json["execution_count"] is not null && Number(json["execution_count"]) is null)
            throw new NotebookFormatException($"{where} has an «execution_count» that is neither a whole number nor null.");
        if (!json.ContainsKey("execution_count")) json["execution_count"] = null;
        if (!json.ContainsKey("outputs")) json["outputs"] = new JsonArray();
        if (json["outputs"] is not JsonArray outputs || outputs.Any(o => o is not JsonObject))
            throw new NotebookFormatException($"{where} has «outputs» that are not a list of objects.");
    }

    private static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static string KindOf(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Array => "list",
        JsonValueKind.Object => "object",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "Boolean",
        _ => "null",
    };
}
