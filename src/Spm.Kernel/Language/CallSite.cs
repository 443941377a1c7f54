using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Language;

/// <summary>The innermost call whose parentheses hold the cursor.</summary>
/// <param name="Node">The call or the <c>new</c>.</param>
/// <param name="Active">Which argument the cursor is in, from 0.</param>
/// <param name="Named">The name before the colon of that argument, or null.</param>
internal sealed record CallSite(SyntaxNode Node, int Active, string? Named)
{
    public static CallSite? Of(SyntaxNode root, int cursor)
    {
        if (cursor == 0) return null;
        for (var node = root.FindToken(cursor - 1).Parent; node is not null; node = node.Parent)
        {
            var arguments = node switch
            {
                InvocationExpressionSyntax call => call.ArgumentList,
                BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
                _ => null,
            };
            if (arguments is null || cursor < arguments.OpenParenToken.Span.End || (!arguments.CloseParenToken.IsMissing && cursor > arguments.CloseParenToken.SpanStart)) continue;
            var active = arguments.Arguments.GetSeparators().Count(c => c.Span.End <= cursor);
            return new CallSite(node, active, active < arguments.Arguments.Count ? arguments.Arguments[active].NameColon?.Name.Identifier.ValueText : null);
        }
        return null;
    }

    /// <summary>The functions the call may mean, the one that fits first.</summary>
    public IReadOnlyList<IMethodSymbol> Candidates(SemanticModel model, CancellationToken cancel)
    {
        var found = model.GetSymbolInfo(Node, cancel);
        var best = found.Symbol is null ? [] : new[] { found.Symbol };
        IEnumerable<ISymbol> group = Node is InvocationExpressionSyntax call
            ? model.GetMemberGroup(call.Expression, cancel)
            : (model.GetTypeInfo(Node, cancel).Type as INamedTypeSymbol)?.InstanceConstructors.Where(c => c.DeclaredAccessibility == Accessibility.Public) ?? [];
        return [.. best.Concat(group).Concat(found.CandidateSymbols).OfType<IMethodSymbol>().Distinct(SymbolEqualityComparer.Default).OfType<IMethodSymbol>()];
    }

    /// <summary>The parameter that the argument at the cursor is for, or -1.</summary>
    public int ActiveParameter(IMethodSymbol method)
    {
        if (Named is not null && method.Parameters.FirstOrDefault(p => p.Name == Named) is { } parameter) return parameter.Ordinal;
        if (Active < method.Parameters.Length) return Active;
        return method.Parameters is [.., { IsParams: true }] ? method.Parameters.Length - 1 : -1;
    }
}
