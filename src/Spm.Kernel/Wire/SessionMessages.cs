using System.Text.Json.Nodes;

namespace Spm.Kernel.Wire;

/// <summary><c>kernel_info_reply</c>.</summary>
internal sealed record KernelInfoReply(
    string Status,
    string ProtocolVersion,
    string Implementation,
    string ImplementationVersion,
    LanguageInfo LanguageInfo,
    string Banner,
    bool Debugger,
    IReadOnlyList<string> SupportedFeatures,
    IReadOnlyList<HelpLink> HelpLinks);

/// <summary>What front ends need to know of the language.</summary>
internal sealed record LanguageInfo(string Name, string Version, string Mimetype, string FileExtension, string PygmentsLexer, string CodemirrorMode);

/// <summary>A link of the help menu.</summary>
internal sealed record HelpLink(string Text, string Url);

/// <summary><c>history_request</c>.</summary>
internal sealed record HistoryRequest(
    string? HistAccessType,
    bool Output = false,
    bool Raw = true,
    int Session = 0,
    int Start = 0,
    int? Stop = null,
    int? N = null,
    string? Pattern = null,
    bool Unique = false);

/// <summary><c>history_reply</c>: lists of session, line, input; or of session, line, [input, output].</summary>
internal sealed record HistoryReply(string Status, JsonArray History);

/// <summary><c>shutdown_request</c>.</summary>
internal sealed record ShutdownRequest(bool Restart = false);

/// <summary><c>shutdown_reply</c>.</summary>
internal sealed record ShutdownReply(string Status, bool Restart);

/// <summary>The part of <c>debug_request</c> that a refusal needs.</summary>
internal sealed record DebugRequest(int Seq = 0, string? Command = null);

/// <summary><c>debug_reply</c> of a kernel without debugger: a response of the debug adapter protocol that says no.</summary>
internal sealed record DebugReply(int Seq, string Type, [property: System.Text.Json.Serialization.JsonPropertyName("request_seq")] int RequestSeq, bool Success, string? Command, string Message);

/// <summary><c>usage_reply</c>.</summary>
internal sealed record UsageReply(string Hostname, int Pid, double KernelCpu, long KernelMemory);
