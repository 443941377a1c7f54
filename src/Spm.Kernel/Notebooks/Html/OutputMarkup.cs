using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Spm.Kernel.Widgets.Model;
using Spm.Notebook;

namespace Spm.Kernel.Notebooks.Html;

/// <summary>One output of a cell as HTML: of a bundle, the representation that a page without Jupyter shows best.</summary>
/// <param name="markdown">For Markdown outputs.</param>
/// <param name="widgets">The state of saved widgets, or null.</param>
internal sealed class OutputMarkup(MarkdownText markdown, JsonObject? widgets = null)
{
    private static readonly string[] Preference =
        [MimeTypes.Html, MimeTypes.Svg, MimeTypes.Png, "image/jpeg", "image/gif", MimeTypes.Markdown, MimeTypes.Latex, MimeTypes.Text, MimeTypes.Json];

    /// <summary>HTML of an output object of nbformat.</summary>
    /// <param name="output">The output.</param>
    /// <param name="place">Where its cell stands, for an error: <c>Cell 5</c>.</param>
    /// <param name="executionCount">The cell's number in tracebacks.</param>
    public string ToHtml(JsonObject output, string place, int? executionCount) => output["output_type"]?.ToString() switch
    {
        "stream" => Stream(output),
        "error" => Error(output, place, executionCount),
        "display_data" or "execute_result" => output["data"] is JsonObject data ? Bundle(data, output["metadata"] as JsonObject) : "",
        var other => $"<pre class=\"out text\">An output of the unknown type {WebUtility.HtmlEncode(other)}.</pre>",
    };

    private static string Stream(JsonObject output)
    {
        var kind = output["name"]?.ToString() == "stderr" ? "stderr" : "stdout";
        return $"<pre class=\"out text {kind}\">{AnsiText.ToHtml(MultilineText.Shown(output["text"]))}</pre>";
    }

    // The traceback starts with the message, or tells it in its own way (the compiler's); it is not shown twice.
    private static string Error(JsonObject output, string place, int? executionCount)
    {
        var (name, message) = (output["ename"]?.ToString() ?? "Error", output["evalue"]?.ToString() ?? "");
        var traceback = (output["traceback"] as JsonArray ?? []).Select(l => l?.ToString() ?? "").ToList();
        var startsWithMessage = traceback.Count > 0 && AnsiText.Plain(traceback[0]) == $"{name}: {message}";
        var frames = string.Join('\n', startsWithMessage ? traceback.Skip(1) : traceback);
        var shown = startsWithMessage || frames.Length == 0 ? Pre(message) : Pre(frames);
        var line = ErrorPlace.LineOf(output, executionCount) is { } number ? $", line {number}" : "";
        return $"""
            <div class="out error" role="alert">
            <p class="error-head"><b>{WebUtility.HtmlEncode(name)}</b> <span>{place}{line}</span></p>
            {shown}{(startsWithMessage && frames.Length > 0 ? $"<details open><summary>Where</summary>{Pre(frames)}</details>" : "")}
            </div>
            """;
        static string Pre(string text) => $"<pre>{AnsiText.ToHtml(text)}</pre>";
    }

    private string Bundle(JsonObject data, JsonObject? metadata)
    {
        if (new WidgetMarkup(widgets, o => ToHtml(o, "", null)).ToHtml(data[WidgetView.MimeType]) is { } widget) return widget;
        var type = Preference.FirstOrDefault(data.ContainsKey);
        if (type is null) return $"<pre class=\"out text\">{WebUtility.HtmlEncode($"No representation for a page: {string.Join(", ", data.Select(d => d.Key))}.")}</pre>";
        if (type == MimeTypes.Json) return $"<pre class=\"out text\">{WebUtility.HtmlEncode(data[type]?.ToJsonString())}</pre>";
        var content = MultilineText.Shown(data[type]);
        return type switch
        {
            MimeTypes.Html => $"<div class=\"out html\">{content}</div>",
            MimeTypes.Svg => $"<div class=\"out picture\">{StripProlog(content)}</div>",
            MimeTypes.Markdown => $"<div class=\"out markdown\">{markdown.ToHtml(content)}</div>",
            MimeTypes.Latex => $"<div class=\"out latex\">{Latex(content)}</div>",
            MimeTypes.Text => $"<pre class=\"out text\">{AnsiText.ToHtml(content)}</pre>",
            _ => $"<div class=\"out picture\"><img src=\"data:{type};base64,{content.ReplaceLineEndings("")}\" alt=\"{Alternative(data)}\"{Size(metadata, type)}></div>",
        };
    }

    // <?xml …?> and <!DOCTYPE …> are not allowed inside a page.
    private static string StripProlog(string svg) => svg.IndexOf("<svg", StringComparison.OrdinalIgnoreCase) is > 0 and var start ? svg[start..] : svg;

    private static string Latex(string text)
    {
        text = text.Trim();
        if (text.Contains('$') && !(text.StartsWith('$') && text.EndsWith('$'))) return new MarkdownText(null).ToHtml(text);
        var display = text.StartsWith("$$", StringComparison.Ordinal) || text.StartsWith(@"\[", StringComparison.Ordinal) || !text.StartsWith('$');
        foreach (var fence in new[] { "$$", "$" })
            if (text.Length >= 2 * fence.Length && text.StartsWith(fence, StringComparison.Ordinal)) text = text[fence.Length..^fence.Length];
        if (text.StartsWith(@"\[", StringComparison.Ordinal) && text.EndsWith(@"\]", StringComparison.Ordinal)) text = text[2..^2];
        return MathMarkup.ToMathMl(text, display);
    }

    private static string Alternative(JsonObject data) =>
        data[MimeTypes.Text] is { } text ? WebUtility.HtmlEncode(MultilineText.Shown(text).Trim()) : "picture";

    private static string Size(JsonObject? metadata, string type)
    {
        var size = metadata?[type] as JsonObject;
        return Attribute("width") + Attribute("height");
        string Attribute(string name) =>
            size?[name] is JsonValue value && value.TryGetValue<double>(out var pixels) ? string.Create(CultureInfo.InvariantCulture, $" {name}=\"{pixels:0}\"") : "";
    }
}
