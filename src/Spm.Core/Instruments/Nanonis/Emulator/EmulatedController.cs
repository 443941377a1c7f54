using Spm.Core.Instruments.Nanonis.Emulator.Commands;
using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>The controller that the commands act on: the microscope, what is set, what runs.</summary>
internal sealed class EmulatedController : IAsyncDisposable
{
    /// <summary>Step of a bias ramp in V.</summary>
    private const double RampStepV = 0.1;

    private readonly SemaphoreSlim _making = new(1, 1);

    private EmulatedController(Microscope microscope, SignalTable signals, NanonisServerOptions options, EmulatorLog log)
    {
        (Microscope, Signals, Options, Log) = (microscope, signals, options, log);
        Scan = new ScanModule(this);
        BiasSweep = new SweepModule(this, new BiasSweepKind());
        ZSweep = new SweepModule(this, new ZSweepKind());
        Pattern = new PatternModule(this);
        Scope = new ScopeModule(this);
        Stream = new DataStream(this);
        Watchdog = new Watchdog(this);
    }

    /// <summary>The microscope.</summary>
    public Microscope Microscope { get; }

    /// <summary>Its signals.</summary>
    public SignalTable Signals { get; }

    /// <summary>How it was started.</summary>
    public NanonisServerOptions Options { get; }

    /// <summary>What it did.</summary>
    public EmulatorLog Log { get; }

    /// <summary>Scan control.</summary>
    public ScanModule Scan { get; }

    /// <summary>Bias spectroscopy.</summary>
    public SweepModule BiasSweep { get; }

    /// <summary>Z spectroscopy.</summary>
    public SweepModule ZSweep { get; }

    /// <summary>Grid experiments.</summary>
    public PatternModule Pattern { get; }

    /// <summary>Oscilloscopes.</summary>
    public ScopeModule Scope { get; }

    /// <summary>The TCP logger.</summary>
    public DataStream Stream { get; }

    /// <summary>Who answers for what is going on.</summary>
    public Watchdog Watchdog { get; }

    /// <summary>Settings without a microscope behind them.</summary>
    public SettingTable Settings { get; } = new();

    /// <summary>Settings of bias spectroscopy without a microscope behind them.</summary>
    public BiasSpectrOptions BiasOptions { get; } = new();

    /// <summary>Times of z spectroscopy without a microscope behind them: averaging, initial settling, slew rate, end settling, control.</summary>
    public double[] ZTiming { get; } = [0.1, 0.01, double.PositiveInfinity, 0.01, 0.1];

    /// <summary>Speed of moves in m/s, as set over the wire.</summary>
    public double MoveSpeedMPerS { get; set; } = 20e-6;

    /// <summary>False when moves go at the speed of the scan.</summary>
    public bool HasCustomSpeed { get; set; } = true;

    /// <summary>Oversampling of the tip move recorder.</summary>
    public int MoveOversampling { get; set; } = 10;

    /// <summary>Values of the modulators that the microscope does not have.</summary>
    public Dictionary<(string Name, int Modulator), double> OtherModulators { get; } = [];

    /// <summary>Settings of experiments without a microscope behind them.</summary>
    public PatternOptions PatternOptions { get; set; } = new("", 0, true);

    /// <summary>Drift compensation.</summary>
    public DriftCompensation Drift { get; set; } = new(false, 0, 0, 0, 10);

    /// <summary>The numbers by which a client chose the scan's channels; null before one did.</summary>
    public IReadOnlyList<int>? ScanChannels { get; set; }

    /// <summary>The engine it claims to be.</summary>
    public NanonisVersion Version => Options.Version;

    /// <summary>True while a scan, a sweep or an experiment runs.</summary>
    public bool IsMeasuring => Scan.IsRunning || BiasSweep.IsRunning || ZSweep.IsRunning || Pattern.IsRunning;

    /// <summary>Starts a controller.</summary>
    public static async Task<EmulatedController> CreateAsync(IInstrument instrument, NanonisServerOptions options, EmulatorLog log, CancellationToken cancellationToken)
    {
        var microscope = new Microscope(instrument);
        return new EmulatedController(microscope, await SignalTable.ReadAsync(microscope, options.Version.UsesSlots, cancellationToken).ConfigureAwait(false), options, log);
    }

    /// <summary>Stops what runs, takes the bias to 0 by a ramp, withdraws if that is wanted.</summary>
    /// <param name="reason">Why, for the log.</param>
    public async Task MakeSafeAsync(string reason)
    {
        await _making.WaitAsync().ConfigureAwait(false);
        try
        {
            Log.Write($"watchdog: {reason}; making the microscope safe");
            if (IsMeasuring)
            {
                await Task.WhenAll(Pattern.StopAsync(), Scan.StopAsync(), BiasSweep.StopAsync(), ZSweep.StopAsync()).ConfigureAwait(false);
                Log.Write("watchdog: what was running is stopped");
            }
            await RampAsync().ConfigureAwait(false);
            if (Options.Withdraw && Microscope.Instrument is IFeedback feedback)
                Log.Write($"watchdog: tip withdrawn to {Data.Quantity.Compact(await feedback.WithdrawAsync().ConfigureAwait(false), "m")}");
        }
        catch (InvalidOperationException e)
        {
            Log.Write($"watchdog: {e.Message} It is stopped instead.");
        }
        finally
        {
            await EndSafelyAsync().ConfigureAwait(false);
            _making.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync().ConfigureAwait(false);
        await MakeSafeAsync("the server ends").ConfigureAwait(false);
        _making.Dispose();
        Scan.Dispose();
    }

    private async Task EndSafelyAsync()
    {
        try
        {
            await Microscope.Instrument.MakeSafeAsync().ConfigureAwait(false);
            Log.Write($"watchdog: the microscope is safe, bias {Data.Quantity.Compact(await Microscope.BiasAsync(CancellationToken.None).ConfigureAwait(false), "V")}");
        }
        catch (Exception e)
        {
            // The server goes on: the log is the only place where anybody can hear of it.
            Log.Write($"watchdog: NOT SAFE: {e.Message}");
        }
    }

    private async Task RampAsync()
    {
        if (Microscope.Instrument is not IBiasControl bias) return;
        var from = await bias.GetBiasAsync().ConfigureAwait(false);
        if (from == 0) return;
        var steps = (int)Math.Ceiling(Math.Abs(from) / RampStepV);
        for (var step = 1; step <= steps; step++)
            await bias.SetBiasAsync(from * (steps - step) / steps).ConfigureAwait(false);
        Log.Write($"watchdog: bias ramped from {Data.Quantity.Compact(from, "V")} to 0 in {steps} steps");
    }
}
