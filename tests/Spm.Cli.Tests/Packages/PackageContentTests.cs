using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Spm.Cli.Tests.Architecture;

namespace Spm.Cli.Tests.Packages;

/// <summary>What is in the packages: what NuGet shows of them, what a project needs of them, and nothing of the machine they were made on.</summary>
public sealed class PackageContentTests(PackedPackages packages) : IClassFixture<PackedPackages>
{
    private static readonly string[] Libraries = ["Spm.Core", "Spm.Notebook", "Spm.Interactive", "Spm.Kernel"];

    public static TheoryData<string> All => [.. Libraries, "Spm.Cli"];

    public static TheoryData<string> AllLibraries => [.. Libraries];

    private static string Version { get; } = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("Version").Single().Value;

    [Fact]
    public void There_are_five_packages_and_their_symbols_of_one_version()
    {
        var expected = All.Select(row => row.Data).SelectMany(id => new[] { $"{id}.{Version}.nupkg", $"{id}.{Version}.snupkg" });
        Assert.Equal(expected.Order(StringComparer.Ordinal), Directory.GetFiles(packages.Folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_package_says_what_it_is(string id)
    {
        var metadata = packages.Metadata(id);
        string Of(string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;
        Assert.Equal((id, Version, "MIT", "README.md", "icon.png"), (Of("id"), Of("version"), Of("license"), Of("readme"), Of("icon")));
        Assert.NotEmpty(Of("description"));
        Assert.Contains("scanning-probe-microscopy", Of("tags"), StringComparison.Ordinal);
        using var package = packages.Open(id);
        Assert.Contains($"# {id}", Text(package, "README.md"), StringComparison.Ordinal);
        Assert.Contains("MIT License", Text(package, "LICENSE"), StringComparison.Ordinal);
        var icon = Bytes(package, "icon.png");
        Assert.Equal((128, 128), (icon[18] << 8 | icon[19], icon[22] << 8 | icon[23]));
    }

    [Theory]
    [MemberData(nameof(AllLibraries))]
    public void A_library_has_its_assembly_its_documentation_and_its_symbols(string id)
    {
        using var package = packages.Open(id);
        Assert.NotNull(package.GetEntry($"lib/net10.0/{id}.dll"));
        Assert.Contains($"<name>{id}</name>", Text(package, $"lib/net10.0/{id}.xml"), StringComparison.Ordinal);
        using var symbols = packages.Open(id, ".snupkg");
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{id}.pdb"));
    }

    [Theory]
    [InlineData("Spm.Core", "")]
    [InlineData("Spm.Notebook", "")]
    [InlineData("Spm.Interactive", "Spm.Core Spm.Notebook")]
    [InlineData("Spm.Kernel", "Spm.Notebook")]
    public void A_library_asks_for_our_others_in_the_same_version(string id, string others)
    {
        var ours = packages.Metadata(id).Descendants().Where(e => e.Name.LocalName == "dependency" && ((string)e.Attribute("id")!).StartsWith("Spm.", StringComparison.Ordinal));
        Assert.Equal(others.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(o => (o, Version)), ours.Select(d => ((string)d.Attribute("id")!, (string)d.Attribute("version")!)));
    }

    [Fact]
    public void The_extension_of_NET_Interactive_is_where_that_engine_looks_for_it()
    {
        using var package = packages.Open("Spm.Interactive");
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "src", "Spm.Interactive", "Hosting", "extension.dib")), Text(package, "interactive-extensions/dotnet/extension.dib"));
        Assert.DoesNotContain(packages.Metadata("Spm.Interactive").Descendants().Select(e => (string?)e.Attribute("id")), id => id == "Microsoft.DotNet.Interactive");
    }

    [Fact]
    public void The_tool_is_the_command_spm_and_carries_the_course()
    {
        using var package = packages.Open("Spm.Cli");
        Assert.Equal("DotnetTool", packages.Metadata("Spm.Cli").Descendants().Single(e => e.Name.LocalName == "packageType").Attribute("name")!.Value);
        Assert.Contains("Command Name=\"spm\" EntryPoint=\"spm.dll\"", Text(package, "tools/net10.0/any/DotnetToolSettings.xml"), StringComparison.Ordinal);
        var course = Directory.GetFiles(Path.Combine(Repository.Root, "notebooks"), "*.ipynb").Select(f => $"tools/net10.0/any/course/{Path.GetFileName(f)}");
        Assert.Equal(course.Order(StringComparer.Ordinal), package.Entries.Select(e => e.FullName).Where(e => e.EndsWith(".ipynb", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_package_knows_nothing_of_the_machine_it_was_made_on(string id)
    {
        if (!PackedPackages.AreForOthers) Assert.Skip("SPM_PACKAGES names no folder: these packages are of a build for tests, whose symbols hold paths for the coverage.");
        foreach (var ending in new[] { ".nupkg", ".snupkg" })
        {
            using var package = packages.Open(id, ending);
            Assert.All(package.Entries, entry =>
                Assert.True(Bytes(package, entry.FullName).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Repository.Root + Path.DirectorySeparatorChar)) < 0, $"{entry.FullName} names the folder it was built in."));
        }
    }

    private static string Text(ZipArchive package, string name) => Encoding.UTF8.GetString(Bytes(package, name)).TrimStart('\uFEFF');

    private static byte[] Bytes(ZipArchive package, string name)
    {
        var entry = package.GetEntry(name);
        Assert.True(entry is not null, $"The package has no {name}.");
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
