using System.Reflection;
using Spm.Kernel.Wire;

namespace Spm.Kernel.Server;

/// <summary>What the kernel says of itself.</summary>
internal static class KernelDescription
{
    private static string Version { get; } =
        typeof(KernelDescription).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>The answer to <c>kernel_info_request</c>.</summary>
    public static KernelInfoReply Reply { get; } = new(
        "ok",
        MessageHeader.ProtocolVersion,
        "spm",
        Version,
        new LanguageInfo("C#", "14.0", "text/x-csharp", ".cs", "csharp", "text/x-csharp"),
        $"C# (SPM) {Version} on .NET {Environment.Version}. #!help lists the magics.",
        false,
        [],
        [new HelpLink("C# language reference", "https://learn.microsoft.com/dotnet/csharp/language-reference/")]);
}
