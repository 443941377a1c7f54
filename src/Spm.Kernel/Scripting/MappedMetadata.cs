using System.Collections.Concurrent;
using System.IO.MemoryMappedFiles;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace Spm.Kernel.Scripting;

/// <summary>
/// The metadata of assemblies, mapped from their files instead of read into memory: the compiler touches a small part of it, and what it
/// touches the system shares with every other kernel.
/// </summary>
internal static class MappedMetadata
{
    // Mapped for the life of the process: symbols of the compiler point into it.
    private static readonly ConcurrentDictionary<string, AssemblyMetadata> Known = new(StringComparer.Ordinal);

    /// <summary>The metadata of an assembly of the framework or of this program, which does not change while it runs.</summary>
    public static AssemblyMetadata Of(string path) => Known.GetOrAdd(path, Map);

    /// <summary>False for an assembly that only forwards to others.</summary>
    public static bool DefinesTypes(string path) => ReaderOf(path).TypeDefinitions.Count > 1;

    /// <summary>Simple names of the assemblies it refers to.</summary>
    public static IEnumerable<string> ReferencesOf(string path)
    {
        var reader = ReaderOf(path);
        return reader.AssemblyReferences.Select(r => reader.GetString(reader.GetAssemblyReference(r).Name));
    }

    private static MetadataReader ReaderOf(string path) => Of(path).GetModules()[0].GetMetadataReader();

    private static unsafe AssemblyMetadata Map(string path)
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        var headers = new PEHeaders(new UnmanagedMemoryStream(start, (long)view.SafeMemoryMappedViewHandle.ByteLength));
        return AssemblyMetadata.Create(ModuleMetadata.CreateFromMetadata((nint)(start + headers.MetadataStartOffset), headers.MetadataSize));
    }
}
