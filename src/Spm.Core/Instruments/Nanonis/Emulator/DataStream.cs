using System.Collections.Concurrent;
using System.Net.Sockets;
using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>
/// The TCP logger: while it runs, every connection to the data port gets a frame per period (<see cref="DataFrame"/>). A reader that does
/// not keep up is cut off, so that it cannot hold the others.
/// </summary>
internal sealed class DataStream(EmulatedController controller) : IAsyncDisposable
{
    /// <summary>Rate of the signals before oversampling.</summary>
    private const double BaseRateHz = 2000;

    /// <summary>How long a frame may wait for a reader.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<int, NetworkStream> _readers = new();
    private readonly BackgroundWork _work = new();
    private int _lastReader;

    /// <summary>Recorded signals.</summary>
    public IReadOnlyList<int> Signals { get; set; } = [0];

    /// <summary>Samples averaged into one frame.</summary>
    public int Oversampling { get; set; } = 100;

    /// <summary>True while frames are sent.</summary>
    public bool IsRunning => _work.IsRunning;

    /// <summary>State as TCPLog.StatusGet and the frames tell it: 1 idle, 4 running.</summary>
    public int State => IsRunning ? 4 : 1;

    /// <summary>Starts sending.</summary>
    public void Start() => _work.Start("The TCP logger", RunAsync);

    /// <summary>Stops sending.</summary>
    public Task StopAsync() => _work.StopAsync();

    /// <summary>Adds a reader and returns when it is gone.</summary>
    public async Task ServeAsync(Socket socket, CancellationToken stopping)
    {
        var number = Interlocked.Increment(ref _lastReader);
        var stream = new NetworkStream(socket, ownsSocket: true);
        await using (stream.ConfigureAwait(false))
        {
            _readers[number] = stream;
            controller.Log.Write($"data stream: reader {number} connected");
            try
            {
                var ignored = new byte[256];
                while (await stream.ReadAsync(ignored, stopping).ConfigureAwait(false) > 0)
                {
                    // A reader has nothing to say; what it says is dropped.
                }
            }
            catch (IOException)
            {
                // The connection broke: the reader is gone.
            }
            finally
            {
                _readers.TryRemove(number, out _);
                controller.Log.Write($"data stream: reader {number} is gone");
            }
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private async Task RunAsync(CancellationToken token)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Math.Max(1e-3, Math.Max(1, Oversampling) / BaseRateHz)));
        for (ulong counter = 0; await timer.WaitForNextTickAsync(token).ConfigureAwait(false); counter++)
        {
            var values = await controller.Signals.ReadAsync(Signals, token).ConfigureAwait(false);
            var frame = new DataFrame(Oversampling, counter, State, [.. values.Select(v => (float)v)]).ToBytes();
            foreach (var (number, stream) in _readers) await SendAsync(number, stream, frame, token).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(int number, NetworkStream stream, byte[] frame, CancellationToken token)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(Patience);
        try
        {
            await stream.WriteAsync(frame, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException || (e is OperationCanceledException && !token.IsCancellationRequested))
        {
            if (_readers.TryRemove(number, out _)) controller.Log.Write($"data stream: reader {number} does not read; cut off");
            stream.Close();
        }
    }
}
