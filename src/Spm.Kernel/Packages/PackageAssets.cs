using NuGet.Client;
using NuGet.ContentModel;
using NuGet.Repositories;

namespace Spm.Kernel.Packages;

/// <summary>Chooses of a package's files those for this framework and machine, by NuGet's own rules.</summary>
internal static class PackageAssets
{
    private static readonly ManagedCodeConventions Conventions = new(PackageTargets.Machines);

    /// <summary>The assemblies and native libraries of a package.</summary>
    /// <param name="package">The unpacked package.</param>
    /// <param name="request">What asked for it, or null for one that another needs.</param>
    /// <param name="notes">Gets a sentence when the package is made for another framework.</param>
    /// <exception cref="PackageException">It has nothing for this framework.</exception>
    public static RestoredPackage Of(LocalPackageInfo package, PackageRequest? request, List<string> notes)
    {
        var files = new ContentItemCollection();
        files.Load(package.Files.Select(f => f.Replace('\\', '/')));
        var assemblies = AssembliesOf(files, package, request, notes);
        var natives = files.FindBestItemGroup(Conventions.Criteria.ForRuntime(PackageTargets.Machine), Conventions.Patterns.NativeLibraries);
        return new RestoredPackage(package.Id, package.Version.ToNormalizedString(), request is not null, Paths(package, assemblies, ".dll"), Paths(package, natives, ""));
    }

    private static ContentItemGroup? AssembliesOf(ContentItemCollection files, LocalPackageInfo package, PackageRequest? request, List<string> notes)
    {
        if (Best(files, PackageTargets.Framework) is { } own) return own;
        var frameworks = package.Files.Select(f => f.Replace('\\', '/').Split('/')).Where(p => p is ["lib", _, _, ..] && p[^1].EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            .Select(p => p[1]).Distinct().ToList();
        if (frameworks.Count == 0) return null;
        foreach (var framework in PackageTargets.Fallbacks)
        {
            if (Best(files, framework) is not { } old) continue;
            notes.Add($"{package.Id} {package.Version} is made for {string.Join(", ", frameworks)} and may not work here.");
            return old;
        }
        throw new PackageException(
            $"{package.Id} {package.Version} has nothing for {PackageTargets.Framework.GetShortFolderName()}; it is made for {string.Join(", ", frameworks)}. Another version may: #r \"nuget: {package.Id}\" takes the newest.",
            request?.Line ?? 0);
    }

    private static ContentItemGroup? Best(ContentItemCollection files, NuGet.Frameworks.NuGetFramework framework) =>
        files.FindBestItemGroup(Conventions.Criteria.ForFrameworkAndRuntime(framework, PackageTargets.Machine), Conventions.Patterns.RuntimeAssemblies);

    private static List<string> Paths(LocalPackageInfo package, ContentItemGroup? group, string extension) =>
        [.. (group?.Items ?? []).Select(i => i.Path).Where(p => p.EndsWith(extension, StringComparison.OrdinalIgnoreCase) && !p.EndsWith("/_._", StringComparison.Ordinal))
            .Select(p => Path.GetFullPath(Path.Combine(package.ExpandedPath, p)))];
}
