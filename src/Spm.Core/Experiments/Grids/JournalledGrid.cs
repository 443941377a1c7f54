using System.Numerics;
using System.Text.Json;
using Spm.Core.Data;
using Spm.Core.Instruments;

namespace Spm.Core.Experiments.Grids;

/// <summary>
/// A grid of band-excitation spectra or loops that is measured pixel by pixel with a journal: each pixel is on disk before the next is begun, and a run that was cut short
/// goes on at its next pixel. Row-major from the lowest row, as the grid's own measurement.
/// </summary>
public static class JournalledGrid
{
    private const string RequestNote = "request", KindNote = "measurement", Response = "response", Axis = "axis";
    private static readonly PlanCoordinate[] Coordinates = [new("x", "m"), new("y", "m")];

    /// <summary>The header of a run that begins now.</summary>
    /// <param name="instrument">What measures.</param>
    /// <param name="request">The whole grid.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="notes">What is needed to connect the instrument again, and anything else.</param>
    /// <exception cref="ArgumentException">The request makes no sense.</exception>
    /// <exception cref="LimitExceededException">The request goes beyond a limit.</exception>
    public static JournalHeader Header(IInstrument instrument, BandRequest request, int seed, IReadOnlyDictionary<string, string>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(request);
        request.Check(instrument.Limits);
        var (xs, ys) = (request.ColumnPositionsM(instrument.Limits), request.RowPositionsM(instrument.Limits));
        var plan = new PointPlan(Coordinates, [.. ys.SelectMany(y => xs.Select(x => new[] { x, y }))]);
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [KindNote] = request is LoopRequest ? "loops" : "spectra",
            [RequestNote] = request is LoopRequest loops ? JsonSerializer.Serialize(loops) : JsonSerializer.Serialize((BandExcitationRequest)request),
        };
        foreach (var (name, value) in notes ?? new Dictionary<string, string>()) all[name] = value;
        return JournalHeader.Of(plan, seed, instrument) with { Notes = all };
    }

    /// <summary>The grid that a journal is the record of.</summary>
    /// <exception cref="ArgumentException">The journal is the record of something else.</exception>
    public static BandRequest RequestOf(JournalHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (!header.Notes.TryGetValue(RequestNote, out var request) || !header.Notes.TryGetValue(KindNote, out var kind))
            throw new ArgumentException("The journal is no record of a grid that was measured by a command. Resume it where it was begun, with its own measuring function: MeasurementRun.ResumeAsync(journal, measure)");
        return kind == "loops" ? JsonSerializer.Deserialize<LoopRequest>(request)! : JsonSerializer.Deserialize<BandExcitationRequest>(request)!;
    }

    /// <summary>Measures what the journal has not got yet.</summary>
    /// <param name="instrument">What measures; a simulator must be as new, it is brought to its state by replay.</param>
    /// <param name="journal">A journal with a header of <see cref="Header"/>, new or cut short.</param>
    /// <param name="isSimulator">True when the recorded points are replayed on the instrument before it goes on. Never for a real one.</param>
    /// <param name="progress">Told the number of pixels on disk.</param>
    /// <param name="cancellationToken">Stops before the next pixel; the run can be resumed.</param>
    /// <returns>Complex response with dimensions Y, X and those of a spectrum.</returns>
    /// <exception cref="InvalidOperationException">The instrument cannot measure this.</exception>
    /// <exception cref="JournalException">The disk is full, or the simulator does not answer as it did; no point is lost.</exception>
    public static async Task<Dataset> RunAsync(IInstrument instrument, PointJournal journal, bool isSimulator, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(journal);
        var request = RequestOf(journal.Header);
        var measure = Measure(instrument, request);
        progress?.Report(journal.Count);
        var options = new RunOptions { Instrument = isSimulator ? new SimulatorReplay(journal.Path, journal.Header.Seed, measure) : null };
        var told = progress is null ? null : new Pixels(progress);
        var result = await MeasurementRun.ResumeAsync(journal, measure, null, told, options, cancellationToken).ConfigureAwait(false);
        return Assemble(result, request, instrument.Limits, journal);
    }

    /// <summary>One pixel as a grid of 1 × 1. The first one also says what its axes are, so that the journal can be read by itself.</summary>
    private static MeasurePoint Measure(IInstrument instrument, BandRequest request) => async (point, cancellationToken) =>
    {
        var pixel = request with { Rows = 1, Columns = 1, SizeM = request.PixelM, CenterXM = point.Coordinates[0], CenterYM = point.Coordinates[1] };
        var data = (pixel, instrument) switch
        {
            (LoopRequest loops, ILoopSpectroscopy spectroscopy) => await spectroscopy.MeasureLoopsAsync(loops, null, cancellationToken).ConfigureAwait(false),
            (BandExcitationRequest band, IBandExcitation excitation) => await excitation.AcquireGridAsync(band, null, cancellationToken).ConfigureAwait(false),
            _ => throw new InvalidOperationException($"{instrument.Name} cannot {(pixel is LoopRequest ? "measure loops" : "take band-excitation spectra")}."),
        };
        var samples = new Complex[data.PointsPerPixel];
        data.ReadPixels(0, samples);
        var axes = point.Index > 0 ? [] : data.SpectroscopicDimensions.Select(d => new JournalValue($"{Axis}|{d.Name}|{d.Quantity}", d.Unit, d.Values));
        return new MeasuredPoint([new JournalValue(Response, data.Unit, samples), .. axes], instrument.Status.Clock.TotalSeconds);
    };

    private static Dataset Assemble(RunResult result, BandRequest request, InstrumentLimits limits, PointJournal journal)
    {
        var first = result.Points[0];
        var perPixel = first[Response].Count;
        var samples = new Complex[result.Points.Count * perPixel];
        for (var pixel = 0; pixel < result.Points.Count; pixel++) result.Points[pixel][Response].Complex.CopyTo(samples, pixel * perPixel);
        var axes = first.Values.Where(v => v.Name.StartsWith($"{Axis}|", StringComparison.Ordinal)).Select(v =>
        {
            var names = v.Name.Split('|', 3);
            return new Dimension(names[1], names[2], v.Unit, DimensionKind.Spectroscopic, v.Real);
        });
        var name = request is LoopRequest ? "band-excitation loops" : "band-excitation spectra";
        var metadata = new Dictionary<string, object> { ["journal"] = Path.GetFileName(journal.Path), ["grid_num_rows"] = request.Rows, ["grid_num_cols"] = request.Columns };
        return new Dataset(name, "Piezoresponse", first[Response].Unit,
        [
            new Dimension("Y", "Position", "m", DimensionKind.Spatial, request.RowPositionsM(limits)),
            new Dimension("X", "Position", "m", DimensionKind.Spatial, request.ColumnPositionsM(limits)),
            .. axes,
        ], new ComplexMemoryStore(samples), metadata,
        [ProvenanceStep.Ours(name, journal.Header.Instrument, ("seed", journal.Header.Seed), ("request", request.ToString()), ("journal", Path.GetFileName(journal.Path)), ("digest", result.Digest))]);
    }

    private sealed class Pixels(IProgress<long> progress) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => progress.Report(value.Done);
    }
}
