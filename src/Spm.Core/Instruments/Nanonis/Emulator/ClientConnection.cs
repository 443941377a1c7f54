using System.Net.Sockets;
using System.Threading.Channels;
using Spm.Core.Instruments.Nanonis.Emulator.Commands;
using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>
/// One client: commands are carried out one after the other and answered in their order, while the socket is read on, so that a client that
/// is lost during a long command is noticed at once.
/// </summary>
internal sealed class ClientConnection : IDisposable
{
    // More commands than this without reading an answer is no client of this protocol.
    private const int MaxWaiting = 64;

    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RefusePatience = TimeSpan.FromSeconds(5);

    private readonly int _client;
    private readonly EmulatedController _controller;
    private readonly CommandTable _commands;
    private readonly NetworkStream _stream;
    private readonly Channel<WireMessage> _waiting = Channel.CreateBounded<WireMessage>(MaxWaiting);
    private long _lastHeard = Environment.TickCount64;
    private int _busy;

    public ClientConnection(int client, Socket socket, EmulatedController controller, CommandTable commands)
    {
        (_client, _controller, _commands) = (client, controller, commands);
        socket.NoDelay = true;
        // A cut cable says nothing: without probes a dead client would hold the microscope under bias for hours.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 5);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 1);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 5);
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Serves the client until it is gone.</summary>
    /// <returns>How it went, such as <c>disconnected</c>.</returns>
    public async Task<string> ServeAsync(CancellationToken stopping)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var reading = ReadAsync(gone);
        var idling = _controller.Options.IdleTimeout is { } idle ? WatchIdleAsync(idle, gone.Token) : Task.CompletedTask;
        var how = "disconnected";
        try
        {
            await foreach (var request in _waiting.Reader.ReadAllAsync(gone.Token).ConfigureAwait(false))
            {
                Volatile.Write(ref _busy, 1);
                var body = await _commands.RunAsync(request, _controller, _client, gone.Token).ConfigureAwait(false);
                if (request.Header.WantsResponse) await WriteAsync(request.Header.Command, body, gone.Token).ConfigureAwait(false);
                Volatile.Write(ref _lastHeard, Environment.TickCount64);
                Volatile.Write(ref _busy, 0);
            }
        }
        catch (OperationCanceledException)
        {
            // Lost, or the server ends: the reader knows which.
        }
        catch (IOException e)
        {
            how = $"does not take answers: {e.Message}";
        }
        await gone.CancelAsync().ConfigureAwait(false);
        var told = await reading.ConfigureAwait(false);
        await idling.ConfigureAwait(false);
        return stopping.IsCancellationRequested ? "was connected when the server ended" : how == "disconnected" ? told : how;
    }

    /// <summary>Answers the first command with an error and hangs up.</summary>
    public async Task RefuseAsync(string why, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(RefusePatience);
        try
        {
            if (await WireMessage.ReadAsync(_stream, WireMessage.MaxRequestBody, patience.Token).ConfigureAwait(false) is { } request)
                await WriteAsync(request.Header.Command, EmulatorCommand.Failed("", why), patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // It asked for nothing, or for nonsense: it is refused all the same.
        }
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>Reads commands until the end, and says what the end was.</summary>
    private async Task<string> ReadAsync(CancellationTokenSource gone)
    {
        try
        {
            while (await WireMessage.ReadAsync(_stream, WireMessage.MaxRequestBody, gone.Token).ConfigureAwait(false) is { } request)
            {
                Volatile.Write(ref _lastHeard, Environment.TickCount64);
                if (!_waiting.Writer.TryWrite(request)) return $"sent more than {MaxWaiting} commands without waiting for answers and was cut off";
            }
            return "disconnected";
        }
        catch (NanonisWireException e)
        {
            return $"was cut off: {e.Message}";
        }
        catch (IOException e)
        {
            return $"was lost: {e.Message}";
        }
        catch (OperationCanceledException)
        {
            return "disconnected";
        }
        finally
        {
            // What is being carried out for a client that is gone must not go on.
            await gone.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(string command, WireWriter body, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(WritePatience);
        try
        {
            await _stream.WriteAsync(WireHeader.Message(command, body.Body.Span, wantsResponse: false), patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"nothing was read for {WritePatience.TotalSeconds:0} s");
        }
    }

    private async Task WatchIdleAsync(TimeSpan idle, CancellationToken gone)
    {
        try
        {
            while (true)
            {
                var quiet = TimeSpan.FromMilliseconds(Environment.TickCount64 - Volatile.Read(ref _lastHeard));
                if (Volatile.Read(ref _busy) == 0 && quiet >= idle) await _controller.Watchdog.IdleAsync(_client, idle).ConfigureAwait(false);
                var left = idle - quiet;
                await Task.Delay(left > TimeSpan.Zero ? left : idle, gone).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The client is gone, which the watchdog hears otherwise.
        }
    }
}
