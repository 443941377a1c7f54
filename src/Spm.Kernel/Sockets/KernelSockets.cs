using NetMQ;
using NetMQ.Sockets;
using Spm.Kernel.Connection;

namespace Spm.Kernel.Sockets;

/// <summary>The channels on which messages travel.</summary>
internal enum ChannelName
{
    /// <summary>Requests for the language.</summary>
    Shell,

    /// <summary>Requests that must not wait: interrupt, shutdown.</summary>
    Control,

    /// <summary>Questions to the person.</summary>
    Stdin,

    /// <summary>What everyone sees.</summary>
    Iopub,
}

/// <summary>
/// Owns the sockets. One thread, in <see cref="Run"/>, does all receiving and sending; any thread may <see cref="Send"/>, because that only
/// puts frames into the one queue. The heartbeat has its own thread, so that it beats whatever else goes on.
/// </summary>
internal sealed class KernelSockets : IDisposable
{
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    private readonly RouterSocket _shell = new();
    private readonly RouterSocket _control = new();
    private readonly RouterSocket _stdin = new();
    private readonly PublisherSocket _iopub = new();
    private readonly NetMQQueue<(NetMQSocket? To, IReadOnlyList<byte[]> Frames, Action? Then)> _outgoing = new();
    private readonly Lock _gate = new();
    private readonly NetMQPoller _poller;
    private readonly Heartbeat _heartbeat;
    private readonly IReadOnlyList<IpcRelay?> _relays;
    private bool _hasEnded;

    /// <summary>Binds all channels.</summary>
    /// <exception cref="ConnectionFileException">A port is taken or the address is not ours.</exception>
    public KernelSockets(ConnectionFile connection)
    {
        _relays =
        [
            Bind(_shell, connection, connection.ShellPort),
            Bind(_control, connection, connection.ControlPort),
            Bind(_stdin, connection, connection.StdinPort),
            Bind(_iopub, connection, connection.IopubPort),
        ];
        _heartbeat = new Heartbeat(connection);
        _shell.ReceiveReady += (_, _) => Receive(ChannelName.Shell, _shell);
        _control.ReceiveReady += (_, _) => Receive(ChannelName.Control, _control);
        _stdin.ReceiveReady += (_, _) => Receive(ChannelName.Stdin, _stdin);
        _outgoing.ReceiveReady += (_, _) => SendQueued();
        _poller = [_control, _shell, _stdin, _outgoing];
    }

    /// <summary>Called on the socket thread with each message's frames. Must be quick.</summary>
    public Action<ChannelName, IReadOnlyList<byte[]>>? Received { get; set; }

    /// <summary>Queues frames. Messages go out in the order in which they were queued; after the end of the session nobody listens, and threads of cells that write on are not to fail.</summary>
    public void Send(ChannelName channel, IReadOnlyList<byte[]> frames) => Queue(SocketOf(channel), frames, null);

    /// <summary>Serves the sockets until <see cref="Stop"/>.</summary>
    public void Run() => _poller.Run();

    /// <summary>Ends <see cref="Run"/> when all that was queued before has been sent.</summary>
    public void Stop() => Queue(null, [], _poller.Stop);

    /// <summary>Waits until everything queued so far is with the system. False when that took too long.</summary>
    public bool Flush(TimeSpan patience)
    {
        var sent = new ManualResetEventSlim();
        Queue(null, [], sent.Set);
        return sent.Wait(patience) && HasComeThrough(patience);
    }

    /// <summary>
    /// Sends a frame through NetMQ's own thread, which takes its work in order: once it has arrived, the system has what that thread was given before it,
    /// but for the rest of what is longer than the 8 kB that it hands to the system at a time.
    /// </summary>
    private static bool HasComeThrough(TimeSpan patience)
    {
        using var near = new PairSocket();
        using var far = new PairSocket();
        far.Connect($"tcp://127.0.0.1:{near.BindRandomPort("tcp://127.0.0.1")}");
        far.SendFrameEmpty();
        return near.TrySkipFrame(patience);
    }

    /// <summary>Binds a socket, or says which address was refused and why. With the transport ipc, the relay through which clients come is returned.</summary>
    internal static IpcRelay? Bind(NetMQSocket socket, ConnectionFile connection, int port)
    {
        socket.Options.Linger = Linger;
        socket.Options.SendHighWatermark = 0;
        socket.Options.ReceiveHighWatermark = 0;
        if (connection.IsIpc) return new IpcRelay($"{connection.Ip}-{port}", socket.BindRandomPort("tcp://127.0.0.1"));
        try
        {
            socket.Bind($"tcp://{connection.Ip}:{port}");
            return null;
        }
        catch (Exception e) when (e is NetMQException or System.Net.Sockets.SocketException)
        {
            throw new ConnectionFileException($"The kernel cannot listen on {connection.Ip}, port {port}: {e.Message}. Is another kernel using this connection file?", e);
        }
    }

    public void Dispose()
    {
        _heartbeat.Dispose();
        _poller.Dispose();
        lock (_gate)
        {
            _hasEnded = true;
            _outgoing.Dispose();
        }
        foreach (var relay in _relays) relay?.Dispose();
        foreach (var socket in new NetMQSocket[] { _shell, _control, _stdin, _iopub }) socket.Dispose();
    }

    private void Queue(NetMQSocket? to, IReadOnlyList<byte[]> frames, Action? then)
    {
        lock (_gate)
        {
            if (!_hasEnded) _outgoing.Enqueue((to, frames, then));
        }
    }

    private void Receive(ChannelName channel, RouterSocket socket)
    {
        var frames = new List<byte[]>();
        if (socket.TryReceiveMultipartBytes(ref frames!)) Received?.Invoke(channel, frames);
    }

    private void SendQueued()
    {
        while (_outgoing.TryDequeue(out var item, TimeSpan.Zero))
        {
            item.To?.SendMultipartBytes(item.Frames);
            item.Then?.Invoke();
        }
    }

    private NetMQSocket SocketOf(ChannelName channel) => channel switch
    {
        ChannelName.Shell => _shell,
        ChannelName.Control => _control,
        ChannelName.Stdin => _stdin,
        _ => _iopub,
    };
}
