using Spm.Core.Data;

namespace Spm.Core.Instruments.Playback;

/// <content>A path over a record: at each point the nearest recorded pixel.</content>
public sealed partial class PlaybackInstrument : IPathScanning
{
    private const int PointsPerReport = 64;

    /// <inheritdoc/>
    public event EventHandler<MeasuredPoints>? PointsMeasured;

    /// <inheritdoc/>
    public Task<PathSamples> FollowAsync(PathRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var channels = Choose(request.Channels, "follow a path");
        return _gate.RunAsync(request.Check, token => Task.FromResult(Follow(request, channels, progress, token)), cancellationToken);
    }

    private PathSamples Follow(PathRequest request, List<Dataset> channels, IProgress<long>? progress, CancellationToken token)
    {
        var (points, arrivals) = request.Path.Timed();
        var values = channels.Select(_ => new double[points.Length]).ToList();
        string[] units = [.. channels.Select(channel => channel.Unit)];
        for (var first = 0; first < points.Length; first += PointsPerReport)
        {
            token.ThrowIfCancellationRequested();
            var count = Math.Min(PointsPerReport, points.Length - first);
            for (var point = first; point < first + count; point++)
            {
                _position = new TipPosition(points[point].XM, points[point].YM);
                var recorded = _frame.Nearest(points[point].XM, points[point].YM);
                for (var c = 0; c < channels.Count; c++) channels[c].ReadPixels(recorded, values[c].AsSpan(point, 1));
            }
            PointsMeasured?.Invoke(this, new MeasuredPoints(first, points.AsMemory(first, count), [.. values.Select(v => new ReadOnlyMemory<double>(v, first, count))]) { Units = units });
            progress?.Report(first + count);
        }
        return new PathSamples(request.Path, points, arrivals, [.. channels.Zip(values, (record, along) => new Dataset(
            record.Name, record.Quantity, record.Unit, [PathSamples.PointNumbers(points.Length)], new RealMemoryStore(along), record.Metadata,
            [.. record.Provenance, ProvenanceStep.Ours("playback along a path", Name, ("path", request.Path.Title), ("points", points.Length), ("nearest recorded pixel", true))]))]);
    }
}
