using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Scripting;

/// <summary>
/// The functions, properties and constructors of a cell that can reach themselves, directly or through others of the same cell, judged by their names. Only a
/// cell's own declarations can close such a circle, since those before it do not know it.
/// </summary>
internal static class RecursiveNames
{
    public static IReadOnlySet<string> Of(SyntaxNode root)
    {
        var bodies = root.DescendantNodes().Select(NameOf).OfType<(string Name, SyntaxNode Body)>().ToLookup(d => d.Name, d => d.Body);
        var used = bodies.ToDictionary(d => d.Key, d => d.SelectMany(Names).Where(bodies.Contains).ToHashSet());
        return used.Keys.Where(name => Reaches(used, name)).ToHashSet();
    }

    private static (string, SyntaxNode)? NameOf(SyntaxNode node) => node switch
    {
        LocalFunctionStatementSyntax f => (f.Identifier.ValueText, f),
        MethodDeclarationSyntax m => (m.Identifier.ValueText, m),
        PropertyDeclarationSyntax p => (p.Identifier.ValueText, p),
        ConstructorDeclarationSyntax c => (c.Identifier.ValueText, c),
        _ => null,
    };

    private static IEnumerable<string> Names(SyntaxNode body) => body.DescendantNodes().OfType<SimpleNameSyntax>().Select(n => n.Identifier.ValueText);

    private static bool Reaches(Dictionary<string, HashSet<string>> used, string name)
    {
        var seen = new HashSet<string>();
        var next = new Queue<string>(used[name]);
        while (next.TryDequeue(out var reached))
        {
            if (reached == name) return true;
            if (!seen.Add(reached)) continue;
            foreach (var further in used[reached]) next.Enqueue(further);
        }
        return false;
    }
}
