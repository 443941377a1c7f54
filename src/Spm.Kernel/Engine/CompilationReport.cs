using Microsoft.CodeAnalysis;

namespace Spm.Kernel.Engine;

/// <summary>Compiler messages for people: message, line and column of the cell, the line with a caret under the place.</summary>
internal static class CompilationReport
{
    /// <summary>The name under which code that does not compile is reported.</summary>
    public const string Ename = "CompilationError";

    private const int Shown = 10;

    public static CellError Of(IReadOnlyList<Diagnostic> errors, string cell, CellSources sources)
    {
        var ordered = errors.OrderBy(d => d.Location.SourceSpan.Start).ToList();
        var traceback = new List<string>();
        foreach (var error in ordered.Take(Shown))
        {
            var (line, column, width) = Place(error);
            traceback.Add($"{Ansi.Red($"error {error.Id}")}: {Message(error)}");
            traceback.Add($"  {Ansi.Green(cell)}, line {line}:{column}");
            traceback.AddRange(Quote(sources.Line(cell, line), column, width));
        }
        if (ordered.Count > Shown) traceback.Add(Ansi.Dim($"  … and {ordered.Count - Shown} more"));
        var first = Place(ordered[0]);
        return new CellError(Ename, $"({first.Line}:{first.Column}) {ordered[0].Id}: {Message(ordered[0])}", traceback, first.Line, first.Column);
    }

    /// <summary>A line of code and below it a caret.</summary>
    public static IEnumerable<string> Quote(string? code, int? column = null, int width = 1)
    {
        if (code is null) yield break;
        const int longest = 200;
        var cut = code.Length > longest ? code[..longest] + "…" : code;
        yield return $"    {cut}";
        if (column is not { } at || at > cut.Length + 1) yield break;
        // Tabs are kept, so that the caret stands where it should.
        var lead = string.Concat(cut.Take(at - 1).Select(c => c == '\t' ? '\t' : ' '));
        yield return $"    {lead}{Ansi.Red(new string('^', Math.Clamp(width, 1, Math.Max(1, cut.Length - at + 1))))}";
    }

    /// <summary>The compiler's words, with what a person needs to know beyond them.</summary>
    private static string Message(Diagnostic error) =>
        error.Id == "CS0006" && error.GetMessage().Contains("nuget:", StringComparison.OrdinalIgnoreCase)
            ? $"{error.GetMessage()}. This kernel does not load packages by name; give the path of an assembly: #r \"folder/Name.dll\"."
            : error.GetMessage();

    private static (int Line, int Column, int Width) Place(Diagnostic error)
    {
        var span = error.Location.GetLineSpan();
        var width = span.StartLinePosition.Line == span.EndLinePosition.Line ? span.EndLinePosition.Character - span.StartLinePosition.Character : 1;
        return (span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, width);
    }
}
