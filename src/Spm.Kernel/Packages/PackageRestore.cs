using NuGet.Common;
using NuGet.Configuration;
using NuGet.DependencyResolver;
using NuGet.LibraryModel;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Packaging.Signing;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;
using LocalPackageInfo = NuGet.Repositories.LocalPackageInfo;

namespace Spm.Kernel.Packages;

/// <summary>
/// Brings packages and what they need onto this machine, with NuGet's own libraries and settings. What is in the global packages folder in
/// the very version that is wanted needs no network; without network the newest of the cache stands for the newest of all.
/// </summary>
internal sealed class PackageRestore : IDisposable
{
    private const int DownloadsAtOnce = 4;

    private readonly SourceCacheContext _cache = new() { IgnoreFailedSources = true };
    private readonly ISettings _settings;
    private readonly string _globalFolder;
    private readonly Action<string> _say;
    private readonly CancellationToken _cancel;
    private readonly List<PackageCache> _caches;
    private readonly List<PackageFeed> _feeds;
    private readonly List<string> _notes = [];

    /// <summary>A restore for the working directory's settings.</summary>
    /// <param name="folder">Where nuget.config is looked for, upwards.</param>
    /// <param name="moreSources">Feeds and folders beyond those of the settings.</param>
    /// <param name="say">Shows what is being done.</param>
    /// <param name="cancel">Gives up.</param>
    public PackageRestore(string folder, IReadOnlyList<string> moreSources, Action<string> say, CancellationToken cancel)
    {
        (_say, _cancel) = (say, cancel);
        _settings = Settings.LoadDefaultSettings(folder);
        _globalFolder = SettingsUtility.GetGlobalPackagesFolder(_settings);
        _caches = [.. SettingsUtility.GetFallbackPackageFolders(_settings).Prepend(_globalFolder).Where(Directory.Exists).Select(f => new PackageCache(f))];
        if (!Directory.Exists(_globalFolder)) _caches.Insert(0, new PackageCache(Directory.CreateDirectory(_globalFolder).FullName));
        var sources = moreSources.Select(s => new PackageSource(s)).Concat(SettingsUtility.GetEnabledSources(_settings)).DistinctBy(s => s.Source);
        _feeds = [.. sources.Select(s => new PackageFeed(Repository.Factory.GetCoreV3(s), _cache, say, cancel))];
    }

    /// <summary>The packages and what they need, unpacked in the global packages folder.</summary>
    /// <exception cref="PackageException">One cannot be had; the message says why.</exception>
    public async Task<RestoredPackages> RunAsync(IReadOnlyList<PackageRequest> requests)
    {
        var wanted = requests.DistinctBy(r => r.Name, StringComparer.OrdinalIgnoreCase).Select(r => (r, RangeOf(r))).ToList();
        var matches = await WalkAsync(wanted).ConfigureAwait(false);
        foreach (var (request, range) in wanted)
        {
            var match = matches.First(m => m.Library.Name.Equals(request.Name, StringComparison.OrdinalIgnoreCase));
            var isPlain = NuGetVersion.TryParse(request.Version, out var exact);
            if (match.Library.Type == LibraryType.Unresolved || (isPlain && !match.Library.Version.Equals(exact)))
                throw await new MissingPackage(_caches, _feeds, _cancel).ExplainAsync(request.Name, request.Version, null, request.Line).ConfigureAwait(false);
            if (range.IsFloating && _feeds.Find(f => f.Failure is not null) is { } silent)
                _notes.Add($"{silent.Source.Name} does not answer; {request.Name} {match.Library.Version} is the newest in the cache.");
        }
        if (matches.FirstOrDefault(m => m.Library.Type == LibraryType.Unresolved) is { } missing)
            throw await new MissingPackage(_caches, _feeds, _cancel).ExplainAsync(missing.Library.Name, missing.Library.Version?.ToString(), requests[0].Name, requests[0].Line).ConfigureAwait(false);
        var packages = await InstallAsync(matches).ConfigureAwait(false);
        return new RestoredPackages([.. packages.Select(p => PackageAssets.Of(p, requests.FirstOrDefault(r => r.Name.Equals(p.Id, StringComparison.OrdinalIgnoreCase)), _notes))], _notes);
    }

    public void Dispose() => _cache.Dispose();

    private async Task<IReadOnlyList<RemoteMatch>> WalkAsync(List<(PackageRequest Request, VersionRange Range)> wanted)
    {
        var mapping = PackageSourceMapping.GetPackageSourceMapping(_settings);
        var matches = await new PackageWalk(wanted).RunAsync(_caches, _feeds, _cache, mapping, _notes).ConfigureAwait(false);
        var unresolved = wanted.FindAll(w => w.Range.IsFloating && matches.Any(m => m.Library.Type == LibraryType.Unresolved && m.Library.Name.Equals(w.Request.Name, StringComparison.OrdinalIgnoreCase)));
        if (unresolved.Count == 0) return matches;
        var again = wanted.Select(w => unresolved.Contains(w) ? (w.Request, SecondChoice(w.Request, w.Range)) : w).ToList();
        return await new PackageWalk(again).RunAsync(_caches, _feeds, _cache, mapping, _notes).ConfigureAwait(false);
    }

    /// <summary>
    /// For a newest version that no feed knows: NuGet asks feeds only, so that of the cache, which without network is all there is; or the
    /// newest unfinished one, when no version was asked for and none is finished.
    /// </summary>
    private VersionRange SecondChoice(PackageRequest request, VersionRange range)
    {
        var any = request.Version is null ? VersionRange.Parse("*-*") : range;
        var there = _caches.SelectMany(c => c.Versions(request.Name)).ToList();
        return (range.FindBestMatch(there) ?? any.FindBestMatch(there)) is { } best ? new VersionRange(best) : any;
    }

    private async Task<List<LocalPackageInfo>> InstallAsync(IReadOnlyList<RemoteMatch> matches)
    {
        var found = matches.ToDictionary(m => m.Library, m => _caches.Select(c => c.Find(m.Library.Name, m.Library.Version)).FirstOrDefault(p => p is not null));
        var toDownload = matches.Where(m => found[m.Library] is null).ToList();
        var extraction = new PackageExtractionContext(PackageSaveMode.Defaultv3, XmlDocFileSaveMode.None, ClientPolicyContext.GetClientPolicy(_settings, NullLogger.Instance), NullLogger.Instance);
        var paths = new VersionFolderPathResolver(_globalFolder);
        var done = 0;
        await Parallel.ForEachAsync(toDownload, new ParallelOptions { MaxDegreeOfParallelism = DownloadsAtOnce, CancellationToken = _cancel }, async (match, cancel) =>
        {
            var feed = (PackageFeed)match.Provider!;
            var identity = new PackageIdentity(match.Library.Name, match.Library.Version);
            _say($"Downloading {identity.Id} {identity.Version} from {feed.Source.Name}, {done} of {toDownload.Count} packages done …");
            using var downloader = await feed.GetPackageDownloaderAsync(identity, _cache, NullLogger.Instance, cancel).ConfigureAwait(false);
            await PackageExtractor.InstallFromSourceAsync(identity, downloader, paths, extraction, cancel).ConfigureAwait(false);
            Interlocked.Increment(ref done);
        }).ConfigureAwait(false);
        return [.. matches.Select(m => found[m.Library] ?? _caches[0].FindAdded(m.Library.Name, m.Library.Version)
            ?? throw new InvalidOperationException($"{m.Library} is not in {_globalFolder} although it was just put there."))];
    }

    private static VersionRange RangeOf(PackageRequest request) =>
        VersionRange.TryParse(request.Version ?? "*", allowFloating: true, out var range)
            ? range
            : throw new PackageException($"«{request.Version}» is not a version. Write 1.2.3 for this one, 1.2.* for the newest of 1.2, [1.0,2.0) for a range, or nothing for the newest: #r \"nuget: {request.Name}, 1.2.3\".", request.Line);
}
