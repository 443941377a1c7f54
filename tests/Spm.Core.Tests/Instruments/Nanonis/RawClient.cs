using System.Net;
using System.Net.Sockets;
using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Tests.Instruments.Nanonis;

/// <summary>A client that knows bytes and nothing else.</summary>
internal sealed class RawClient : IDisposable
{
    private RawClient(NetworkStream stream) => Stream = stream;

    public NetworkStream Stream { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RawClient> Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, Token);
        return new RawClient(new NetworkStream(socket, ownsSocket: true));
    }

    public ValueTask Send(ReadOnlyMemory<byte> bytes) => Stream.WriteAsync(bytes, Token);

    public Task<WireMessage?> Receive() => WireMessage.ReadAsync(Stream, WireMessage.MaxResponseBody, Token);

    /// <summary>Sends a command and returns a reader of its answer.</summary>
    public async Task<WireReader> Ask(string command, Action<WireWriter>? arguments = null)
    {
        await Send(Message(command, arguments));
        var answer = await Receive();
        Assert.NotNull(answer);
        Assert.Equal(command, answer.Header.Command);
        return answer.Read();
    }

    /// <summary>Sends a command that returns nothing, and returns the error text.</summary>
    public async Task<string?> Tell(string command, Action<WireWriter>? arguments = null) => (await Ask(command, arguments)).ReadError();

    public static byte[] Message(string command, Action<WireWriter>? arguments = null)
    {
        var body = new WireWriter();
        arguments?.Invoke(body);
        return WireHeader.Message(command, body.Body.Span, wantsResponse: true);
    }

    /// <summary>As when a cable is cut or a process is killed: no farewell, a reset.</summary>
    public void Cut()
    {
        Stream.Socket.LingerState = new LingerOption(true, 0);
        Stream.Dispose();
    }

    public void Dispose()
    {
        Stream.Dispose();
    }
}
