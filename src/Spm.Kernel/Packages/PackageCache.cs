using NuGet.Common;
using NuGet.Configuration;
using NuGet.DependencyResolver;
using NuGet.Frameworks;
using NuGet.LibraryModel;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Protocol.Core.Types;
using NuGet.Repositories;
using NuGet.Versioning;

namespace Spm.Kernel.Packages;

/// <summary>The global packages folder, or a fallback folder of the same form, as NuGet's dependency walker asks it.</summary>
internal sealed class PackageCache(string folder) : IRemoteDependencyProvider
{
    private readonly NuGetv3LocalRepository _packages = new(folder);

    public bool IsHttp => false;

    public PackageSource Source { get; } = new(folder, "cache");

    public SourceRepository? SourceRepository => null;

    /// <summary>Names of all packages in the folder, in small letters.</summary>
    public IEnumerable<string> Names => Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(d => Path.GetFileName(d)) : [];

    /// <summary>A package with its files, or null.</summary>
    public LocalPackageInfo? Find(string name, NuGetVersion version) => _packages.FindPackage(name, version);

    /// <summary>Looks again for a package that has just been added.</summary>
    public LocalPackageInfo? FindAdded(string name, NuGetVersion version)
    {
        _packages.ClearCacheForIds([name]);
        return Find(name, version);
    }

    public IReadOnlyList<NuGetVersion> Versions(string name) => [.. _packages.FindPackagesById(name).Select(p => p.Version)];

    public Task<LibraryIdentity?> FindLibraryAsync(LibraryRange libraryRange, NuGetFramework targetFramework, SourceCacheContext cacheContext, ILogger logger, CancellationToken cancellationToken)
    {
        var best = libraryRange.VersionRange?.FindBestMatch(Versions(libraryRange.Name));
        return Task.FromResult(best is null ? null : new LibraryIdentity(Find(libraryRange.Name, best)!.Id, best, LibraryType.Package));
    }

    public Task<LibraryDependencyInfo> GetDependenciesAsync(LibraryIdentity libraryIdentity, NuGetFramework targetFramework, SourceCacheContext cacheContext, ILogger logger, CancellationToken cancellationToken)
    {
        var package = Find(libraryIdentity.Name, libraryIdentity.Version)!;
        return Task.FromResult(LibraryDependencyInfo.Create(
            new LibraryIdentity(package.Id, package.Version, LibraryType.Package), targetFramework, PackageTargets.Dependencies(package.Nuspec.GetDependencyGroups())));
    }

    public Task<IPackageDownloader> GetPackageDownloaderAsync(PackageIdentity packageIdentity, SourceCacheContext cacheContext, ILogger logger, CancellationToken cancellationToken) =>
        throw new NotSupportedException("What is in the cache need not be downloaded.");

    public Task<IEnumerable<NuGetVersion>?> GetAllVersionsAsync(string id, SourceCacheContext cacheContext, ILogger logger, CancellationToken token) =>
        Task.FromResult<IEnumerable<NuGetVersion>?>(Versions(id));
}
