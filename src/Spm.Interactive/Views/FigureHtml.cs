using System.Text;
using System.Text.Json.Nodes;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>
/// HTML of a figure: the static picture in a container, its data as JSON, and a line that wakes the browser script. The picture is an image
/// with the SVG in its address, which the script unfolds: a front end that does not trust the notebook strips scripts and SVG elements,
/// and would leave only the words of the axes in a row.
/// </summary>
public static class FigureHtml
{
    /// <summary>A narrow cell makes a figure smaller, but no smaller than this, below which its letters cannot be read: the cell scrolls instead.</summary>
    private const double _leastScale = 0.65;

    /// <summary>An interactive figure.</summary>
    /// <param name="layout">What is shown, laid out.</param>
    /// <param name="svg">Its static picture.</param>
    /// <param name="owner">The object it was made from, for <see cref="ScriptOnce"/>.</param>
    /// <param name="once">Decides whether the script travels with it.</param>
    public static string Of(FigureLayout layout, string svg, object owner, ScriptOnce once) =>
        Wrap($"<div data-spm-stage=\"1\" style=\"position:relative;display:inline-block;max-width:100%;min-width:{(int)(_leastScale * layout.Figure.Width)}px\">{Picture(layout.Figure, svg)}</div>", FigurePayload.Of(layout), owner, once);

    /// <summary>The static picture as an image.</summary>
    public static string Picture(Figure figure, string svg) =>
        $"<img data-spm-picture=\"1\" alt=\"{SvgWriter.Encode(figure.Description)}\" width=\"{figure.Width}\" height=\"{figure.Height}\" style=\"max-width:100%;height:auto\" src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}\">";

    /// <summary>A container that the browser script will find, with data and, when needed, the script.</summary>
    public static string Wrap(string content, JsonObject data, object owner, ScriptOnce once)
    {
        var html = new StringBuilder();
        if (once.Needed(ViewScript.Name, owner)) html.Append(ViewScript.Element);
        return html.Append($"<div class=\"{ViewScript.ContainerClass}\">").Append(content)
            // The encoder writes < as an escape: nothing in the data can end the script element.
            .Append("<script type=\"application/json\">").Append(data.ToJsonString()).Append("</script>")
            .Append(ViewScript.Bootstrap).Append("</div>").ToString();
    }

    /// <summary>A page of its own around HTML that carries its script.</summary>
    public static string Page(string title, string html) =>
        $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{SvgWriter.Encode(title)}</title></head><body style=\"font-family:{SvgWriter.Encode(SvgRenderer.FontFamily)}\">{html}</body></html>\n";
}
