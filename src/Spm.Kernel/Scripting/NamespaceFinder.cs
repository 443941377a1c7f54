using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Spm.Kernel.Scripting;

/// <summary>Finds the namespaces that have a public type of some name. Reads metadata only, and keeps nothing: it is asked after an error, not in between.</summary>
internal static class NamespaceFinder
{
    /// <summary>The namespaces, those with the shortest names first.</summary>
    /// <param name="type">Name of a type without its type parameters.</param>
    public static IReadOnlyList<string> Of(string type)
    {
        var assemblies = ScriptReferences.Framework().Concat(AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic).Select(a => a.Location));
        return [.. assemblies.Where(File.Exists).Distinct(StringComparer.Ordinal).SelectMany(path => In(path, type)).Distinct()
            .OrderBy(n => n.Length).ThenBy(n => n, StringComparer.Ordinal)];
    }

    private static List<string> In(string assembly, string type)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        if (!file.HasMetadata) return [];
        var metadata = file.GetMetadataReader();
        var found = new List<string>();
        foreach (var handle in metadata.TypeDefinitions)
        {
            var definition = metadata.GetTypeDefinition(handle);
            if ((definition.Attributes & TypeAttributes.VisibilityMask) != TypeAttributes.Public || !IsNamed(metadata, definition.Name, type)) continue;
            if (metadata.GetString(definition.Namespace) is { Length: > 0 } name) found.Add(name);
        }
        return found;
    }

    private static bool IsNamed(MetadataReader metadata, StringHandle handle, string type) =>
        metadata.StringComparer.Equals(handle, type)
        || (metadata.StringComparer.StartsWith(handle, type + "`") && metadata.GetString(handle).Length <= type.Length + 2);
}
