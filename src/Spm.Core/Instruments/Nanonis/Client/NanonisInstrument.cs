using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Instruments.Nanonis.Client;

/// <summary>
/// A Nanonis controller over TCP. Positions are ours: the origin is the lower left corner of the scan range, where the controller has it in
/// the middle. Limits are checked before anything is sent, every setter returns what the controller says afterwards, and however a
/// measurement ends, the scan is stopped and the bias is taken to 0 by a ramp.
/// </summary>
public sealed partial class NanonisInstrument : IInstrument
{
    private const double RampStepV = 0.05;

    private readonly NanonisOptions _options;
    private readonly NanonisConnection _work;
    private readonly NanonisConnection _control;
    private readonly NanonisChannels _channels;
    private readonly SafetyGate _gate;
    private readonly System.Diagnostics.Stopwatch _clock = System.Diagnostics.Stopwatch.StartNew();
    private readonly double _zRangeM;
    private volatile Known _known;
    private int _disposed;

    private NanonisInstrument(NanonisOptions options, NanonisConnection work, NanonisConnection control, NanonisChannels channels, InstrumentLimits limits, double zRangeM, Known known)
    {
        (_options, _work, _control, _channels, _zRangeM, _known) = (options, work, control, channels, zRangeM, known);
        _gate = new SafetyGate(Name, limits, SetSafeAsync);
    }

    /// <inheritdoc/>
    public string Name => $"Nanonis controller at {_options.Host}:{_options.Port}";

    /// <inheritdoc/>
    public InstrumentLimits Limits => _gate.Limits;

    /// <summary>The controller's real-time engine, told by it or by the options.</summary>
    public NanonisVersion Version => _channels.Version;

    /// <inheritdoc/>
    public InstrumentStatus Status
    {
        get
        {
            var known = _known;
            return new(Name, "in the microscope", known.XM, known.YM, known.BiasV, _clock.Elapsed, _gate.IsMeasuring, Limits.Summary);
        }
    }

    /// <summary>Connects, and asks for version, range, signals, position and bias.</summary>
    /// <exception cref="ArgumentException">An option is impossible.</exception>
    /// <exception cref="NanonisConnectionException">There is no controller.</exception>
    public static async Task<NanonisInstrument> ConnectAsync(NanonisOptions options, CancellationToken cancellationToken = default)
    {
        options.Check();
        var (work, control) = (new NanonisConnection(options, options.Port), new NanonisConnection(options, options.EffectiveControlPort));
        try
        {
            var version = options.Version ?? await NanonisVersionProbe.AskAsync(work, cancellationToken).ConfigureAwait(false);
            var channels = await NanonisChannels.ReadAsync(work, version, cancellationToken).ConfigureAwait(false);
            var range = await work.AskAsync("Piezo.RangeGet", null, r => (X: r.ReadNumber(), Y: r.ReadNumber(), Z: r.ReadNumber()), cancellationToken).ConfigureAwait(false);
            var asked = options.Limits ?? new InstrumentLimits { RangeXM = range.X, RangeYM = range.Y };
            var limits = asked with { RangeXM = Math.Min(asked.RangeXM, range.X), RangeYM = Math.Min(asked.RangeYM, range.Y) };
            var instrument = new NanonisInstrument(options, work, control, channels, limits, range.Z, new Known(0, 0, 0));
            await instrument.ReadKnownAsync(cancellationToken).ConfigureAwait(false);
            return instrument;
        }
        catch
        {
            await work.DisposeAsync().ConfigureAwait(false);
            await control.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task MakeSafeAsync() => _gate.StopAsync();

    /// <summary>
    /// Makes it safe and disconnects. A controller that cannot be reached any more cannot be made safe from here: that is what its own
    /// watchdog is for, and it is no error of disposing.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        try
        {
            await MakeSafeAsync().ConfigureAwait(false);
        }
        catch (NanonisConnectionException)
        {
            // See above.
        }
        await _work.DisposeAsync().ConfigureAwait(false);
        await _control.DisposeAsync().ConfigureAwait(false);
    }

    private Task<T> SetAsync<T>(Action<InstrumentLimits> check, Func<CancellationToken, Task<T>> set, CancellationToken cancellationToken) =>
        _gate.RunAsync(check, token => set(token).GetAwaiter().GetResult(), staysAsItIs: true, cancellationToken);

    /// <summary>Scan stopped, sweeps stopped, bias to 0 by a ramp, tip withdrawn if that is wanted; over the second connection, because the first may be waiting.</summary>
    private async Task SetSafeAsync()
    {
        if (await _control.AskAsync("Scan.StatusGet", null, r => r.ReadUInt32()).ConfigureAwait(false) != 0)
            await _control.TellAsync("Scan.Action", w => w.UInt16(1).UInt32(0)).ConfigureAwait(false);
        if (_sweeping is { } module) await _control.TellAsync(module + ".Stop", null, CancellationToken.None).ConfigureAwait(false);
        var bias = await _control.AskAsync("Bias.Get", null, r => r.ReadNumber()).ConfigureAwait(false);
        if (bias != 0) await RampAsync(_control, bias, 0, CancellationToken.None).ConfigureAwait(false);
        _known = _known with { BiasV = 0 };
        if (_options.Withdraw) await _control.TellAsync("ZCtrl.Withdraw", w => w.Flag(true).Int32(-1)).ConfigureAwait(false);
    }

    private async Task RampAsync(NanonisConnection connection, double fromV, double toV, CancellationToken cancellationToken)
    {
        var steps = Math.Max(1, (int)Math.Ceiling(Math.Abs(toV - fromV) / RampStepV));
        var pause = TimeSpan.FromSeconds(Math.Abs(toV - fromV) / steps / _options.RampVPerS);
        for (var step = 1; step <= steps; step++)
        {
            var bias = step == steps ? toV : fromV + (toV - fromV) * step / steps;
            await connection.TellAsync("Bias.Set", w => w.Single(bias), cancellationToken).ConfigureAwait(false);
            if (step < steps) await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReadKnownAsync(CancellationToken cancellationToken)
    {
        await GetPositionAsync(cancellationToken).ConfigureAwait(false);
        await GetBiasAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What was read last, for the status, which must not wait for the wire.</summary>
    private sealed record Known(double XM, double YM, double BiasV);
}
