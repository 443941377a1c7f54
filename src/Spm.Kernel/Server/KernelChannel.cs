using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Spm.Kernel.Sockets;
using Spm.Kernel.Wire;

namespace Spm.Kernel.Server;

/// <summary>Sends the kernel's messages, signed, from any thread.</summary>
internal sealed class KernelChannel(MessageCodec codec, Action<ChannelName, IReadOnlyList<byte[]>> send)
{
    /// <summary>The kernel's session: new with every start.</summary>
    public string Session { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Answers a request on the channel it came by.</summary>
    public void Reply<T>(Request request, string type, T content, JsonTypeInfo<T> contentType) =>
        Send(request.Channel, JupyterMessage.Create(type, Session, request.Message, content, contentType, request.Message.Identities));

    /// <summary>Tells all front ends something that belongs to a request.</summary>
    public void Publish<T>(JupyterMessage? parent, string type, T content, JsonTypeInfo<T> contentType) =>
        Send(ChannelName.Iopub, JupyterMessage.Create(type, Session, parent, content, contentType, [Topic(type)]));

    /// <summary>Tells all front ends something with metadata and binary parts.</summary>
    public void Publish<T>(JupyterMessage? parent, string type, T content, JsonTypeInfo<T> contentType, JsonObject metadata, IReadOnlyList<byte[]> buffers) =>
        Send(ChannelName.Iopub, JupyterMessage.Create(type, Session, parent, content, contentType, [Topic(type)]).With(metadata, buffers));

    public void PublishStatus(JupyterMessage? parent, string state) =>
        Publish(parent, "status", new StatusContent(state), WireJson.Plain.StatusContent);

    /// <summary>Asks the person behind a request, and returns the header id the answer will name.</summary>
    public string AskInput(JupyterMessage request, InputRequest question)
    {
        var message = JupyterMessage.Create("input_request", Session, request, question, WireJson.Plain.InputRequest, request.Identities);
        Send(ChannelName.Stdin, message);
        return message.Header.MsgId;
    }

    private byte[] Topic(string type) => Encoding.UTF8.GetBytes($"kernel.{Session}.{type}");

    private void Send(ChannelName channel, JupyterMessage message) => send(channel, codec.Encode(message));
}

/// <summary>A request and the channel it came by.</summary>
internal sealed record Request(ChannelName Channel, JupyterMessage Message)
{
    /// <summary>The type of its answer: <c>execute_request</c> is answered by <c>execute_reply</c>.</summary>
    public string ReplyType => Message.Type.Replace("_request", "_reply", StringComparison.Ordinal);
}
