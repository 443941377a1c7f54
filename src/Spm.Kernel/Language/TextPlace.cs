using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Language;

/// <summary>A cursor that stands in text and not in code: in a string, a character or a comment.</summary>
/// <param name="Start">Where the text of a string begins, after its quotes; -1 in a comment or a character.</param>
/// <param name="Call">The function whose argument the string is, such as <c>File.ReadAllText</c>, or nothing.</param>
internal sealed record TextPlace(int Start, string Call)
{
    /// <summary>The place, or null where the cursor stands in code.</summary>
    public static TextPlace? Of(string code, int cursor)
    {
        if (cursor == 0) return null;
        var root = CSharpSyntaxTree.ParseText(code, ScriptParsing.Options).GetRoot();
        var trivia = root.FindTrivia(cursor - 1);
        if (trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.DisabledTextTrivia
            || (trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) && (cursor < trivia.Span.End || !trivia.ToString().EndsWith("*/", StringComparison.Ordinal) || trivia.Span.Length < 4)))
            return new TextPlace(-1, "");
        var token = root.FindToken(cursor - 1);
        if (token.SpanStart >= cursor || token.Span.End < cursor) return null;
        var quotes = token.Kind() switch
        {
            SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken => token.Text.TakeWhile(c => c is '@').Count() + 1,
            SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken => token.Text.TakeWhile(c => c is '"').Count(),
            SyntaxKind.InterpolatedStringTextToken => 0,
            SyntaxKind.CharacterLiteralToken => 1,
            _ => -1,
        };
        if (quotes < 0 || cursor < token.SpanStart + quotes || (cursor == token.Span.End && IsClosed(token, quotes))) return null;
        return token.IsKind(SyntaxKind.CharacterLiteralToken) ? new TextPlace(-1, "") : new TextPlace(token.SpanStart + quotes, CallAround(token));
    }

    private static bool IsClosed(SyntaxToken token, int quotes) =>
        quotes > 0 && token.Text.Length > quotes && token.Text[^1] is '"' or '\'' && !token.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error);

    private static string CallAround(SyntaxToken token) => token.Parent?.FirstAncestorOrSelf<ArgumentSyntax>()?.Parent?.Parent switch
    {
        InvocationExpressionSyntax call => call.Expression.ToString(),
        ObjectCreationExpressionSyntax creation => creation.Type.ToString(),
        _ => "",
    };
}
