using System.Text.RegularExpressions;

namespace Spm.Kernel.Packages;

/// <summary>A package that a cell asks for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">A version, a range or a floating version as NuGet writes them; null for the newest.</param>
/// <param name="Line">Line of the directive, from 1.</param>
internal sealed partial record PackageRequest(string Name, string? Version, int Line)
{
    /// <summary>What stands before the name in <c>#r</c> and before the address in <c>#i</c>.</summary>
    public const string Scheme = "nuget:";

    /// <summary>True for the text of a directive that means a package or a feed.</summary>
    public static bool Is(string argument) => argument.TrimStart().StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>What stands after <c>nuget:</c>.</summary>
    public static string Rest(string argument) => argument.Trim()[Scheme.Length..].Trim();

    /// <summary>Reads <c>nuget: Name</c> or <c>nuget: Name, Version</c>.</summary>
    /// <exception cref="PackageException">It is not of that form.</exception>
    public static PackageRequest Parse(string argument, int line)
    {
        var parts = Rest(argument).Split(',', 2, StringSplitOptions.TrimEntries);
        if (!PackageName().IsMatch(parts[0]))
            throw new PackageException($"«{parts[0]}» cannot be the name of a package. Write #r \"nuget: Name\" or #r \"nuget: Name, 1.2.3\".", line);
        return new PackageRequest(parts[0], parts.Length > 1 && parts[1].Length > 0 ? parts[1] : null, line);
    }

    [GeneratedRegex(@"^\w+([.-]\w+)*$")]
    private static partial Regex PackageName();
}
