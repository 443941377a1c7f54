using System.Xml.Linq;
using SkiaSharp;

namespace Spm.Interactive.Charts.Skia;

/// <summary>
/// Draws the SVG of <see cref="SvgRenderer"/> on a Skia canvas, so that there is one description of a figure and every kind of file shows the same. It knows the elements a figure is
/// made of and refuses others by name; a renderer for all of SVG took 0.8 s to its first picture, this one and Skia together a tenth of that. Text is drawn as text, without kerning.
/// </summary>
/// <param name="canvas">In the SVG's units.</param>
/// <param name="typefaces">The typeface of a weight.</param>
internal sealed class SvgPainter(SKCanvas canvas, Func<int, SKTypeface> typefaces)
{
    private readonly Dictionary<string, XElement> _byId = new(StringComparer.Ordinal);

    /// <summary>Draws the root element.</summary>
    /// <exception cref="NotSupportedException">There is an element, a colour or a transform that has no drawing; the message names it.</exception>
    public void Draw(XElement root)
    {
        foreach (var element in root.Descendants())
            if (element.Attribute("id") is { } id)
                _byId[id.Value] = element;
        Children(root, SvgStyle.Initial.Of(root));
    }

    private void Children(XElement parent, SvgStyle style)
    {
        foreach (var child in parent.Elements()) Element(child, style.Of(child));
    }

    private void Element(XElement element, SvgStyle style)
    {
        var saved = canvas.Save();
        if (style.Text("transform") is { Length: > 0 } transform) canvas.Concat(SvgTransform.Of(transform));
        if (style.Reference("clip-path") is { } clip) Clip(_byId[clip]);
        if (style.Number("opacity", 1) is < 1 and var opacity)
        {
            using var layer = new SKPaint { Color = SKColors.White.WithAlpha((byte)MathF.Round(255 * opacity)) };
            canvas.SaveLayer(layer);
        }
        switch (element.Name.LocalName)
        {
            case "g": Children(element, style); break;
            case "svg": Nested(element, style); break;
            case "text": SvgText.Draw(canvas, element, style, typefaces); break;
            case "image": SvgImage.Draw(canvas, style); break;
            case "defs" or "pattern" or "clipPath" or "title" or "desc" or "metadata": break;
            default: Shape(element, style); break;
        }
        canvas.RestoreToCount(saved);
    }

    private void Nested(XElement element, SvgStyle style)
    {
        canvas.Translate(style.Number("x"), style.Number("y"));
        if (style.Text("overflow", "hidden") != "visible") canvas.ClipRect(new(0, 0, style.Number("width"), style.Number("height")), SKClipOperation.Intersect, antialias: true);
        Children(element, style);
    }

    private void Shape(XElement element, SvgStyle style)
    {
        using var path = SvgShape.Path(element, style);
        if (style.Reference("fill") is { } pattern) SvgPattern.Fill(canvas, path, _byId[pattern]);
        using var fill = element.Name.LocalName == "line" ? null : style.Fill();
        if (fill is not null) canvas.DrawPath(path, fill);
        using var stroke = style.Stroke();
        if (stroke is not null) canvas.DrawPath(path, stroke);
    }

    private void Clip(XElement clip)
    {
        using var all = new SKPathBuilder();
        foreach (var child in clip.Elements())
        {
            using var path = SvgShape.Path(child, SvgStyle.Initial.Of(child));
            all.AddPath(path);
        }
        using var outline = all.Detach();
        canvas.ClipPath(outline, SKClipOperation.Intersect, antialias: true);
    }
}
