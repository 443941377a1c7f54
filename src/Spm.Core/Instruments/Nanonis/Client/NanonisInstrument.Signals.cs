using System.Runtime.CompilerServices;
using Spm.Core.Data;
using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Instruments.Nanonis.Client;

/// <content>Signals, oscilloscope and the data stream.</content>
public sealed partial class NanonisInstrument : ISignals, IOscilloscope
{
    // The high-resolution oscilloscope samples at 1 MS/s / 2^k, k = 0 to 10.
    private const double ScopeRateHz = 1e6;
    private const int MostOversampling = 10;

    /// <inheritdoc/>
    public Task<IReadOnlyList<SignalInfo>> GetSignalsAsync(CancellationToken cancellationToken = default) => Task.FromResult(_channels.Signals);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<double>> ReadSignalsAsync(IReadOnlyList<int> indices, CancellationToken cancellationToken = default)
    {
        var signals = indices.Select(Signal).ToList();
        if (signals.Count == 0) return [];
        var values = await _control.AskAsync("Signals.ValsGet", w => w.Ints([.. indices]).UInt32(1), r => r.ReadNumbers(r.ReadInt32()), cancellationToken).ConfigureAwait(false);
        return [.. values.Zip(signals, (value, signal) => value + Shift(signal))];
    }

    /// <inheritdoc/>
    public Task<Dataset> CaptureAsync(CaptureRequest request, CancellationToken cancellationToken = default) =>
        _gate.SetAsync(_ =>
        {
            request.Check();
            Signal(request.Signal);
            if (request.SampleRateHz > ScopeRateHz)
                throw new ArgumentException($"{nameof(request.SampleRateHz)} must be at most {Quantity.Compact(ScopeRateHz, "Hz")} on a Nanonis controller, got {Quantity.Compact(request.SampleRateHz, "Hz")}. Try: {nameof(request.SampleRateHz)} = 1e6");
        }, token => CaptureNowAsync(request, token), cancellationToken);

    /// <summary>
    /// Starts the TCP logger with these signals and follows its stream until the caller stops; then stops the logger. A gap in
    /// <see cref="DataFrame.Counter"/> means lost frames.
    /// </summary>
    /// <param name="indices"><see cref="SignalInfo.Index"/> of each wanted signal. Values are the controller's own.</param>
    /// <param name="oversampling">Samples averaged into each value.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="ArgumentException">There is no such signal.</exception>
    /// <exception cref="NanonisConnectionException">There is no stream, or it broke.</exception>
    public async IAsyncEnumerable<DataFrame> StreamSignalsAsync(IReadOnlyList<int> indices, int oversampling = 100, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        RequestRule.InRange(oversampling, 0, 1000, "", nameof(oversampling), "oversampling: 100");
        var numbers = await _channels.NumbersAsync(_control, [.. indices.Select(Signal)], cancellationToken).ConfigureAwait(false);
        var stream = await NanonisDataReader.ConnectAsync(_options.Host, _options.EffectiveDataPort, _options.ConnectTimeout, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            await _control.TellAsync("TCPLog.ChsSet", w => w.Ints(numbers), cancellationToken).ConfigureAwait(false);
            await _control.TellAsync("TCPLog.OversamplSet", w => w.Int32(oversampling), cancellationToken).ConfigureAwait(false);
            await _control.TellAsync("TCPLog.Start", null, cancellationToken).ConfigureAwait(false);
            try
            {
                await foreach (var frame in stream.FramesAsync(cancellationToken).ConfigureAwait(false)) yield return frame;
            }
            finally
            {
                await _control.TellAsync("TCPLog.Stop", null, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task<Dataset> CaptureNowAsync(CaptureRequest request, CancellationToken token)
    {
        // The nearest rate that is not slower.
        var oversampling = Math.Clamp((int)Math.Floor(Math.Log2(ScopeRateHz / request.SampleRateHz)), 0, MostOversampling);
        await _work.TellAsync("OsciHR.ChSet", w => w.Int32(request.Signal), token).ConfigureAwait(false);
        await _work.TellAsync("OsciHR.SamplesSet", w => w.Int32(request.Samples), token).ConfigureAwait(false);
        await _work.TellAsync("OsciHR.OversamplSet", w => w.Int32(oversampling), token).ConfigureAwait(false);
        await _work.TellAsync("OsciHR.Run", null, token).ConfigureAwait(false);
        var lasts = TimeSpan.FromSeconds(request.Samples / ScopeRateHz * (1 << oversampling));
        var (step, values, late) = await _work.AskAsync("OsciHR.OsciDataGet", w => w.UInt16(1).Double((lasts + _options.AnswerTimeout / 2).TotalSeconds), r =>
        {
            r.ReadText();
            return (r.ReadDouble(), r.ReadSingles(), r.ReadUInt32() != 0);
        }, lasts, token).ConfigureAwait(false);
        if (late) throw new NanonisControllerException("OsciHR.OsciDataGet", "no trigger came in time. Set the trigger of the oscilloscope to immediate.");
        var signal = Signal(request.Signal);
        var shift = Shift(signal);
        double[] times = [.. Enumerable.Range(0, values.Length).Select(i => i * step)];
        return new Dataset(signal.Name, signal.Name, signal.Unit, [new("Time", "Time", "s", DimensionKind.Spectroscopic, times)], new RealMemoryStore([.. values.Select(v => v + shift)]),
            new Dictionary<string, object> { ["instrument"] = "Nanonis", ["controller_signal"] = signal.ToString() }, [ProvenanceStep.Ours("capture", Name, ("request", request.ToString()))]);
    }

    private SignalInfo Signal(int index) => _channels.Signals.FirstOrDefault(s => s.Index == index)
        ?? throw new ArgumentException($"There is no signal {index}. Signals: {string.Join(", ", _channels.Signals.Select(s => $"{s.Index} {s.Name}"))}.");

    /// <summary>From the controller's frame to ours.</summary>
    private double Shift(SignalInfo signal) => (signal.Name, signal.Unit) switch
    {
        ("X", "m") => Limits.RangeXM / 2,
        ("Y", "m") => Limits.RangeYM / 2,
        _ => 0,
    };
}
