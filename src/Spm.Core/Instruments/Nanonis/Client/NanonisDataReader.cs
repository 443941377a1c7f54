using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Instruments.Nanonis.Client;

/// <summary>Reads the TCP logger's stream, port 6590 on a real controller. Frames come while the logger runs (TCPLog.Start).</summary>
public sealed class NanonisDataReader : IAsyncDisposable
{
    private readonly string _host;
    private readonly int _port;
    private readonly NetworkStream _stream;

    private NanonisDataReader(string host, int port, NetworkStream stream) => (_host, _port, _stream) = (host, port, stream);

    /// <summary>Connects to the data port.</summary>
    /// <exception cref="NanonisConnectionException">Nobody answers there.</exception>
    public static async Task<NanonisDataReader> ConnectAsync(string host, int port, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(timeout);
        try
        {
            await socket.ConnectAsync(host, port, patience.Token).ConfigureAwait(false);
            return new NanonisDataReader(host, port, new NetworkStream(socket, ownsSocket: true));
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            socket.Dispose();
            throw new NanonisConnectionException(host, port, $"no data stream ({e.Message}). Switch it on at the controller: the TCP Logger module, port 6590.", e);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The frames as they come, until the stream ends or the caller stops.</summary>
    /// <exception cref="NanonisConnectionException">The stream broke, or it is none.</exception>
    public async IAsyncEnumerable<DataFrame> FramesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await NextAsync(cancellationToken).ConfigureAwait(false) is { } frame) yield return frame;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<DataFrame?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await DataFrame.ReadAsync(_stream, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new NanonisConnectionException(_host, _port, $"the data stream broke: {e.Message}", e);
        }
    }
}
