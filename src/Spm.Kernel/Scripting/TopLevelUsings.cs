using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Spm.Kernel.Cells;

namespace Spm.Kernel.Scripting;

/// <summary>
/// C# scripting reads <c>using var file = …;</c> at the top level as a using directive and refuses it. Here it means what it means at the end of any block: the
/// variable is disposed when the cell ends.
/// </summary>
internal static partial class TopLevelUsings
{
    private const string Keep = "global::Spm.Kernel.Cells." + nameof(CellResources) + ".";

    private static readonly CSharpParseOptions Options = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Latest);

    /// <summary>The code with plain declarations in place of those; the same code when there are none. Columns before them stay.</summary>
    public static string Rewrite(string code)
    {
        if (!Candidate().IsMatch(code)) return code;
        var tokens = SyntaxFactory.ParseTokens(code, options: Options).ToList();
        var edits = new List<CodeEdit>();
        var depth = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            depth += Depth(tokens[i]);
            if (depth == 0 && tokens[i].IsKind(SyntaxKind.UsingKeyword) && Declaration(tokens, i) is { } declaration) Rewrite(tokens, i, declaration, edits);
        }
        return CodeEdit.Apply(code, edits);
    }

    /// <summary>Places of the name and of the semicolon of a declaration, or null for a directive or a statement with parentheses.</summary>
    private static (int Name, int End)? Declaration(List<SyntaxToken> tokens, int at)
    {
        var equals = at + 1;
        while (equals < tokens.Count && !tokens[equals].IsKind(SyntaxKind.EqualsToken))
        {
            if (tokens[equals].Kind() is SyntaxKind.SemicolonToken or SyntaxKind.OpenParenToken or SyntaxKind.StaticKeyword or SyntaxKind.UnsafeKeyword) return null;
            equals++;
        }
        // An alias has one word before its =, a declaration a type and a name.
        if (equals >= tokens.Count || equals - at < 3 || !tokens[equals - 1].IsKind(SyntaxKind.IdentifierToken)) return null;
        var depth = 0;
        for (var end = equals + 1; end < tokens.Count; end++)
        {
            depth += Depth(tokens[end]);
            if (depth == 0 && tokens[end].IsKind(SyntaxKind.SemicolonToken)) return (equals - 1, end);
        }
        return null;
    }

    private static void Rewrite(List<SyntaxToken> tokens, int at, (int Name, int End) declaration, List<CodeEdit> edits)
    {
        var isAsync = at > 0 && tokens[at - 1].Text == "await";
        var start = isAsync ? tokens[at - 1].SpanStart : tokens[at].SpanStart;
        edits.Add(new CodeEdit(start, tokens[at].Span.End - start, new string(' ', tokens[at].Span.End - start)));
        edits.Add(new CodeEdit(tokens[declaration.End].Span.End, 0, $" {Keep}{(isAsync ? nameof(CellResources.KeepAsync) : nameof(CellResources.Keep))}({tokens[declaration.Name].Text});"));
    }

    private static int Depth(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken => 1,
        SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken => -1,
        _ => 0,
    };

    [GeneratedRegex(@"\busing\s+(?!static\b)[\w.<>\[\],? :]+\s+\w+\s*=")]
    private static partial Regex Candidate();
}
