using Spm.Core.Data;
using Spm.Core.Instruments.Paths;

namespace Spm.Core.Instruments.Twin;

/// <content>Scan paths that are no raster, point by point.</content>
public sealed partial class TwinInstrument : IPathScanning
{
    /// <inheritdoc/>
    public event EventHandler<MeasuredPoints>? PointsMeasured;

    /// <inheritdoc/>
    public Task<PathSamples> FollowAsync(PathRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireChannels(request.Channels);
        return _gate.RunAsync(request.Check, token => FollowPathAsync(request, progress, token), cancellationToken);
    }

    private async Task<PathSamples> FollowPathAsync(PathRequest request, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var measurement = ++_measurements;
        var (points, arrivals) = request.Path.Timed();
        var truth = new TwinMeasurement(points.Length, 1, _options.NoiseOn ? _options.NoiseSigmaV : 0);
        var channels = request.Channels.Select(TwinChannels.IndexOf).ToArray();
        string[] units = [.. channels.Select(channel => TwinChannels.All[channel].Unit)];
        var (values, times) = (channels.Select(_ => new double[points.Length]).ToArray(), new double[points.Length]);
        var heights = _scanner.HasFaults ? new double[points.Length] : null;
        var (detector, needsNote) = (new TwinImages(_options, Seed, measurement), TwinChannels.NeedsNote(request.Channels));

        // To its first point the tip goes without a bias, which would write on the way.
        _ramp.Note(Microscope.BiasV);
        await _ramp.ToAsync(0, cancellationToken).ConfigureAwait(false);
        Travel(points[0].XM, points[0].YM, cancellationToken);
        await _ramp.ToAsync(request.BiasV, cancellationToken).ConfigureAwait(false);
        var startS = Microscope.Clock.TotalSeconds;

        VisitAll(points.Length, point => point, point =>
        {
            if (point > 0) Pass(points[point - 1], points[point], arrivals[point] - arrivals[point - 1] - request.Path.DwellS, request.BiasV, cancellationToken);
            times[point] = Microscope.Clock.TotalSeconds - startS;
            truth.PolarizationBefore[point] = Microscope.SensePolarization();
            Stay(request.Path.DwellS, request.BiasV);
            if (heights is not null) heights[point] = _scanner.MeasuredHeightM;
            var (surface, polarization) = (Microscope.Surface, Microscope.SensePolarization());
            truth.HeightM[point] = surface.HeightM;
            truth.Note(point, Microscope.Excite(surface, polarization, request.AcAmplitudeV), polarization, Microscope.BiasV - surface.ContactPotentialV);
            if (needsNote) TwinChannels.Note(Microscope, _options, surface, request.Path.SpeedMPerS, truth, point);
        }, point =>
        {
            Span<double> all = stackalloc double[TwinChannels.All.Count];
            // A path has no lines, so its height has one offset of a line from end to end.
            detector.MeasurePixel(truth, point, 0, all);
            if (heights is not null) all[0] = heights[point];
            for (var c = 0; c < channels.Length; c++) values[c][point] = all[channels[c]];
        }, new TwinFinishedPoints(points, values, finished => PointsMeasured?.Invoke(this, finished with { Units = units }), progress), cancellationToken);

        LastTruth = truth;
        var time = new MeasuringTime(startS, Microscope.Clock.TotalSeconds);
        var provenance = TwinDatasets.Provenance("scan along a path", Sample, Seed, measurement, _options, request);
        return new PathSamples(request.Path, points, times, [.. channels.Select((channel, c) => TwinDatasets.AlongPath(channel, request, values[c], time, provenance))]);
    }

    /// <summary>From one point to the next in the time given. A tip with a bias writes on its way, in steps of what it resolves.</summary>
    private void Pass(PathPoint from, PathPoint to, double durationS, double biasV, CancellationToken cancellationToken)
    {
        var steps = biasV == 0 ? 1 : Math.Max(1, (int)Math.Ceiling(from.DistanceM(to) / _options.Tip.ResolutionM));
        for (var step = 1; step <= steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = (double)step / steps;
            _scanner.Along(double.Lerp(from.XM, to.XM, part), double.Lerp(from.YM, to.YM, part), Math.Max(0, durationS) / steps, passedS => HoldFor(biasV, passedS), cancellationToken);
        }
    }

    private void Stay(double durationS, double biasV)
    {
        HoldFor(biasV, durationS);
        _scanner.CatchUp();
    }

    private void HoldFor(double biasV, double durationS)
    {
        if (durationS > 0) Hold(biasV, durationS);
    }
}
