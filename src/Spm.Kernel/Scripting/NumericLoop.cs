using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Scripting;

/// <summary>
/// Finds the loops in which every turn takes nanoseconds: arithmetic on numbers and on elements of arrays and spans, mathematical functions, no loop
/// within. In those a look at the stop flag in every turn would be felt, and one in many turns stops them as soon.
/// </summary>
internal static class NumericLoop
{
    private static readonly HashSet<string> Mathematics = ["System.Math", "System.MathF", "System.Numerics.BitOperations", "System.Numerics.Complex"];

    /// <summary>True for such a loop. False where anything is unclear: behind an operator, an index or a property of another type there may be any code.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="meaning">Of the code it is in; asked for only when the loop looks as if it could be one.</param>
    /// <param name="cancel">Gives up.</param>
    public static bool Is(StatementSyntax loop, Func<SemanticModel> meaning, CancellationToken cancel)
    {
        var nodes = loop.DescendantNodes().ToList();
        return nodes.TrueForAll(LooksPlain) && nodes.OfType<ExpressionSyntax>().ToList() is var expressions && meaning() is var model
            && expressions.TrueForAll(e => IsPlain(e, model, cancel));
    }

    private static bool LooksPlain(SyntaxNode node) => node switch
    {
        StatementSyntax statement => statement is BlockSyntax or ExpressionStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } or IfStatementSyntax
            or BreakStatementSyntax or ContinueStatementSyntax or EmptyStatementSyntax or ReturnStatementSyntax,
        InvocationExpressionSyntax call => call.Expression is MemberAccessExpressionSyntax or IdentifierNameSyntax,
        AnonymousFunctionExpressionSyntax or QueryExpressionSyntax or AwaitExpressionSyntax or BaseObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax
            or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax or InterpolatedStringExpressionSyntax or WithExpressionSyntax => false,
        _ => true,
    };

    private static bool IsPlain(ExpressionSyntax expression, SemanticModel model, CancellationToken cancel)
    {
        // A declared name, such as x in var (x, y) = …, is no expression of its own.
        if (expression is DeclarationExpressionSyntax) return true;
        if (model.GetSymbolInfo(expression, cancel).Symbol is not { } symbol) return IsPlain(model.GetTypeInfo(expression, cancel).Type);
        return symbol switch
        {
            ITypeSymbol or INamespaceSymbol => true,
            IMethodSymbol method => IsPlain(method),
            IPropertySymbol property => property.Name == "Length" || property.IsIndexer ? IsSequence(property.ContainingType) : false,
            ILocalSymbol { RefKind: RefKind.None } or IParameterSymbol or IFieldSymbol or IDiscardSymbol => IsPlain(model.GetTypeInfo(expression, cancel).Type),
            _ => false,
        };
    }

    /// <summary>Operators of numbers, and functions of numbers.</summary>
    private static bool IsPlain(IMethodSymbol method) =>
        method.ContainingType is null || IsNumber(method.ContainingType) || Mathematics.Contains(method.ContainingType.ToDisplayString());

    private static bool IsPlain(ITypeSymbol? type) => type switch
    {
        null => false,
        IArrayTypeSymbol array => IsPlain(array.ElementType),
        IPointerTypeSymbol pointer => IsPlain(pointer.PointedAtType),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.All(e => IsPlain(e.Type)),
        INamedTypeSymbol named => IsNumber(named) || IsSequence(named) || named.ToDisplayString() == "System.Numerics.Complex",
        _ => false,
    };

    private static bool IsNumber(ITypeSymbol type) => type.TypeKind == TypeKind.Enum || type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    private static bool IsSequence(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Array or SpecialType.System_String || type.OriginalDefinition.ToDisplayString() is "System.Span<T>" or "System.ReadOnlySpan<T>";
}
