using SkiaSharp;
using Spm.Interactive.Charts;
using Spm.Interactive.Charts.Skia;
using Spm.Interactive.Tests.Views;

namespace Spm.Interactive.Tests.Charts.Saving;

/// <summary>Our PNG and Chromium's screenshot of the same SVG, both with the font Inter.</summary>
public sealed class SameAsBrowserTests
{
    // Text is smoothed a little differently at its edges: a pixel counts as different when a colour is off by more than a quarter of the range. Texts take some 3 % of a figure,
    // and of their pixels few differ that much; a label that is elsewhere, a missing layer or a map upside down change far more.
    private const int _different = 64, _scale = 2;
    private const double _share = 0.004, _meanDifference = 0.8;

    [Theory]
    [InlineData("linked")]
    [InlineData("linked-sho")]
    [InlineData("phase")]
    [InlineData("fit")]
    [InlineData("drift")]
    [InlineData("path-spiral")]
    [InlineData("plotly-histogram")]
    [InlineData("waveform-chirp")]
    public async Task Our_pixels_are_those_of_the_browser(string name)
    {
        var figure = SavedFigures.All().First(entry => entry.Name == name).Figure;
        var svg = SvgRenderer.Render(figure with { IsFile = true });
        var theirs = await Browser.ScreenshotAsync(Page(svg), figure.Width, figure.Height, _scale);
        var ours = SkiaPicture.Png(svg, _scale * figure.Width, _scale * figure.Height);
        if (Environment.GetEnvironmentVariable("SPM_WRITE_VIEWS") == "1") Write(name, ours, theirs);
        var (share, mean) = Difference(ours, theirs);
        Assert.True(share < _share && mean < _meanDifference, $"{name}: {share:P2} of the pixels differ, mean difference {mean:F2} of 255");
    }

    private static string Page(string svg)
    {
        static string Face(int weight) => $"@font-face{{font-family:Inter;font-weight:{weight};src:url(data:font/ttf;base64,{Convert.ToBase64String(InterFont.Of(weight).Bytes)})}}";
        return $"<!DOCTYPE html><meta charset=\"utf-8\"><style>{Face(400)}{Face(600)}body{{margin:0}}svg{{display:block}}text{{font-kerning:none;font-variant-ligatures:none;text-rendering:geometricPrecision}}</style>{svg}";
    }

    private static (double Share, double Mean) Difference(byte[] ours, byte[] theirs)
    {
        using var a = SKBitmap.Decode(ours);
        using var b = SKBitmap.Decode(theirs);
        Assert.Equal((a.Width, a.Height), (b.Width, b.Height));
        var (different, sum) = (0L, 0L);
        for (var y = 0; y < a.Height; y++)
            for (var x = 0; x < a.Width; x++)
            {
                var (p, q) = (a.GetPixel(x, y), b.GetPixel(x, y));
                var (red, green, blue) = (Math.Abs(p.Red - q.Red), Math.Abs(p.Green - q.Green), Math.Abs(p.Blue - q.Blue));
                sum += red + green + blue;
                if (Math.Max(red, Math.Max(green, blue)) > _different) different++;
            }
        return ((double)different / (a.Width * a.Height), sum / 3.0 / (a.Width * a.Height));
    }

    private static void Write(string name, byte[] ours, byte[] theirs)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Browser.RepositoryFolder, "artifacts", "browser")).FullName;
        File.WriteAllBytes(Path.Combine(folder, name + "-ours.png"), ours);
        File.WriteAllBytes(Path.Combine(folder, name + "-chromium.png"), theirs);
    }
}
