using System.Text.Json;
using System.Text.Json.Nodes;
using Spm.Kernel.Comms;
using Spm.Kernel.Engine;
using Spm.Kernel.Wire;
using Spm.Notebook;

namespace Spm.Kernel.Server;

/// <summary>
/// Comm messages of the front ends, taken on the socket thread: state is applied at once, even while a cell runs. Between cells the kernel is
/// idle again when the handlers have run that a message set off, so that a front end does not send faster than they run; while a cell runs
/// they wait for it, and the front end is told idle at once.
/// </summary>
internal sealed class CommRequests
{
    private readonly CommRegistry _comms;
    private readonly KernelChannel _channel;

    public CommRequests(CommRegistry comms, KernelChannel channel)
    {
        (_comms, _channel) = (comms, channel);
        _comms.Host = new IopubComms(channel);
        _comms.Handlers.Busy = busy => channel.PublishStatus(null, busy ? "busy" : "idle");
    }

    public CommInfoReply Info(CommInfoRequest request) => new("ok", _comms.Info(request.TargetName));

    public void Receive(Request request)
    {
        var message = request.Message;
        var content = message.Content(WireJson.Plain.CommContent);
        _channel.PublishStatus(message, "busy");
        var handled = IopubComms.Answering(message, () => HandlerQueue.SetOffBy(() => Deliver(message, content)));
        if (handled.IsCompleted || _comms.Handlers.CellRuns) _channel.PublishStatus(message, "idle");
        else _ = handled.ContinueWith(_ => _channel.PublishStatus(message, "idle"), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void Deliver(JupyterMessage message, CommContent content)
    {
        if (content.CommId is not { } id) return;
        try
        {
            switch (message.Type)
            {
                case "comm_open":
                    _comms.OnOpen(id, content.TargetName ?? "", Body(message, content));
                    break;
                case "comm_msg":
                    _comms.OnMessage(id, Body(message, content));
                    break;
                default:
                    _comms.OnClose(id);
                    break;
            }
        }
        catch (Exception e)
        {
            // Whatever the code behind a comm throws: the message is lost, the kernel goes on.
            Console.Error.WriteLine($"A {message.Type} for comm {id} failed: {e}");
        }
    }

    private static CommMessage Body(JupyterMessage message, CommContent content) =>
        new(content.Data ?? [], JsonSerializer.Deserialize(message.MetadataBytes, WireJson.Plain.JsonObject) ?? [], message.Buffers);
}

/// <summary>Sends the comms' messages on iopub. The parent is the message being answered, else the request of the cell that runs.</summary>
internal sealed class IopubComms(KernelChannel channel) : ICommHost
{
    [ThreadStatic]
    private static JupyterMessage? _answered;

    public string NewId() => Guid.NewGuid().ToString("N");

    public void Send(CommMessageKind kind, Comm comm, JsonObject data, JsonObject metadata, IReadOnlyList<byte[]> buffers)
    {
        var (type, target) = kind switch
        {
            CommMessageKind.Open => ("comm_open", comm.TargetName),
            CommMessageKind.Message => ("comm_msg", null),
            _ => ("comm_close", (string?)null),
        };
        var parent = _answered ?? (CellScope.Current?.Output.Sink as IopubOutput)?.Parent;
        channel.Publish(parent, type, new CommContent(comm.Id, data, target), WireJson.Plain.CommContent, metadata, buffers);
    }

    /// <summary>Everything sent by <paramref name="receive"/>, on this thread, is the child of a message.</summary>
    public static Task Answering(JupyterMessage message, Func<Task> receive)
    {
        _answered = message;
        try
        {
            return receive();
        }
        finally
        {
            _answered = null;
        }
    }
}
