using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Engine;

/// <summary>What would be right, where that can be known: the nearest names, the namespace that holds a type, the parameters of a function.</summary>
internal static class CompilerHelp
{
    /// <summary>One sentence or a few, or null.</summary>
    /// <param name="error">What the compiler said.</param>
    /// <param name="compilation">What was compiled.</param>
    /// <param name="cancel">Gives up.</param>
    public static string? For(Diagnostic error, Compilation? compilation, CancellationToken cancel = default)
    {
        if (compilation is null || error.Location.SourceTree is not { } tree || !compilation.ContainsSyntaxTree(tree)) return null;
        var model = compilation.GetSemanticModel(tree);
        var node = tree.GetRoot(cancel).FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
        if (node is MemberBindingExpressionSyntax binding) node = binding.Name;
        return error.Id switch
        {
            "CS0103" when node is SimpleNameSyntax name => MissingUsing.Of(name, compilation) ?? NearestNames.InScope(name, model),
            "CS0246" when node is SimpleNameSyntax name => MissingUsing.Of(name, compilation) ?? NearestNames.OfTypes(name, model),
            "CS0234" when node is QualifiedNameSyntax { Right: var name, Left: var left } => NearestNames.InNamespace(name, left, model),
            "CS0117" or "CS1061" when node is SimpleNameSyntax name => NearestNames.OfMembers(name, model),
            "CS1501" or "CS7036" or "CS1503" or "CS1739" => Signatures.Of(node, model),
            _ => null,
        };
    }
}
