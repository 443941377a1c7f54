using Spm.Kernel.Wire;

namespace Spm.Kernel.Server;

/// <summary>What the kernel says of itself.</summary>
internal static class KernelDescription
{
    /// <summary>The answer to <c>kernel_info_request</c>.</summary>
    public static KernelInfoReply Of(KernelIdentity identity) => new(
        "ok",
        MessageHeader.ProtocolVersion,
        identity.Name,
        identity.Version,
        new LanguageInfo("C#", KernelIdentity.LanguageVersion, "text/x-csharp", ".cs", "csharp", "text/x-csharp"),
        $"{identity.DisplayName} {identity.Version} on .NET {Environment.Version}. #!help lists the magics.",
        false,
        [],
        [.. identity.HelpLinks.Select(l => new HelpLink(l.Text, l.Url))]);
}
