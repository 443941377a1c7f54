using System.Text.Json.Nodes;
using Spm.Notebook;

namespace Spm.Kernel.Wire;

/// <summary><c>status</c>: starting, busy or idle.</summary>
internal sealed record StatusContent(string ExecutionState);

/// <summary><c>stream</c>.</summary>
internal sealed record StreamText(string Name, string Text);

/// <summary><c>display_data</c> and <c>update_display_data</c>.</summary>
internal sealed record DisplayData(MimeBundle Data, JsonObject Metadata, DisplayTransient Transient);

/// <summary>The part of a display that is not saved.</summary>
internal sealed record DisplayTransient(string? DisplayId);

/// <summary><c>clear_output</c>.</summary>
internal sealed record ClearOutput(bool Wait);

/// <summary><c>input_request</c>.</summary>
internal sealed record InputRequest(string Prompt, bool Password);

/// <summary><c>input_reply</c>.</summary>
internal sealed record InputReply(string? Value);
