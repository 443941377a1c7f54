using System.Reflection;

namespace Spm.Kernel;

/// <summary>The name under which a program offers the kernel: in a launcher, in a notebook's metadata, in what the kernel says of itself.</summary>
/// <param name="Name">How notebooks and <c>--kernel</c> options refer to it: lower case, no blanks; also its folder among the kernelspecs.</param>
/// <param name="DisplayName">What people see in the launcher.</param>
/// <param name="Version">Version of the program.</param>
public sealed record KernelIdentity(string Name, string DisplayName, string Version)
{
    /// <summary>A C# kernel without anything else.</summary>
    public static KernelIdentity Plain { get; } = new("csharp", "C#", VersionOf(typeof(KernelIdentity).Assembly));

    /// <summary>The language's version, as <c>kernel_info_reply</c> and notebooks give it.</summary>
    public const string LanguageVersion = "14.0";

    /// <summary>Links of the front end's help menu: text and address.</summary>
    public IReadOnlyList<(string Text, string Url)> HelpLinks { get; init; } =
        [("C# language reference", "https://learn.microsoft.com/dotnet/csharp/language-reference/"), (".NET API", "https://learn.microsoft.com/dotnet/api/")];

    /// <summary>The version of an assembly without its build metadata.</summary>
    public static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
