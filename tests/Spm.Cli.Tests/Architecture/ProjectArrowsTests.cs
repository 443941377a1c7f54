using System.Reflection;
using System.Xml.Linq;

namespace Spm.Cli.Tests.Architecture;

/// <summary>What may depend on what: the table of ARCHITECTURE.md, read from the project files and from what the compiler really referenced.</summary>
public class ProjectArrowsTests
{
    private static readonly Dictionary<string, string[]> AllowedProjects = new()
    {
        ["Spm.Core"] = [],
        ["Spm.Notebook"] = [],
        ["Spm.Interactive"] = ["Spm.Core", "Spm.Notebook"],
        ["Spm.Kernel"] = ["Spm.Notebook"],
        ["Spm.Cli"] = ["Spm.Core", "Spm.Notebook", "Spm.Interactive", "Spm.Kernel"],
    };

    private static readonly Dictionary<string, string[]> AllowedPackages = new()
    {
        ["Spm.Core"] = ["MathNet.Numerics", "PureHDF", "Microsoft.Data.Analysis", "System.Numerics.Tensors"],
        ["Spm.Notebook"] = ["Microsoft.DotNet.Interactive.Formatting", "System.CommandLine"],
        ["Spm.Interactive"] = ["Plotly.NET", "Plotly.NET.CSharp", "SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies"],
        ["Spm.Kernel"] = ["NetMQ", "Microsoft.CodeAnalysis.", "NuGet.", "Markdig"],
        ["Spm.Cli"] = ["Spectre.Console", "System.CommandLine"],
    };

    /// <summary>Assemblies that only some projects may touch, whatever brings them in.</summary>
    private static readonly (string Assembly, string[] Users)[] Reserved =
    [
        ("NetMQ", ["Spm.Kernel"]),
        ("Microsoft.CodeAnalysis", ["Spm.Kernel"]),
        ("PureHDF", ["Spm.Core"]),
        ("Plotly.NET", ["Spm.Interactive"]),
        ("Microsoft.DotNet.Interactive.Formatting", ["Spm.Notebook", "Spm.Interactive", "Spm.Kernel"]),
    ];

    public static TheoryData<string> Projects => [.. AllowedProjects.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_file_refers_only_to_the_projects_it_may(string project) =>
        Assert.All(Items(project, "ProjectReference").Select(i => Path.GetFileNameWithoutExtension(i.Replace('\\', '/'))), other => Assert.Contains(other, AllowedProjects[project]));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_file_refers_only_to_the_packages_it_may(string project) =>
        Assert.All(Items(project, "PackageReference"), package =>
            Assert.True(AllowedPackages[project].Any(a => a.EndsWith('.') ? package.StartsWith(a, StringComparison.Ordinal) : package == a), $"{project} may not use {package}."));

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_assembly_uses_only_what_its_project_may(string project)
    {
        var name = project == "Spm.Cli" ? "spm" : project;
        var used = Assembly.Load(name).GetReferencedAssemblies().Select(a => a.Name!).ToList();
        Assert.All(used.Where(u => AllowedProjects.ContainsKey(u)), other => Assert.Contains(other, AllowedProjects[project]));
        foreach (var (assembly, users) in Reserved)
            if (!users.Contains(project))
                Assert.DoesNotContain(used, u => u == assembly || u.StartsWith(assembly + ".", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_project_of_the_solution_folder_is_in_the_table() =>
        Assert.Equal(AllowedProjects.Keys.Order(), Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName).Order()!);

    [Fact]
    public void Nothing_in_src_needs_the_archived_engine() =>
        Assert.All(Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories), file =>
            Assert.DoesNotContain("\"Microsoft.DotNet.Interactive\"", File.ReadAllText(file)));

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj")).Descendants(kind).Select(e => (string)e.Attribute("Include")!);
}
