using System.Text.Json.Nodes;
using Spm.Notebook;

namespace Spm.Kernel.Comms;

/// <summary>The kernel's end of one channel.</summary>
internal sealed class Comm(CommRegistry registry, string id, string targetName) : IComm
{
    public event Action<CommMessage>? Received;

    public event Action? Closed;

    public string Id => id;

    public string TargetName => targetName;

    public void Send(JsonObject data, JsonObject? metadata = null, IReadOnlyList<byte[]>? buffers = null)
    {
        if (registry.IsOpen(this)) registry.Host.Send(CommMessageKind.Message, this, data, metadata ?? [], buffers ?? []);
    }

    public void Close(JsonObject? data = null)
    {
        if (registry.Remove(this)) registry.Host.Send(CommMessageKind.Close, this, data ?? [], [], []);
    }

    internal void OnReceived(CommMessage message) => Received?.Invoke(message);

    internal void OnClosed() => Closed?.Invoke();
}
