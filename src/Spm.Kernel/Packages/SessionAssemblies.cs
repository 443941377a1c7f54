using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Spm.Kernel.Packages;

/// <summary>
/// The assemblies that cells have loaded, with their native libraries. What the kernel itself has is never loaded a second time: two copies of
/// a type would not be the same type.
/// </summary>
internal sealed class SessionAssemblies() : AssemblyLoadContext("cells")
{
    private static readonly Lazy<Dictionary<string, string>> Host = new(() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .DistinctBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase).ToDictionary(p => Path.GetFileNameWithoutExtension(p), StringComparer.OrdinalIgnoreCase));

    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _natives = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _folders = [];

    /// <summary>Where the kernel's own assembly of this name is, or null.</summary>
    public static string? HostPath(string name) =>
        Host.Value.GetValueOrDefault(name)
        ?? Default.Assemblies.FirstOrDefault(a => !a.IsDynamic && a.Location.Length > 0 && name.Equals(a.GetName().Name, StringComparison.OrdinalIgnoreCase))?.Location;

    /// <summary>True for a path in the folder of the .NET framework.</summary>
    public static bool IsFramework(string path) => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location);

    /// <summary>Where an assembly that cells loaded came from, or null.</summary>
    public string? PathOf(string name)
    {
        lock (_gate) return _paths.GetValueOrDefault(name);
    }

    /// <summary>Loads an assembly whose name is neither the kernel's nor loaded before.</summary>
    public Assembly LoadFrom(string path)
    {
        lock (_gate) _paths[AssemblyName.GetAssemblyName(path).Name!] = path;
        return LoadFromAssemblyPath(path);
    }

    /// <summary>Makes a native library known to the assemblies loaded here.</summary>
    public void AddNative(string path)
    {
        lock (_gate) _natives[Path.GetFileName(path)] = path;
    }

    /// <summary>A folder whose assemblies and native libraries are found when one that is loaded refers to them.</summary>
    public void AddFolder(string folder)
    {
        lock (_gate)
            if (!_folders.Contains(folder)) _folders.Add(folder);
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name || HostPath(name) is not null) return null;
        lock (_gate)
        {
            var path = _paths.GetValueOrDefault(name) ?? _folders.Select(f => Path.Combine(f, name + ".dll")).FirstOrDefault(File.Exists);
            if (path is null) return null;
            _paths[name] = path;
            return LoadFromAssemblyPath(path);
        }
    }

    /// <summary>The native library that code of a cell or of an assembly names, or 0 when nothing that was added has it.</summary>
    /// <param name="name">As in <c>[DllImport]</c>: with or without <c>lib</c> and the ending.</param>
    public nint LoadNative(string name) => LoadUnmanagedDll(name);

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string[] names = [unmanagedDllName, .. Endings.Select(e => unmanagedDllName + e), .. Endings.Select(e => $"lib{unmanagedDllName}{e}")];
        lock (_gate)
        {
            var known = names.Select(n => _natives.GetValueOrDefault(n));
            var beside = _folders.SelectMany(f => names.SelectMany(n => new[] { Path.Combine(f, n), Path.Combine(f, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", n) })).Where(File.Exists);
            return known.Concat(beside).FirstOrDefault(p => p is not null) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
        }
    }

    private static string[] Endings => OperatingSystem.IsWindows() ? [".dll"] : OperatingSystem.IsMacOS() ? [".dylib", ".so"] : [".so"];
}
