using NetMQ;
using NetMQ.Sockets;
using Spm.Kernel.Connection;

namespace Spm.Kernel.Sockets;

/// <summary>Sends back what arrives on the heartbeat socket, on a thread of its own.</summary>
internal sealed class Heartbeat : IDisposable
{
    private static readonly TimeSpan LookForEnd = TimeSpan.FromMilliseconds(100);

    private readonly ResponseSocket _socket = new();
    private readonly IpcRelay? _relay;
    private readonly Thread _thread;
    private volatile bool _ended;

    public Heartbeat(ConnectionFile connection)
    {
        _relay = KernelSockets.Bind(_socket, connection, connection.HeartbeatPort);
        _thread = new Thread(Beat) { IsBackground = true, Name = "heartbeat" };
        _thread.Start();
    }

    public void Dispose()
    {
        _ended = true;
        _thread.Join();
        _relay?.Dispose();
        _socket.Dispose();
    }

    private void Beat()
    {
        while (!_ended)
        {
            var frames = new List<byte[]>();
            if (_socket.TryReceiveMultipartBytes(LookForEnd, ref frames!)) _socket.SendMultipartBytes(frames);
        }
    }
}
