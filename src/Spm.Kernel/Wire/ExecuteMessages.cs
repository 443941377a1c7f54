using System.Text.Json.Nodes;
using Spm.Notebook;

namespace Spm.Kernel.Wire;

/// <summary><c>execute_request</c>.</summary>
internal sealed record ExecuteRequest(
    string? Code,
    bool Silent = false,
    bool StoreHistory = true,
    Dictionary<string, string>? UserExpressions = null,
    bool AllowStdin = true,
    bool StopOnError = true);

/// <summary><c>execute_reply</c>; which fields are there depends on the status.</summary>
internal sealed record ExecuteReply(
    string Status,
    int ExecutionCount,
    JsonObject? UserExpressions = null,
    IReadOnlyList<JsonObject>? Payload = null,
    string? Ename = null,
    string? Evalue = null,
    IReadOnlyList<string>? Traceback = null);

/// <summary><c>execute_input</c>.</summary>
internal sealed record ExecuteInput(string Code, int ExecutionCount);

/// <summary><c>execute_result</c>.</summary>
internal sealed record ExecuteResult(int ExecutionCount, MimeBundle Data, JsonObject Metadata);

/// <summary><c>error</c>, and the reply to a request that failed.</summary>
internal sealed record ErrorContent(string Ename, string Evalue, IReadOnlyList<string> Traceback, string? Status = null);

/// <summary><c>interrupt_reply</c> and other replies with nothing but a status.</summary>
internal sealed record StatusReply(string Status);
