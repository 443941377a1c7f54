using System.IO.Compression;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Spm.Kernel.Tests.Packages;

/// <summary>A folder with tiny packages, a cache and a nuget.config of its own, so that nothing of this machine and no network is used.</summary>
internal sealed class PackageFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("packages-").FullName;
    private readonly string _before = Directory.GetCurrentDirectory();

    /// <summary>The working folder becomes one whose nuget.config knows this feed only, or also a feed that does not answer.</summary>
    /// <param name="hasDeadFeed">Whether it knows, instead of the folder, a feed that does not answer.</param>
    /// <param name="deadPort">Port of that feed; nobody listens on port 9.</param>
    public PackageFolder(bool hasDeadFeed = false, int deadPort = 9)
    {
        foreach (var folder in new[] { Feed, Cache, Work }) Directory.CreateDirectory(folder);
        var dead = hasDeadFeed ? $"<add key=\"far\" value=\"http://127.0.0.1:{deadPort}/index.json\" allowInsecureConnections=\"true\" />" : $"<add key=\"near\" value=\"{Feed}\" />";
        File.WriteAllText(Path.Combine(Work, "nuget.config"),
            $"<configuration><config><add key=\"globalPackagesFolder\" value=\"{Cache}\" /></config><packageSources><clear />{dead}</packageSources><fallbackPackageFolders><clear /></fallbackPackageFolders></configuration>");
        Directory.SetCurrentDirectory(Work);
    }

    public string Feed => Path.Combine(_root, "feed");

    public string Cache => Path.Combine(_root, "cache");

    public string Work => Path.Combine(_root, "work");

    /// <summary>A package in the feed with one assembly.</summary>
    /// <param name="name">Of the package and the assembly; it must be used in one test only, since the process keeps assemblies.</param>
    /// <param name="version">Its version.</param>
    /// <param name="code">Of the assembly.</param>
    /// <param name="needs">Name and range of what it depends on.</param>
    /// <param name="folder">Where in the package the assembly lies.</param>
    /// <param name="native">A native library that it gets, under the package's name.</param>
    /// <param name="references">Assemblies its code uses.</param>
    public void Add(string name, string version, string code, (string Name, string Range)[]? needs = null, string folder = "lib/net8.0", string? native = null, params string[] references)
    {
        using var zip = ZipFile.Open(Path.Combine(Feed, $"{name}.{version}.nupkg"), ZipArchiveMode.Create);
        var dependencies = string.Concat((needs ?? []).Select(n => $"<dependency id=\"{n.Name}\" version=\"{n.Range}\" />"));
        using (var nuspec = new StreamWriter(zip.CreateEntry($"{name}.nuspec").Open()))
        {
            nuspec.Write($"<package xmlns=\"http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd\"><metadata><id>{name}</id><version>{version}</version><authors>test</authors>"
                + $"<description>test</description><dependencies><group targetFramework=\"net8.0\">{dependencies}</group></dependencies></metadata></package>");
        }
        if (native is not null) zip.CreateEntryFromFile(native, $"runtimes/{System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}/native/{name.ToLowerInvariant()}{Path.GetExtension(native)}");
        using var assembly = zip.CreateEntry($"{folder}/{name}.dll").Open();
        assembly.Write(Compile(name, version, code, references));
    }

    /// <summary>Writes an assembly and returns its path.</summary>
    public string Assembly(string name, string code, params string[] references)
    {
        var path = Path.Combine(Work, name + ".dll");
        File.WriteAllBytes(path, Compile(name, "1.0.0", code, references));
        return path;
    }

    /// <summary>Writes a file into the working folder.</summary>
    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Work, name))!);
        File.WriteAllText(Path.Combine(Work, name), text);
    }

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        Directory.Delete(_root, recursive: true);
    }

    private static byte[] Compile(string name, string version, string code, string[] references)
    {
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Runtime.InteropServices.dll");
        var text = $"[assembly: System.Reflection.AssemblyVersion(\"{version.Split('-')[0]}.0\")]\n{code}";
        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(text)], [.. framework.Concat(references).Select(r => MetadataReference.CreateFromFile(r))], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        return result.Success ? image.ToArray() : throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }
}

/// <summary>Tests that change the working folder of the process run one after the other, and beside no others.</summary>
[CollectionDefinition(nameof(WorkingFolder), DisableParallelization = true)]
public sealed class WorkingFolder;
