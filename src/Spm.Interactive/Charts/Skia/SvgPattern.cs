using System.Xml.Linq;
using SkiaSharp;

namespace Spm.Interactive.Charts.Skia;

/// <summary>Fills a shape with a pattern of rectangles, as lines and not as a bitmap. Source: SVG 2, section 14.3.</summary>
internal static class SvgPattern
{
    public static void Fill(SKCanvas canvas, SKPath shape, XElement pattern)
    {
        var style = SvgStyle.Initial.Of(pattern);
        var (width, height, matrix) = (style.Number("width"), style.Number("height"), SvgTransform.Of(style.Text("patternTransform")));
        if (!(width > 0 && height > 0) || !matrix.TryInvert(out var back)) return;
        var area = back.MapRect(shape.Bounds);
        canvas.Save();
        canvas.ClipPath(shape, SKClipOperation.Intersect, antialias: true);
        canvas.Concat(matrix);
        var (firstColumn, lastColumn) = ((int)MathF.Floor(area.Left / width), (int)MathF.Ceiling(area.Right / width));
        var (firstRow, lastRow) = ((int)MathF.Floor(area.Top / height), (int)MathF.Ceiling(area.Bottom / height));
        foreach (var child in pattern.Elements())
        {
            if (child.Name.LocalName != "rect") throw new NotSupportedException($"The element <{child.Name.LocalName}> in a pattern of an SVG has no drawing in a PDF or PNG.");
            var part = style.Of(child);
            var box = SKRect.Create(part.Number("x"), part.Number("y"), part.Number("width"), part.Number("height"));
            // Tiles that touch are one rectangle: where two meet a viewer would show a seam.
            var (wide, high) = (box.Width >= width, box.Height >= height);
            using var tiles = new SKPathBuilder();
            for (var row = firstRow; row <= (high ? firstRow : lastRow); row++)
                for (var column = firstColumn; column <= (wide ? firstColumn : lastColumn); column++)
                    tiles.AddRect(SKRect.Create(box.Left + column * width, box.Top + row * height, wide ? (lastColumn - firstColumn + 1) * width : box.Width, high ? (lastRow - firstRow + 1) * height : box.Height));
            using var path = tiles.Detach();
            using var paint = part.Fill();
            if (paint is not null) canvas.DrawPath(path, paint);
        }
        canvas.Restore();
    }
}
