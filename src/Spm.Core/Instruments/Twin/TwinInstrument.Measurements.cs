using System.Numerics;
using Spm.Core.Data;

namespace Spm.Core.Instruments.Twin;

/// <content>How spectra and loops are measured: the tip visits pixel after pixel, detection follows in parallel.</content>
public sealed partial class TwinInstrument
{
    private const int PixelsPerBatch = 16;

    private Dataset AcquireGrid(BandExcitationRequest request, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var spectra = Detection(request, cancellationToken);
        var truth = new TwinMeasurement((int)request.PixelCount, 1, spectra.SigmaV);
        var visit = ReadAtBias(request.BiasV, request.AcAmplitudeV, TwinMicroscope.MoveS + TwinMicroscope.PulseS, truth);
        return Spectra("band-excitation spectra", request, spectra, truth, visit, progress, cancellationToken);
    }

    private Dataset MeasureLoops(LoopRequest request, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var biases = request.BiasesV();
        var spectra = Detection(request, cancellationToken);
        var truth = new TwinMeasurement((int)request.PixelCount, request.SpectraPerPixel, spectra.SigmaV);
        return Spectra("band-excitation loops", request, spectra, truth, pixel =>
        {
            Microscope.Wait(TwinMicroscope.MoveS);
            TwinLoops.Drive(Microscope, request, biases, truth, pixel);
        }, progress, cancellationToken);
    }

    private Dataset Spectra(string name, BandRequest request, ITwinSpectra spectra, TwinMeasurement truth, Action<int> visit, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var measurement = ++_measurements;
        var length = truth.SpectraPerPixel * spectra.FrequenciesHz.Length;
        var samples = new Complex[request.PixelCount * length];
        Visit(request, visit, pixel => spectra.MeasurePixel(truth, pixel, samples.AsSpan(pixel * length, length)),
            new TwinFinishedPixels(samples, length, pixel => PixelMeasured?.Invoke(this, pixel), progress), cancellationToken);
        LastTruth = truth;
        return TwinDatasets.Spectra(name, request, Limits, spectra, samples, TwinDatasets.Provenance(name, Sample, Seed, measurement, _options, request));
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
        truth.Note(pixel, Microscope.Excite(surface, polarization, acAmplitudeV), polarization, Microscope.BiasV - surface.ContactPotentialV);
        if (speedMPerS is { } speed) TwinChannels.Note(Microscope, _options, surface, speed, truth, pixel);
    };

    /// <summary>Visits the pixels of a grid in the order of a scan.</summary>
    private void Visit(GridRequest request, Action<int> visit, Action<int> detect, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var (xs, ys) = (request.ColumnPositionsM(Limits), request.RowPositionsM(Limits));
        VisitAll((int)request.PixelCount, pixel => pixel, pixel =>
        {
            _scanner.Go(xs[pixel % request.Columns], ys[pixel / request.Columns], cancellationToken);
            visit(pixel);
        }, detect, progress, cancellationToken);
    }

    /// <summary>
    /// Goes from place to place: the sample answers in the order of the visits, for what one does to it the next one feels;
    /// detection runs in parallel over a batch of pixels, while the tip visits the next batch.
    /// </summary>
    /// <param name="visits">Number of visits.</param>
    /// <param name="pixelOf">The pixel of a visit.</param>
    /// <param name="visit">What the tip does, by number of the visit.</param>
    /// <param name="detect">What is made of it, by pixel.</param>
    /// <param name="progress">Told the number of visits done.</param>
    /// <param name="cancellationToken">Stops at the next visit.</param>
    private void VisitAll(int visits, Func<int, int> pixelOf, Action<int> visit, Action<int> detect, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = cancellationToken };
        var (detecting, handedOver) = (Task.CompletedTask, 0);
        try
        {
            for (var first = 0; first < visits; first += PixelsPerBatch)
            {
                var (start, end) = (first, Math.Min(first + PixelsPerBatch, visits));
                for (var number = start; number < end; number++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    visit(number);
                }
                FinishBatch();
                (detecting, handedOver) = (_options.Threads == 1 ? DetectHere(start, end) : Task.Run(() => Parallel.For(start, end, parallel, number => detect(pixelOf(number))), CancellationToken.None), end);
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
            for (var number = start; number < end; number++) detect(pixelOf(number));
            return Task.CompletedTask;
        }
    }

    /// <summary>How the spectra of the next measurement come about: by formula, or through the signal chain in time.</summary>
    private ITwinSpectra Detection(BandRequest request, CancellationToken cancellationToken) => _options.InTime is { } chain
        ? new TwinSpectraInTime(chain, _options, Seed, _measurements + 1, request, cancellationToken)
        : new TwinSpectra(_options, Seed, _measurements + 1, request);
}
