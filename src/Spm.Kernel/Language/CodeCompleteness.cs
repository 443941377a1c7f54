using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Language;

/// <summary>Whether a console should run what was typed or wait for more.</summary>
/// <param name="Status">complete, incomplete or invalid.</param>
/// <param name="Indent">What the next line of incomplete code starts with.</param>
internal sealed record CodeCompleteness(string Status, string? Indent)
{
    private static readonly CSharpParseOptions Options = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Latest);

    public static CodeCompleteness Of(string cell, CellSplitter splitter)
    {
        var incomplete = false;
        foreach (var segment in splitter.Split(cell).Where(s => s.Prefix is null))
        {
            var tree = CSharpSyntaxTree.ParseText(segment.Text, Options);
            if (!SyntaxFactory.IsCompleteSubmission(tree)) incomplete = true;
            else if (tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error)) return new CodeCompleteness("invalid", null);
        }
        return incomplete ? new CodeCompleteness("incomplete", Indentation(cell)) : new CodeCompleteness("complete", null);
    }

    private static string Indentation(string cell)
    {
        var depth = 0;
        foreach (var token in SyntaxFactory.ParseTokens(cell, options: Options))
            depth += token.Kind() switch
            {
                SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken => 1,
                SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken => -1,
                _ => 0,
            };
        return new string(' ', 4 * Math.Max(0, depth));
    }
}
