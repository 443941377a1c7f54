namespace Spm.Kernel.Scripting;

/// <summary>Finds the XML documentation of an assembly: beside it, or, for the framework, in the SDK's reference pack where there is one.</summary>
internal static class AssemblyDocumentation
{
    private static readonly Lazy<string?> ReferencePack = new(FindReferencePack);

    public static string? PathFor(string assembly)
    {
        var beside = Path.ChangeExtension(assembly, ".xml");
        if (File.Exists(beside)) return beside;
        if (ReferencePack.Value is not { } pack) return null;
        // Most of what the core library holds is documented under the name it is referred to by.
        var name = Path.GetFileNameWithoutExtension(assembly) is "System.Private.CoreLib" ? "System.Runtime" : Path.GetFileNameWithoutExtension(assembly);
        var inPack = Path.Combine(pack, name + ".xml");
        return File.Exists(inPack) ? inPack : null;
    }

    private static string? FindReferencePack()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        if (string.IsNullOrEmpty(framework)) return null;
        var packs = Path.Combine(framework, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref");
        if (!Directory.Exists(packs)) return null;
        return Directory.GetDirectories(packs).Order(StringComparer.Ordinal).Reverse()
            .Select(version => Path.Combine(version, "ref", $"net{Environment.Version.Major}.{Environment.Version.Minor}"))
            .FirstOrDefault(Directory.Exists);
    }
}
