using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Spm.Kernel.Notebooks.Html;

/// <summary>One cell as HTML, with the anchor <c>cell-5</c>.</summary>
/// <param name="markdown">For Markdown cells; collects the headings.</param>
/// <param name="isCSharp">Whether code is coloured as C#.</param>
/// <param name="widgets">The state of saved widgets, or null.</param>
internal sealed class CellMarkup(MarkdownText markdown, bool isCSharp, JsonObject? widgets = null)
{
    private readonly OutputMarkup _outputs = new(markdown, widgets);

    /// <summary>HTML of a cell; <paramref name="number"/> counts all cells from 1.</summary>
    public string ToHtml(NotebookCell cell, int number) => cell.Kind switch
    {
        CellKind.Markdown => $"<section class=\"markdown\" id=\"cell-{number}\">\n{markdown.ToHtml(cell.Source, cell.Json["attachments"] as JsonObject)}</section>\n",
        CellKind.Raw => $"<section class=\"raw\" id=\"cell-{number}\"><pre>{WebUtility.HtmlEncode(cell.Source)}</pre></section>\n",
        _ => Code(cell, number),
    };

    private string Code(NotebookCell cell, int number)
    {
        var outputs = cell.Outputs.OfType<JsonObject>().ToList();
        var failed = outputs.FirstOrDefault(o => o["output_type"]?.ToString() == "error");
        var html = new StringBuilder($"<section class=\"cell{(failed is null ? "" : " failed")}\" id=\"cell-{number}\">\n");
        if (!string.IsNullOrWhiteSpace(cell.Source))
        {
            var count = cell.ExecutionCount is { } n ? $"[{n}]" : "[ ]";
            var source = Source(cell, failed);
            html.Append(cell.Tags.Contains("hide-input") || (bool?)(cell.Metadata["jupyter"]?["source_hidden"] as JsonValue) == true
                ? $"<details class=\"input\"><summary>Code {count}</summary>{source}</details>\n"
                : $"<div class=\"input\"><span class=\"count\" title=\"Cell {number}\">{count}</span>{source}</div>\n");
        }
        if (outputs.Count > 0)
            html.Append("<div class=\"outputs\">\n").AppendJoin('\n', outputs.Select(o => _outputs.ToHtml(o, $"Cell {number}", cell.ExecutionCount))).Append("\n</div>\n");
        return html.Append("</section>\n").ToString();
    }

    // Lines carry numbers only where an error refers to one.
    private string Source(NotebookCell cell, JsonObject? failed)
    {
        var code = cell.Source.TrimEnd('\n');
        var lines = isCSharp ? CodeHighlighter.Lines(code) : CodeHighlighter.PlainLines(code);
        if (failed is null) return $"<pre class=\"code\"><code>{string.Join('\n', lines)}</code></pre>";
        var wrong = ErrorPlace.LineOf(failed, cell.ExecutionCount);
        var numbered = lines.Select((line, i) => $"<span class=\"line{(i + 1 == wrong ? " wrong" : "")}\" data-line=\"{i + 1}\">{line}\n</span>");
        return $"<pre class=\"code numbered\"><code>{string.Concat(numbered)}</code></pre>";
    }
}
