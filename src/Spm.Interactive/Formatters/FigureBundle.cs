using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>A bundle of text, an interactive figure with words around it, and the figure's static picture.</summary>
internal static class FigureBundle
{
    public static readonly string[] Types = [MimeTypes.Html, MimeTypes.Svg];

    public static MimeBundle Of(string text, Figure figure, object owner, ScriptOnce once, string before = "", string after = "")
    {
        var layout = FigureLayout.Of(figure);
        var svg = SvgRenderer.Render(layout);
        return new MimeBundle(text).With(MimeTypes.Html, before + FigureHtml.Of(layout, svg, owner, once) + after).With(MimeTypes.Svg, svg);
    }

    public static string Heading(string words) => $"<div style=\"font-weight:600;margin:4px 0\">{SvgWriter.Encode(Minus.Typeset(words))}</div>";

    /// <summary>A part that opens on a click, for what is long.</summary>
    public static string Folded(string summary, string html) =>
        $"<details style=\"margin:4px 0\"><summary style=\"cursor:pointer;display:list-item;list-style-position:inside\">{SvgWriter.Encode(summary)}</summary>{html}</details>";
}
