using NuGet.Common;
using NuGet.Configuration;
using NuGet.DependencyResolver;
using NuGet.Frameworks;
using NuGet.LibraryModel;
using NuGet.Protocol.Core.Types;
using NuGet.RuntimeModel;
using NuGet.Versioning;

namespace Spm.Kernel.Packages;

/// <summary>The packages of a cell as a project that depends on them, walked by NuGet: the nearest dependency wins, and of its versions the lowest that will do.</summary>
internal sealed class PackageWalk(IReadOnlyList<(PackageRequest Request, VersionRange Range)> wanted) : IDependencyProvider
{
    // No package can have this name.
    private const string Root = "the cell";

    /// <summary>The packages to use, those asked for first.</summary>
    /// <param name="caches">Where packages are on this machine.</param>
    /// <param name="feeds">Where they come from.</param>
    /// <param name="cache">Of NuGet's requests.</param>
    /// <param name="mapping">Which feed may serve which package, from nuget.config.</param>
    /// <param name="notes">Gets a sentence for each dependency that is older than wanted.</param>
    /// <exception cref="PackageException">Two packages want versions that exclude each other.</exception>
    public async Task<IReadOnlyList<RemoteMatch>> RunAsync(
        IEnumerable<PackageCache> caches, IEnumerable<PackageFeed> feeds, SourceCacheContext cache, PackageSourceMapping mapping, List<string> notes)
    {
        var context = new RemoteWalkContext(cache, mapping, NullLogger.Instance);
        context.ProjectLibraryProviders.Add(this);
        foreach (var local in caches) context.LocalLibraryProviders.Add(local);
        foreach (var feed in feeds) context.RemoteLibraryProviders.Add(feed);
        var walker = new RemoteDependencyWalker(context);
        var root = await walker.WalkAsync(
            new LibraryRange(Root, VersionRange.Parse("1.0.0"), LibraryDependencyTarget.Project), PackageTargets.Framework, PackageTargets.Machine, RuntimeGraph.Empty, recursive: true).ConfigureAwait(false);
        var analysis = root.Analyze();
        if (analysis.VersionConflicts is [var conflict, ..])
            throw new PackageException(
                $"{conflict.Conflicting.Key.Name} is wanted in versions that exclude each other: {Describe(conflict.Selected)} and {Describe(conflict.Conflicting)}. Ask for other versions of these packages.", LineOf(conflict.Selected.Key.Name));
        foreach (var downgrade in analysis.Downgrades)
            notes.Add($"{downgrade.DowngradedFrom.Key.Name} is older than another package wants: {Describe(downgrade.DowngradedTo)} is used, {Describe(downgrade.DowngradedFrom)} is wanted.");
        var accepted = new List<(RemoteMatch Match, LibraryRange Range, bool IsRequested)>();
        root.ForEach(node =>
        {
            if (node.Disposition == Disposition.Accepted && node.Item?.Data.Match is { } match && node.OuterNode is not null)
                accepted.Add((match, node.Key, node.OuterNode == root));
        });
        return [.. accepted.OrderByDescending(a => a.IsRequested).Select(a => a.Match.Library.Type == LibraryType.Unresolved ? Unresolved(a.Range) : a.Match).DistinctBy(m => m.Library.Name, StringComparer.OrdinalIgnoreCase)];
    }

    public bool SupportsType(LibraryDependencyTarget libraryTypeFlag) => libraryTypeFlag.HasFlag(LibraryDependencyTarget.Project);

    public Library? GetLibrary(LibraryRange libraryRange, NuGetFramework framework) => libraryRange.Name != Root ? null : new Library(
        libraryRange,
        new LibraryIdentity(Root, NuGetVersion.Parse("1.0.0"), LibraryType.Project),
        [.. wanted.Select(w => new LibraryDependency(new LibraryRange(w.Request.Name, w.Range, LibraryDependencyTarget.Package)))]);

    public Library? GetLibrary(LibraryRange libraryRange, NuGetFramework targetFramework, string? alias) => GetLibrary(libraryRange, targetFramework);

    private int LineOf(string name) => wanted.FirstOrDefault(w => w.Request.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Request?.Line ?? 0;

    private static RemoteMatch Unresolved(LibraryRange range) => new() { Library = new LibraryIdentity(range.Name, range.VersionRange?.MinVersion!, LibraryType.Unresolved) };

    private static string Describe(GraphNode<RemoteResolveResult> node)
    {
        var range = node.Key.VersionRange?.PrettyPrint() ?? "any version";
        return node.OuterNode is { } outer && outer.Key.Name != Root ? $"{range} (by {outer.Key.Name})" : $"{range} (by the cell)";
    }
}
