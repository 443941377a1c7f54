using System.Numerics;
using Spm.Core.Data;

namespace Spm.Core.Instruments.Twin;

/// <content>How images, spectra and loops are measured: the tip visits pixel after pixel, detection follows in parallel.</content>
public sealed partial class TwinInstrument
{
    private const int PixelsPerBatch = 16;

    private IReadOnlyList<Dataset> Scan(ImageRequest request, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var measurement = ++_measurements;
        var truth = NewTruth(request, 1);
        var images = request.Channels.Select(channel => (Channel: TwinChannels.IndexOf(channel), Values: new double[request.PixelCount])).ToArray();
        var detector = new TwinImages(_options, Seed, measurement);
        var (pixelS, speed) = (TwinMicroscope.LineS / request.Columns, 2 * request.PixelM * request.Columns / TwinMicroscope.LineS);
        var read = ReadAtBias(request.BiasV, request.AcAmplitudeV, pixelS, truth, TwinChannels.NeedsNote(request.Channels) ? speed : null);
        Visit(request, read, pixel =>
        {
            Span<double> values = stackalloc double[TwinChannels.All.Count];
            detector.MeasurePixel(truth, pixel, pixel / request.Columns, values);
            foreach (var (channel, image) in images) image[pixel] = values[channel];
        }, progress, cancellationToken);
        LastTruth = truth;
        var provenance = TwinDatasets.Provenance("scan", Sample, Seed, measurement, _options, request);
        return [.. images.Select(image => TwinDatasets.Image(image.Channel, request, Limits, image.Values, provenance))];
    }

    private Dataset AcquireGrid(BandExcitationRequest request, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var truth = NewTruth(request, 1);
        var visit = ReadAtBias(request.BiasV, request.AcAmplitudeV, TwinMicroscope.MoveS + TwinMicroscope.PulseS, truth);
        return Spectra("band-excitation spectra", request, truth, visit, progress, cancellationToken);
    }

    private Dataset MeasureLoops(LoopRequest request, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var biases = request.BiasesV();
        var truth = NewTruth(request, request.SpectraPerPixel);
        return Spectra("band-excitation loops", request, truth, pixel =>
        {
            Microscope.Wait(TwinMicroscope.MoveS);
            TwinLoops.Drive(Microscope, request, biases, truth, pixel);
        }, progress, cancellationToken);
    }

    private Dataset Spectra(string name, BandRequest request, TwinMeasurement truth, Action<int> visit, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var measurement = ++_measurements;
        var frequencies = request.FrequenciesHz();
        var length = truth.SpectraPerPixel * frequencies.Length;
        var samples = new Complex[request.PixelCount * length];
        var spectra = new TwinSpectra(Seed, measurement, frequencies);
        Visit(request, visit, pixel => spectra.MeasurePixel(truth, pixel, samples.AsSpan(pixel * length, length)), progress, cancellationToken);
        LastTruth = truth;
        return TwinDatasets.Spectra(name, request, Limits, samples, TwinDatasets.Provenance(name, Sample, Seed, measurement, _options, request));
    }

    /// <summary>
    /// What happens at a pixel that is only read: the tip senses it, after the bias (if any) has acted on it. With a speed the
    /// channels beside height and resonance are noted too.
    /// </summary>
    private Action<int> ReadAtBias(double biasV, double acAmplitudeV, double durationS, TwinMeasurement truth, double? speedMPerS = null) => pixel =>
    {
        truth.PolarizationBefore[pixel] = Microscope.SensePolarization();
        if (biasV != 0) Microscope.Pulse(Microscope.Touch(biasV), biasV);
        Microscope.Wait(durationS);
        var (surface, polarization) = (Microscope.Surface, Microscope.SensePolarization());
        truth.HeightM[pixel] = surface.HeightM;
        truth.Note(pixel, Microscope.Excite(surface, polarization, acAmplitudeV), polarization);
        if (speedMPerS is { } speed) TwinChannels.Note(Microscope, _options, surface, speed, truth, pixel);
    };

    /// <summary>
    /// Moves from pixel to pixel: the sample answers in the order of the scan, for what one pixel does to it the next one feels;
    /// detection runs in parallel over a batch of pixels, while the tip visits the next batch.
    /// </summary>
    private void Visit(GridRequest request, Action<int> visit, Action<int> detect, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var (xs, ys) = (request.ColumnPositionsM(Limits), request.RowPositionsM(Limits));
        var pixels = (int)request.PixelCount;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = cancellationToken };
        var (detecting, handedOver) = (Task.CompletedTask, 0);
        try
        {
            for (var first = 0; first < pixels; first += PixelsPerBatch)
            {
                var (start, end) = (first, Math.Min(first + PixelsPerBatch, pixels));
                for (var pixel = start; pixel < end; pixel++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Microscope.MoveTo(xs[pixel % request.Columns], ys[pixel / request.Columns]);
                    visit(pixel);
                }
                FinishBatch();
                (detecting, handedOver) = (_options.Threads == 1 ? DetectHere(start, end) : Task.Run(() => Parallel.For(start, end, parallel, detect), CancellationToken.None), end);
            }
            FinishBatch();
        }
        finally
        {
            // However it ended, nobody writes to the samples any more when the caller hears of it.
            Task.WhenAny(detecting).GetAwaiter().GetResult();
        }

        void FinishBatch()
        {
            detecting.GetAwaiter().GetResult();
            if (handedOver > 0) progress?.Report(handedOver);
        }

        Task DetectHere(int start, int end)
        {
            for (var pixel = start; pixel < end; pixel++) detect(pixel);
            return Task.CompletedTask;
        }
    }

    private TwinMeasurement NewTruth(GridRequest request, int spectraPerPixel) =>
        new((int)request.PixelCount, spectraPerPixel, _options.NoiseOn ? _options.NoiseSigmaV : 0);
}
