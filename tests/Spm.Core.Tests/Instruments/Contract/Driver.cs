using Spm.Core.Instruments;
using Spm.Core.Instruments.Nanonis.Client;
using Spm.Core.Instruments.Nanonis.Emulator;
using Spm.Core.Instruments.Twin;

namespace Spm.Core.Tests.Instruments.Contract;

/// <summary>A driver that has to keep the contract, with what is behind it.</summary>
public sealed class Driver : IAsyncDisposable
{
    private readonly Func<Task> _close;

    private Driver(IInstrument instrument, Func<Task> close, double precision) => (Instrument, _close, Precision) = (instrument, close, precision);

    /// <summary>The driver.</summary>
    public IInstrument Instrument { get; }

    /// <summary>Relative error of a number that is set and read back: 0, or what a float32 on the wire costs.</summary>
    public double Precision { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The digital twin.</summary>
    public static Task<Driver> Twin()
    {
        var twin = TwinInstrument.Create(seed: 5);
        return Task.FromResult(new Driver(twin, () => twin.DisposeAsync().AsTask(), 0));
    }

    /// <summary>The Nanonis client, the emulator in this process, the twin behind it.</summary>
    public static async Task<Driver> Nanonis()
    {
        var twin = TwinInstrument.Create(seed: 5);
        var server = await NanonisServer.StartAsync(twin, new NanonisServerOptions { Port = 0 }, Token);
        var client = await NanonisInstrument.ConnectAsync(new NanonisOptions { Port = server.Ports[0], ControlPort = server.Ports[1], DataPort = server.DataPort, RampVPerS = 1e4 }, Token);
        return new Driver(client, async () =>
        {
            await client.DisposeAsync();
            await server.DisposeAsync();
            await twin.DisposeAsync();
        }, 1e-6);
    }

    /// <summary>A capability; a driver that does not have it skips the test.</summary>
    public T As<T>() where T : class, IInstrument
    {
        if (Instrument is T capability) return capability;
        Assert.Skip($"{Instrument.Name} has no {typeof(T).Name}.");
        throw new InvalidOperationException("Assert.Skip returned.");
    }

    /// <summary>Asserts that a number was read back.</summary>
    public void AssertReadback(double set, double readback) => Assert.Equal(set, readback, Math.Abs(set) * Precision);

    public async ValueTask DisposeAsync() => await _close();
}
