using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Language;

/// <summary>The word a person asks about: under the cursor, or ending at it.</summary>
internal static class InspectedToken
{
    public static SyntaxToken Of(SyntaxNode root, int cursor)
    {
        cursor = Math.Clamp(cursor, 0, root.FullSpan.End);
        var at = root.FindToken(cursor);
        if (IsWord(at) && at.SpanStart <= cursor && cursor <= at.Span.End) return at;
        var before = at.SpanStart < cursor && !at.IsKind(SyntaxKind.EndOfFileToken) ? at : at.GetPreviousToken();
        return before.Span.End >= cursor || IsBlankBetween(root, before.Span.End, cursor) ? before : default;
    }

    /// <summary>What a word names, the best first: one thing, or all functions of the name.</summary>
    public static IReadOnlyList<ISymbol> Symbols(SemanticModel model, SyntaxToken token, CancellationToken cancel)
    {
        if (!IsWord(token) || token.Parent is not { } node) return [];
        if (token.IsKind(SyntaxKind.IdentifierToken) && model.GetDeclaredSymbol(node, cancel) is { } declared) return [declared];
        // In `new Thing(…)` the word names the type; in `thing.Part` the last word names the part.
        if (node is not (NameSyntax or PredefinedTypeSyntax)) return [];
        var found = model.GetSymbolInfo(node, cancel);
        var group = model.GetMemberGroup(node, cancel);
        if (node.Parent is ObjectCreationExpressionSyntax) group = [];
        var best = found.Symbol is null ? found.CandidateSymbols : [found.Symbol];
        return [.. best.Concat(group).Where(s => s is not IErrorTypeSymbol && s.Kind != SymbolKind.ErrorType).Distinct(SymbolEqualityComparer.Default).OfType<ISymbol>()];
    }

    private static bool IsWord(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken) || SyntaxFacts.IsKeywordKind(token.Kind());

    private static bool IsBlankBetween(SyntaxNode root, int start, int end) =>
        end > start && string.IsNullOrWhiteSpace(root.SyntaxTree.GetText().ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(start, end)))
        && !root.SyntaxTree.GetText().ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(start, end)).Contains('\n', StringComparison.Ordinal);
}
