using SkiaSharp;

namespace Spm.Interactive.Charts.Skia;

/// <summary>Draws a bitmap that an SVG carries; one of pixels to be seen (<c>image-rendering: pixelated</c>) is not smoothed.</summary>
internal static class SvgImage
{
    private const string _data = ";base64,";

    public static void Draw(SKCanvas canvas, SvgStyle style)
    {
        var address = style.Text("href");
        if (!address.StartsWith("data:image/", StringComparison.Ordinal) || address.IndexOf(_data, StringComparison.Ordinal) is not (> 0 and var comma))
            throw new NotSupportedException("An image of an SVG that is not carried in it has no drawing in a PDF or PNG.");
        using var encoded = SKData.CreateCopy(Convert.FromBase64String(address[(comma + _data.Length)..]));
        using var image = SKImage.FromEncodedData(encoded) ?? throw new NotSupportedException("An image in an SVG is not understood.");
        var box = SKRect.Create(style.Number("x"), style.Number("y"), style.Number("width"), style.Number("height"));
        if (style.Text("preserveAspectRatio") != "none") box = box.AspectFit(new(image.Width, image.Height));
        canvas.DrawImage(image, box, new SKSamplingOptions(style.Text("image-rendering") == "pixelated" ? SKFilterMode.Nearest : SKFilterMode.Linear));
    }
}
