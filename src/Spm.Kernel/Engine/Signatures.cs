using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Engine;

/// <summary>The parameters of a function that was called with others.</summary>
internal static class Signatures
{
    private const int Shown = 4;

    private static readonly SymbolDisplayFormat Format = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeModifiers,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    public static string? Of(SyntaxNode place, SemanticModel model)
    {
        var call = place.AncestorsAndSelf().FirstOrDefault(n => n is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax);
        var candidates = call switch
        {
            InvocationExpressionSyntax invocation => model.GetMemberGroup(invocation.Expression),
            ObjectCreationExpressionSyntax creation => model.GetMemberGroup(creation),
            _ => [],
        };
        if (candidates.Length == 0) return null;
        var written = candidates.OrderBy(c => ((IMethodSymbol)c).Parameters.Length).Take(Shown).Select(c => c.ToDisplayString(Format));
        return $"The parameters are {string.Join(" or ", written)}{(candidates.Length > Shown ? $" or {candidates.Length - Shown} others" : "")}.";
    }
}
