using System.Runtime.InteropServices;
using NuGet.DependencyResolver;
using NuGet.Frameworks;
using NuGet.LibraryModel;
using NuGet.Packaging;
using NuGet.RuntimeModel;

namespace Spm.Kernel.Packages;

/// <summary>For what framework and machine packages are chosen: the ones this kernel runs on.</summary>
internal static class PackageTargets
{
    /// <summary>The framework of this process.</summary>
    public static NuGetFramework Framework { get; } = NuGetFramework.Parse($"net{Environment.Version.Major}.{Environment.Version.Minor}");

    /// <summary>What is tried, as the SDK does, when a package has nothing for <see cref="Framework"/>: .NET Framework, which often works.</summary>
    public static IReadOnlyList<NuGetFramework> Fallbacks { get; } =
        [.. new[] { "net481", "net48", "net472", "net471", "net47", "net462", "net461" }.Select(NuGetFramework.Parse)];

    /// <summary>The portable name of this machine, such as <c>linux-x64</c>.</summary>
    public static string Machine { get; } = $"{System}-{Architecture}";

    /// <summary>What <see cref="Machine"/> can use besides its own: source https://learn.microsoft.com/dotnet/core/rid-catalog.</summary>
    public static RuntimeGraph Machines { get; } = new(
    [
        new RuntimeDescription("any"),
        new RuntimeDescription("unix", ["any"]), new RuntimeDescription($"unix-{Architecture}", ["unix"]),
        new RuntimeDescription("linux", ["unix"]), new RuntimeDescription($"linux-{Architecture}", ["linux", $"unix-{Architecture}"]),
        new RuntimeDescription("linux-musl", ["linux"]), new RuntimeDescription($"linux-musl-{Architecture}", ["linux-musl", $"linux-{Architecture}"]),
        new RuntimeDescription("osx", ["unix"]), new RuntimeDescription($"osx-{Architecture}", ["osx", $"unix-{Architecture}"]),
        new RuntimeDescription("win", ["any"]), new RuntimeDescription($"win-{Architecture}", ["win"]),
    ]);

    /// <summary>What a package needs on this framework.</summary>
    public static IEnumerable<LibraryDependency> Dependencies(IEnumerable<PackageDependencyGroup> groups)
    {
        var all = groups.ToList();
        var group = Fallbacks.Prepend(Framework).Select(f => NuGetFrameworkUtility.GetNearest(all, f, g => g.TargetFramework)).FirstOrDefault(g => g is not null);
        return group?.Packages.Select(PackagingUtility.GetLibraryDependencyFromNuspec) ?? [];
    }

    private static string Architecture => RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    private static string System =>
        OperatingSystem.IsWindows() ? "win"
        : OperatingSystem.IsMacOS() ? "osx"
        : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "linux-musl" : "linux";
}
