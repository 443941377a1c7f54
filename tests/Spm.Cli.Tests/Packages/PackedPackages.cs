using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;
using Spm.Cli.Tests.Architecture;

namespace Spm.Cli.Tests.Packages;

/// <summary>The five packages, as <c>dotnet pack</c> makes them of what is built; or those in the folder <c>SPM_PACKAGES</c>.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spm-packages");

    /// <summary>Whether the packages are those that would be published, not made of a build for tests.</summary>
    public static bool AreForOthers => Given is not null;

    public string Folder => Given ?? _folder.FullName;

    private static string? Given => Environment.GetEnvironmentVariable("SPM_PACKAGES");

    public async ValueTask InitializeAsync()
    {
        if (Given is not null) return;
        foreach (var project in new[] { "Spm.Core", "Spm.Notebook", "Spm.Interactive", "Spm.Kernel", "Spm.Cli" }) await Pack(project);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The one package of an identifier.</summary>
    public ZipArchive Open(string id, string ending = ".nupkg") =>
        ZipFile.OpenRead(Assert.Single(Directory.GetFiles(Folder, $"{id}.*{ending}"), f => char.IsDigit(Path.GetFileName(f)[id.Length + 1])));

    /// <summary>The element <c>metadata</c> of a package's description.</summary>
    public XElement Metadata(string id)
    {
        using var package = Open(id);
        using var text = package.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(text).Root!.Elements().Single();
    }

    private async Task Pack(string project)
    {
        // The tests' own configuration is the one that is built.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var start = new ProcessStartInfo("dotnet", ["pack", Path.Combine(Repository.Root, "src", project), "-c", configuration, "-o", _folder.FullName, "--no-build"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{await output}{await error}");
    }
}
