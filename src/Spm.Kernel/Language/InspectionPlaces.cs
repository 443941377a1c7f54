using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Language;

/// <summary>Where to look for what a person asks about: at the cursor, left of it, and the function of the call around it.</summary>
internal static class InspectionPlaces
{
    private static readonly CSharpParseOptions Options = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Latest);

    public static IEnumerable<int> Of(string code, int cursor)
    {
        cursor = Math.Clamp(cursor, 0, code.Length);
        var token = TokenLeftOf(code, cursor);
        if (token.IsKind(SyntaxKind.IdentifierToken) || cursor == 0 || SyntaxFacts.IsKeywordKind(token.Kind())) yield return token.SpanStart;
        foreach (var call in token.Parent?.AncestorsAndSelf().OfType<InvocationExpressionSyntax>() ?? [])
        {
            if (cursor <= call.ArgumentList.OpenParenToken.SpanStart) continue;
            yield return call.Expression switch
            {
                MemberAccessExpressionSyntax member => member.Name.SpanStart,
                var name => name.SpanStart,
            };
        }
    }

    private static SyntaxToken TokenLeftOf(string code, int cursor)
    {
        var root = CSharpSyntaxTree.ParseText(code, Options).GetRoot();
        var at = root.FindToken(Math.Min(cursor, Math.Max(0, code.Length - 1)));
        return at.SpanStart >= cursor && cursor > 0 && !(at.SpanStart == cursor && at.IsKind(SyntaxKind.IdentifierToken)) ? at.GetPreviousToken() : at;
    }
}
