using System.Diagnostics;
using System.Numerics;
using Spm.Core.Data;
using Spm.Core.IO;

namespace Spm.Core.Instruments.Playback;

/// <summary>
/// A recorded file in place of a microscope: each pixel that is asked for is answered by the nearest recorded one. Places can be chosen, so
/// an experiment that decides where to measure runs on it unchanged; what was done at each place (bias, band, channels) is what was
/// recorded, whatever the request says, and the datasets that come back carry the recorded axes.
/// </summary>
public sealed partial class PlaybackInstrument : IImaging, IBandExcitation, ILoopSpectroscopy, IPositioning
{
    private readonly IReadOnlyList<Dataset> _records;
    private readonly PlaybackFrame _frame;
    private readonly SafetyGate _gate;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TipPosition _position;

    private PlaybackInstrument(string name, IReadOnlyList<Dataset> records)
    {
        (Name, _records) = (name, records);
        var frames = records.Select(r => new PlaybackFrame(r)).ToList();
        _frame = frames[0];
        if (frames.FirstOrDefault(f => Math.Abs(f.WidthM - _frame.WidthM) > 1e-6 * _frame.WidthM || Math.Abs(f.HeightM - _frame.HeightM) > 1e-6 * _frame.HeightM) is not null)
            throw new ArgumentException($"{name} cannot be played as one record: its datasets cover different frames ({string.Join("; ", records.Select(r => r.ToString()))}). Open one of them.");
        Limits = new InstrumentLimits { RangeXM = _frame.WidthM, RangeYM = _frame.HeightM };
        _gate = new SafetyGate(Name, Limits, () => Task.CompletedTask);
        _position = new TipPosition(_frame.WidthM / 2, _frame.HeightM / 2);
    }

    /// <inheritdoc/>
    public event EventHandler<ScanLine>? LineScanned;

    /// <inheritdoc/>
    public event EventHandler<MeasuredPixel>? PixelMeasured;

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public InstrumentLimits Limits { get; }

    /// <inheritdoc/>
    public InstrumentStatus Status => new($"Playback of {Name}", _records[0].Name, _position.XM, _position.YM, 0, _clock.Elapsed, _gate.IsMeasuring, Limits.Summary);

    /// <inheritdoc/>
    public IReadOnlyList<string> ImageChannels => [.. Images.Select(r => r.Name)];

    private IEnumerable<Dataset> Images => _records.Where(r => !r.IsComplex && r.PointsPerPixel == 1);

    /// <summary>Plays a file.</summary>
    /// <param name="path">A measured file.</param>
    /// <exception cref="DataFileException">The file is missing, damaged, or of another kind.</exception>
    /// <exception cref="ArgumentException">It holds no scan over an area, or scans of different areas.</exception>
    public static PlaybackInstrument Open(string path) =>
        Of(Path.GetFileName(path), [.. DataFile.List(path).Select(channel => DataFile.Open(path, channel.Path))]);

    /// <summary>Plays datasets.</summary>
    /// <param name="name">What they are called.</param>
    /// <param name="records">Scans of one area: images, spectra, loops.</param>
    /// <exception cref="ArgumentException">There is none, one is no scan over an area, or they cover different areas.</exception>
    public static PlaybackInstrument Of(string name, IReadOnlyList<Dataset> records) =>
        records.Count > 0 ? new PlaybackInstrument(name, records) : throw new ArgumentException("There is nothing to play: give at least one dataset.");

    /// <inheritdoc/>
    public Task<IReadOnlyList<Dataset>> ScanAsync(ImageRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var channels = Choose(request.Channels, "scan an image");
        if (request.WithRetrace) throw new ArgumentException("A record has no retrace of its own: ask for its channel by name, without WithRetrace.");
        return _gate.RunAsync<IReadOnlyList<Dataset>>(request, token =>
        {
            var images = channels.Select(_ => new double[request.PixelCount]).ToList();
            string[] units = [.. channels.Select(channel => channel.Unit)];
            Visit(request, (pixel, recorded) =>
            {
                for (var c = 0; c < images.Count; c++) channels[c].ReadPixels(recorded, images[c].AsSpan(pixel, 1));
            }, row => LineScanned?.Invoke(this, new ScanLine(row, [.. images.Select(i => new ReadOnlyMemory<double>(i, row * request.Columns, request.Columns))]) { Units = units }), progress, token);
            return [.. channels.Zip(images, (record, image) => Answer(record, request, new RealMemoryStore(image)))];
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Dataset> AcquireGridAsync(BandExcitationRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        SpectraAsync(request, _records.FirstOrDefault(r => r.IsComplex && r.SpectroscopicDimensions is [{ Unit: "Hz" }]) ?? throw Lacks("spectra over one frequency axis", "take band-excitation spectra"), progress, cancellationToken);

    /// <inheritdoc/>
    public Task<Dataset> MeasureLoopsAsync(LoopRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        SpectraAsync(request, _records.FirstOrDefault(r => r.IsComplex && r.SpectroscopicDimensions is { Count: > 1 } axes && axes.Any(d => d.Unit == "V") && axes.Any(d => d.Unit == "Hz"))
            ?? throw Lacks("spectra over bias and frequency", "measure loops"), progress, cancellationToken);

    /// <inheritdoc/>
    public Task<TipPosition> GetPositionAsync(CancellationToken cancellationToken = default) => Task.FromResult(_position);

    /// <inheritdoc/>
    public Task<TipPosition> MoveToAsync(double xM, double yM, CancellationToken cancellationToken = default) =>
        _gate.SetAsync(limits => limits.CheckPosition(xM, yM), _ => Task.FromResult(_position = new TipPosition(xM, yM)), cancellationToken);

    /// <inheritdoc/>
    public Task<double> SetMoveSpeedAsync(double speedMPerS, CancellationToken cancellationToken = default) =>
        _gate.SetAsync(limits => limits.CheckScanSpeed(speedMPerS), _ => Task.FromResult(speedMPerS), cancellationToken);

    /// <inheritdoc/>
    public Task MakeSafeAsync() => _gate.StopAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await MakeSafeAsync().ConfigureAwait(false);

    private List<Dataset> Choose(IReadOnlyList<string> channels, string verb)
    {
        if (!Images.Any()) throw Lacks("images", verb);
        return [.. channels.Select(name => Images.FirstOrDefault(r => r.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no channel '{name}'. Recorded: {string.Join(", ", NearestNames.Order(name, ImageChannels))}."))];
    }

    private Task<Dataset> SpectraAsync(GridRequest request, Dataset record, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        if (request.PixelCount * record.PointsPerPixel > GridRequest.MaxSamples)
            throw new ArgumentException($"{request.Rows} × {request.Columns} pixels of {record.PointsPerPixel} recorded samples do not fit into one acquisition of {GridRequest.MaxSamples:N0}. Ask for fewer pixels at a time.");
        return _gate.RunAsync(request, token =>
        {
            var samples = new Complex[request.PixelCount * record.PointsPerPixel];
            Visit(request, (pixel, recorded) =>
            {
                var place = samples.AsMemory(pixel * record.PointsPerPixel, record.PointsPerPixel);
                record.ReadPixels(recorded, place.Span);
                PixelMeasured?.Invoke(this, new MeasuredPixel(pixel, place));
            }, _ => { }, progress, token);
            return Answer(record, request, new ComplexMemoryStore(samples));
        }, cancellationToken);
    }

    private void Visit(GridRequest request, Action<int, long> read, Action<int> finishedRow, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var (xs, ys) = (request.ColumnPositionsM(Limits), request.RowPositionsM(Limits));
        for (var row = 0; row < request.Rows; row++)
        {
            for (var column = 0; column < request.Columns; column++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _position = new TipPosition(xs[column], ys[row]);
                read(row * request.Columns + column, _frame.Nearest(xs[column], ys[row]));
            }
            finishedRow(row);
            progress?.Report((row + 1L) * request.Columns);
        }
    }

    private Dataset Answer(Dataset record, GridRequest request, SampleStore samples) => new(
        record.Name, record.Quantity, record.Unit,
        [
            new Dimension("Y", "Position", "m", DimensionKind.Spatial, request.RowPositionsM(Limits)),
            new Dimension("X", "Position", "m", DimensionKind.Spatial, request.ColumnPositionsM(Limits)),
            .. record.SpectroscopicDimensions,
        ],
        samples, record.Metadata,
        [.. record.Provenance, ProvenanceStep.Ours("playback", Name, ("rows", request.Rows), ("columns", request.Columns), ("nearest recorded pixel", true))]);

    private InvalidOperationException Lacks(string what, string verb) =>
        new($"{Name} holds no {what}, so its playback cannot {verb}. It holds: {string.Join("; ", _records.Select(r => r.ToString()))}.");
}
