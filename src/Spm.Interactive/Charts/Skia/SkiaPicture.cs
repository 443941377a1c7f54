using System.Xml.Linq;
using SkiaSharp;

namespace Spm.Interactive.Charts.Skia;

/// <summary>From an SVG of ours to PNG and PDF, in process, with SkiaSharp. The same SVG always gives the same bytes on one machine.</summary>
internal static class SkiaPicture
{
    /// <summary>Points of 1/72 inch to an inch, the unit of PDF.</summary>
    private const float _pointsPerInch = 72;

    /// <summary>A page's size is rounded to whole dots of this many to the inch.</summary>
    private const float _pageDotsPerInch = 7200;

    /// <summary>Above every quality of JPEG: bitmaps are kept as they are.</summary>
    private const int _lossless = 101;

    private static readonly Lazy<bool> _isAvailable = new(Probe);

    /// <summary>Whether Skia runs on this machine: it is native code, which is there for Windows, macOS and Linux on the usual processors.</summary>
    public static bool IsAvailable => _isAvailable.Value;

    /// <summary>Opaque pixels on white.</summary>
    /// <param name="svg">The picture.</param>
    /// <param name="width">Pixels across; the picture is scaled to them.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="dpi">Written into the file; null for none.</param>
    public static byte[] Png(string svg, int width, int height, double? dpi = null) => Png(XElement.Parse(svg), width, height, dpi);

    /// <summary>Opaque pixels on white, so many for each unit of the picture.</summary>
    public static byte[] Png(string svg, double scale)
    {
        var root = XElement.Parse(svg);
        var (unitsX, unitsY) = ViewBox(root);
        return Png(root, (int)Math.Round(scale * unitsX), (int)Math.Round(scale * unitsY), null);
    }

    private static byte[] Png(XElement root, int width, int height, double? dpi)
    {
        Check();
        var (unitsX, unitsY) = ViewBox(root);
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb());
        using var surface = SKSurface.Create(info) ?? throw new InvalidOperationException($"There is not enough memory for a picture of {width} × {height} pixels.");
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(width / unitsX, height / unitsY);
        new SvgPainter(surface.Canvas, weight => InterFont.Of(weight).Typeface).Draw(root);
        using var pixels = surface.PeekPixels();
        return PngWriter.EncodeOpaque(width, height, pixels.GetPixelSpan(), dpi);
    }

    /// <summary>One page, shapes as shapes and text as text in a font that travels along, cut down to the letters used.</summary>
    public static byte[] Pdf(string svg, double widthMm, double heightMm, string title, string author, string subject)
    {
        Check();
        var root = XElement.Parse(svg);
        var (unitsX, unitsY) = ViewBox(root);
        var (width, height) = (Points(widthMm), Points(heightMm));
        var metadata = new SKDocumentPdfMetadata { Title = title, Author = author, Subject = subject, Creator = "Spm.Interactive", Producer = "Skia/PDF", RasterDpi = _pageDotsPerInch, EncodingQuality = _lossless };
        var letters = string.Concat(root.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
        var typefaces = new Dictionary<byte[], SKTypeface>(ReferenceEqualityComparer.Instance);
        using var file = new MemoryStream();
        using (var document = SKDocument.CreatePdf(file, metadata) ?? throw new InvalidOperationException("Skia makes no PDF on this machine."))
        {
            var canvas = document.BeginPage(width, height);
            canvas.Scale(width / unitsX, height / unitsY);
            new SvgPainter(canvas, weight => Subset(InterFont.Of(weight))).Draw(root);
            document.EndPage();
            document.Close();
        }
        foreach (var typeface in typefaces.Values) typeface.Dispose();
        return file.ToArray();

        SKTypeface Subset(InterFont.Face face)
        {
            if (typefaces.TryGetValue(face.Bytes, out var known)) return known;
            return typefaces[face.Bytes] = InterFont.Face.Load(FontSubset.Of(face.Bytes, letters.EnumerateRunes().Select(rune => (rune.Value, (int)face.Font.GetGlyph(rune.Value)))));
        }
    }

    private static void Check()
    {
        if (!IsAvailable) throw new PlatformNotSupportedException($"Skia, which makes PDF and PNG, does not run on this machine ({System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}). Save as .svg instead.");
    }

    private static bool Probe()
    {
        try
        {
            return InterFont.Of(400).Typeface.GlyphCount > 0;
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or InvalidOperationException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    private static float Points(double mm) => (float)(mm / 25.4 * _pointsPerInch);

    private static (float Width, float Height) ViewBox(XElement root)
    {
        var box = SvgStyle.Numbers(root.Attribute("viewBox")!.Value);
        return (box[2], box[3]);
    }
}
