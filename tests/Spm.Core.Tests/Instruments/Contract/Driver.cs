using Spm.Core.Instruments;
using Spm.Core.Instruments.Nanonis.Client;
using Spm.Core.Instruments.Nanonis.Emulator;
using Spm.Core.Instruments.Playback;
using Spm.Core.Instruments.Twin;
using Spm.Core.Tests.Instruments.Nanonis;

namespace Spm.Core.Tests.Instruments.Contract;

/// <summary>A driver that has to keep the contract, with what is behind it.</summary>
public sealed class Driver : IAsyncDisposable
{
    private readonly Func<Task> _close;

    private readonly IInstrument _behind;

    private Driver(IInstrument instrument, IInstrument behind, Func<Task> close, double precision) => (Instrument, _behind, _close, Precision) = (instrument, behind, close, precision);

    /// <summary>The driver.</summary>
    public IInstrument Instrument { get; }

    /// <summary>Relative error of a number that is set and read back: 0, or what a float32 on the wire costs.</summary>
    public double Precision { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The digital twin.</summary>
    public static Task<Driver> Twin()
    {
        var twin = TwinInstrument.Create(seed: 5);
        return Task.FromResult(new Driver(twin, twin, () => twin.DisposeAsync().AsTask(), 0));
    }

    /// <summary>A record of the twin, played.</summary>
    public static async Task<Driver> Playback()
    {
        await using var twin = TwinInstrument.Create(seed: 5);
        var record = await twin.ScanAsync(new ImageRequest { Rows = 32, Columns = 32, SizeM = 2e-6, Channels = ["height", "amplitude"] }, cancellationToken: Token);
        var player = PlaybackInstrument.Of("record", record);
        return new Driver(player, player, () => player.DisposeAsync().AsTask(), 0);
    }

    /// <summary>The Nanonis client, the emulator in this process, the twin behind it.</summary>
    public static Task<Driver> Nanonis() => Nanonis(TwinInstrument.Create(seed: 5));

    /// <summary>As <see cref="Nanonis()"/>, with a microscope of formulas behind it, which has every capability.</summary>
    public static Task<Driver> NanonisOverBench() => Nanonis(new BenchInstrument());

    private static async Task<Driver> Nanonis(IInstrument instrument)
    {
        var server = await NanonisServer.StartAsync(instrument, new NanonisServerOptions { Port = 0 }, Token);
        var client = await NanonisInstrument.ConnectAsync(new NanonisOptions { Port = server.Ports[0], ControlPort = server.Ports[1], DataPort = server.DataPort, RampVPerS = 1e4 }, Token);
        return new Driver(client, instrument, async () =>
        {
            await client.DisposeAsync();
            await server.DisposeAsync();
            await instrument.DisposeAsync();
        }, 1e-6);
    }

    /// <summary>A capability; a driver that does not have it skips the test.</summary>
    public T As<T>() where T : class, IInstrument
    {
        if (Instrument is T capability && _behind is T) return capability;
        Assert.Skip($"{_behind.Name} has no {typeof(T).Name}.");
        throw new InvalidOperationException("Assert.Skip returned.");
    }

    /// <summary>Asserts that a number was read back.</summary>
    public void AssertReadback(double set, double readback) => Assert.Equal(set, readback, Math.Abs(set) * Precision);

    public async ValueTask DisposeAsync() => await _close();
}
