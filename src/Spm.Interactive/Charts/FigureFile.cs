using System.Globalization;
using System.Text;
using Spm.Interactive.Charts.Skia;

namespace Spm.Interactive.Charts;

/// <summary>Writes a figure to a file, whole or not at all.</summary>
internal static class FigureFile
{
    public const int DefaultDpi = 600;

    private const int _leastDpi = 36, _greatestDpi = 2400;
    private const double _mostPixels = 64e6;

    /// <summary>See <see cref="Figure.Save"/>.</summary>
    public static SavedFigure Save(Figure figure, string path, double? widthMm, double? heightMm, int dpi, string author)
    {
        var write = Writer(path);
        CheckFolder(path);
        if (dpi is < _leastDpi or > _greatestDpi) throw new ArgumentException($"dpi is {_leastDpi} to {_greatestDpi} dots per inch, got {dpi}. Journals ask for 300 (maps) to 600 (lines).", nameof(dpi));
        if (heightMm is not null && widthMm is null) throw new ArgumentException("heightMm goes with widthMm: give both, such as widthMm: 86, heightMm: 60.", nameof(heightMm));
        var shown = widthMm is { } width ? figure.ForPrint(width, heightMm) : figure with { IsFile = true };
        var bytes = write(shown, dpi, author);
        Replace(path, bytes);
        return new(path, shown.SizeMm.Width, shown.SizeMm.Height, bytes.Length);
    }

    /// <summary>Throws where <see cref="Save"/> would because of the name.</summary>
    /// <exception cref="ArgumentException">An ending that says no kind of picture.</exception>
    public static void CheckName(string path) => Writer(path);

    private static Func<Figure, int, string, byte[]> Writer(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".svg" => (figure, _, _) => Encoding.UTF8.GetBytes(SvgRenderer.Render(figure)),
            ".pdf" => Pdf,
            ".png" => Png,
            "" => throw new ArgumentException($"«{path}» does not say what kind of picture to write. Give a name that ends in .pdf, .svg or .png, such as figure.pdf.", nameof(path)),
            var other => throw new ArgumentException($"A picture cannot be written as «{other}». Give a name that ends in .pdf, .svg or .png, such as {Path.GetFileNameWithoutExtension(path)}.pdf.", nameof(path)),
        };
    }

    private static byte[] Pdf(Figure figure, int dpi, string author)
    {
        var title = figure.Title.Length > 0 ? figure.Title : figure.Panels.Select(panel => panel.Title).FirstOrDefault(words => words.Length > 0) ?? figure.Description;
        return SkiaPicture.Pdf(SvgRenderer.Render(figure), figure.SizeMm.Width, figure.SizeMm.Height, title, author, figure.Description);
    }

    private static byte[] Png(Figure figure, int dpi, string author)
    {
        var (width, height) = (figure.SizeMm.Width / 25.4 * dpi, figure.SizeMm.Height / 25.4 * dpi);
        if (width * height > _mostPixels)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"A picture of {figure.SizeMm.Width:0.#} × {figure.SizeMm.Height:0.#} mm at {dpi} dpi has {width * height / 1e6:0} million pixels; at most {_mostPixels / 1e6:0} million are written. Try dpi: {Math.Floor(dpi * Math.Sqrt(_mostPixels / (width * height)) / 10) * 10:0}, or a PDF, which has no pixels."), nameof(dpi));
        return SkiaPicture.Png(SvgRenderer.Render(figure), (int)Math.Round(width), (int)Math.Round(height), dpi);
    }

    private static void CheckFolder(string path)
    {
        if (Directory.Exists(path)) throw new IOException($"{path} is a folder; give the name of a file in it, such as {Path.Combine(path, "figure.pdf")}.");
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder {folder}. Make it first, Directory.CreateDirectory(\"{folder}\"), or save elsewhere.");
    }

    /// <summary>Writes beside the file and then moves, so that what was there stays until the new one is whole.</summary>
    internal static void Replace(string path, byte[] bytes)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            File.WriteAllBytes(unfinished, bytes);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(unfinished)) File.Delete(unfinished);
            throw new IOException($"{path} cannot be written: {e.Message}", e);
        }
    }
}
