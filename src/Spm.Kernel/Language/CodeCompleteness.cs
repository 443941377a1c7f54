using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Language;

/// <summary>Whether a console should run what was typed or wait for more.</summary>
/// <param name="Status">complete, incomplete or invalid.</param>
/// <param name="Indent">What the next line of incomplete code starts with.</param>
internal sealed record CodeCompleteness(string Status, string? Indent)
{
    private static readonly CodeCompleteness Complete = new("complete", null);
    private static readonly CodeCompleteness Invalid = new("invalid", null);

    public static CodeCompleteness Of(string cell, CellSplitter splitter)
    {
        var segments = splitter.Split(cell);
        CodeCompleteness answer = Complete;
        foreach (var segment in segments.Where(s => s.Prefix is null))
        {
            // What stands before a magic cannot go on after it.
            answer = OfCode(segment.Text);
            if (answer.Status == "invalid" || (answer.Status == "incomplete" && segment != segments[^1])) return Invalid;
        }
        return answer;
    }

    private static CodeCompleteness OfCode(string code)
    {
        var root = CSharpSyntaxTree.ParseText(code, ScriptParsing.Options).GetCompilationUnitRoot();
        var errors = root.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count == 0) return Complete;
        // A mistake that more text could mend is at the very end, or is text that has not been closed.
        var end = LastWritten(root);
        return errors.TrueForAll(e => e.Location.SourceSpan.Start >= end || IsOpen(e.Id)) && !errors.Exists(e => e.Id == NewlineInString)
            ? new CodeCompleteness("incomplete", NextIndent.Of(code, root))
            : Invalid;
    }

    /// <summary>A string in simple quotes ends with its line: another line cannot mend it.</summary>
    private const string NewlineInString = "CS1010";

    /// <summary>A comment, a verbatim, raw or interpolated string, a directive or a try without its end.</summary>
    private static bool IsOpen(string id) => id is "CS1035" or "CS1039" or "CS8997" or "CS1027" or "CS1038" or "CS1524";

    private static int LastWritten(SyntaxNode root)
    {
        var last = root.GetLastToken(includeZeroWidth: false, includeSkipped: true);
        return last.RawKind == 0 ? 0 : last.Span.End;
    }
}
