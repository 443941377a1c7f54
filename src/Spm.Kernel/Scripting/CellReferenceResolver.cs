using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Spm.Kernel.Scripting;

/// <summary>
/// Finds what a cell names by <c>#r</c>, and what an assembly in use refers to: files, and by name the assemblies this process may load,
/// so that forwarding assemblies (<c>netstandard</c> and the like) are read only when something needs them.
/// </summary>
internal sealed class CellReferenceResolver : MetadataReferenceResolver
{
    private CellReferenceResolver()
    {
    }

    /// <summary>The only instance.</summary>
    public static CellReferenceResolver Instance { get; } = new();

    public override bool ResolveMissingAssemblies => true;

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity)
    {
        if (ScriptReferences.TrustedPath(referenceIdentity.Name) is { } trusted) return ScriptReferences.Reference(trusted);
        // What an assembly of one's own refers to lies beside it.
        if (definition is not PortableExecutableReference { FilePath: { } from } || Path.GetDirectoryName(from) is not { Length: > 0 } folder) return null;
        var beside = Path.Combine(folder, referenceIdentity.Name + ".dll");
        return File.Exists(beside) ? ScriptReferences.Reference(beside) : null;
    }

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        if (File.Exists(reference)) return [ScriptReferences.Reference(Path.GetFullPath(reference))];
        return ScriptReferences.TrustedPath(Path.GetFileName(reference)) is { } trusted && !reference.Contains('/') ? [ScriptReferences.Reference(trusted)] : [];
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => typeof(CellReferenceResolver).GetHashCode();
}
