using Spm.Core.Instruments.Nanonis.Client;
using Spm.Core.Instruments.Nanonis.Emulator;
using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Tests.Instruments.Nanonis;

/// <summary>An emulator on free ports with the bench instrument behind it.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _written = new(0);

    private Bench(BenchInstrument instrument, NanonisServer server)
    {
        (Instrument, Server) = (instrument, server);
        server.Logged += (_, _) => _written.Release();
    }

    public BenchInstrument Instrument { get; }

    public NanonisServer Server { get; }

    public int Port => Server.Ports[0];

    public NanonisOptions ClientOptions => new() { Port = Port, ControlPort = Server.Ports[1], DataPort = Server.DataPort, RampVPerS = 1e4 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Bench> Start(Func<NanonisServerOptions, NanonisServerOptions>? options = null)
    {
        var instrument = new BenchInstrument();
        var plain = new NanonisServerOptions { Port = 0 };
        return new Bench(instrument, await NanonisServer.StartAsync(instrument, options?.Invoke(plain) ?? plain, Token));
    }

    public static Task<Bench> Start(int release) => Start(o => o with { Version = new NanonisVersion(release) });

    public Task<RawClient> Connect() => RawClient.Connect(Port);

    public Task<NanonisInstrument> Client(Func<NanonisOptions, NanonisOptions>? options = null) =>
        NanonisInstrument.ConnectAsync(options?.Invoke(ClientOptions) ?? ClientOptions, Token);

    /// <summary>Waits until the log has a line with these words.</summary>
    /// <exception cref="TimeoutException">Nothing more is written, and what was has no such line.</exception>
    public async Task<string> Logged(string words)
    {
        while (true)
        {
            if (Server.Log.FirstOrDefault(l => l.Contains(words, StringComparison.Ordinal)) is { } line) return line;
            if (!await _written.WaitAsync(Patience, Token))
                throw new TimeoutException($"For {Patience.TotalSeconds} s nothing was logged, and no line has the words «{words}»:\n{string.Join('\n', Server.Log)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Instrument.Go.Set();
        await Server.DisposeAsync();
        await Instrument.DisposeAsync();
        _written.Dispose();
    }
}
