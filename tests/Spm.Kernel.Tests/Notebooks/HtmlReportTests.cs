using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Spm.Kernel.Notebooks;

namespace Spm.Kernel.Tests.Notebooks;

public class HtmlReportTests
{
    private static string Html(NotebookDocument document, string name = "loops", string? folder = null)
    {
        using var stream = new MemoryStream();
        HtmlReport.Write(document, stream, new HtmlReportOptions(name, folder));
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static NotebookDocument With(string code, params JsonObject[] outputs)
    {
        var document = Sample.Of(code);
        foreach (var output in outputs) document.Cells[0].Outputs.Add(output);
        document.Cells[0].ExecutionCount = 1;
        return document;
    }

    private static JsonObject Data(params (string Type, string Content)[] data) => new()
    {
        ["output_type"] = "display_data",
        ["metadata"] = new JsonObject(),
        ["data"] = new JsonObject(data.Select(d => KeyValuePair.Create(d.Type, (JsonNode?)JsonValue.Create(d.Content)))),
    };

    private static JsonObject Stream(string text, string name = "stdout") => new() { ["output_type"] = "stream", ["name"] = name, ["text"] = text };

    [Fact]
    public void Text_is_encoded_wherever_it_comes_from()
    {
        const string evil = "<script>alert(1)</script>";
        var error = new JsonObject { ["output_type"] = "error", ["ename"] = evil, ["evalue"] = evil, ["traceback"] = new JsonArray(evil) };
        var document = With($"// {evil}", Stream(evil), Data(("text/plain", evil)), Data(("text/latex", $"${evil}$")), error);
        document.Metadata["kernelspec"] = new JsonObject { ["display_name"] = evil };
        Assert.DoesNotContain("<script", Html(document, evil), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Html_outputs_stand_unchanged_in_the_order_of_the_page()
    {
        var html = Html(With("x", Data(("text/html", "<script>first()</script>")), Data(("text/html", "<script>second()</script>"), ("text/plain", "not shown"))));
        Assert.True(html.IndexOf("<script>first()</script>", StringComparison.Ordinal) < html.IndexOf("<script>second()</script>", StringComparison.Ordinal));
        Assert.Equal(2, Regex.Count(html, "<script"));
        Assert.DoesNotContain("not shown", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_richest_representation_a_page_can_show_is_chosen()
    {
        Assert.Contains("<svg>s</svg>", Html(With("x", Data(("text/plain", "t"), ("image/png", "AAAA"), ("image/svg+xml", "<?xml version=\"1.0\"?><svg>s</svg>")))), StringComparison.Ordinal);
        Assert.DoesNotContain("<?xml", Html(With("x", Data(("image/svg+xml", "<?xml version=\"1.0\"?><svg>s</svg>")))), StringComparison.Ordinal);
        Assert.Contains("<img src=\"data:image/png;base64,AAAA\" alt=\"t\"", Html(With("x", Data(("text/plain", "t"), ("image/png", "AA\nAA\n")))), StringComparison.Ordinal);
        Assert.Contains("<strong>m</strong>", Html(With("x", Data(("text/plain", "t"), ("text/markdown", "**m**")))), StringComparison.Ordinal);
        Assert.Contains("<mfrac>", Html(With("x", Data(("text/plain", "t"), ("text/latex", "$\\frac{1}{2}$")))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_is_shown_with_cell_and_line_and_its_line_is_marked()
    {
        var error = new JsonObject
        {
            ["output_type"] = "error",
            ["ename"] = "InvalidOperationException",
            ["evalue"] = "No loop.",
            ["traceback"] = new JsonArray("\u001b[31mInvalidOperationException\u001b[0m: No loop.", "  \u001b[32mCell [9]\u001b[0m, line 7, in helper", "  \u001b[32mCell [1]\u001b[0m, line 2"),
        };
        var html = Html(With("var a = 1;\nhelper(a);", error));
        Assert.Contains("<b>InvalidOperationException</b> <span>Cell 1, line 2</span>", html, StringComparison.Ordinal);
        Assert.Contains("class=\"line wrong\" data-line=\"2\"", html, StringComparison.Ordinal);
        Assert.Contains("The run stopped at <a href=\"#cell-1\">cell 1, line 2</a>", html, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(html, "No loop\\."));
    }

    [Fact]
    public void The_page_refers_to_nothing_outside_itself()
    {
        var html = Html(With("Console.WriteLine(1)", Stream("1\n"), Data(("image/png", "AAAA"))));
        Assert.Empty(Regex.Matches(html, "(src|href)=\"(?!#|data:)[^\"]*\""));
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_make_a_table_of_contents_with_unique_anchors()
    {
        var html = Html(Sample.Of("md:# All\n## Fit a loop\n## Fit a loop", "md:## A & B `code`"));
        Assert.Contains("<h2 id=\"Fit-a-loop\">", html, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"Fit-a-loop-1\">", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#Fit-a-loop-1\">Fit a loop</a>", html, StringComparison.Ordinal);
        Assert.Contains(">A &amp; B code</a>", html, StringComparison.Ordinal);
        Assert.Contains("<title>All</title>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_keeps_raw_html_and_embeds_pictures()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "tip.png"), [1, 2, 3]);
            var document = Sample.Of("md:<kbd>Ctrl</kbd> ![t](tip.png) ![u](../secret.png) ![a](attachment:p.png)");
            document.Cells[0].Json["attachments"] = new JsonObject { ["p.png"] = new JsonObject { ["image/png"] = "QUJD" } };
            var html = Html(document, folder: folder.FullName);
            Assert.Contains("<kbd>Ctrl</kbd>", html, StringComparison.Ordinal);
            Assert.Contains("src=\"data:image/png;base64,AQID\"", html, StringComparison.Ordinal);
            Assert.Contains("src=\"data:image/png;base64,QUJD\"", html, StringComparison.Ordinal);
            Assert.Contains("src=\"../secret.png\"", html, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_head_says_when_the_notebook_was_run_and_how_long_it_took()
    {
        var document = Sample.Of("1", "2");
        document.Cells[0].Metadata["execution"] = new JsonObject { ["iopub.status.busy"] = "2026-11-22T16:00:00.5Z", ["iopub.status.idle"] = "2026-11-22T16:00:01Z" };
        document.Cells[1].Metadata["execution"] = new JsonObject { ["iopub.status.busy"] = "2026-11-22T16:00:01Z", ["iopub.status.idle"] = "2026-11-22T16:03:21Z" };
        var html = Html(document);
        Assert.Contains("2026-11-22 16:00 UTC", html, StringComparison.Ordinal);
        Assert.Contains("3 min 20 s", html, StringComparison.Ordinal);
        Assert.Contains("<h1>loops</h1>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_notebook_gives_the_same_page() =>
        Assert.Equal(Html(With("var x = 1;", Stream("a"))), Html(With("var x = 1;", Stream("a"))));
}
