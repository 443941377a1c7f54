using System.Text;
using Microsoft.CodeAnalysis;

namespace Spm.Kernel.Language;

/// <summary>
/// What the cells have declared so far, each name with its last meaning. It stands for all cells in completion and inspection: one
/// text whose length is that of the declarations, however many cells ran and however often. A chain of all cells, which is what
/// the compiler keeps, took 200 ms to find a bare name after 300 cells.
/// </summary>
internal sealed class SessionDeclarations
{
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, SessionDeclaration> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MetadataReference> _references = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<MetadataReference> _given;
    private int _version;

    public SessionDeclarations(IReadOnlyList<MetadataReference> references)
    {
        _given = references;
        foreach (var reference in references) _references.TryAdd(PathOf(reference), reference);
    }

    /// <summary>Forgets everything but the references it began with.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _byKey.Clear();
            _references.Clear();
            foreach (var reference in _given) _references.TryAdd(PathOf(reference), reference);
            _version++;
        }
    }

    /// <summary>Takes over what a submission declared and the assemblies it named.</summary>
    public void Add(Compilation compilation, string code)
    {
        var declared = SessionDeclaration.Of(compilation, code).ToList();
        lock (_gate)
        {
            foreach (var reference in compilation.ExternalReferences.Concat(compilation.DirectiveReferences))
                if (_references.TryAdd(PathOf(reference), reference))
                    _version++;
            foreach (var declaration in declared) Replace(declaration);
            if (declared.Count > 0) _version++;
        }
    }

    /// <summary>All of it as one piece of C#, the assemblies, and a number that changes with either.</summary>
    public (string Text, IReadOnlyList<MetadataReference> References, int Version) Snapshot()
    {
        lock (_gate)
        {
            var text = new StringBuilder();
            foreach (var declaration in _byKey.Values.OrderBy(d => d.Kind != SessionDeclarationKind.Using)) text.Append(declaration.Header).Append('\n');
            return (text.ToString(), [.. _references.Values], _version);
        }
    }

    /// <summary>Changes when something was declared.</summary>
    public int Version
    {
        get
        {
            lock (_gate) return _version;
        }
    }

    /// <summary>Everything of a name; overloads of a function are several.</summary>
    public IReadOnlyList<SessionDeclaration> Named(string name)
    {
        lock (_gate) return [.. _byKey.Values.Where(d => d.Name == name && d.Kind != SessionDeclarationKind.Using)];
    }

    /// <summary>Names of variables, functions and types that begin with some letters.</summary>
    public IReadOnlyList<SessionDeclaration> StartingWith(string letters)
    {
        lock (_gate) return [.. _byKey.Values.Where(d => d.Kind != SessionDeclarationKind.Using && d.Name.StartsWith(letters, StringComparison.OrdinalIgnoreCase)).DistinctBy(d => d.Name)];
    }

    private void Replace(SessionDeclaration declaration)
    {
        // Functions of one name live side by side; anything else of that name ends them, and they end it.
        if (declaration.Kind == SessionDeclarationKind.Function) _byKey.Remove(declaration.Name);
        else if (declaration.Kind != SessionDeclarationKind.Using)
            foreach (var overload in _byKey.Where(d => d.Value.Kind == SessionDeclarationKind.Function && d.Value.Name == declaration.Name).Select(d => d.Key).ToList())
                _byKey.Remove(overload);
        _byKey.Remove(declaration.Key);
        _byKey.Add(declaration.Key, declaration);
    }

    private static string PathOf(MetadataReference reference) => (reference as PortableExecutableReference)?.FilePath ?? reference.Display ?? "";
}
