using System.Diagnostics;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Tests.Charts;

public sealed class PngWriterTests
{
    private const string _python = "/usr/bin/python3";

    [Fact]
    public async Task Pillow_reads_the_same_pixels()
    {
        const int Width = 37, Height = 19;
        var rgba = new byte[4 * Width * Height];
        new Random(4).NextBytes(rgba);
        var decoded = await RunPython("import sys,io,base64\nfrom PIL import Image\nim=Image.open(io.BytesIO(base64.b64decode(sys.stdin.read())));im.load()\nprint(im.mode,*im.size,base64.b64encode(im.tobytes()).decode())",
            Convert.ToBase64String(PngWriter.Encode(Width, Height, rgba)));
        Assert.Equal($"RGBA {Width} {Height} {Convert.ToBase64String(rgba)}", decoded.Trim());
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(2, 2, 15)]
    [InlineData(-1, 2, 8)]
    public void A_picture_whose_bytes_do_not_fit_its_size_is_refused(int width, int height, int bytes) =>
        Assert.Throws<ArgumentException>(() => PngWriter.Encode(width, height, new byte[bytes]));

    private static async Task<string> RunPython(string script, string input)
    {
        if (!File.Exists(_python)) Assert.Skip($"{_python} is not installed.");
        using var process = Process.Start(new ProcessStartInfo(_python, ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (error.Contains("No module named 'PIL'", StringComparison.Ordinal)) Assert.Skip("Debian's python3-pil is not installed.");
        Assert.True(process.ExitCode == 0, error);
        return output;
    }

    [Fact]
    public void An_opaque_picture_is_read_back_as_it_was_by_an_independent_decoder()
    {
        const int Width = 37, Height = 23;
        var rgba = new byte[4 * Width * Height];
        new Random(5).NextBytes(rgba);
        for (var i = 3; i < rgba.Length; i += 4) rgba[i] = 255;
        using var read = SkiaSharp.SKBitmap.Decode(PngWriter.EncodeOpaque(Width, Height, rgba, dpi: 300), new SkiaSharp.SKImageInfo(Width, Height, SkiaSharp.SKColorType.Rgba8888, SkiaSharp.SKAlphaType.Unpremul));
        Assert.Equal(rgba, read.GetPixelSpan().ToArray());
    }
}
