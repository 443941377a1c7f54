using System.Net;
using System.Text.Json.Nodes;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Spm.Kernel.Notebooks.Html;

/// <summary>A heading, for the table of contents.</summary>
/// <param name="Level">1 to 6.</param>
/// <param name="Text">Its text without markup.</param>
/// <param name="Id">Its anchor.</param>
internal sealed record Heading(int Level, string Text, string Id);

/// <summary>
/// Markdown cells as HTML: GitHub's flavour with raw HTML kept, <c>$…$</c> as MathML, C# code coloured, headings with Jupyter's anchors
/// (spaces become dashes), and pictures embedded (attachments of the cell, and files beside the notebook).
/// </summary>
/// <param name="folder">Where relative picture files are looked for, or null.</param>
internal sealed class MarkdownText(string? folder)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseGridTables().UseTaskLists().UseFootnotes().UseAutoLinks().UseEmphasisExtras().UseDefinitionLists()
        .UseMathematics().Build();

    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);
    private readonly List<Heading> _headings = [];

    /// <summary>The headings of everything written so far.</summary>
    public IReadOnlyList<Heading> Headings => _headings;

    /// <summary>HTML of one cell.</summary>
    public string ToHtml(string markdown, JsonObject? attachments = null)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var node in document.Descendants().ToList())
        {
            if (node is HeadingBlock heading) Anchor(heading);
            if (node is LinkInline { IsImage: true } picture) picture.Url = PictureSource.Embed(picture.Url, attachments, folder) ?? picture.Url;
        }
        using var writer = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<HtmlMathInlineRenderer>(new InlineMath());
        renderer.ObjectRenderers.Replace<HtmlMathBlockRenderer>(new BlockMath());
        renderer.ObjectRenderers.Replace<CodeBlockRenderer>(new Code());
        renderer.Render(document);
        return writer.ToString();
    }

    private void Anchor(HeadingBlock heading)
    {
        var text = heading.Inline is null ? "" : string.Concat(heading.Inline.Descendants().Select(Plain)).Trim();
        var anchor = string.Join('-', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (anchor.Length == 0) return;
        var id = anchor;
        for (var n = 1; !_anchors.Add(id); n++) id = $"{anchor}-{n}";
        heading.GetAttributes().Id = WebUtility.HtmlEncode(id);
        _headings.Add(new Heading(heading.Level, text, id));
    }

    private static string Plain(MarkdownObject node) => node switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        MathInline math => math.Content.ToString(),
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LineBreakInline => " ",
        _ => "",
    };

    private sealed class InlineMath : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline obj) =>
            renderer.Write(MathMarkup.ToMathMl(obj.Content.ToString(), display: obj.DelimiterCount > 1));
    }

    private sealed class BlockMath : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock obj) =>
            renderer.EnsureLine().Write("<div class=\"math-block\">").Write(MathMarkup.ToMathMl(obj.Lines.ToString(), display: true)).WriteLine("</div>");
    }

    private sealed class Code : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock obj)
        {
            var language = (obj as FencedCodeBlock)?.Info?.ToLowerInvariant();
            var code = obj.Lines.ToString();
            var lines = language is "csharp" or "c#" or "cs" ? CodeHighlighter.Lines(code) : CodeHighlighter.PlainLines(code);
            renderer.EnsureLine().Write("<pre class=\"code\"><code>").Write(string.Join('\n', lines)).WriteLine("</code></pre>");
        }
    }
}

internal static class RendererReplacement
{
    /// <summary>Puts a renderer in the place of another.</summary>
    public static void Replace<TOld>(this ObjectRendererCollection renderers, IMarkdownObjectRenderer renderer)
        where TOld : IMarkdownObjectRenderer
    {
        renderers.RemoveAll(r => r is TOld);
        renderers.Insert(0, renderer);
    }
}
