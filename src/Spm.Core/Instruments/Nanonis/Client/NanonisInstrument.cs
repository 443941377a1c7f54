using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Instruments.Nanonis.Client;

/// <summary>
/// A Nanonis controller over TCP. Positions are ours: the origin is the lower left corner of the scan range, where the controller has it in
/// the middle. Limits are checked before anything is sent, every setter returns what the controller says afterwards, and however a
/// measurement ends, the scan is stopped and the bias is taken to 0 by a ramp.
/// </summary>
public sealed partial class NanonisInstrument : IInstrument
{
    private static readonly TimeSpan RampStep = TimeSpan.FromMilliseconds(5);

    private readonly NanonisOptions _options;
    private readonly NanonisConnection _work;
    private readonly NanonisConnection _control;
    private readonly NanonisChannels _channels;
    private readonly SafetyGate _gate;
    private readonly System.Diagnostics.Stopwatch _clock = System.Diagnostics.Stopwatch.StartNew();
    private readonly BiasRamp _ramp;
    private readonly SafeSequence _safe;
    private readonly IDisposable _guard;
    private readonly string? _setpointUnit;
    private volatile Known _known;
    private int _disposed;

    private NanonisInstrument(NanonisOptions options, NanonisConnection work, NanonisConnection control, NanonisChannels channels, InstrumentLimits limits, string? setpointUnit)
    {
        (_options, _work, _control, _channels, _setpointUnit, _known) = (options, work, control, channels, setpointUnit, new Known(0, 0, 0));
        _ramp = new BiasRamp(limits, (biasV, token) => SendBiasAsync(_work, biasV, token));
        var gentle = limits with { MaxBiasSlewVPerS = Math.Min(limits.MaxBiasSlewVPerS, options.RampVPerS) };
        _safe = new SafeSequence
        {
            StopScan = StopAllAsync,
            Ramp = new BiasRamp(gentle, (biasV, token) => SendBiasAsync(_control, biasV, token), step: RampStep),
            Withdraw = () => _control.AskAsync("ZCtrl.Withdraw", w => w.Flag(true).Int32(-1), _ => true, TimeSpan.FromMinutes(1)),
            WithdrawWhenSafe = options.Withdraw,
        };
        _gate = new SafetyGate(Name, limits, SetSafeAsync);
        _guard = InstrumentGuard.Process.Register(Name, () => _gate.StopAsync(options.AnswerTimeout));
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
            var unit = await ReadSetpointUnitAsync(work, cancellationToken).ConfigureAwait(false);
            var asked = options.Limits ?? DefaultLimits(unit) with { RangeXM = range.X, RangeYM = range.Y };
            var limits = asked with
            {
                RangeXM = Math.Min(asked.RangeXM, range.X),
                RangeYM = Math.Min(asked.RangeYM, range.Y),
                MinZM = Math.Max(asked.MinZM, -range.Z / 2),
                MaxZM = Math.Min(asked.MaxZM, range.Z / 2),
            };
            var instrument = new NanonisInstrument(options, work, control, channels, limits, unit);
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
    public async Task MakeSafeAsync()
    {
        try
        {
            await _gate.StopAsync().ConfigureAwait(false);
        }
        catch (AggregateException e)
        {
            throw new InstrumentNotSafeException(Name, null, e);
        }
    }

    /// <summary>
    /// Makes it safe and disconnects. A controller that cannot be reached any more cannot be made safe from here: that is told through
    /// <see cref="InstrumentGuard.Tell"/> and is no error of disposing.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        try
        {
            await MakeSafeAsync().ConfigureAwait(false);
        }
        catch (InstrumentNotSafeException e)
        {
            InstrumentGuard.Process.Tell?.Invoke(e.Message);
        }
        _guard.Dispose();
        await _work.DisposeAsync().ConfigureAwait(false);
        await _control.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Limits for a feedback on a signal in this unit, which the user did not set.</summary>
    private static InstrumentLimits DefaultLimits(string? setpointUnit)
    {
        var limits = new InstrumentLimits();
        return setpointUnit switch
        {
            "A" => limits with { SetpointUnit = "A", MinSetpoint = -limits.MaxCurrentA, MaxSetpoint = limits.MaxCurrentA },
            "N" => limits with { SetpointUnit = "N", MinSetpoint = -1e-6, MaxSetpoint = 1e-6 },
            "m" => limits with { SetpointUnit = "m", MinSetpoint = -1e-6, MaxSetpoint = 1e-6 },
            "Hz" => limits with { SetpointUnit = "Hz", MinSetpoint = -1e3, MaxSetpoint = 1e3 },
            _ => limits,
        };
    }

    /// <summary>The unit in the name of the active z controller; null when the name has none.</summary>
    private static async Task<string?> ReadSetpointUnitAsync(NanonisConnection connection, CancellationToken cancellationToken)
    {
        var (names, active) = await connection.AskAsync("ZCtrl.CtrlListGet", null, r => (r.ReadTexts(), r.ReadInt32()), cancellationToken).ConfigureAwait(false);
        var unit = active >= 0 && active < names.Length ? NanonisChannels.Parse(0, names[active]).Unit : "";
        return unit.Length > 0 ? unit : null;
    }

    /// <summary>Scan and sweep stopped, bias to 0 by a ramp, tip withdrawn if that is wanted; over the second connection, because the first may be waiting.</summary>
    private async Task SetSafeAsync()
    {
        try
        {
            _safe.Ramp.Note(await GetBiasAsync().ConfigureAwait(false));
        }
        catch (IOException)
        {
            // The steps below meet the same broken connection, and tell of it.
        }
        await _safe.RunAsync().ConfigureAwait(false);
    }

    private async Task StopAllAsync()
    {
        if (await _control.AskAsync("Scan.StatusGet", null, r => r.ReadUInt32()).ConfigureAwait(false) != 0)
            await _control.TellAsync("Scan.Action", w => w.UInt16(1).UInt32(0)).ConfigureAwait(false);
        if (_sweeping is { } module) await _control.TellAsync(module + ".Stop").ConfigureAwait(false);
    }

    private async Task<double> RampBiasAsync(double biasV, CancellationToken cancellationToken)
    {
        _ramp.Note(await GetBiasAsync(cancellationToken).ConfigureAwait(false));
        return await _ramp.ToAsync(biasV, cancellationToken).ConfigureAwait(false);
    }

    private async Task<double> SendBiasAsync(NanonisConnection connection, double biasV, CancellationToken cancellationToken)
    {
        await connection.TellAsync("Bias.Set", w => w.Single(biasV), cancellationToken).ConfigureAwait(false);
        return await GetBiasAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadKnownAsync(CancellationToken cancellationToken)
    {
        await GetPositionAsync(cancellationToken).ConfigureAwait(false);
        await GetBiasAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What was read last, for the status, which must not wait for the wire.</summary>
    private sealed record Known(double XM, double YM, double BiasV);
}
