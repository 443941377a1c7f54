using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Language;

/// <summary>One thing a cell declared that later cells can name.</summary>
/// <param name="Name">The name, or the text of a using.</param>
/// <param name="Key">What a later declaration must have in common to replace it: the name, for a function with its parameter types.</param>
/// <param name="Header">C# that declares it without running anything.</param>
/// <param name="Source">What the person wrote, for functions and types; else nothing.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Type">The type of a variable as C# writes it, or nothing.</param>
internal sealed record SessionDeclaration(string Name, string Key, string Header, string Source, SessionDeclarationKind Kind, string Type = "")
{
    private static readonly SymbolDisplayFormat Spelled = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>
    /// Everything a submission declared. Variables come from the compiler, with their types; functions and types from the text, so
    /// that their comments stay with them.
    /// </summary>
    /// <param name="compilation">The submission as it was compiled.</param>
    /// <param name="code">Its text as the person wrote it.</param>
    public static IEnumerable<SessionDeclaration> Of(Compilation compilation, string code)
    {
        var loaded = compilation.SyntaxTrees.SkipLast(1).Select(t => t.GetRoot());
        foreach (var root in loaded.Append(CSharpSyntaxTree.ParseText(code, ScriptParsing.Options).GetRoot()).OfType<CompilationUnitSyntax>())
        {
            foreach (var alias in root.Externs) yield return new(alias.Identifier.ValueText, alias.ToString(), alias.ToString(), "", SessionDeclarationKind.Using);
            foreach (var import in root.Usings)
                yield return new(import.ToString(), import.Alias?.Name.ToString() ?? import.ToString(), import.ToString(), "", SessionDeclarationKind.Using);
            foreach (var member in root.Members)
                if (OfMember(member) is { } declared)
                    yield return declared;
        }
        foreach (var field in compilation.ScriptClass?.GetMembers().OfType<IFieldSymbol>() ?? [])
            if (field is { CanBeReferencedByName: true, IsImplicitlyDeclared: false, AssociatedSymbol: null })
                yield return OfVariable(field);
    }

    private static SessionDeclaration? OfMember(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => new(
            method.Identifier.ValueText, $"{method.Identifier.ValueText}({string.Join(',', method.ParameterList.Parameters.Select(p => p.Type?.ToString()))})",
            WithoutBody(method), Written(method), SessionDeclarationKind.Function),
        BaseTypeDeclarationSyntax type => new(type.Identifier.ValueText, type.Identifier.ValueText, Written(type), Written(type), SessionDeclarationKind.Type),
        DelegateDeclarationSyntax type => new(type.Identifier.ValueText, type.Identifier.ValueText, Written(type), Written(type), SessionDeclarationKind.Type),
        PropertyDeclarationSyntax property => new(
            property.Identifier.ValueText, property.Identifier.ValueText, Written(property), Written(property), SessionDeclarationKind.Variable, property.Type.ToString()),
        _ => null,
    };

    private static SessionDeclaration OfVariable(IFieldSymbol field)
    {
        var name = SyntaxFacts.GetKeywordKind(field.Name) == SyntaxKind.None ? field.Name : "@" + field.Name;
        var type = field.Type.ToDisplayString(Spelled);
        // A type without a name can only be had from the expression that made it.
        var header = type.Contains("<anonymous", StringComparison.Ordinal) ? Statement(field) : $"{type} {name};";
        return new(field.Name, field.Name, header, "", SessionDeclarationKind.Variable, type);
    }

    private static string Statement(IFieldSymbol field) =>
        field.DeclaringSyntaxReferences.Select(r => r.GetSyntax().FirstAncestorOrSelf<MemberDeclarationSyntax>()?.ToString()).FirstOrDefault() ?? $"object {field.Name};";

    private static string WithoutBody(MethodDeclarationSyntax method)
    {
        var end = (SyntaxNode?)method.Body ?? method.ExpressionBody;
        var text = method.ToFullString();
        return (end is null ? text.TrimEnd() : text[..(end.SpanStart - method.FullSpan.Start)].TrimEnd()) + (end is null && !method.SemicolonToken.IsMissing ? "" : ";");
    }

    private static string Written(SyntaxNode node) => node.ToFullString().Trim('\r', '\n', ' ');
}

/// <summary>What a declaration of a cell is.</summary>
internal enum SessionDeclarationKind
{
    /// <summary>A using or an extern alias.</summary>
    Using,

    /// <summary>A variable or a property.</summary>
    Variable,

    /// <summary>A function.</summary>
    Function,

    /// <summary>A class, record, structure, interface, enumeration or delegate.</summary>
    Type,
}
