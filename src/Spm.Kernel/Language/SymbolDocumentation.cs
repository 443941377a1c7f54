using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Spm.Kernel.Language;

/// <summary>What the author of a symbol wrote about it, as plain text.</summary>
/// <param name="Summary">What it is.</param>
/// <param name="Parameters">Parameters and type parameters.</param>
/// <param name="Returns">The result of a function or the value of a property.</param>
/// <param name="Exceptions">What is thrown when.</param>
/// <param name="Remarks">More.</param>
/// <param name="Example">Code.</param>
internal sealed partial record SymbolDocumentation(
    string Summary, IReadOnlyList<(string Name, string Text)> Parameters, string Returns, IReadOnlyList<(string Name, string Text)> Exceptions, string Remarks, string Example)
{
    /// <summary>The documentation, taken from what it overrides or implements where it has none; or null.</summary>
    public static SymbolDocumentation? Of(ISymbol symbol, Compilation compilation, CancellationToken cancel)
    {
        for (var (at, steps) = ((ISymbol?)symbol, 0); at is not null && steps < 8; at = Inherited(at), steps++)
            if (XmlOf(at.OriginalDefinition, compilation, cancel) is { Length: > 0 } xml && Parse(xml) is { } found)
                return found;
        return null;
    }

    /// <summary>From the XML of a documentation comment; null for what is broken, empty or inherited.</summary>
    public static SymbolDocumentation? Parse(string xml)
    {
        XElement root;
        try
        {
            root = XElement.Parse(xml.StartsWith("<member", StringComparison.Ordinal) || xml.StartsWith("<doc", StringComparison.Ordinal) ? xml : $"<doc>{xml}</doc>", LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            // A comment with a stray «<» has no structure; Roslyn hands it on with a remark instead of the text.
            return null;
        }
        if (root.Element("inheritdoc") is not null) return null;
        var found = new SymbolDocumentation(
            Plain(root.Element("summary")), Named(root, "param", "name").Concat(Named(root, "typeparam", "name")).ToList(), Plain(root.Element("returns") ?? root.Element("value")),
            Named(root, "exception", "cref"), Plain(root.Element("remarks")), Plain(root.Element("example")));
        return found is { Summary: "", Parameters.Count: 0, Returns: "", Remarks: "" } ? null : found;
    }

    private static string? XmlOf(ISymbol symbol, Compilation compilation, CancellationToken cancel)
    {
        if (symbol.DeclaringSyntaxReferences.Length > 0) return symbol.GetDocumentationCommentXml(cancellationToken: cancel);
        if (symbol.GetDocumentationCommentId() is not { } id || symbol.ContainingAssembly is not { } assembly) return null;
        return compilation.GetMetadataReference(assembly) is PortableExecutableReference { FilePath: { } path } ? DocumentationFile.Find(path, id) : null;
    }

    private static ISymbol? Inherited(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { ReducedFrom: { } extension } => extension,
        IMethodSymbol { OverriddenMethod: { } method } => method,
        IPropertySymbol { OverriddenProperty: { } property } => property,
        INamedTypeSymbol => null,
        { ContainingType: { } type } => type.AllInterfaces.SelectMany(i => i.GetMembers(symbol.Name)).FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(m), symbol)),
        _ => null,
    };

    private static List<(string Name, string Text)> Named(XElement root, string element, string attribute) =>
        [.. root.Elements(element).Select(e => (NameOf((string?)e.Attribute(attribute) ?? ""), Plain(e))).Where(p => p.Item2.Length > 0)];

    private static string Plain(XElement? element)
    {
        if (element is null) return "";
        var text = new StringBuilder();
        Write(element, text);
        // Lines of a comment are broken by its editor; only empty lines and code are meant.
        return Breaks().Replace(Blanks().Replace(text.ToString(), " "), m => m.Value.Contains('\v', StringComparison.Ordinal) ? "\n\n" : "\n").Replace('\u0001', '\n').Replace('\u0002', ' ').Trim();
    }

    private static void Write(XElement element, StringBuilder text)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText words) text.Append(words.Value);
            if (node is not XElement inner) continue;
            switch (inner.Name.LocalName)
            {
                case "see" or "seealso" or "paramref" or "typeparamref" or "inheritdoc":
                    var target = (string?)inner.Attribute("cref") ?? (string?)inner.Attribute("name") ?? (string?)inner.Attribute("langword") ?? (string?)inner.Attribute("href") ?? "";
                    text.Append(inner.Value.Length > 0 ? inner.Value : NameOf(target));
                    break;
                case "para":
                    text.Append('\v');
                    Write(inner, text);
                    text.Append('\v');
                    break;
                case "br":
                    text.Append('\f');
                    break;
                case "code":
                    text.Append('\v').Append(inner.Value.Trim('\r', '\n').ReplaceLineEndings("\u0001").Replace(' ', '\u0002')).Append('\v');
                    break;
                case "item":
                    text.Append("\f• ");
                    Write(inner, text);
                    break;
                case "term":
                    Write(inner, text);
                    text.Append(": ");
                    break;
                default:
                    Write(inner, text);
                    break;
            }
        }
    }

    /// <summary><c>T:System.Collections.Generic.List`1</c> to <c>List</c>, <c>M:System.IO.File.Open(System.String)</c> to <c>File.Open</c>.</summary>
    private static string NameOf(string id)
    {
        if (id.Length < 2 || id[1] != ':') return id;
        var parts = id[2..].Split('(')[0].Split('.').Select(p => p.Split('`')[0]).ToArray();
        return id[0] == 'T' || parts.Length < 2 ? parts[^1] : parts[^1] == "#ctor" ? parts[^2] : $"{parts[^2]}.{parts[^1]}";
    }

    [GeneratedRegex(@"[ \t\r\n]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[ ]*[\v\f][ \v\f]*")]
    private static partial Regex Breaks();
}
