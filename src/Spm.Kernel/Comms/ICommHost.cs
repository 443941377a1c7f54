using System.Text.Json.Nodes;

namespace Spm.Kernel.Comms;

/// <summary>Where the messages of comms go. Any thread may call; a call only queues.</summary>
internal interface ICommHost
{
    /// <summary>Sends <c>comm_open</c>, <c>comm_msg</c> or <c>comm_close</c>.</summary>
    void Send(CommMessageKind kind, Comm comm, JsonObject data, JsonObject metadata, IReadOnlyList<byte[]> buffers);

    /// <summary>A new identifier for a comm that the kernel opens.</summary>
    string NewId();
}

/// <summary>The three messages of a comm.</summary>
internal enum CommMessageKind
{
    /// <summary><c>comm_open</c>.</summary>
    Open,

    /// <summary><c>comm_msg</c>.</summary>
    Message,

    /// <summary><c>comm_close</c>.</summary>
    Close,
}

/// <summary>The host of a notebook that nobody looks at: nothing is sent, and identifiers count, so that two runs of a notebook save the same.</summary>
internal sealed class NoFrontEnd : ICommHost
{
    private long _last;

    public void Send(CommMessageKind kind, Comm comm, JsonObject data, JsonObject metadata, IReadOnlyList<byte[]> buffers)
    {
    }

    public string NewId() => Interlocked.Increment(ref _last).ToString("x32");
}
