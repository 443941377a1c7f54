using System.Text.Json.Nodes;

namespace Spm.Kernel.Wire;

/// <summary><c>comm_info_request</c>.</summary>
internal sealed record CommInfoRequest(string? TargetName = null);

/// <summary><c>comm_info_reply</c>: comm id to <c>{"target_name": …}</c>.</summary>
internal sealed record CommInfoReply(string Status, JsonObject Comms);

/// <summary><c>comm_open</c>, <c>comm_msg</c> and <c>comm_close</c>, in both directions; only <c>comm_open</c> names the target.</summary>
internal sealed record CommContent(string? CommId, JsonObject? Data, string? TargetName = null);
