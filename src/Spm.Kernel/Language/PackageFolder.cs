namespace Spm.Kernel.Language;

/// <summary>The packages that NuGet has put on this computer: folders named <c>package/version</c>.</summary>
internal static class PackageFolder
{
    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true };

    /// <summary>Names, in NuGet's lower case.</summary>
    public static IEnumerable<string> Names() => Folders(Root);

    /// <summary>Versions of a package, newest first.</summary>
    public static IEnumerable<string> Versions(string package) =>
        package.Length == 0 || package.AsSpan().ContainsAny("/\\") ? [] : Folders(Path.Combine(Root, package.ToLowerInvariant())).OrderByDescending(OrderOf).ThenByDescending(v => v, StringComparer.Ordinal);

    private static string Root =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named ? named : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static IEnumerable<string> Folders(string parent) =>
        Directory.Exists(parent) ? new DirectoryInfo(parent).EnumerateDirectories("*", Readable).Select(d => d.Name).Where(n => n[0] != '.') : [];

    /// <summary>A finished version comes after its previews, which carry a word behind a dash.</summary>
    private static (Version Number, bool IsFinished) OrderOf(string version)
    {
        var parts = version.Split('-', 2);
        return (Version.TryParse(parts[0], out var number) ? number : new Version(), parts.Length == 1);
    }
}
