using System.Collections.Concurrent;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.DependencyResolver;
using NuGet.Frameworks;
using NuGet.LibraryModel;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace Spm.Kernel.Packages;

/// <summary>
/// A feed (an address or a folder) as NuGet's dependency walker asks it. A feed that does not answer has no packages: the walk goes on
/// with the others and the cache, and <see cref="Failure"/> says what happened.
/// </summary>
internal sealed class PackageFeed(SourceRepository repository, SourceCacheContext cache, Action<string> say, CancellationToken cancel) : IRemoteDependencyProvider
{
    private readonly ConcurrentDictionary<string, Task<IReadOnlyList<NuGetVersion>>> _versions = new(StringComparer.OrdinalIgnoreCase);
    private FindPackageByIdResource? _packages;

    /// <summary>Why the feed did not answer, or null.</summary>
    public string? Failure { get; private set; }

    public bool IsHttp => repository.PackageSource.IsHttp;

    public PackageSource Source => repository.PackageSource;

    public SourceRepository SourceRepository => repository;

    /// <summary>All versions of a package that the feed has; none when it does not answer.</summary>
    public Task<IReadOnlyList<NuGetVersion>> VersionsAsync(string name) => _versions.GetOrAdd(name, AskVersionsAsync);

    public async Task<LibraryIdentity?> FindLibraryAsync(LibraryRange libraryRange, NuGetFramework targetFramework, SourceCacheContext cacheContext, ILogger logger, CancellationToken cancellationToken)
    {
        var best = libraryRange.VersionRange?.FindBestMatch(await VersionsAsync(libraryRange.Name).ConfigureAwait(false));
        return best is null ? null : new LibraryIdentity(libraryRange.Name, best, LibraryType.Package);
    }

    public async Task<LibraryDependencyInfo> GetDependenciesAsync(LibraryIdentity libraryIdentity, NuGetFramework targetFramework, SourceCacheContext cacheContext, ILogger logger, CancellationToken cancellationToken)
    {
        var packages = await ResourceAsync().ConfigureAwait(false);
        var info = await packages.GetDependencyInfoAsync(libraryIdentity.Name, libraryIdentity.Version, cache, NullLogger.Instance, cancel).ConfigureAwait(false);
        if (info is null) return LibraryDependencyInfo.CreateUnresolved(libraryIdentity, targetFramework);
        // The feed knows how the name is written.
        var identity = new LibraryIdentity(info.PackageIdentity.Id, info.PackageIdentity.Version, LibraryType.Package);
        return LibraryDependencyInfo.Create(identity, targetFramework, PackageTargets.Dependencies(info.DependencyGroups));
    }

    public async Task<IPackageDownloader> GetPackageDownloaderAsync(PackageIdentity packageIdentity, SourceCacheContext cacheContext, ILogger logger, CancellationToken cancellationToken) =>
        await (await ResourceAsync().ConfigureAwait(false)).GetPackageDownloaderAsync(packageIdentity, cache, NullLogger.Instance, cancel).ConfigureAwait(false)
        ?? throw new PackageException($"{Source.Name} lists {packageIdentity.Id} {packageIdentity.Version} and does not have it. Ask for another version.", 0);

    public async Task<IEnumerable<NuGetVersion>?> GetAllVersionsAsync(string id, SourceCacheContext cacheContext, ILogger logger, CancellationToken token) =>
        await VersionsAsync(id).ConfigureAwait(false);

    private async Task<IReadOnlyList<NuGetVersion>> AskVersionsAsync(string name)
    {
        if (Failure is not null) return [];
        if (IsHttp) say($"Asking {Source.Name} for {name} …");
        try
        {
            var packages = await ResourceAsync().ConfigureAwait(false);
            return [.. await packages.GetAllVersionsAsync(name, cache, NullLogger.Instance, cancel).ConfigureAwait(false)];
        }
        catch (FatalProtocolException e)
        {
            // No network, no such address, no such folder: said at the end, if anything is missing then.
            Failure = e.InnerException?.GetBaseException().Message ?? e.Message;
            return [];
        }
    }

    private async Task<FindPackageByIdResource> ResourceAsync() =>
        _packages ??= await repository.GetResourceAsync<FindPackageByIdResource>(cancel).ConfigureAwait(false)
            ?? throw new FatalProtocolException($"{Source.Name} is not a feed of packages.");
}
