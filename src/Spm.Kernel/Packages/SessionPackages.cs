using System.Diagnostics;
using System.Reflection;
using Spm.Kernel.Scripting;
using Spm.Notebook;

namespace Spm.Kernel.Packages;

/// <summary>
/// The packages and assemblies that the cells of a session have added. NuGet's libraries are loaded by the first <c>#r "nuget: …"</c>: nothing
/// of this class names their types.
/// </summary>
internal sealed class SessionPackages
{
    private readonly ScriptChain _chain;
    private readonly List<string> _sources = [];
    private readonly Dictionary<string, string> _versions = new(StringComparer.OrdinalIgnoreCase);
    private SessionAssemblies _assemblies = new();

    /// <summary>Packages for the cells of a chain, whose own <c>[DllImport]</c>s find the native libraries of these packages.</summary>
    public SessionPackages(ScriptChain chain)
    {
        _chain = chain;
        chain.NativeLibrary = name => _assemblies.LoadNative(name);
    }

    /// <summary>Packages that are there, by name, with their versions.</summary>
    public IReadOnlyDictionary<string, string> Versions => _versions;

    /// <summary>Adds a feed or a folder for the rest of the session: <c>#i "nuget: …"</c>.</summary>
    /// <exception cref="PackageException">There is no such folder.</exception>
    public void AddSource(string argument, string folder, int line)
    {
        var source = PackageRequest.Is(argument) ? PackageRequest.Rest(argument) : argument.Trim();
        if (!source.Contains("://", StringComparison.Ordinal))
        {
            var path = Path.GetFullPath(source, folder);
            if (!Directory.Exists(path)) throw new PackageException($"There is no folder {source} (looked for {path}). Write #i \"nuget: folder\" with a folder of packages, or the address of a feed.", line);
            source = path;
        }
        if (!_sources.Contains(source)) _sources.Insert(0, source);
    }

    /// <summary>Adds packages and what they need; shows what is done and what was added.</summary>
    /// <exception cref="PackageException">One cannot be had.</exception>
    public async Task AddAsync(IReadOnlyList<PackageRequest> requests, INotebookOutput output, CancellationToken cancel)
    {
        foreach (var request in requests) RefuseOtherVersion(request);
        var wanted = requests.Where(r => !_versions.ContainsKey(r.Name)).ToList();
        if (wanted.Count == 0) return;
        var display = $"packages-{Guid.NewGuid():N}";
        var shown = 0;
        void Show(MimeBundle bundle)
        {
            if (Interlocked.Exchange(ref shown, 1) == 0) output.Display(bundle, display);
            else output.Update(display, bundle);
        }

        var restored = await RestoreAsync(wanted, text => Show(new MimeBundle(text)), cancel).WaitAsync(cancel).ConfigureAwait(false);
        var notes = restored.Notes.ToList();
        foreach (var package in restored.Packages)
        {
            foreach (var native in package.Natives) _assemblies.AddNative(native);
            foreach (var assembly in package.Assemblies) Load(assembly, package.Version, notes);
        }
        foreach (var package in restored.Packages) _versions.TryAdd(package.Name, package.Version);
        var lookup = restored.Packages.ToLookup(p => p.IsRequested, p => $"{p.Name} {p.Version}");
        Show(new AddedPackages([.. lookup[true]], [.. lookup[false]], notes).Bundle());
    }

    /// <summary>Adds an assembly: <c>#r "folder/Name.dll"</c>, or the name of one that the kernel has.</summary>
    /// <param name="argument">Path or name.</param>
    /// <param name="folder">Where a path starts.</param>
    /// <param name="line">Line of the directive, from 1.</param>
    /// <returns>Sentences for the person.</returns>
    /// <exception cref="DirectiveException">There is no such file, or it is no assembly.</exception>
    public IReadOnlyList<string> AddFile(string argument, string folder, int line)
    {
        var path = Path.GetFullPath(argument.Trim(), folder);
        if (!File.Exists(path))
        {
            var name = argument.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(argument) : argument;
            if (SessionAssemblies.HostPath(name) is not { } host || argument.AsSpan().ContainsAny('/', '\\')) throw MissingFile.Explain(argument, path, line);
            Refer(host);
            return [];
        }
        var notes = new List<string>();
        _assemblies.AddFolder(Path.GetDirectoryName(path)!);
        try
        {
            Load(path, null, notes);
        }
        catch (BadImageFormatException)
        {
            throw new DirectiveException($"{argument} is not a .NET assembly. #r is for assemblies; a native library is loaded by [DllImport] or NativeLibrary.Load.", line);
        }
        return notes;
    }

    /// <summary>Forgets everything. The files of what was loaded stay in use until the kernel ends.</summary>
    public void Reset()
    {
        _sources.Clear();
        _versions.Clear();
        _assemblies = new SessionAssemblies();
    }

    private async Task<RestoredPackages> RestoreAsync(List<PackageRequest> requests, Action<string> say, CancellationToken cancel)
    {
        // On a thread of the pool: NuGet reads files before its first await, and an interrupt must not wait for that.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var restore = new PackageRestore(Directory.GetCurrentDirectory(), _sources, say, cancel);
        return await restore.RunAsync(requests).ConfigureAwait(false);
    }

    private void RefuseOtherVersion(PackageRequest request)
    {
        if (request.Version is null || !_versions.TryGetValue(request.Name, out var there) || !char.IsDigit(request.Version[0]) || request.Version.Contains('*')) return;
        if (Version.TryParse(request.Version, out var wanted) && Version.TryParse(there, out var has) ? Same(wanted, has) : request.Version == there) return;
        throw new PackageException($"{request.Name} {there} is in use in this session, so {request.Version} cannot be added. #!reset forgets packages and variables; then load {request.Version} first.", request.Line);
    }

    private static bool Same(Version a, Version b) =>
        (a.Major, a.Minor, Math.Max(a.Build, 0), Math.Max(a.Revision, 0)) == (b.Major, b.Minor, Math.Max(b.Build, 0), Math.Max(b.Revision, 0));

    private void Load(string path, string? packageVersion, List<string> notes)
    {
        var identity = AssemblyName.GetAssemblyName(path);
        if (SessionAssemblies.HostPath(identity.Name!) is { } host)
        {
            if (TellOfHost(identity, path, packageVersion, host) is { } note) notes.Add(note);
            Refer(host);
        }
        else if (_assemblies.PathOf(identity.Name!) is { } loaded)
        {
            if (loaded == path) _chain.Add(_assemblies.LoadFrom(path));
            else if (ModuleOf(loaded) != ModuleOf(path)) notes.Add($"{identity.Name} was loaded before from {loaded}, which stays in use; #!reset makes room for another.");
        }
        else
        {
            _chain.Add(_assemblies.LoadFrom(path));
        }
    }

    private void Refer(string host) => _chain.Add(Assembly.Load(AssemblyName.GetAssemblyName(host)));

    /// <summary>One sentence when the kernel's own copy is another version than the one that was wanted.</summary>
    private static string? TellOfHost(AssemblyName wanted, string path, string? packageVersion, string host)
    {
        if (SessionAssemblies.IsFramework(host))
            return wanted.Version > AssemblyName.GetAssemblyName(host).Version ? $"{wanted.Name} is part of .NET {Environment.Version.ToString(2)}, which is used instead of {packageVersion ?? path}." : null;
        var own = FileVersionInfo.GetVersionInfo(host).ProductVersion?.Split('+')[0];
        var other = packageVersion ?? FileVersionInfo.GetVersionInfo(path).ProductVersion?.Split('+')[0];
        return own == other ? null : $"{wanted.Name} {own} belongs to this kernel and is used instead of {other}.";
    }

    private static Guid ModuleOf(string path)
    {
        using var file = new System.Reflection.PortableExecutable.PEReader(File.OpenRead(path));
        var metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(file);
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }
}
