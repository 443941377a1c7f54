using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Spm.Kernel.Notebooks.Html;

namespace Spm.Kernel.Notebooks;

/// <summary>What the head of a report says besides what the notebook itself knows.</summary>
/// <param name="Name">The notebook's file name without its ending; the title when the notebook has no heading.</param>
/// <param name="Folder">Where pictures with relative addresses are looked for, or null.</param>
public sealed record HtmlReportOptions(string Name, string? Folder = null);

/// <summary>
/// A notebook with its outputs as one HTML page that needs nothing else: no network, no script of its own, light and dark, printable.
/// Deterministic: the same notebook gives the same page. Scripts of <c>text/html</c> outputs run in the order of the page.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes the page to a file; what was there is replaced only when everything has been written.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(NotebookDocument document, string path, HtmlReportOptions? options = null)
    {
        options ??= new HtmlReportOptions(Path.GetFileNameWithoutExtension(path), Path.GetDirectoryName(Path.GetFullPath(path)));
        var unfinished = path + ".part";
        using (var file = File.Create(unfinished)) Write(document, file, options);
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Writes the page to a stream, in UTF-8; the stream stays open.</summary>
    public static void Write(NotebookDocument document, Stream stream, HtmlReportOptions options)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        writer.Write(Page(document, options));
    }

    private static string Page(NotebookDocument document, HtmlReportOptions options)
    {
        var markdown = new MarkdownText(options.Folder);
        var cells = new CellMarkup(markdown, IsCSharp(document), SavedWidgets.Models(document));
        var body = new StringBuilder();
        for (var i = 0; i < document.Cells.Count; i++)
            body.Append(cells.ToHtml(document.Cells[i], i + 1));
        var title = document.Title is { } heading ? PlainTitle(heading) : options.Name;
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{WebUtility.HtmlEncode(title)}</title>
            <style>
            {ReportStyle.Css}</style>
            </head>
            <body>
            {Contents(markdown.Headings)}<main>
            <header>
            {(document.Title is null ? $"<h1>{WebUtility.HtmlEncode(title)}</h1>\n" : "")}{Facts(document, options)}{Banner(document)}</header>
            {body}</main>
            </body>
            </html>

            """;
    }

    private static string Facts(NotebookDocument document, HtmlReportOptions options)
    {
        var facts = new List<(string Name, string Value)> { ("Notebook", $"{options.Name}.ipynb") };
        if (RunTimes.Of(document) is { } times)
        {
            facts.Add(("Run", times.Start.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)));
            facts.Add(("Duration", RunTimes.Text(times.Duration)));
        }
        if (document.Metadata["kernelspec"]?["display_name"] is { } kernel) facts.Add(("Kernel", kernel.ToString()));
        return $"<dl class=\"facts\">{string.Concat(facts.Select(f => $"<div><dt>{f.Name}</dt><dd>{WebUtility.HtmlEncode(f.Value)}</dd></div>"))}</dl>\n";
    }

    // A reader must not take the report of a run that stopped for a whole one.
    private static string Banner(NotebookDocument document)
    {
        for (var i = 0; i < document.Cells.Count; i++)
        {
            var cell = document.Cells[i];
            if (cell.Kind != CellKind.Code || cell.Tags.Contains(NotebookRunner.MayFailTag)) continue;
            if (cell.Outputs.OfType<JsonObject>().FirstOrDefault(o => o["output_type"]?.ToString() == "error") is not { } error) continue;
            var line = ErrorPlace.LineOf(error, cell.ExecutionCount) is { } number ? $", line {number}" : "";
            return $"<p class=\"banner\">The run stopped at <a href=\"#cell-{i + 1}\">cell {i + 1}{line}</a>: {WebUtility.HtmlEncode(error["ename"]?.ToString())}. Cells after it were not run.</p>\n";
        }
        return "";
    }

    private static string Contents(IReadOnlyList<Heading> headings)
    {
        var shown = headings.Where(h => h.Level <= 3).ToList();
        if (shown.Count < 3) return "";
        var top = shown.Min(h => h.Level);
        var items = shown.Select(h => $"<li class=\"level-{h.Level - top}\"><a href=\"#{Uri.EscapeDataString(h.Id)}\">{WebUtility.HtmlEncode(h.Text)}</a></li>\n");
        return $"<nav aria-label=\"Contents\"><p>Contents</p><ol>\n{string.Concat(items)}</ol></nav>\n";
    }

    private static string PlainTitle(string heading) => heading.Replace("`", "").Replace("*", "").Replace("$", "");

    private static bool IsCSharp(NotebookDocument document)
    {
        var language = document.Metadata["language_info"]?["name"] ?? document.Metadata["kernelspec"]?["language"];
        return language is null || language.ToString().ToLowerInvariant() is "c#" or "csharp" or "polyglot-notebook";
    }
}
