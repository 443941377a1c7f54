using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Spm.Notebook.Commands;

namespace Spm.Kernel.Engine;

/// <summary>Names in reach that differ from a wrong one by a slip of the finger, and members that other languages call otherwise.</summary>
internal static class NearestNames
{
    private const int Shown = 3;

    /// <summary>Words for the number of elements, of which each type has one.</summary>
    private static readonly string[] Sizes = ["Length", "Count", "Size", "Len", "Shape"];

    /// <summary>Variables, functions and types.</summary>
    public static string? InScope(SimpleNameSyntax name, SemanticModel model) => Sentence(name, model.LookupSymbols(name.SpanStart));

    /// <summary>Types and namespaces.</summary>
    public static string? OfTypes(SimpleNameSyntax name, SemanticModel model) => Sentence(name, model.LookupNamespacesAndTypes(name.SpanStart).OfType<INamespaceOrTypeSymbol>());

    /// <summary>What a namespace holds.</summary>
    public static string? InNamespace(SimpleNameSyntax name, NameSyntax left, SemanticModel model) =>
        model.GetSymbolInfo(left).Symbol is INamespaceSymbol space ? Sentence(name, space.GetMembers()) : null;

    /// <summary>Members of what stands before the dot, with the extension methods in reach.</summary>
    public static string? OfMembers(SimpleNameSyntax name, SemanticModel model)
    {
        var owner = name.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
            _ => null,
        };
        if (owner is null) return null;
        var isStatic = model.GetSymbolInfo(owner).Symbol is INamedTypeSymbol;
        if (model.GetTypeInfo(owner).Type is not { TypeKind: not TypeKind.Error } type) return null;
        var members = model.LookupSymbols(name.SpanStart, type, includeReducedExtensionMethods: true)
            .Where(m => m.Kind is not SymbolKind.NamedType && m.IsStatic == isStatic).ToList();
        if (Sentence(name, members) is { } near) return near;
        var word = name.Identifier.ValueText;
        var size = Sizes.Contains(word, StringComparer.OrdinalIgnoreCase) ? members.FirstOrDefault(m => m.Name is "Length" or "Count" && m is IPropertySymbol) : null;
        return size is null ? null : $"{type.ToMinimalDisplayString(model, name.SpanStart)} calls it {size.Name}.";
    }

    private static string? Sentence(SimpleNameSyntax name, IEnumerable<ISymbol> candidates)
    {
        var word = name.Identifier.ValueText;
        var allowed = word.Length switch { < 2 => 0, < 6 => 1, < 10 => 2, _ => 3 };
        // What the person wrote comes before what the libraries hold.
        var near = candidates.Where(c => c.CanBeReferencedByName && c.Name.Length > 1 && Math.Abs(c.Name.Length - word.Length) <= allowed)
            .GroupBy(c => c.Name, StringComparer.Ordinal)
            .Select(g => (g.Key, Distance: Spelling.Distance(word.ToUpperInvariant(), g.Key.ToUpperInvariant()), IsOwn: g.Any(s => s.Locations.Any(l => l.IsInSource))))
            .Where(c => c.Distance <= allowed && c.Key != word)
            .OrderBy(c => c.Distance).ThenByDescending(c => c.IsOwn).ThenBy(c => c.Key, StringComparer.Ordinal).ToList();
        if (near.Count == 0) return null;
        var names = near.TakeWhile(c => c.Distance == near[0].Distance && c.IsOwn == near[0].IsOwn).Take(Shown).Select(c => c.Key);
        return $"Did you mean {string.Join(" or ", names)}?";
    }
}
