using System.Net.Sockets;
using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Instruments.Nanonis.Client;

/// <summary>
/// One connection to a controller: a command, its answer, the next command. A connection that breaks is reported, and the next command
/// connects again. A command in flight when it broke is repeated only when it reads: nobody knows whether the other was carried out.
/// </summary>
/// <param name="options">Where and how long.</param>
/// <param name="port">Port of this connection.</param>
internal sealed class NanonisConnection(NanonisOptions options, int port) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private NetworkStream? _stream;

    /// <summary>Sends a command that returns nothing but the error block.</summary>
    public Task TellAsync(string command, Action<WireWriter>? arguments = null, CancellationToken cancellationToken = default) =>
        AskAsync(command, arguments, _ => true, cancellationToken);

    /// <summary>Sends a command that takes no time, and reads its answer.</summary>
    public Task<T> AskAsync<T>(string command, Action<WireWriter>? arguments, Func<WireReader, T> read, CancellationToken cancellationToken = default) =>
        AskAsync(command, arguments, read, TimeSpan.Zero, cancellationToken);

    /// <summary>Sends a command and reads its answer.</summary>
    /// <param name="command">The command.</param>
    /// <param name="arguments">Writes its arguments.</param>
    /// <param name="read">Reads what it returns before the error block.</param>
    /// <param name="lasts">How long the controller is asked to take.</param>
    /// <param name="cancellationToken">Cancels it before it is sent; an answer on its way is waited for, so that the next one is not mistaken for it.</param>
    /// <exception cref="NanonisConnectionException">No connection, a broken one, or nonsense on it.</exception>
    /// <exception cref="NanonisControllerException">The controller refused.</exception>
    public async Task<T> AskAsync<T>(string command, Action<WireWriter>? arguments, Func<WireReader, T> read, TimeSpan lasts, CancellationToken cancellationToken = default)
    {
        var body = new WireWriter();
        arguments?.Invoke(body);
        var message = WireHeader.Message(command, body.Body.Span, wantsResponse: true);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // A connection that was closed while nobody looked is found out by the first command over it.
            var mayRepeat = _stream is not null && (command.EndsWith("Get", StringComparison.Ordinal) || command.EndsWith("Grab", StringComparison.Ordinal));
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _stream ??= await ConnectAsync(cancellationToken).ConfigureAwait(false);
                try
                {
                    return Parse(await ExchangeAsync(_stream, command, message, options.AnswerTimeout + lasts).ConfigureAwait(false), read);
                }
                catch (NanonisConnectionException) when (mayRepeat)
                {
                    mayRepeat = false;
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        Close();
        _turn.Release();
    }

    private async Task<NetworkStream> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.ConnectTimeout);
        try
        {
            await socket.ConnectAsync(options.Host, port, patience.Token).ConfigureAwait(false);
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw Error(e.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
                ? $"there is no computer of the name '{options.Host}' ({e.Message}). Give the name or the address of the controller's computer; 127.0.0.1 is this one."
                : $"no connection ({e.Message}). {HowToGetOne}", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw Error($"no connection within {options.ConnectTimeout.TotalSeconds:0.###} s. {HowToGetOne}", e);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<WireMessage> ExchangeAsync(NetworkStream stream, string command, byte[] message, TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            await stream.WriteAsync(message, timeout.Token).ConfigureAwait(false);
            var answer = await WireMessage.ReadAsync(stream, WireMessage.MaxResponseBody, timeout.Token).ConfigureAwait(false)
                ?? throw new IOException("the controller closed the connection");
            return answer.Header.Command == command
                ? answer
                : throw new NanonisWireException(command, 0, $"the answer to {command}", $"one to {answer.Header.Command}");
        }
        catch (OperationCanceledException e)
        {
            Close();
            throw Error($"no answer to {command} within {patience.TotalSeconds:0.###} s. {Unknown(command)}", e);
        }
        catch (NanonisWireException e)
        {
            Close();
            throw Error($"{e.Message} {Unknown(command)}", e);
        }
        catch (IOException e)
        {
            Close();
            throw Error($"the connection broke while {command} was in flight ({e.Message}). {Unknown(command)}", e);
        }
    }

    private T Parse<T>(WireMessage answer, Func<WireReader, T> read)
    {
        var command = answer.Header.Command;
        if (FindRefusal(answer, fromStart: true) is { } refusal) throw new NanonisControllerException(command, refusal);
        string? error;
        T result;
        try
        {
            var reader = answer.Read();
            result = read(reader);
            error = reader.ReadError();
        }
        catch (NanonisWireException e)
        {
            // What a refused command returns before the error differs between versions.
            if (FindRefusal(answer, fromStart: false) is { } late) throw new NanonisControllerException(command, late);
            Close();
            throw Error($"{e.Message} If it is another version, give its release: Version = new NanonisVersion(RELEASE).", e);
        }
        return error is null ? result : throw new NanonisControllerException(command, error);
    }

    /// <summary>The text of an error block with status 1 that ends the body, looked for at its start or anywhere.</summary>
    private static string? FindRefusal(WireMessage answer, bool fromStart)
    {
        var last = fromStart ? 0 : answer.Body.Length - 8;
        for (var offset = 0; offset <= last && answer.Body.Length >= 8; offset++)
        {
            var tail = new WireReader(answer.Header.Command, answer.Body[offset..]);
            if (tail.IsAtError() && answer.Body.Span[offset + 3] == 1) return tail.ReadError();
        }
        return null;
    }

    private void Close()
    {
        _stream?.Dispose();
        _stream = null;
    }

    private string HowToGetOne =>
        $"Is the Nanonis software running there, with File > Settings Options > TCP Programming Interface on and port {port} free (a controller takes four clients, ports 6501 to 6504)? " +
        $"Without a microscope, start one made of software: spm serve nanonis --port {port}";

    private static string Unknown(string command) => command.EndsWith("Get", StringComparison.Ordinal)
        ? "The next command connects again."
        : $"Whether {command} was carried out is not known, and it is not repeated. The next command connects again.";

    private NanonisConnectionException Error(string message, Exception inner) => new(options.Host, port, message, inner);
}
