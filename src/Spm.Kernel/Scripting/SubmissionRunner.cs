using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace Spm.Kernel.Scripting;

/// <summary>Loads compiled submissions and runs them on the state of those before. Used by one thread at a time.</summary>
/// <param name="nativeLibrary">The handle of a native library that a submission names, or 0 to look where the system does; null for only there.</param>
internal sealed class SubmissionRunner(Func<string, nint>? nativeLibrary = null)
{
    private readonly Session _session = new(nativeLibrary);

    private volatile object[] _kept = [];

    // Where Roslyn's code looks for the submissions before it: 0 is for a host's object, then one place for each.
    private object?[] _instances = new object?[16];
    private int _used = 1;

    /// <summary>The submissions that were kept, oldest first. Any thread may read it.</summary>
    public IReadOnlyList<object> Kept => _kept;

    /// <summary>Lets cells use the instance of an assembly that the host has loaded, or loads for them.</summary>
    public void Share(Assembly assembly) => _session.Known[assembly.GetName().Name!] = assembly;

    /// <summary>Loads a submission; the function starts it.</summary>
    /// <param name="submission">One without errors.</param>
    /// <param name="keep">True when later submissions refer to it.</param>
    public Func<Task<object?>> Load(Submission submission, bool keep)
    {
        // Those that nobody refers to have one name, so each gets a context of its own. Not a collectible one: its code would be optimised at once, and
        // small functions of earlier cells would be inlined and missing from the traceback.
        AssemblyLoadContext context = keep ? _session : new Transient(_session);
        var assembly = context.LoadFromStream(submission.Image, submission.Symbols);
        if (keep) _session.Known[assembly.GetName().Name!] = assembly;
        foreach (var file in submission.Files) _session.Files[Path.GetFileNameWithoutExtension(file)] = file;
        var entry = submission.Compilation.GetEntryPoint(default)!;
        var method = assembly.GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!;
        var factory = method.CreateDelegate<Func<object?[], Task<object?>>>();
        return () =>
        {
            if (_used + 2 > _instances.Length) Array.Resize(ref _instances, 2 * _instances.Length);
            try
            {
                return factory(_instances);
            }
            finally
            {
                Settle(keep);
            }
        };
    }

    /// <summary>A submission puts itself into the array when it starts; one that is not kept leaves it again.</summary>
    private void Settle(bool keep)
    {
        if (keep)
        {
            var last = Array.FindLastIndex(_instances, i => i is not null);
            _used = Math.Max(_used, last + 1);
            _kept = [.. _instances.Take(_used).OfType<object>()];
        }
        else
        {
            Array.Clear(_instances, _used, _instances.Length - _used);
        }
    }

    /// <summary>Where the submissions that are kept live, and where all others look.</summary>
    private sealed class Session(Func<string, nint>? nativeLibrary) : AssemblyLoadContext("cells")
    {
        public ConcurrentDictionary<string, Assembly> Known { get; } = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>Files that cells named, by the simple name of the assembly.</summary>
        public ConcurrentDictionary<string, string> Files { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Assembly? Find(AssemblyName name) =>
            name.Name is not { } simple ? null
            : Known.TryGetValue(simple, out var assembly) ? assembly
            : Files.TryGetValue(simple, out var path) ? LoadFromAssemblyPath(path) : null;

        public nint FindNative(string name) => nativeLibrary?.Invoke(name) ?? 0;

        protected override Assembly? Load(AssemblyName assemblyName) => Find(assemblyName);

        protected override nint LoadUnmanagedDll(string unmanagedDllName) => FindNative(unmanagedDllName);
    }

    private sealed class Transient(Session session) : AssemblyLoadContext("cell")
    {
        protected override Assembly? Load(AssemblyName assemblyName) => session.Find(assemblyName);

        protected override nint LoadUnmanagedDll(string unmanagedDllName) => session.FindNative(unmanagedDllName);
    }
}
