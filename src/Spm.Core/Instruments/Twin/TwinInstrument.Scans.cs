using Spm.Core.Data;

namespace Spm.Core.Instruments.Twin;

/// <content>Images, line by line, trace and retrace.</content>
public sealed partial class TwinInstrument
{
    private IReadOnlyList<Dataset> Scan(ImageRequest request, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var measurement = ++_measurements;
        var (pixels, passes) = ((int)request.PixelCount, request.WithRetrace ? 2 : 1);
        var truth = new TwinMeasurement(pixels * passes, 1, _options.NoiseOn ? _options.NoiseSigmaV : 0);
        var channels = request.Channels.Select(TwinChannels.IndexOf).ToArray();
        string[] units = [.. channels.Select(channel => TwinChannels.All[channel].Unit)];
        var images = channels.Select(_ => new double[pixels * passes]).ToArray();
        var detector = new TwinImages(_options, Seed, measurement);
        var lineS = 2 * (request.LineTimeS ?? TwinMicroscope.LineS / 2);
        var (dwellS, speed) = (lineS / passes / request.Columns, 2 * request.PixelM * request.Columns / lineS);
        var read = ReadAtBias(request.BiasV, request.AcAmplitudeV, _scanner.HasFaults ? 0 : dwellS, truth, TwinChannels.NeedsNote(request.Channels) ? speed : null);
        var startS = Microscope.Clock.TotalSeconds;
        var way = new TwinRaster(request, Limits, _scanner, TwinMicroscope.LineS / 2);

        VisitAll(pixels * passes, way.Pixel, visit =>
        {
            var pixel = way.Pixel(visit);
            way.Go(visit, Microscope, cancellationToken);
            read(pixel);
        }, pixel =>
        {
            Span<double> values = stackalloc double[TwinChannels.All.Count];
            detector.MeasurePixel(truth, pixel, pixel % pixels / request.Columns, values);
            // A scanner with faults measures height by its own feedback, with its own noise.
            if (way.MeasuredHeightM is { } heights) values[0] = heights[pixel];
            for (var c = 0; c < channels.Length; c++) images[c][pixel] = values[channels[c]];
        }, new TwinScanLines(request, images, line => LineScanned?.Invoke(this, line with { Units = units }), progress), cancellationToken);

        LastTruth = truth;
        var time = new MeasuringTime(startS, Microscope.Clock.TotalSeconds);
        var provenance = TwinDatasets.Provenance("scan", Sample, Seed, measurement, _options, request);
        return [.. Enumerable.Range(0, passes).SelectMany(pass => channels.Select((channel, c) =>
            TwinDatasets.Image(channel, request, Limits, images[c][(pass * pixels)..((pass + 1) * pixels)], time, provenance, pass == 1)))];
    }
}
