using System.Net;
using System.Net.Sockets;
using Spm.Core.Instruments.Nanonis.Emulator.Commands;

namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>
/// A Nanonis controller made of software: the TCP programming interface on four ports, the TCP logger's stream on a fifth, and any
/// instrument behind them. Clients that were written for a controller run against it unchanged (docs/nanonis.md).
/// </summary>
public sealed class NanonisServer : IAsyncDisposable
{
    private const int PortCount = 4;

    // A refused client gets its answer; more of them at once than this are cut off without one.
    private const int MaxRefused = 8;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<TcpListener> _listeners = [];
    private readonly Dictionary<int, Task> _tasks = [];
    private readonly HashSet<int> _clients = [];
    private readonly Lock _lock = new();
    private readonly EmulatorLog _log;
    private readonly EmulatedController _controller;
    private readonly CommandTable _commands;
    private Task _accepting = Task.CompletedTask;
    private int _lastClient, _refused;
    private bool _disposed;

    private NanonisServer(EmulatedController controller, EmulatorLog log)
    {
        (_controller, _log, _commands) = (controller, log, new CommandTable(controller.Version));
        _log.Written += line => Logged?.Invoke(this, line);
    }

    /// <summary>Raised for each line of the log, on the thread that wrote it.</summary>
    public event EventHandler<string>? Logged;

    /// <summary>The newest thousand lines of the log.</summary>
    public IReadOnlyList<string> Log => _log.Lines;

    /// <summary>Ports for commands.</summary>
    public IReadOnlyList<int> Ports { get; private set; } = [];

    /// <summary>Port of the data stream.</summary>
    public int DataPort { get; private set; }

    /// <summary>Address it listens on.</summary>
    public IPAddress Address => _controller.Options.Address;

    /// <summary>The real-time engine that it claims to be.</summary>
    public Wire.NanonisVersion Version => _controller.Version;

    /// <summary>The instrument behind it, which the caller owns.</summary>
    public IInstrument Instrument => _controller.Microscope.Instrument;

    /// <summary>Clients connected now.</summary>
    public int ClientCount
    {
        get
        {
            lock (_lock) return _clients.Count;
        }
    }

    /// <summary>True while a scan, a sweep or an experiment runs.</summary>
    public bool IsMeasuring => _controller.IsMeasuring;

    /// <summary>Names of the commands that it knows.</summary>
    public IReadOnlyCollection<string> CommandNames => _commands.Names;

    /// <summary>Starts listening.</summary>
    /// <param name="instrument">What measures; it is made safe, and not disposed, when the server ends.</param>
    /// <param name="options">Where to listen; null is ports 6501 to 6504 and 6590 on this computer alone.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">An option is impossible.</exception>
    /// <exception cref="IOException">A port is taken, or the address is not this computer's.</exception>
    public static async Task<NanonisServer> StartAsync(IInstrument instrument, NanonisServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new NanonisServerOptions();
        options.Check();
        var log = new EmulatorLog();
        var server = new NanonisServer(await EmulatedController.CreateAsync(instrument, options, log, cancellationToken).ConfigureAwait(false), log);
        server.Listen(options);
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_disposed) return;
            _disposed = true;
        }
        await _stop.CancelAsync().ConfigureAwait(false);
        foreach (var listener in _listeners) listener.Dispose();
        Task[] clients;
        lock (_lock) clients = [.. _tasks.Values];
        await Task.WhenAll([_accepting, .. clients]).ConfigureAwait(false);
        await _controller.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Listen(NanonisServerOptions options)
    {
        var dataPort = options.DataPort ?? (options.Port == 0 ? 0 : options.Port + NanonisServerOptions.DataPortOffset);
        var wanted = Enumerable.Range(0, PortCount).Select(i => options.Port == 0 ? 0 : options.Port + i).Append(dataPort).ToList();
        var ports = new List<int>();
        foreach (var port in wanted)
        {
            var listener = new TcpListener(options.Address, port);
            _listeners.Add(listener);
            try
            {
                listener.Start();
            }
            catch (SocketException e)
            {
                foreach (var open in _listeners) open.Dispose();
                throw new IOException($"Port {port} of {options.Address} cannot be opened: {e.Message}. Another emulator or a controller may be using it; take another first port, such as {(options.Port == 6501 ? 7501 : 6501)}.", e);
            }
            ports.Add(((IPEndPoint)listener.LocalEndpoint).Port);
        }
        (Ports, DataPort) = (ports[..PortCount], ports[^1]);
        _accepting = Task.WhenAll(_listeners.Select((listener, i) => AcceptAsync(listener, isCommand: i < PortCount)));
        _log.Write($"listening on {options.Address}, ports {string.Join(", ", Ports)}, data stream {DataPort}");
    }

    private async Task AcceptAsync(TcpListener listener, bool isCommand)
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptSocketAsync(_stop.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e)
            {
                // A client that was gone before it was accepted; the next one is waited for.
                _log.Write($"a client could not be accepted: {e.Message}");
                continue;
            }
            Admit(socket, isCommand);
        }
    }

    private void Admit(Socket socket, bool isCommand)
    {
        lock (_lock)
        {
            var client = ++_lastClient;
            var refused = isCommand && _clients.Count >= NanonisServerOptions.MaxClients;
            if (refused && _refused >= MaxRefused)
            {
                socket.Dispose();
                return;
            }
            if (refused) _refused++;
            else if (isCommand) _clients.Add(client);
            Func<int, Socket, Task> serve = refused ? RefuseAsync : isCommand ? ServeCommandsAsync : ServeDataAsync;
            // On the pool: the task takes this lock at its end.
            _tasks[client] = Task.Run(() => ServeAsync(client, socket, serve, refused));
        }
    }

    private async Task ServeAsync(int client, Socket socket, Func<int, Socket, Task> serve, bool refused)
    {
        try
        {
            await serve(client, socket).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _tasks.Remove(client);
                _clients.Remove(client);
                if (refused) _refused--;
            }
        }
    }

    private async Task ServeCommandsAsync(int client, Socket socket)
    {
        _log.Write($"client {client} connected from {socket.RemoteEndPoint}");
        string how;
        using (var connection = new ClientConnection(client, socket, _controller, _commands))
            how = await connection.ServeAsync(_stop.Token).ConfigureAwait(false);
        _log.Write($"client {client} {how}");
        if (!_stop.IsCancellationRequested) await _controller.Watchdog.LostAsync(client, how).ConfigureAwait(false);
    }

    private async Task ServeDataAsync(int client, Socket socket)
    {
        try
        {
            await _controller.Stream.ServeAsync(socket, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
    }

    private async Task RefuseAsync(int client, Socket socket)
    {
        _log.Write($"client {client} refused: {NanonisServerOptions.MaxClients} clients are connected");
        using var connection = new ClientConnection(client, socket, _controller, _commands);
        await connection.RefuseAsync($"{NanonisServerOptions.MaxClients} clients are connected already, which is all that a controller takes. Close one of them first.", _stop.Token).ConfigureAwait(false);
    }
}
