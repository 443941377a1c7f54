using System.Net;
using System.Net.Sockets;
using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Tests.Instruments.Nanonis;

/// <summary>A controller whose every answer a test writes: null hangs up, and what is not a message is nonsense on the wire.</summary>
internal sealed class FakeController : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<WireMessage, byte[]?> _answer;
    private readonly Task _serving;

    public FakeController(Func<WireMessage, byte[]?> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Commands that came, in order.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>An answer without an error.</summary>
    public static byte[] Fine(WireMessage request, Action<WireWriter>? values = null)
    {
        var body = new WireWriter();
        values?.Invoke(body);
        return WireHeader.Message(request.Header.Command, body.Error(null).Body.Span, wantsResponse: false);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true) clients.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            while (await WireMessage.ReadAsync(stream, WireMessage.MaxRequestBody, _stop.Token) is { } request)
            {
                lock (Commands) Commands.Add(request.Header.Command);
                if (_answer(request) is not { } answer) return;
                await stream.WriteAsync(answer, _stop.Token);
                if (answer.Length < WireHeader.Size) return;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client hung up, or the test is over.
        }
    }
}
