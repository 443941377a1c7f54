using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spm.Kernel.Engine;
using Spm.Kernel.Output;
using Spm.Notebook;

namespace Spm.Kernel.Cells;

/// <summary>What every cell can call to show things: <c>Display(value)</c>, <c>Update(id, value)</c>, <c>Html("…")</c>, <c>Progress(…)</c>.</summary>
public static class NotebookDisplay
{
    /// <summary>Shows a value now. Returns a handle that can show another in its place.</summary>
    /// <param name="value">Anything; <see cref="Html"/>, <see cref="Markdown"/> and the like for text in a format.</param>
    /// <param name="id">An id of one's own, or none to have one made.</param>
    public static DisplayHandle Display(object? value, string? id = null)
    {
        id ??= $"display-{Guid.NewGuid():N}";
        Scope.Output.Display(ValueFormatter.Format(value), id);
        return new DisplayHandle(id);
    }

    /// <summary>Replaces what was shown under an id, in this cell or another.</summary>
    public static void Update(string id, object? value) => Scope.Display.Update(id, ValueFormatter.Format(value));

    /// <summary>Clears the output of this cell, at once or when the next output arrives.</summary>
    public static void ClearOutput(bool wait = false) => Scope.Display.ClearOutput(wait);

    /// <summary>Text shown as HTML.</summary>
    public static MimeBundle Html(string html) => new MimeBundle(html).With(MimeTypes.Html, html);

    /// <summary>Text shown as Markdown.</summary>
    public static MimeBundle Markdown(string markdown) => new MimeBundle(markdown).With(MimeTypes.Markdown, markdown);

    /// <summary>A formula in LaTeX, such as <c>\epsilon_0 = \frac{1}{\mu_0 c^2}</c>, or text with formulas between dollar signs, such as <c>where $\epsilon_0$ is …</c>.</summary>
    public static MimeBundle Latex(string latex) => new MimeBundle(latex).With(MimeTypes.Latex, Delimited(latex));

    /// <summary>A vector picture.</summary>
    public static MimeBundle Svg(string svg) => new MimeBundle("(picture)").With(MimeTypes.Svg, svg);

    /// <summary>A raster picture.</summary>
    public static MimeBundle Png(byte[] png) => Picture(png, MimeTypes.Png);

    /// <summary>A photograph.</summary>
    public static MimeBundle Jpeg(byte[] jpeg) => Picture(jpeg, MimeTypes.Jpeg);

    /// <summary>A picture in a file: PNG, JPEG, GIF or SVG.</summary>
    /// <exception cref="NotSupportedException">The file is of another kind.</exception>
    public static MimeBundle Image(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".PNG" => Png(File.ReadAllBytes(path)),
        ".JPG" or ".JPEG" => Jpeg(File.ReadAllBytes(path)),
        ".GIF" => Picture(File.ReadAllBytes(path), MimeTypes.Gif),
        ".SVG" => Svg(File.ReadAllText(path)),
        _ => throw new NotSupportedException($"{Path.GetFileName(path)} is no picture that a notebook can show. It can show .png, .jpg, .gif and .svg."),
    };

    /// <summary>A value as JSON, which JupyterLab shows as a tree to unfold.</summary>
    /// <param name="value">Anything that System.Text.Json writes; text that is JSON already is taken as it is.</param>
    /// <exception cref="JsonException">The text is not JSON, or the value cannot be written as JSON.</exception>
    public static MimeBundle Json(object? value)
    {
        var node = value is string text ? JsonNode.Parse(text) : JsonSerializer.SerializeToNode(value);
        return new MimeBundle(node?.ToJsonString(Indented) ?? "null").With(MimeTypes.Json, node ?? JsonValue.Create("null"));
    }

    /// <summary>A program that the browser runs when it shows the output.</summary>
    public static MimeBundle JavaScript(string code) => new MimeBundle("(JavaScript)").With(MimeTypes.JavaScript, code);

    /// <summary>One value in several forms, of which the front end takes the richest that it knows.</summary>
    /// <param name="text">For a terminal.</param>
    /// <param name="forms">MIME type and content: text, base64 for pictures, JSON for types that end in <c>json</c>.</param>
    public static MimeBundle Bundle(string text, params IEnumerable<(string MimeType, string Content)> forms)
    {
        var bundle = new MimeBundle(text);
        foreach (var (mimeType, content) in forms)
            _ = mimeType.EndsWith("json", StringComparison.Ordinal) && JsonNode.Parse(content) is { } node ? bundle.With(mimeType, node) : bundle.With(mimeType, content);
        return bundle;
    }

    /// <summary>Starts a progress bar with rate and time left; dispose it at the end. Shows nothing for work that ends within half a second.</summary>
    /// <param name="label">What is done.</param>
    /// <param name="total">Number of steps; 0 when it is not known.</param>
    /// <param name="unit">Their name, plural.</param>
    public static IWorkProgress Progress(string label, long total = 0, string unit = "steps") => Scope.Display.StartProgress(label, total, unit);

    /// <summary>The items one by one, with a progress bar: <c>foreach (var file in files.WithProgress("reading"))</c>.</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="items">The items; without a known number of them the bar tells how many are done.</param>
    /// <param name="label">What is done with them.</param>
    /// <param name="unit">Their name, plural.</param>
    public static IEnumerable<T> WithProgress<T>(this IEnumerable<T> items, string label = "", string unit = "items")
    {
        ArgumentNullException.ThrowIfNull(items);
        return Counted(items, label, unit);
    }

    /// <summary>Asks the person at the notebook for a line.</summary>
    /// <exception cref="InvalidOperationException">Nobody can answer.</exception>
    public static string Ask(string prompt, bool password = false) => CellConsoleReader.Ask(Scope, prompt, password);

    /// <summary>Cancelled when this cell is interrupted; for calls that take a token.</summary>
    public static CancellationToken Interruption => Scope.Token;

    private static CellScope Scope => CellScope.Current
        ?? throw new InvalidOperationException("Only code of a cell, and what it starts, can show things in the notebook.");

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static IEnumerable<T> Counted<T>(IEnumerable<T> items, string label, string unit)
    {
        using var progress = Progress(label, items.TryGetNonEnumeratedCount(out var count) ? count : 0, unit);
        var done = 0L;
        foreach (var item in items)
        {
            yield return item;
            // An item is done when the next one is asked for.
            progress.Report(++done);
        }
    }

    private static MimeBundle Picture(byte[] content, string mimeType)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new MimeBundle($"({mimeType[(mimeType.IndexOf('/') + 1)..].ToUpperInvariant()} picture, {content.Length.ToString("#,0", CultureInfo.InvariantCulture)} bytes)").With(mimeType, Convert.ToBase64String(content));
    }

    /// <summary>Front ends look for formulas between delimiters; what has none is one formula.</summary>
    private static string Delimited(string latex) =>
        latex.Contains('$') || latex.Contains("\\(") || latex.Contains("\\[") || latex.Contains("\\begin{") ? latex : "$$" + latex.Trim() + "$$";
}
