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
            return WithoutConics(SKPath.ParseSvgPathData(style.Text("d"))) ?? throw new NotSupportedException($"The path «{style.Text("d")[..Math.Min(style.Text("d").Length, 40)]}» of an SVG is not understood.");
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
        return WithoutConics(builder.Detach())!;
    }

    /// <summary>
    /// Arcs as two parabolas for a quarter turn, off by 0.3 % of the radius: PDF has no arcs, and Skia would put 128 curves for the circle of a single point.
    /// </summary>
    private static SKPath? WithoutConics(SKPath? path)
    {
        if (path is null || (path.SegmentMasks & SKPathSegmentMask.Conic) == 0) return path;
        using var builder = new SKPathBuilder();
        using var iterator = path.CreateRawIterator();
        var points = new SKPoint[4];
        for (SKPathVerb verb; (verb = iterator.Next(points)) != SKPathVerb.Done;)
            switch (verb)
            {
                case SKPathVerb.Move: builder.MoveTo(points[0]); break;
                case SKPathVerb.Line: builder.LineTo(points[1]); break;
                case SKPathVerb.Quad: builder.QuadTo(points[1], points[2]); break;
                case SKPathVerb.Cubic: builder.CubicTo(points[1], points[2], points[3]); break;
                case SKPathVerb.Conic:
                    var quads = SKPath.ConvertConicToQuads(points[0], points[1], points[2], iterator.ConicWeight(), 1);
                    for (var i = 1; i + 1 < quads.Length; i += 2) builder.QuadTo(quads[i], quads[i + 1]);
                    break;
                default: builder.Close(); break;
            }
        path.Dispose();
        return builder.Detach();
    }
}
