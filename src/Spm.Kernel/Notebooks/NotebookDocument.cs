using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spm.Kernel.Notebooks;

/// <summary>
/// A notebook in Jupyter's format 4 (nbformat 4.0 to 4.5 read, 4.5 written): https://nbformat.readthedocs.io, «The Notebook file format».
/// The JSON is kept as it was read, unknown fields and the form of the source included, so that an unexecuted notebook is written
/// back as the same value.
/// </summary>
public sealed class NotebookDocument
{
    private static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = 512, AllowDuplicateProperties = false };

    // Jupyter's own layout: one space of indentation, text left as it is, \n everywhere.
    private static readonly JsonWriterOptions WriteOptions = new()
    {
        Indented = true,
        IndentCharacter = ' ',
        IndentSize = 1,
        NewLine = "\n",
        MaxDepth = 512,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private NotebookDocument(JsonObject json, List<NotebookCell> cells) => (Json, Cells) = (json, cells);

    /// <summary>The whole notebook as it stands in the file.</summary>
    public JsonObject Json { get; }

    /// <summary>The cells in their order.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>The notebook's metadata; changes are written.</summary>
    public JsonObject Metadata => (JsonObject)Json["metadata"]!;

    /// <summary>The text of the first Markdown heading of level 1, or null.</summary>
    public string? Title => Cells
        .Where(c => c.Kind == CellKind.Markdown)
        .SelectMany(c => c.Source.Split('\n'))
        .Where(line => line.StartsWith("# ", StringComparison.Ordinal))
        .Select(line => line[2..].Trim())
        .FirstOrDefault();

    /// <summary>Reads a notebook from a file.</summary>
    /// <exception cref="NotebookFormatException">The file is not a notebook of format 4.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NotebookDocument Load(string path) => Parse(File.ReadAllBytes(path), Path.GetFileName(path));

    /// <summary>Reads a notebook from text.</summary>
    /// <exception cref="NotebookFormatException">The text is not a notebook of format 4.</exception>
    public static NotebookDocument Parse(string text, string name = "the notebook") => Parse(Encoding.UTF8.GetBytes(text), name);

    /// <summary>Reads a notebook from UTF-8.</summary>
    /// <exception cref="NotebookFormatException">The bytes are not a notebook of format 4.</exception>
    public static NotebookDocument Parse(ReadOnlySpan<byte> utf8, string name)
    {
        var json = NotebookReader.Object(Tree(utf8, name), name);
        var minor = NotebookReader.CheckVersion(json, name);
        if (minor < 5) json["nbformat_minor"] = 5;
        if (json["metadata"] is not JsonObject) json["metadata"] = new JsonObject();

        var cells = NotebookReader.Cells(json, name);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cell in cells)
        {
            if (cell.Json["id"] is JsonValue id && id.TryGetValue<string>(out var text) && IsValidId(text) && taken.Add(text)) continue;
            cell.Json["id"] = NewId(cell, cells.IndexOf(cell), taken);
        }
        return new NotebookDocument(json, cells);
    }

    /// <summary>The notebook as text, in Jupyter's layout with a closing line feed.</summary>
    public string ToText()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriteOptions))
            Json.WriteTo(writer);
        return JsonEscapes.Undo(Encoding.UTF8.GetString(buffer.WrittenSpan)) + "\n";
    }

    /// <summary>Writes the notebook to a file; what was there is replaced only when everything has been written.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        var unfinished = path + ".part";
        File.WriteAllText(unfinished, ToText());
        File.Move(unfinished, path, overwrite: true);
    }

    private static JsonNode? Tree(ReadOnlySpan<byte> utf8, string name)
    {
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        if (utf8.IsEmpty || utf8.Trim(" \t\r\n"u8).IsEmpty)
            throw new NotebookFormatException($"{name} is empty. A notebook is a JSON file with cells; save it again from Jupyter.");
        try
        {
            return JsonNode.Parse(utf8, documentOptions: ReadOptions);
        }
        catch (JsonException e)
        {
            var where = e.LineNumber is { } line ? $" at line {line + 1}, column {e.BytePositionInLine + 1}" : "";
            var what = e.Message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0];
            throw new NotebookFormatException($"{name} is not a notebook: it is not valid JSON{where}. {what}", e);
        }
    }

    private static bool IsValidId(string id) => id.Length is >= 1 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    // From the text and the place, not at random: reading the same old notebook twice gives the same identifiers.
    private static string NewId(NotebookCell cell, int index, HashSet<string> taken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{index}/{attempt}/{cell.Source}")))[..8];
            if (taken.Add(id)) return id;
        }
    }
}
