using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Engine;

/// <summary>The namespace that holds a type which the code names and does not reach.</summary>
internal static class MissingUsing
{
    private const int Shown = 3;

    public static string? Of(SimpleNameSyntax name, Compilation compilation)
    {
        var word = name.Identifier.ValueText;
        if (word.Length == 0) return null;
        var found = new List<string>();
        foreach (var wanted in new[] { word, word + "Attribute" })
        {
            if (wanted != word && name.FirstAncestorOrSelf<AttributeSyntax>() is null) break;
            Search(compilation.GlobalNamespace, wanted, name.Arity, found);
        }
        return found.OrderByDescending(n => n.StartsWith("System", StringComparison.Ordinal)).ThenBy(n => n.Length).ThenBy(n => n, StringComparer.Ordinal).Take(Shown).ToList() switch
        {
            [] => null,
            [var only] => $"{word} is in {only}. Write at the top of the cell: using {only};",
            var several => $"{word} is in {string.Join(", ", several)}. Write at the top of the cell, for example: using {several[0]};",
        };
    }

    private static void Search(INamespaceSymbol place, string word, int arity, List<string> found)
    {
        if (!place.IsGlobalNamespace && place.GetTypeMembers(word).Any(t => t.DeclaredAccessibility == Accessibility.Public && t.Arity == arity))
            found.Add(place.ToDisplayString());
        foreach (var inner in place.GetNamespaceMembers()) Search(inner, word, arity, found);
    }
}
