using Spm.Core.Data;
using Spm.Core.IO;
using Spm.Interactive.Formatters;
using Spm.Interactive.Views;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Session;

/// <summary>Writes how an object looks to a file: <c>.svg</c> for a static picture, <c>.html</c> for a page to click in.</summary>
internal static class PictureFile
{
    /// <summary>Throws where <see cref="Write"/> would, before the work whose picture it is; a missing folder is made.</summary>
    /// <exception cref="CommandException">Neither .svg nor .html.</exception>
    /// <exception cref="DataFileException">Nothing can be written there.</exception>
    public static void Prepare(string path)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not (".svg" or ".html" or ".htm")) throw WrongExtension(path);
        DataFileTarget.Prepare(path);
    }

    /// <exception cref="CommandException">Another extension, or the file cannot be written.</exception>
    public static void Write(object value, string path)
    {
        Prepare(path);
        // A page stands alone: it carries its script whatever the notebook's outputs carry.
        var once = new ScriptOnce(ScriptPolicy.Always);
        var bundle = value switch
        {
            LinkedMapView view => LinkedMapFormatter.Format(view, once),
            ExplorerView view => ExplorerFormatter.Format(view, once),
            ScalarMap map => ScalarMapFormatter.Format(map, once),
            ImagesView images => ImagesFormatter.Format(images, once),
            _ => throw new CommandException($"A {value.GetType().Name} has no picture that could be saved; give a map or an image."),
        };
        var content = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".svg" when bundle.Data.TryGetValue(MimeTypes.Svg, out var svg) => (string)svg,
            ".html" or ".htm" when bundle.Data.TryGetValue(MimeTypes.Html, out var html) => FigureHtml.Page(Path.GetFileNameWithoutExtension(path), (string)html),
            _ => throw WrongExtension(path),
        };
        try
        {
            File.WriteAllText(path, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be written: {e.Message}", e);
        }
    }

    private static CommandException WrongExtension(string path) => new(Path.GetExtension(path) is { Length: > 0 } extension
        ? $"A picture cannot be written as «{extension}». Give a name that ends in .svg or .html, such as map.html."
        : $"«{path}» does not say what kind of picture to write. Give a name that ends in .svg or .html, such as map.html.");
}
