using Spm.Interactive.Views;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Session;

/// <summary>Writes how an object looks to a file: <c>.svg</c> for a static picture, <c>.html</c> for a page to click in.</summary>
internal static class PictureFile
{
    /// <exception cref="CommandException">Another extension, or the file cannot be written.</exception>
    public static void Write(object value, string path)
    {
        var bundle = BundleFormatter.TryFormat(value) ?? throw new CommandException($"A {value.GetType().Name} has no picture.");
        var content = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".svg" when bundle.Data.TryGetValue(MimeTypes.Svg, out var svg) => (string)svg,
            ".html" or ".htm" when bundle.Data.TryGetValue(MimeTypes.Html, out var html) => FigureHtml.Page(Path.GetFileNameWithoutExtension(path), (string)html),
            var extension => throw new CommandException($"A picture cannot be written as «{extension}». Give a name that ends in .svg or .html, such as map.html."),
        };
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            File.WriteAllText(path, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be written: {e.Message}", e);
        }
    }
}
