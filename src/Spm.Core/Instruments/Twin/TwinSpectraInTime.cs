using System.Collections.Concurrent;
using System.Numerics;
using Spm.Core.Physics;
using Spm.Core.Physics.Detection;

namespace Spm.Core.Instruments.Twin;

/// <summary>
/// Measures spectra as a microscope does: the wave is on the tip, its force on the cantilever, which moves in time; the photodetector and the digitizer record a period, and the spectrum is the ratio of two
/// Fourier transforms. Every spectrum is a stream of its own that begins with the response settled and thermal motion going.
/// </summary>
internal sealed class TwinSpectraInTime : ITwinSpectra
{
    private readonly ConcurrentBag<BandExcitation> _idle = [];
    private readonly Func<BandExcitation> _create;
    private readonly Cantilever _cantilever;
    private readonly Photodetector _detector;
    private readonly double _acV;
    private readonly CancellationToken _cancel;

    /// <summary>Chooses wave and sampling rate.</summary>
    /// <param name="chain">The chain; the rate of its digitizer is the highest.</param>
    /// <param name="options">Cantilever and whether there is noise.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="measurement">Number of the measurement.</param>
    /// <param name="request">The band.</param>
    /// <param name="cancel">Acts between two spectra.</param>
    /// <exception cref="ArgumentException">The digitizer is too slow for the band, or a period of the wave does not fit into a pulse.</exception>
    public TwinSpectraInTime(SignalChain chain, TwinOptions options, int seed, long measurement, BandRequest request, CancellationToken cancel)
    {
        var stepHz = request.BandwidthHz / (request.Bins - 1);
        if (stepHz * TwinMicroscope.PulseS < 1)
            throw new ArgumentException(
                $"In time a wave repeats once for each step between two bins, and a pulse of {TwinMicroscope.PulseS * 1e3} ms has no room for a step below {1 / TwinMicroscope.PulseS} Hz, got {stepHz:G4} Hz. " +
                $"Try: Bins = {Math.Max(8, (int)(request.BandwidthHz * TwinMicroscope.PulseS))}, a wider band, or spectra by formula (without in-time)");
        var drive = BandDrive.Fitting(chain.Digitizer.SampleRateHz, request.CenterHz, request.BandwidthHz, request.Bins);
        var own = (options.NoiseOn ? chain : chain.Quiet()) with { Digitizer = chain.Digitizer with { SampleRateHz = drive.SampleRateHz } };
        (_cantilever, _detector, _acV, _cancel) = (options.EffectiveCantilever(), own.Detector, request.AcAmplitudeV, cancel);
        (FrequenciesHz, SampleRateHz) = (drive.FrequenciesHz(), drive.SampleRateHz);
        _create = () => new BandExcitation(own, drive, TwinInstrument.ContactStiffnessNPerM, seed, measurement);
        var (first, sigma) = (_create(), new double[drive.Bins]);
        _idle.Add(first);
        first.SigmaV(new ContactResonance(1, _cantilever.ResonanceHz, _cantilever.QualityFactor, 0), sigma);
        SigmaV = options.NoiseOn ? Math.Sqrt(sigma.Average(s => s * s)) : 0;
    }

    /// <inheritdoc/>
    public double[] FrequenciesHz { get; }

    /// <inheritdoc/>
    public double SigmaV { get; }

    /// <inheritdoc/>
    public double? SampleRateHz { get; }

    /// <inheritdoc/>
    public void MeasurePixel(TwinMeasurement truth, int pixel, Span<Complex> destination)
    {
        var band = _idle.TryTake(out var idle) ? idle : _create();
        for (var i = 0; i < truth.SpectraPerPixel; i++)
        {
            _cancel.ThrowIfCancellationRequested();
            var spectrum = pixel * truth.SpectraPerPixel + i;
            var mode = new EigenMode(TwinInstrument.ContactStiffnessNPerM, truth.ResonanceHz[spectrum], truth.QualityFactor[spectrum]);
            var force = _cantilever.ForceInTime(_detector, TwinInstrument.ContactStiffnessNPerM, truth.Polarization[spectrum], truth.PotentialDifferenceV[spectrum]);
            band.MeasureInTime(mode, force, _acV, _cantilever.DrivePhaseRad, spectrum, destination.Slice(i * FrequenciesHz.Length, FrequenciesHz.Length));
        }
        _idle.Add(band);
    }
}
