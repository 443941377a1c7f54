using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Scripting;

/// <summary>Code that calls nothing but mathematical functions, judged by their names: such a function ends, unless it is in a loop.</summary>
internal static class LeafCode
{
    private static readonly HashSet<string> Mathematics = [.. typeof(Math).GetMethods().Concat(typeof(MathF).GetMethods()).Where(m => m.IsStatic).Select(m => m.Name)];

    private static readonly HashSet<string> Types = ["Math", "MathF", "System.Math", "System.MathF", "double", "float", "int", "long", "Double", "Single"];

    /// <summary>False for calls of anything else, made objects and properties, behind which any code may stand.</summary>
    public static bool Is(SyntaxNode body) => body.DescendantNodes().All(n => n switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => Types.Contains(access.Expression.ToString()),
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax name } => Mathematics.Contains(name.Identifier.ValueText),
        InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AwaitExpressionSyntax or YieldStatementSyntax or CommonForEachStatementSyntax or UsingStatementSyntax => false,
        MemberAccessExpressionSyntax access => Types.Contains(access.Expression.ToString()) || access.Name.Identifier.ValueText is "Length" or "Count",
        _ => true,
    });
}
