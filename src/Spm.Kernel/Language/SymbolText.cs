using Microsoft.CodeAnalysis;

namespace Spm.Kernel.Language;

/// <summary>Symbols as C# declares them, short enough for people.</summary>
internal static class SymbolText
{
    private const SymbolDisplayMiscellaneousOptions Plain =
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
        | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.CollapseTupleTypes;

    private static readonly SymbolDisplayFormat Type = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly, genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters, miscellaneousOptions: Plain & ~SymbolDisplayMiscellaneousOptions.CollapseTupleTypes);

    private static readonly SymbolDisplayFormat Parameter = Type.WithParameterOptions(
        SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
        | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis);

    private static readonly SymbolDisplayFormat Member = Type
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue)
        .WithOwners();

    private static readonly SymbolDisplayFormat TypeHeader = Type
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword)
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance)
        .WithQualification();

    /// <summary>One line for a list: parameters and result of a function, the type of a value.</summary>
    /// <param name="symbols">All of one name.</param>
    public static string Short(IReadOnlyList<ISymbol> symbols)
    {
        var text = symbols[0] switch
        {
            IMethodSymbol method => $"({string.Join(", ", method.Parameters.Select(p => p.ToDisplayString(Parameter)))}) → {method.ReturnType.ToDisplayString(Type)}",
            IPropertySymbol property => property.Type.ToDisplayString(Type),
            IFieldSymbol { HasConstantValue: true, ContainingType.TypeKind: TypeKind.Enum } member => $"{member.ContainingType.Name} = {member.ConstantValue}",
            IFieldSymbol field => field.Type.ToDisplayString(Type),
            IEventSymbol happening => happening.Type.ToDisplayString(Type),
            ILocalSymbol local => local.Type.ToDisplayString(Type),
            IParameterSymbol parameter => parameter.Type.ToDisplayString(Type),
            IRangeVariableSymbol => "",
            INamedTypeSymbol type => type.ToDisplayString(TypeHeader),
            _ => "",
        };
        var others = symbols.Count(s => s is IMethodSymbol) - 1;
        return others > 0 ? $"{text}  +{others} overload{(others == 1 ? "" : "s")}" : text;
    }

    /// <summary>The declaration: <c>int Twice(int n)</c>, <c>string string.PadLeft(int totalWidth)</c>, <c>class System.Text.StringBuilder</c>.</summary>
    public static string Declaration(ISymbol symbol) => symbol is IMethodSymbol method ? Head(method) + string.Join(", ", Parameters(method)) + ")" : symbol switch
    {
        INamedTypeSymbol or INamespaceSymbol => symbol.ToDisplayString(TypeHeader),
        IPropertySymbol { IsIndexer: true } indexer =>
            $"{indexer.Type.ToDisplayString(Type)} {indexer.ContainingType.ToDisplayString(Type)}[{string.Join(", ", indexer.Parameters.Select(p => p.ToDisplayString(Parameter)))}]",
        IPropertySymbol property => $"{property.Type.ToDisplayString(Type)} {Owner(property)}{property.Name} {{ {(property.GetMethod is null ? "" : "get; ")}{(property.SetMethod is null ? "" : property.SetMethod.IsInitOnly ? "init; " : "set; ")}}}",
        IParameterSymbol parameter => parameter.ToDisplayString(Parameter),
        ILocalSymbol local => $"{local.Type.ToDisplayString(Type)} {local.Name}",
        IFieldSymbol field => field.HasConstantValue && field.ConstantValue is not null
            ? $"{field.Type.ToDisplayString(Type)} {Owner(field)}{field.Name} = {SymbolDisplay(field.ConstantValue)}"
            : $"{field.Type.ToDisplayString(Type)} {Owner(field)}{field.Name}",
        _ => symbol.ToDisplayString(Member),
    };

    /// <summary>A function up to its opening parenthesis.</summary>
    public static string Head(IMethodSymbol method)
    {
        var typeArguments = method.TypeArguments.Length == 0 ? "" : $"<{string.Join(", ", method.TypeArguments.Select(t => t.ToDisplayString(Type)))}>";
        return method.MethodKind switch
        {
            MethodKind.Constructor => $"new {method.ContainingType.ToDisplayString(Type)}(",
            _ => $"{method.ReturnType.ToDisplayString(Type)} {Owner(method)}{method.Name}{typeArguments}(",
        };
    }

    /// <summary>Its parameters.</summary>
    public static IReadOnlyList<string> Parameters(IMethodSymbol method) => [.. method.Parameters.Select(p => p.ToDisplayString(Parameter))];

    private static string Owner(ISymbol symbol) =>
        symbol.ContainingType is { IsScriptClass: false } owner ? $"{((symbol as IMethodSymbol)?.ReceiverType ?? owner).ToDisplayString(Type)}." : "";

    private static string SymbolDisplay(object value) =>
        value is string text ? $"\"{text}\"" : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "null";

    private static SymbolDisplayFormat WithOwners(this SymbolDisplayFormat format) =>
        format.WithMemberOptions(format.MemberOptions | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeParameters);

    private static SymbolDisplayFormat WithQualification(this SymbolDisplayFormat format) => new(
        SymbolDisplayGlobalNamespaceStyle.Omitted, SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces, format.GenericsOptions, format.MemberOptions,
        format.DelegateStyle, format.ExtensionMethodStyle, format.ParameterOptions, format.PropertyStyle, format.LocalOptions, format.KindOptions, format.MiscellaneousOptions);
}
