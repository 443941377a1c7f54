using Spm.Notebook;

namespace Spm.Kernel.Wire;

/// <summary><c>complete_request</c>; the cursor counts code points.</summary>
internal sealed record CompleteRequest(string? Code, int CursorPos);

/// <summary><c>complete_reply</c>.</summary>
internal sealed record CompleteReply(string Status, IReadOnlyList<string> Matches, int CursorStart, int CursorEnd, CompleteMetadata Metadata);

/// <summary>What front ends show beside a completion.</summary>
internal sealed record CompleteMetadata([property: System.Text.Json.Serialization.JsonPropertyName("_jupyter_types_experimental")] IReadOnlyList<CompletionType> Types);

/// <summary>One completion with its kind and signature.</summary>
internal sealed record CompletionType(string Text, string Type, string Signature, int Start, int End);

/// <summary><c>inspect_request</c>; the cursor counts code points.</summary>
internal sealed record InspectRequest(string? Code, int CursorPos, int DetailLevel = 0);

/// <summary><c>inspect_reply</c>; the data of something not found is empty.</summary>
internal sealed record InspectReply(string Status, bool Found, MimeBundle? Data, System.Text.Json.Nodes.JsonObject Metadata);

/// <summary><c>is_complete_request</c>.</summary>
internal sealed record IsCompleteRequest(string? Code);

/// <summary><c>is_complete_reply</c>: complete, incomplete with the indent of the next line, or invalid.</summary>
internal sealed record IsCompleteReply(string Status, string? Indent = null);
