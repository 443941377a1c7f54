using SkiaSharp;

namespace Spm.Interactive.Charts.Skia;

/// <summary>
/// The font of pictures that are files: Inter (R. Andersson and contributors, SIL Open Font License 1.1), carried by this assembly, so that a picture is the same on every machine,
/// also on one without any font.
/// </summary>
internal static class InterFont
{
    /// <summary>Its name in an SVG, before what a viewer has in its place.</summary>
    public const string Family = "Inter, Helvetica, Arial, 'DejaVu Sans', sans-serif";

    private const int _semiBold = 600;
    private static readonly Lazy<Face> _regular = new(() => new("Inter-Regular.ttf")), _bold = new(() => new("Inter-SemiBold.ttf"));

    /// <summary>The face nearest to a weight of CSS, 100 to 900.</summary>
    public static Face Of(int weight) => weight >= _semiBold ? _bold.Value : _regular.Value;

    /// <summary>One weight: the file, and what Skia made of it.</summary>
    internal sealed class Face(string file)
    {
        public byte[] Bytes { get; } = Read(file);

        public SKTypeface Typeface => field ??= Load(Bytes);

        public SKFont Font => field ??= new(Typeface);

        public static SKTypeface Load(byte[] bytes)
        {
            using var data = SKData.CreateCopy(bytes);
            return SKTypeface.FromData(data) ?? throw new InvalidDataException("Skia does not read the font of this assembly.");
        }

        private static byte[] Read(string file)
        {
            using var stream = typeof(InterFont).Assembly.GetManifestResourceStream("Spm.Interactive.Fonts." + file)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }
}
