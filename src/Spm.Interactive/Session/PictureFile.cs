using System.Text;
using Spm.Core.Data;
using Spm.Core.IO;
using Spm.Interactive.Charts;
using Spm.Interactive.Formatters;
using Spm.Interactive.Views;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Session;

/// <summary>Writes how an object looks to a file: <c>.pdf</c>, <c>.svg</c> and <c>.png</c> by <see cref="Figure.Save"/>, <c>.html</c> for a page to click in.</summary>
internal static class PictureFile
{
    private const double _mmPerM = 1e3, _greatestWidthM = 2;

    /// <summary>Throws where <see cref="Write"/> would because of the name or the width, before the work whose picture it is; a missing folder is made.</summary>
    /// <exception cref="CommandException">A name that says no kind of picture, a width that makes no sense, or a width without a file for paper.</exception>
    /// <exception cref="DataFileException">Nothing can be written there.</exception>
    public static void Prepare(string? path, double? widthM)
    {
        if (widthM is { } width && !(width > 0 && double.IsFinite(width)))
            throw new CommandException($"--width must be above 0, got {Quantity.Format(width, "m")}. Try: --width 86mm, one column of a journal; two are 178mm.");
        if (widthM > _greatestWidthM)
            throw new CommandException($"--width {Quantity.Compact(widthM.Value, "m")} is wider than any paper; a number without a unit is in m. Try: --width 86mm, one column of a journal; two are 178mm.");
        if (path is null) return;
        if (!IsPage(path)) Explained(() => FigureFile.CheckName(path), path);
        else if (widthM is not null) throw new CommandException("A page has no width on paper: --width goes with a file that ends in .pdf, .svg or .png.");
        DataFileTarget.Prepare(path);
    }

    /// <param name="value">What is shown.</param>
    /// <param name="path">Where.</param>
    /// <param name="widthM">Width on paper.</param>
    /// <param name="figure">Its figure where that has been made.</param>
    /// <exception cref="CommandException">Another extension, a width that is too small, or the file cannot be written.</exception>
    public static void Write(object value, string path, double? widthM, Figure? figure = null)
    {
        Prepare(path, widthM);
        Explained(() =>
        {
            if (IsPage(path)) FigureFile.Replace(path, Encoding.UTF8.GetBytes(Page(value, path)));
            else _ = (figure ?? FigureOf(value, NoVariables.Instance)).Save(path, widthM * _mmPerM);
        }, path);
    }

    /// <summary>The figure of an object.</summary>
    /// <exception cref="CommandException">It has none; the message lists the variables that have one.</exception>
    public static Figure FigureOf(object value, IVariables variables)
    {
        try
        {
            if (FigureExtensions.MakerOf(value) is { } make) return make();
        }
        catch (ArgumentException e)
        {
            throw new CommandException($"This has no picture: {e.Message}", e);
        }
        var names = variables.Names.Where(name => variables.TryGet(name, out var other) && other is not null && FigureExtensions.MakerOf(other) is not null).ToList();
        throw new CommandException($"A value of type {value.GetType().Name} has no picture that could be saved; give a map, an image, data, a fit, a journal, a waveform or a path.{(names.Count > 0 ? $" Variables that have one: {string.Join(", ", names)}." : "")}");
    }

    /// <summary>The figure laid out for a width on paper.</summary>
    /// <exception cref="CommandException">The width is too small for it.</exception>
    public static Figure ForPrint(Figure figure, double widthM)
    {
        try
        {
            return figure.ForPrint(widthM * _mmPerM);
        }
        catch (ArgumentException e)
        {
            throw new CommandException(Words(e), e);
        }
    }

    private static bool IsPage(string path) => Path.GetExtension(path).ToLowerInvariant() is ".html" or ".htm";

    private static string Page(object value, string path)
    {
        // A page stands alone: it carries its script whatever the notebook's outputs carry.
        var once = new ScriptOnce(ScriptPolicy.OneCell);
        var bundle = value switch
        {
            LinkedMapView view => LinkedMapFormatter.Format(view, once),
            ExplorerView view => ExplorerFormatter.Format(view, once),
            ScalarMap map => ScalarMapFormatter.Format(map, once),
            ImagesView images => ImagesFormatter.Format(images, once),
            Dataset data when DatasetFormatter.IsExplored(data) => ExplorerFormatter.Format(new(data), once),
            _ => Bundle(FigureOf(value, NoVariables.Instance)),
        };
        return FigureHtml.Page(Path.GetFileNameWithoutExtension(path), (string)bundle.Data[MimeTypes.Html]);

        MimeBundle Bundle(Figure figure) => FigureBundle.Of(figure.Description, figure, value, once);
    }

    private static void Explained(Action write, string path)
    {
        try
        {
            write();
        }
        catch (ArgumentException e)
        {
            throw new CommandException(e.ParamName == "path" ? Words(e).Replace(".pdf, .svg or .png,", ".pdf, .svg, .png, or .html to click in,", StringComparison.Ordinal) : Words(e), e);
        }
        catch (IOException e)
        {
            throw new CommandException(e.Message, e);
        }
    }

    /// <summary>What an exception says, without the name of the argument that .NET adds.</summary>
    private static string Words(ArgumentException e) => e.ParamName is { } name ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message;
}
