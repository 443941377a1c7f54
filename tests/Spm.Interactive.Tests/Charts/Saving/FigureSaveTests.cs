using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Spm.Interactive.Charts;
using Spm.Interactive.Charts.Skia;
using Spm.Interactive.Tests.Views;
using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Charts.Saving;

public sealed partial class FigureSaveTests
{
    // The height follows from the width through whole pixels of the layout, of which one is 0.22 mm on paper; a page's size is kept to 1/7200 inch, a PNG's to half a dot.
    private const double _pageMm = 25.4 / 7200, _dotMm = 25.4 / 600;

    private readonly string _folder = Directory.CreateTempSubdirectory("spm-save-").FullName;
    private readonly Figure _map = SyntheticFits.Map(SyntheticFits.Loops(12, 12), 2).ToFigure();
    private readonly Figure _loop = new LoopView(SyntheticFits.Loops(6, 6), 3).ToFigure();

    [Theory]
    [InlineData(86)]
    [InlineData(178)]
    [InlineData(120.5)]
    public void All_kinds_of_files_have_the_width_that_was_asked_for(double widthMm)
    {
        var saved = Save("a.svg", widthMm);
        var root = XDocument.Load(saved.Path).Root!;
        Assert.Equal($"{widthMm.ToString(CultureInfo.InvariantCulture)}mm", root.Attribute("width")!.Value);
        Assert.EndsWith("mm", root.Attribute("height")!.Value);
        var (width, height) = PageMm(Save("a.pdf", widthMm).Path);
        Assert.Equal(widthMm, width, _pageMm);
        Assert.Equal(saved.HeightMm, height, _pageMm);
        var png = File.ReadAllBytes(Save("a.png", widthMm).Path);
        Assert.Equal(widthMm, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)) * _dotMm, _dotMm);
        Assert.Equal(saved.HeightMm, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)) * _dotMm, _dotMm);
        Assert.Equal(600 / 0.0254, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(png.AsSpan().IndexOf("pHYs"u8) + 4)), 1.0);
    }

    [Fact]
    public void Without_a_width_a_figure_keeps_its_size_at_96_pixels_to_the_inch()
    {
        var (width, height) = PageMm(Save("a.pdf", null).Path);
        Assert.Equal(_map.Width / 96.0 * 25.4, width, _pageMm);
        Assert.Equal(_map.Height / 96.0 * 25.4, height, _pageMm);
        Assert.Equal(_map.Width, (int)XDocument.Load(Save("a.svg", null).Path).Root!.Attribute("width")!);
    }

    [Fact]
    public void A_height_that_was_asked_for_is_kept_to_a_pixel_of_the_layout() =>
        Assert.Equal(70, _loop.Save(Path.Combine(_folder, "a.svg"), widthMm: 86, heightMm: 70).HeightMm, PrintLayout.PointsPerPixel / 72 * 25.4 / 2 + 1e-9);

    [Fact]
    public void Text_on_paper_is_7_to_8_points_and_lines_are_half_a_point_to_one_and_a_quarter()
    {
        var root = XDocument.Parse(SvgRenderer.Render(_loop.ForPrint(86))).Root!;
        var points = 86 / 25.4 * 72 / double.Parse(root.Attribute("viewBox")!.Value.Split(' ')[2], CultureInfo.InvariantCulture);
        var sizes = root.Descendants().Where(e => e.Name.LocalName == "text").Select(e => points * ((double?)e.Attribute("font-size") ?? FigureLayout.TickSize)).ToList();
        // Whole pixels across leave the size of a point off by a part in 400.
        Assert.All(sizes, size => Assert.InRange(size, 7 * 0.997, 8 * 1.003));
        Assert.InRange(points, 0.5, 0.75);
        Assert.All(root.Descendants().Where(e => e.Name.LocalName == "path" && (string?)e.Attribute("fill") == "none"), curve => Assert.InRange(points * (double)curve.Attribute("stroke-width")!, 0.5, 1.25));
        Assert.DoesNotContain(root.Descendants(), e => e.Attribute("rx") is not null);
    }

    [Fact]
    public void A_PDF_carries_the_letters_of_its_font_and_says_what_it_shows()
    {
        var pdf = File.ReadAllBytes(_map.Save(Path.Combine(_folder, "a.pdf"), widthMm: 86, author: "A. Author").Path);
        var text = Encoding.Latin1.GetString(pdf);
        Assert.Equal(["Inter-Regular", "Inter-SemiBold"], FontName().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(2, Count(text, "/FontFile2"));
        Assert.Contains("A. Author", text);
        // The title is in UTF-16, since it has a minus sign.
        Assert.Contains(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes("Coercive bias V−")), text);
        // Two whole weights of Inter are 330 kB.
        Assert.InRange(pdf.Length, 1, 60_000);
    }

    [Fact]
    public async Task Text_in_a_PDF_can_be_searched()
    {
        const string Program = "/usr/bin/pdftotext";
        if (!File.Exists(Program)) Assert.Skip($"{Program} is not installed.");
        var figure = new Figure("", 400, 300, [new(Cell.Whole, new("χ·Δφ", "m²·V⁻⁶", 0, 1), new("∂µ/∂t ±∞", "°", -1, 0), [])], "letters");
        using var process = Process.Start(new ProcessStartInfo(Program, [figure.Save(Path.Combine(_folder, "a.pdf"), 86).Path, "-"]) { RedirectStandardOutput = true })!;
        var words = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("χ·Δφ (m²·V⁻⁶)", words);
        Assert.Contains("∂µ/∂t ±∞ (°)", words);
        Assert.Contains("−0.2", words);
    }

    [Fact]
    public void The_same_figure_gives_the_same_bytes() => Assert.All(new[] { "pdf", "svg", "png" }, kind =>
    {
        byte[] Once(string name) => File.ReadAllBytes(_map.Save(Path.Combine(_folder, $"{name}.{kind}"), 86, dpi: 150).Path);
        Assert.Equal(Once("a"), Once("b"));
    });

    [Fact]
    public void A_file_that_was_there_stays_when_the_new_one_fails_and_is_replaced_when_it_is_whole()
    {
        var path = Path.Combine(_folder, "a.svg");
        File.WriteAllText(path, "precious");
        Assert.Throws<ArgumentException>(() => _map.Save(path, widthMm: 3));
        Assert.Equal("precious", File.ReadAllText(path));
        _map.Save(path);
        Assert.StartsWith("<svg", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal([path], Directory.EnumerateFiles(_folder));
    }

    [Theory]
    [InlineData("a.bmp", 86.0, 600, "ends in .pdf, .svg or .png, such as a.pdf")]
    [InlineData("a", 86.0, 600, "does not say what kind of picture")]
    [InlineData("a.pdf", 0.0, 600, "above 0 and at most 2000, got 0")]
    [InlineData("a.pdf", -86.0, 600, "got -86")]
    [InlineData("a.pdf", double.NaN, 600, "widthMm is a length on paper in millimetres")]
    [InlineData("a.pdf", 15.0, 600, "A figure 15 mm wide has no room for its axes; this one needs at least")]
    [InlineData("a.png", 86.0, 7, "dpi is 36 to 2400 dots per inch, got 7")]
    [InlineData("a.png", 1500.0, 2400, "million pixels; at most 64 million are written. Try dpi:")]
    public void A_wish_that_cannot_be_met_is_refused_with_what_would_do(string name, double widthMm, int dpi, string expected) =>
        Assert.Contains(expected, Assert.ThrowsAny<ArgumentException>(() => _map.Save(Path.Combine(_folder, name), widthMm, dpi: dpi)).Message);

    [Fact]
    public void A_height_needs_a_width_and_room()
    {
        Assert.Contains("heightMm goes with widthMm", Assert.Throws<ArgumentException>(() => _map.Save(Path.Combine(_folder, "a.pdf"), heightMm: 50)).Message);
        Assert.Contains("mm high has no room", Assert.Throws<ArgumentException>(() => _map.Save(Path.Combine(_folder, "a.pdf"), 86, heightMm: 10)).Message);
    }

    [Fact]
    public void A_place_where_nothing_can_be_written_is_named()
    {
        Assert.Contains("Make it first", Assert.Throws<DirectoryNotFoundException>(() => _map.Save(Path.Combine(_folder, "nowhere", "a.pdf"))).Message);
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "a.pdf")).FullName;
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => _map.Save(folder)).Message);
    }

    [Fact]
    public void What_a_picture_cannot_draw_is_named() =>
        Assert.Contains("<filter>", Assert.Throws<NotSupportedException>(() => SkiaPicture.Png("<svg viewBox=\"0 0 9 9\"><filter/></svg>", 9, 9)).Message);

    private SavedFigure Save(string name, double? widthMm) => _map.Save(Path.Combine(_folder, name), widthMm);

    private static (double Width, double Height) PageMm(string path)
    {
        var box = MediaBox().Match(Encoding.Latin1.GetString(File.ReadAllBytes(path)));
        return (Mm(1), Mm(2));

        double Mm(int group) => double.Parse(box.Groups[group].Value, CultureInfo.InvariantCulture) / 72 * 25.4;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex(@"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")]
    private static partial Regex MediaBox();

    [GeneratedRegex(@"/FontName /[A-Z]{6}\+([\w-]+)")]
    private static partial Regex FontName();
}
