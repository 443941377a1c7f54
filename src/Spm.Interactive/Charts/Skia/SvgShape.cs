using System.Xml.Linq;
using SkiaSharp;

namespace Spm.Interactive.Charts.Skia;

/// <summary>The outlines of an SVG's basic shapes. Source: SVG 2, sections 9 and 10.</summary>
internal static class SvgShape
{
    public static SKPath Path(XElement element, SvgStyle style)
    {
        var name = element.Name.LocalName;
        if (name == "path")
            return SKPath.ParseSvgPathData(style.Text("d")) ?? throw new NotSupportedException($"The path «{style.Text("d")[..Math.Min(style.Text("d").Length, 40)]}» of an SVG is not understood.");
        using var builder = new SKPathBuilder();
        switch (name)
        {
            case "rect":
                var box = SKRect.Create(style.Number("x"), style.Number("y"), style.Number("width"), style.Number("height"));
                if (style.Number("rx") is > 0 and var radius) builder.AddRoundRect(new SKRoundRect(box, radius));
                else builder.AddRect(box);
                break;
            case "line":
                builder.MoveTo(style.Number("x1"), style.Number("y1"));
                builder.LineTo(style.Number("x2"), style.Number("y2"));
                break;
            case "polyline" or "polygon":
                var numbers = SvgStyle.Numbers(style.Text("points"));
                for (var i = 0; i + 1 < numbers.Length; i += 2)
                    if (i == 0) builder.MoveTo(numbers[i], numbers[i + 1]);
                    else builder.LineTo(numbers[i], numbers[i + 1]);
                if (name == "polygon") builder.Close();
                break;
            case "circle":
                builder.AddCircle(style.Number("cx"), style.Number("cy"), style.Number("r"));
                break;
            case "ellipse":
                var (rx, ry) = (style.Number("rx"), style.Number("ry"));
                builder.AddOval(SKRect.Create(style.Number("cx") - rx, style.Number("cy") - ry, 2 * rx, 2 * ry));
                break;
            default:
                throw new NotSupportedException($"The element <{name}> of an SVG has no drawing in a PDF or PNG.");
        }
        return builder.Detach();
    }
}
