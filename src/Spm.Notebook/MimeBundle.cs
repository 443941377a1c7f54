using System.Text.Json.Nodes;

namespace Spm.Notebook;

/// <summary>
/// One result in several representations, richest last to choose from by the front end.
/// A value is a string (text, HTML, SVG, base64 of a PNG) or a <see cref="JsonNode"/> for JSON types.
/// </summary>
public sealed class MimeBundle
{
    private readonly SortedDictionary<string, object> _data = new(StringComparer.Ordinal);

    /// <summary>A bundle that has text.</summary>
    public MimeBundle(string text) => _data[MimeTypes.Text] = text;

    /// <summary>MIME type to string or <see cref="JsonNode"/>.</summary>
    public IReadOnlyDictionary<string, object> Data => _data;

    /// <summary>The text, for a terminal.</summary>
    public string Text => (string)_data[MimeTypes.Text];

    /// <summary>Adds or replaces a representation and returns this bundle.</summary>
    public MimeBundle With(string mimeType, string content)
    {
        _data[mimeType] = content;
        return this;
    }

    /// <summary>Adds or replaces a JSON representation and returns this bundle.</summary>
    public MimeBundle With(string mimeType, JsonNode content)
    {
        _data[mimeType] = content;
        return this;
    }
}
