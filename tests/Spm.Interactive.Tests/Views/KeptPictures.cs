using SkiaSharp;
using Spm.Interactive.Charts.Skia;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Views;

/// <summary>
/// Pictures that a person has looked at, beside this file in <c>Pictures</c>, and how far a new one is from them. SPM_ACCEPT_PICTURES=1 keeps the new ones: look at each before
/// it is committed.
/// </summary>
internal static class KeptPictures
{
    /// <summary>Difference of a channel, of 255, that an eye does not see at the edge of a letter: other processors smooth edges otherwise.</summary>
    private const int _tolerated = 40;

    /// <summary>Part of the pixels that may differ by more: a few hundred of a usual figure, less than one word.</summary>
    private const double _share = 5e-4;

    private static readonly string _kept = Path.Combine(Browser.RepositoryFolder, "tests", "Spm.Interactive.Tests", "Views", "Pictures");
    private static readonly string _found = Path.Combine(Browser.RepositoryFolder, "artifacts", "pictures");

    /// <summary>The static picture of a bundle in its size on the screen, or null when it has none.</summary>
    public static SKBitmap? Of(MimeBundle bundle)
    {
        if (!bundle.Data.ContainsKey(MimeTypes.Html) || StaticPicture.TrySvgOf(bundle) is not { } svg) return null;
        var root = System.Xml.Linq.XDocument.Parse(svg).Root!;
        return SKBitmap.Decode(SkiaPicture.Png(svg, (int)(double)root.Attribute("width")!, (int)(double)root.Attribute("height")!));
    }

    /// <summary>What is wrong with a picture, or null when it is as the kept one.</summary>
    public static string? Compare(string name, SKBitmap picture)
    {
        var file = Path.Combine(_kept, name + ".png");
        if (Environment.GetEnvironmentVariable("SPM_ACCEPT_PICTURES") == "1")
        {
            if (!File.Exists(file) || Difference(file, picture) is not null) Write(file, picture);
            return null;
        }
        var problem = File.Exists(file) ? Difference(file, picture) : "is new";
        if (problem is null) return null;
        Write(Path.Combine(_found, name + ".png"), picture);
        return $"{name} {problem}: see artifacts/pictures/{name}.png and, to keep it, SPM_ACCEPT_PICTURES=1";
    }

    /// <summary>Kept pictures of nothing that is still drawn.</summary>
    public static IEnumerable<string> Unused(IReadOnlyCollection<string> names) =>
        Directory.Exists(_kept) ? Directory.EnumerateFiles(_kept, "*.png").Select(file => Path.GetFileNameWithoutExtension(file)).Except(names) : [];

    private static string? Difference(string file, SKBitmap picture)
    {
        using var kept = SKBitmap.Decode(file);
        return DifferenceOf(kept, picture);
    }

    /// <summary>How two pictures differ more than is tolerated; null when they do not.</summary>
    internal static string? DifferenceOf(SKBitmap kept, SKBitmap picture)
    {
        if ((kept.Width, kept.Height) != (picture.Width, picture.Height)) return $"is {picture.Width} × {picture.Height}, was {kept.Width} × {kept.Height}";
        var (before, now) = (kept.Pixels, picture.Pixels);
        var differing = before.Zip(now).Count(pair => Distance(pair.First, pair.Second) > _tolerated);
        return differing <= _share * now.Length ? null : $"differs in {differing} of {now.Length} pixels";
    }

    private static int Distance(SKColor a, SKColor b) => Math.Max(Math.Abs(a.Red - b.Red), Math.Max(Math.Abs(a.Green - b.Green), Math.Abs(a.Blue - b.Blue)));

    private static void Write(string file, SKBitmap picture)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var stream = File.Create(file);
        picture.Encode(stream, SKEncodedImageFormat.Png, 100);
    }
}
