using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Engine;

/// <summary>Compiler messages for people: message, line and column of the cell, the line with a caret under the place, and what would be right.</summary>
internal static partial class CompilationReport
{
    /// <summary>The name under which code that does not compile is reported.</summary>
    public const string Ename = "CompilationError";

    private const int Shown = 10;

    public static CellError Of(SubmissionResult.NotCompiled failed, string cell, CellSources sources)
    {
        var traceback = new List<string>();
        var found = failed.Errors.OrderBy(d => d.Location.SourceTree?.FilePath != cell).ThenBy(d => d.Location.SourceSpan.Start).ToList();
        var messages = found.GroupBy(d => (d.Id, Text: d.GetMessage(CultureInfo.InvariantCulture), d.Location.SourceTree)).ToList();
        string? firstMessage = null;
        foreach (var same in messages.Take(Shown))
        {
            var error = same.First();
            var help = CompilerAdvice.For(error) ?? CompilerHelp.For(error, failed.Compilation);
            var message = Message(error, help is not null);
            firstMessage ??= help is null ? message : $"{message}. {help}";
            traceback.Add($"{Ansi.Bold($"error {error.Id}")}: {message}");
            AddPlace(traceback, error, cell, sources);
            var others = same.Skip(1).Select(e => Place(e).Line).Distinct().Where(l => l != Place(error).Line).Take(8).ToList();
            if (others.Count > 0) traceback.Add(Ansi.Dim($"    the same on line {string.Join(", ", others)}"));
            if (help is not null) traceback.Add($"  {Ansi.Blue("help")}: {help}");
        }
        if (messages.Count > Shown) traceback.Add(Ansi.Dim($"  … and {messages.Count - Shown} more"));
        var first = Place(found[0]);
        var isHere = IsIn(found[0], cell);
        var evalue = $"({(isHere ? "" : $"{FileName(found[0], cell)}, ")}{first.Line}:{first.Column}) {found[0].Id}: {firstMessage}";
        return new CellError(Ename, evalue, traceback, isHere ? first.Line : null, isHere ? first.Column : null);
    }

    private static void AddPlace(List<string> traceback, Diagnostic error, string cell, CellSources sources)
    {
        var (line, column, width) = Place(error);
        traceback.Add($"  {Ansi.Green(FileName(error, cell))}, line {line}:{column}");
        traceback.AddRange(SourceQuote.Of(sources.Line(error.Location.SourceTree?.FilePath ?? cell, line), column, width));
    }

    private static bool IsIn(Diagnostic error, string cell) => error.Location.SourceTree?.FilePath is null or "" || error.Location.SourceTree.FilePath == cell;

    private static string FileName(Diagnostic error, string cell) => IsIn(error, cell) ? cell : Path.GetFileName(error.Location.SourceTree!.FilePath);

    /// <summary>The compiler's words without its guesses, with what a person needs to know beyond them.</summary>
    private static string Message(Diagnostic error, bool hasHelp)
    {
        var message = error.GetMessage(CultureInfo.InvariantCulture);
        if (error.Id == "CS1061") message = NoExtension().Replace(message, "");
        return hasHelp ? message.Replace(" (are you missing a using directive or an assembly reference?)", "", StringComparison.Ordinal) : message;
    }

    private static (int Line, int Column, int Width) Place(Diagnostic error)
    {
        var span = error.Location.GetLineSpan();
        var width = span.StartLinePosition.Line == span.EndLinePosition.Line ? span.EndLinePosition.Character - span.StartLinePosition.Character : 1;
        return (span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, width);
    }

    [GeneratedRegex("(?<=^'.*' does not contain a definition for '[^']*') and no accessible extension method .* could be found(?= \\()")]
    private static partial Regex NoExtension();
}
