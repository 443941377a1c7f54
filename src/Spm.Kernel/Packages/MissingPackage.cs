using NuGet.Common;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;
using Spm.Notebook.Commands;

namespace Spm.Kernel.Packages;

/// <summary>Says why a package cannot be had: no such name, no such version, or nobody answers; and what there is instead.</summary>
internal sealed class MissingPackage(IReadOnlyList<PackageCache> caches, IReadOnlyList<PackageFeed> feeds, CancellationToken cancel)
{
    private const int VersionsShown = 12;

    /// <summary>The error to throw.</summary>
    /// <param name="name">The package.</param>
    /// <param name="version">What was asked for, or null.</param>
    /// <param name="neededBy">The package that was asked for, when it is another.</param>
    /// <param name="line">Line of the directive.</param>
    public async Task<PackageException> ExplainAsync(string name, string? version, string? neededBy, int line)
    {
        var versions = new SortedSet<NuGetVersion>(caches.SelectMany(c => c.Versions(name)));
        foreach (var feed in feeds) versions.UnionWith(await feed.VersionsAsync(name).ConfigureAwait(false));
        var silent = feeds.Where(f => f.Failure is not null).ToList();
        var needed = neededBy is null ? "" : $", which {neededBy} needs,";
        if (versions.Count > 0)
        {
            var list = string.Join(", ", versions.Reverse().Take(VersionsShown)) + (versions.Count > VersionsShown ? ", …" : "");
            var where = silent.Count == 0 ? "" : $" Only the cache was looked at: {Silence(silent)}";
            return new PackageException($"{name}{needed} has no version {version ?? "that is finished"}. It has {list}.{where}", line);
        }
        var hint = Spelling.Hint(name, await NamesAsync(name).ConfigureAwait(false));
        if (silent.Count > 0)
            return new PackageException(
                $"{name}{needed} is not in the cache of this machine, and it cannot be asked for: {Silence(silent)}{hint} Connect to the network and run the cell again, or name a folder that has the package: #i \"nuget: /folder\".", line);
        var places = string.Join(" and ", feeds.Select(f => f.Source.Name));
        return new PackageException($"There is no package {name}{needed} in {(places.Length > 0 ? places : "the cache, and there are no feeds")}.{hint} Another feed or folder is added by #i \"nuget: address\".", line);
    }

    private static string Silence(List<PackageFeed> silent) => string.Join(" ", silent.Select(f => $"{f.Source.Name} does not answer ({f.Failure!.TrimEnd('.')})."));

    private async Task<IReadOnlyList<string>> NamesAsync(string name)
    {
        var names = caches.SelectMany(c => c.Names).ToList();
        foreach (var feed in feeds.Where(f => f.Failure is null))
        {
            try
            {
                if (await feed.SourceRepository.GetResourceAsync<PackageSearchResource>(cancel).ConfigureAwait(false) is not { } search) continue;
                // A folder lists all it has; a server is asked for what resembles the name.
                var found = await search.SearchAsync(feed.IsHttp ? name : "", new SearchFilter(includePrerelease: true), 0, feed.IsHttp ? 20 : 1000, NullLogger.Instance, cancel).ConfigureAwait(false);
                names.InsertRange(0, found.Select(p => p.Identity.Id));
            }
            catch (NuGetProtocolException)
            {
                // The names only serve the hint.
            }
        }
        return names;
    }
}
