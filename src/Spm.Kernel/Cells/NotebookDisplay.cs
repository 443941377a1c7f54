using Spm.Kernel.Engine;
using Spm.Kernel.Output;
using Spm.Notebook;

namespace Spm.Kernel.Cells;

/// <summary>What every cell can call to show things: <c>Display(value)</c>, <c>Update(id, value)</c>, <c>Html("…")</c>, <c>Progress(…)</c>.</summary>
public static class NotebookDisplay
{
    /// <summary>Shows a value now. Returns the id under which <see cref="Update"/> can replace it.</summary>
    /// <param name="value">Anything; <see cref="Html"/>, <see cref="Markdown"/> and the like for text in a format.</param>
    /// <param name="id">An id of one's own, or none to have one made.</param>
    public static string Display(object? value, string? id = null)
    {
        id ??= $"display-{Guid.NewGuid():N}";
        Scope.Output.Display(ValueFormatter.Format(value), id);
        return id;
    }

    /// <summary>Replaces what was shown under an id, in this cell or another.</summary>
    public static void Update(string id, object? value) => Scope.Display.Update(id, ValueFormatter.Format(value));

    /// <summary>Clears the output of this cell, at once or when the next output arrives.</summary>
    public static void ClearOutput(bool wait = false) => Scope.Display.ClearOutput(wait);

    /// <summary>Text shown as HTML.</summary>
    public static MimeBundle Html(string html) => new MimeBundle(html).With(MimeTypes.Html, html);

    /// <summary>Text shown as Markdown.</summary>
    public static MimeBundle Markdown(string markdown) => new MimeBundle(markdown).With(MimeTypes.Markdown, markdown);

    /// <summary>Text shown as LaTeX; with the dollar signs, as in <c>$\epsilon_0$</c>.</summary>
    public static MimeBundle Latex(string latex) => new MimeBundle(latex).With(MimeTypes.Latex, latex);

    /// <summary>A vector picture.</summary>
    public static MimeBundle Svg(string svg) => new MimeBundle("(picture)").With(MimeTypes.Svg, svg);

    /// <summary>A raster picture.</summary>
    public static MimeBundle Png(byte[] png) => new MimeBundle("(picture)").With(MimeTypes.Png, Convert.ToBase64String(png));

    /// <summary>Starts a progress bar with rate and time left; dispose it at the end. Shows nothing for work that ends within half a second.</summary>
    /// <param name="label">What is done.</param>
    /// <param name="total">Number of steps.</param>
    /// <param name="unit">Their name, plural.</param>
    public static IWorkProgress Progress(string label, long total, string unit = "steps") => Scope.Display.StartProgress(label, total, unit);

    /// <summary>Asks the person at the notebook for a line.</summary>
    /// <exception cref="InvalidOperationException">Nobody can answer.</exception>
    public static string Ask(string prompt, bool password = false) => CellConsoleReader.Ask(Scope, prompt, password);

    /// <summary>Cancelled when this cell is interrupted; for calls that take a token.</summary>
    public static CancellationToken Interruption => Scope.Token;

    private static CellScope Scope => CellScope.Current
        ?? throw new InvalidOperationException("Only code of a cell, and what it starts, can show things in the notebook.");
}
