using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spm.Kernel.Sockets;
using Spm.Kernel.Wire;

namespace Spm.Kernel.Server;

/// <summary>Looks at each message that arrives and has it answered: at once when that is quick, else by a queue. Runs on the socket thread.</summary>
internal sealed class RequestRouter(
    MessageCodec codec, KernelChannel channel, ExecutionQueue executions, LanguageRequests language, CommRequests comms, StdinChannel stdin, InputHistory history,
    KernelIdentity identity, Action stop)
{
    /// <summary>Takes the frames of one message. Malformed and forged ones are dropped, with a line in the log.</summary>
    public void Receive(ChannelName name, IReadOnlyList<byte[]> frames)
    {
        if (!codec.TryDecode(frames, out var message, out var problem))
        {
            Log($"A message on {name} was dropped: {problem}.");
            return;
        }
        var request = new Request(name, message);
        try
        {
            Route(request);
        }
        catch (JsonException e)
        {
            Log($"The content of a {message.Type} is not as the protocol says: {e.Message}");
            if (message.Type.EndsWith("_request", StringComparison.Ordinal))
                Answer(request, () => channel.Reply(request, request.ReplyType, new ErrorContent("InvalidRequest", e.Message, [], "error"), WireJson.Plain.ErrorContent));
        }
    }

    private void Route(Request request)
    {
        var json = WireJson.Plain;
        switch (request.Message.Type)
        {
            case "execute_request":
                executions.Add(request, request.Message.Content(json.ExecuteRequest));
                break;
            case "complete_request":
                language.Add(request, request.Message.Content(json.CompleteRequest));
                break;
            case "inspect_request":
                language.Add(request, request.Message.Content(json.InspectRequest));
                break;
            case "is_complete_request":
                language.Add(request, request.Message.Content(json.IsCompleteRequest));
                break;
            case "kernel_info_request":
                Answer(request, KernelDescription.Of(identity), json.KernelInfoReply);
                break;
            case "history_request":
                Answer(request, history.Answer(request.Message.Content(json.HistoryRequest)), json.HistoryReply);
                break;
            case "comm_info_request":
                Answer(request, comms.Info(request.Message.Content(json.CommInfoRequest)), json.CommInfoReply);
                break;
            case "comm_open" or "comm_msg" or "comm_close":
                comms.Receive(request);
                break;
            case "interrupt_request":
                executions.Interrupt();
                Answer(request, new StatusReply("ok"), json.StatusReply);
                break;
            case "shutdown_request":
                Answer(request, new ShutdownReply("ok", request.Message.Content(json.ShutdownRequest).Restart), json.ShutdownReply);
                stop();
                break;
            case "debug_request":
                var debug = request.Message.Content(json.DebugRequest);
                Answer(request, new DebugReply(debug.Seq + 1, "response", debug.Seq, false, debug.Command, "This kernel has no debugger."), json.DebugReply);
                break;
            case "usage_request":
                Answer(request, Usage(), json.UsageReply);
                break;
            case "input_reply":
                stdin.Answer(request.Message.Content(json.InputReply));
                break;
            default:
                Log($"A message of the unknown type {request.Message.Type} was ignored.");
                Answer(request, () => { });
                break;
        }
    }

    private void Answer<T>(Request request, T content, JsonTypeInfo<T> contentType) =>
        Answer(request, () => channel.Reply(request, request.ReplyType, content, contentType));

    private void Answer(Request request, Action answer)
    {
        channel.PublishStatus(request.Message, "busy");
        answer();
        channel.PublishStatus(request.Message, "idle");
    }

    private static UsageReply Usage()
    {
        using var process = Process.GetCurrentProcess();
        var share = process.TotalProcessorTime / (DateTime.Now - process.StartTime) * 100;
        return new UsageReply(Environment.MachineName, Environment.ProcessId, Math.Round(share, 1), process.WorkingSet64);
    }

    private static void Log(string line) => Console.Error.WriteLine(line);
}
