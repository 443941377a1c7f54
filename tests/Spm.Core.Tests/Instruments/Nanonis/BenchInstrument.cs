using Spm.Core.Data;
using Spm.Core.Instruments;

namespace Spm.Core.Tests.Instruments.Nanonis;

/// <summary>
/// A microscope in which everything follows from a formula: height = x + 2y, amplitude = bias, current = bias / 1 MΩ, force = −z · 0.1 N/m, and
/// the retrace is the trace plus 1. Scans and sweeps can be held, so that a test decides when they go on.
/// </summary>
internal sealed class BenchInstrument : IImaging, IPositioning, IBiasControl, IFeedback, ISignals, ILockIn, IOscilloscope, IBiasSpectroscopy, IForceSpectroscopy
{
    private static readonly SignalInfo[] Signals = [new(0, "Bias", "V"), new(1, "X", "m"), new(2, "Y", "m"), new(3, "Z", "m"), new(4, "Current", "A"), new(5, "Amplitude", "V")];

    private readonly SafetyGate _gate;
    private double _x = 2.5e-6, _y = 2.5e-6, _bias, _speed = 1e-6, _setpoint = 1e-9, _z;
    private bool _feedback = true;
    private FeedbackGains _gains = new(1, 1e-3);
    private LockInSettings _lockIn = new(false, 0.5, 10e3);

    public BenchInstrument(InstrumentLimits? limits = null) => _gate = new SafetyGate(Name, limits ?? new InstrumentLimits { SetpointUnit = "A", MinSetpoint = 0, MaxSetpoint = 1e-6, MinZM = -1e-6, MaxZM = 1e-6 }, () =>
    {
        SetBias(0);
        return Task.CompletedTask;
    });

    /// <summary>Reset, a scan or a sweep waits at its next line until it is cancelled or this is set.</summary>
    public ManualResetEventSlim Go { get; } = new(true);

    /// <summary>Biases that were set, in order.</summary>
    public List<double> Biases { get; } = [];

    /// <summary>Times that it was withdrawn.</summary>
    public int Withdrawals { get; private set; }

    public string Name => "Bench";

    public InstrumentLimits Limits => _gate.Limits;

    public InstrumentStatus Status => new(Name, "none", _x, _y, _bias, TimeSpan.Zero, _gate.IsMeasuring, Limits.Summary);

    public event EventHandler<ScanLine>? LineScanned;

    public IReadOnlyList<string> ImageChannels => ["height", "amplitude"];

    public Task<IReadOnlyList<Dataset>> ScanAsync(ImageRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        _gate.RunAsync<IReadOnlyList<Dataset>>(request, token =>
        {
            SetBias(request.BiasV);
            var (xs, ys) = (request.ColumnPositionsM(Limits), request.RowPositionsM(Limits));
            double[][] images = [.. Enumerable.Range(0, request.Channels.Count * (request.WithRetrace ? 2 : 1)).Select(_ => new double[request.PixelCount])];
            for (var line = 0; line < request.Rows; line++)
            {
                Hold(token);
                var row = request.Downward ? request.Rows - 1 - line : line;
                for (var i = 0; i < images.Length; i++)
                    for (var c = 0; c < request.Columns; c++)
                        images[i][row * request.Columns + c] = (i < request.Channels.Count ? 0 : 1) + (request.Channels[i % request.Channels.Count] == "height" ? xs[c] + 2 * ys[row] : request.BiasV);
                LineScanned?.Invoke(this, new ScanLine(row, [.. images.Select(v => new ReadOnlyMemory<double>(v, row * request.Columns, request.Columns))]));
                progress?.Report((line + 1L) * request.Columns);
            }
            return [.. images.Select((v, i) => new Dataset(request.Channels[i % request.Channels.Count] + (i < request.Channels.Count ? "" : " retrace"), "q", "m",
                [new("Y", "Position", "m", DimensionKind.Spatial, ys), new("X", "Position", "m", DimensionKind.Spatial, xs)], new RealMemoryStore(v)))];
        }, cancellationToken);

    public Task<TipPosition> GetPositionAsync(CancellationToken cancellationToken = default) => Task.FromResult(new TipPosition(_x, _y));

    public Task<TipPosition> MoveToAsync(double xM, double yM, CancellationToken cancellationToken = default) =>
        Set(l => l.CheckPosition(xM, yM), () => { (_x, _y) = (xM, yM); return new TipPosition(_x, _y); }, cancellationToken);

    public Task<double> SetMoveSpeedAsync(double speedMPerS, CancellationToken cancellationToken = default) =>
        Set(_ => _gate.Limits.CheckScanSpeed(speedMPerS), () => _speed = speedMPerS, cancellationToken);

    public Task<double> GetBiasAsync(CancellationToken cancellationToken = default) => Task.FromResult(_bias);

    public Task<double> SetBiasAsync(double biasV, CancellationToken cancellationToken = default) => Set(l => l.CheckBias(biasV), () => SetBias(biasV), cancellationToken);

    public Task<double> PulseAsync(double biasV, double durationS, CancellationToken cancellationToken = default) => Set(l =>
    {
        l.CheckBias(biasV);
        if (!(durationS > 0)) throw new ArgumentException("A pulse takes time.");
    }, () =>
    {
        var before = _bias;
        SetBias(biasV);
        return SetBias(before);
    }, cancellationToken);

    public Task<FeedbackState> GetFeedbackAsync(CancellationToken cancellationToken = default) => Task.FromResult(new FeedbackState(_feedback, _setpoint, "A", _z, _gains));

    public Task<bool> SetFeedbackAsync(bool on, CancellationToken cancellationToken = default) => Set(_ => { }, () => _feedback = on, cancellationToken);

    public Task<double> SetSetpointAsync(double setpoint, CancellationToken cancellationToken = default) =>
        Set(l => l.CheckSetpoint(setpoint, "A"), () => _setpoint = setpoint, cancellationToken);

    public Task<FeedbackGains> SetGainsAsync(FeedbackGains gains, CancellationToken cancellationToken = default) => Set(_ =>
    {
        if (!(gains.Proportional >= 0) || !(gains.TimeConstantS > 0)) throw new ArgumentException("Gains are positive.");
    }, () => _gains = gains, cancellationToken);

    public Task<double> SetZAsync(double zM, CancellationToken cancellationToken = default) => Set(l => l.CheckZ(zM), () =>
        _feedback ? throw new InvalidOperationException("The feedback is on.") : _z = zM, cancellationToken);

    public Task<double> WithdrawAsync(CancellationToken cancellationToken = default) => Set(_ => { }, () =>
    {
        Withdrawals++;
        _feedback = false;
        return _z = 1e-6;
    }, cancellationToken);

    public Task<IReadOnlyList<SignalInfo>> GetSignalsAsync(CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<SignalInfo>>(Signals);

    public Task<IReadOnlyList<double>> ReadSignalsAsync(IReadOnlyList<int> indices, CancellationToken cancellationToken = default) => indices.Any(i => i is < 0 or > 5)
        ? throw new ArgumentException("There is no such signal.")
        : Task.FromResult<IReadOnlyList<double>>([.. indices.Select(i => new[] { _bias, _x, _y, _z, _bias / 1e6, _lockIn.IsOn ? _lockIn.AmplitudeV : 0 }[i])]);

    public Task<LockInSettings> GetLockInAsync(CancellationToken cancellationToken = default) => Task.FromResult(_lockIn);

    public Task<LockInSettings> SetLockInAsync(LockInSettings settings, CancellationToken cancellationToken = default) => Set(l =>
    {
        l.CheckAcAmplitude(settings.AmplitudeV);
        l.CheckFrequency(settings.FrequencyHz);
    }, () => _lockIn = settings, cancellationToken);

    /// <summary>A sine of 1 kHz.</summary>
    public Task<Dataset> CaptureAsync(CaptureRequest request, CancellationToken cancellationToken = default) => Set(_ => request.Check(), () =>
    {
        double[] times = [.. Enumerable.Range(0, request.Samples).Select(i => i / request.SampleRateHz)];
        return new Dataset(Signals[request.Signal].Name, "q", Signals[request.Signal].Unit, [new("Time", "Time", "s", DimensionKind.Spectroscopic, times)],
            new RealMemoryStore([.. times.Select(t => Math.Sin(2 * Math.PI * 1e3 * t))]));
    }, cancellationToken);

    public Task<IReadOnlyList<Dataset>> SweepBiasAsync(BiasSweepRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        Sweep(request, "Bias", "V", Dimension.Linear(request.StartV, request.EndV, request.Points), v => v / 1e6, "Current", "A", cancellationToken);

    public Task<IReadOnlyList<Dataset>> SweepZAsync(ZSweepRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        Sweep(request, "Z", "m", Dimension.Linear(request.StartM, request.EndM, request.Points), z => -0.1 * z, "Amplitude", "V", cancellationToken);

    public Task MakeSafeAsync() => _gate.StopAsync();

    public async ValueTask DisposeAsync() => await MakeSafeAsync();

    private Task<IReadOnlyList<Dataset>> Sweep(SweepRequest request, string axis, string unit, double[] points, Func<double, double> law, string channel, string channelUnit, CancellationToken cancellationToken) =>
        _gate.SetAsync<IReadOnlyList<Dataset>>(request.Check, token =>
        {
            Hold(token);
            List<Dimension> dimensions = [new(axis, axis, unit, DimensionKind.Spectroscopic, points)];
            if (request.Backward) dimensions.Insert(0, new("Direction", "Direction", "", DimensionKind.Spectroscopic, [0, 1]));
            double[] values = [.. points.Select(law), .. request.Backward ? points.Select(p => law(p) + 1) : []];
            return Task.FromResult<IReadOnlyList<Dataset>>([new Dataset(channel, channel, channelUnit, dimensions, new RealMemoryStore(values))]);
        }, cancellationToken);

    private Task<T> Set<T>(Action<InstrumentLimits> check, Func<T> set, CancellationToken cancellationToken) => _gate.SetAsync(check, _ => Task.FromResult(set()), cancellationToken);

    private double SetBias(double biasV)
    {
        lock (Biases) Biases.Add(biasV);
        return _bias = biasV;
    }

    private void Hold(CancellationToken token) => Go.Wait(token);
}
