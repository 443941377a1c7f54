using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Scripting;

/// <summary>One piece of C#, compiled to follow those before it.</summary>
/// <param name="Compilation">The compilation.</param>
/// <param name="Diagnostics">What the compiler says.</param>
/// <param name="Image">The assembly; empty when there are errors, or nothing to run.</param>
/// <param name="Symbols">Its debug information.</param>
internal sealed record Submission(CSharpCompilation Compilation, ImmutableArray<Diagnostic> Diagnostics, MemoryStream Image, MemoryStream Symbols)
{
    /// <summary>What keeps it from being run.</summary>
    public IReadOnlyList<Diagnostic> Errors => [.. Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];

    /// <summary>What the compiler warns of.</summary>
    public IReadOnlyList<Diagnostic> Warnings => [.. Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning)];

    /// <summary>Assemblies outside this program that it uses, and that its loading must find.</summary>
    public IEnumerable<string> Files => Compilation.References.Concat(Compilation.DirectiveReferences).OfType<PortableExecutableReference>()
        .Select(r => r.FilePath).OfType<string>().Where(path => !ScriptReferences.IsTrusted(path));

    /// <summary>False for code with nothing to run, such as usings only.</summary>
    public bool HasCode => Image.Length > 0;

    private CompilationUnitSyntax Root => (CompilationUnitSyntax)Compilation.SyntaxTrees[^1].GetRoot();

    /// <summary>
    /// False for code to which later cells cannot refer, such as a call. They need not see it, which keeps the chain short: a thousandth
    /// cell is compiled as fast as the tenth.
    /// </summary>
    public bool Declares =>
        Root is { Usings.Count: > 0 } or { Externs.Count: > 0 } or { ContainsDirectives: true }
        || Compilation.ScriptClass!.GetMembers().Any(m => m is not IMethodSymbol { MethodKind: MethodKind.Constructor } && m.CanBeReferencedByName && !m.IsImplicitlyDeclared)
        // Anonymous types are the same type in all cells: the next one uses the one that is there.
        || Root.DescendantNodes().Any(n => n is AnonymousObjectCreationExpressionSyntax);

    /// <summary>True when the code ends in an expression that has a type, so that its null is a value and not the end of a void call.</summary>
    public bool EndsInValue =>
        Root is { Members: [.., GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }] }
        && Compilation.GetSemanticModel(Root.SyntaxTree).GetTypeInfo(last.Expression).Type is { SpecialType: not SpecialType.System_Void };
}
