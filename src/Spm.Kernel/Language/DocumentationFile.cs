using System.Collections.Concurrent;
using System.Text;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Language;

/// <summary>
/// The XML documentation of assemblies, read where it stands: a search for the bytes of one member. A reference pack is 25 MB; held as objects it
/// would be most of the kernel's memory, and searching it takes a few milliseconds.
/// </summary>
internal static class DocumentationFile
{
    private static readonly ConcurrentDictionary<string, string?> FileOfType = new(StringComparer.Ordinal);

    /// <summary>The <c>member</c> element of an assembly's symbol, or null.</summary>
    /// <param name="assembly">Path of the assembly.</param>
    /// <param name="id">Documentation id, such as <c>M:System.IO.File.Delete(System.String)</c>.</param>
    public static string? Find(string assembly, string id)
    {
        if (AssemblyDocumentation.PathFor(assembly) is not { } file) return null;
        if (Search(file, id) is { } found) return found;
        // The core library's types are documented by the name of the assembly that shows them: lists in System.Collections.
        return Path.GetFileName(assembly) == "System.Private.CoreLib.dll"
            && FileOfType.GetOrAdd(TypeOf(id), static (type, folder) => Directory.EnumerateFiles(folder, "*.xml").FirstOrDefault(f => Search(f, type) is not null), Path.GetDirectoryName(file)!) is { } other
            ? Search(other, id)
            : null;
    }

    private static string? Search(string file, string id)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Help without documentation is still help.
            return null;
        }
        var start = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"<member name=\"{id.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)}\""));
        if (start < 0) return null;
        var rest = bytes.AsSpan(start);
        var end = rest.IndexOf("</member>"u8);
        return end < 0 ? null : Encoding.UTF8.GetString(rest[..(end + "</member>".Length)]);
    }

    /// <summary><c>M:System.IO.File.Delete(System.String)</c> to <c>T:System.IO.File</c>.</summary>
    private static string TypeOf(string id)
    {
        if (id.StartsWith("T:", StringComparison.Ordinal)) return id;
        var name = id[2..].Split('(')[0];
        var dot = name.LastIndexOf('.');
        return "T:" + (dot < 0 ? name : name[..dot]);
    }
}
