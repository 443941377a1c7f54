using Spm.Core.Data;
using Spm.Core.Physics.Samples;

namespace Spm.Core.Instruments.Twin;

/// <summary>
/// A simulated microscope with a simulated sample: physics, not decoration, and the truth behind every dataset is known
/// (<see cref="LastTruth"/>). The same seed, options and sequence of measurements give the same numbers, on any number of threads.
/// Bias switches the sample, and it stays switched until <see cref="ResetAsync"/>.
/// </summary>
public sealed partial class TwinInstrument : IImaging, IBandExcitation, ILoopSpectroscopy
{
    private readonly SafetyGate _gate;
    private readonly TwinOptions _options;
    private readonly BiasRamp _ramp;
    private readonly TwinScanner _scanner;
    private long _measurements;

    private TwinInstrument(ISample sample, int seed, TwinOptions options)
    {
        (Seed, _options) = (seed, options);
        Microscope = new TwinMicroscope(sample, options);
        _scanner = new TwinScanner(Microscope, options.Scanner, seed);
        _controls = new TwinControls(options.Channels);
        _ramp = new BiasRamp(options.Limits, (biasV, _) =>
        {
            Microscope.SetBias(biasV);
            return Task.FromResult(biasV);
        }, (time, _) =>
        {
            Hold(Microscope.BiasV, time.TotalSeconds);
            return Task.CompletedTask;
        });
        _gate = new SafetyGate(Name, options.Limits, SetSafe);
    }

    /// <summary>Samples that can be put into the twin.</summary>
    public static IReadOnlyList<string> Samples => SampleCatalogue.Names;

    /// <inheritdoc/>
    public string Name => "Digital twin";

    /// <summary>Name of the sample in it.</summary>
    public string Sample => Specimen.Name;

    /// <summary>The sample itself, with the truth about it.</summary>
    public ISample Specimen => Microscope.Sample;

    /// <summary>What sample and noise were grown from.</summary>
    public int Seed { get; }

    /// <summary>True when its scanner has faults (<see cref="TwinOptions.Scanner"/>).</summary>
    public bool HasScannerFaults => _scanner.HasFaults;

    /// <summary>True when spectra and loops come through the signal chain in time (<see cref="TwinOptions.InTime"/>).</summary>
    public bool IsInTime => _options.InTime is not null;

    /// <summary>What the capabilities in other files of this class act on.</summary>
    internal TwinMicroscope Microscope { get; }

    /// <summary>Every measurement and every setter of another file goes through it.</summary>
    internal SafetyGate Gate => _gate;

    /// <inheritdoc/>
    public InstrumentLimits Limits => _options.Limits;

    /// <inheritdoc/>
    public InstrumentStatus Status =>
        new(Name, Sample, Microscope.XM, Microscope.YM, Microscope.BiasV, Microscope.Clock, _gate.IsMeasuring, Limits.Summary);

    /// <inheritdoc/>
    public event EventHandler<ScanLine>? LineScanned;

    /// <inheritdoc/>
    public event EventHandler<MeasuredPixel>? PixelMeasured;

    /// <inheritdoc/>
    public IReadOnlyList<string> ImageChannels { get; } = TwinChannels.Names;

    /// <summary>The truth behind the dataset measured last; null before the first. A cancelled measurement leaves it as it was.</summary>
    public TwinMeasurement? LastTruth { get; private set; }

    /// <summary>Connects a twin with a sample by name.</summary>
    /// <param name="sample">One of <see cref="Samples"/>.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="options">Which effects there are; null for all.</param>
    /// <exception cref="ArgumentException">The sample is unknown, or an option is impossible.</exception>
    public static TwinInstrument Create(string sample = "pto", int seed = 1, TwinOptions? options = null)
    {
        options ??= new TwinOptions();
        options.Check();
        return Create(SampleCatalogue.Grow(sample, seed, options.DisorderOn), seed, options);
    }

    /// <summary>Connects a twin with a sample that was made already; it is used by this twin alone.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="options">Which effects there are; null for all.</param>
    /// <exception cref="ArgumentException">An option is impossible, or the scan range is larger than the sample.</exception>
    public static TwinInstrument Create(ISample sample, int seed = 1, TwinOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        options ??= new TwinOptions { Limits = TwinOptions.DefaultLimits with { RangeXM = sample.SizeM, RangeYM = sample.SizeM } };
        options.Check();
        options.CheckRange(sample.SizeM);
        return new TwinInstrument(sample, seed, options);
    }

    /// <summary>Connects a twin with a sample of one's own.</summary>
    /// <param name="sample">Its definition.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="options">Which effects there are; null for all.</param>
    /// <exception cref="ArgumentException">The definition or an option is impossible.</exception>
    public static TwinInstrument Create(CustomSample sample, int seed = 1, TwinOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return Create(sample.Build(), seed, options);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Dataset>> ScanAsync(ImageRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        RequireChannels(request.Channels);
        return _gate.RunAsync(request, token => Scan(request, progress, token), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Dataset> AcquireGridAsync(BandExcitationRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        _gate.RunAsync(request, token => AcquireGrid(request, progress, token), cancellationToken);

    /// <inheritdoc/>
    public Task<Dataset> MeasureLoopsAsync(LoopRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        _gate.RunAsync(request, token => MeasureLoops(request, progress, token), cancellationToken);

    /// <summary>Stops a running measurement and returns sample, noise, clock and tip to the start.</summary>
    public async Task ResetAsync()
    {
        await MakeSafeAsync().ConfigureAwait(false);
        Microscope.Reset();
        _scanner.Reset();
        (_measurements, LastTruth, _controls) = (0, null, new TwinControls(_options.Channels));
    }

    /// <inheritdoc/>
    public Task MakeSafeAsync() => _gate.StopAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await MakeSafeAsync().ConfigureAwait(false);

    private void RequireChannels(IReadOnlyList<string> channels)
    {
        if (channels.FirstOrDefault(c => TwinChannels.IndexOf(c) < 0) is { } unknown)
            throw new ArgumentException($"There is no channel '{unknown}'. Known: {string.Join(", ", NearestNames.Order(unknown, ImageChannels))}.");
    }

    private Task SetSafe()
    {
        _ramp.Note(Microscope.BiasV);
        return new SafeSequence
        {
            Ramp = _ramp,
            WithdrawWhenSafe = _options.WithdrawWhenSafe,
            Withdraw = () =>
            {
                (_controls.IsFeedbackOn, _controls.HeldZM) = (false, Limits.MaxZM);
                return Task.CompletedTask;
            },
        }.RunAsync();
    }
}
