using System.Numerics;
using System.Runtime.CompilerServices;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// Measures contact resonances by band excitation, on two paths that agree:
/// <list type="bullet">
/// <item><see cref="MeasureInTime(in ContactResonance, long, Span{Complex})"/>: the drive acts on the cantilever, the signal chain records it, the spectrum is the ratio of two Fourier transforms;</item>
/// <item><see cref="MeasureAnalytic"/>: H(f) and noise of the strength <see cref="SigmaV"/> that the chain has in each bin.</item>
/// </list>
/// A contact resonance (A, f0, Q, φ) is realized as a mode of stiffness k under the force −(A k/(G S)) × (drive turned by φ): then H(0) = −A e^{iφ} in V.
/// </summary>
/// <remarks>One instance for each thread. Results depend on seed, measurement and pixel only.</remarks>
public sealed class BandExcitation
{
    private readonly SignalChain _chain;
    private readonly BandDrive _drive;
    private readonly SignalRecorder _recorder;
    private readonly BandSpectrum _reader;
    private readonly BandResponse _analytic;
    private readonly double _stiffnessNPerM;
    private readonly int _seed;
    private readonly long _measurement;
    private readonly double[] _voltage, _sigmaV, _holdTone;
    private readonly short[] _codes;

    /// <summary>Prepares a measurement.</summary>
    /// <param name="chain">Signal chain; its sampling rate must be the drive's.</param>
    /// <param name="drive">The excitation.</param>
    /// <param name="stiffnessNPerM">k of the mode in contact in N/m; it sets how strong thermal motion is.</param>
    /// <param name="seed">Seed of all noise.</param>
    /// <param name="measurement">Number of the measurement.</param>
    /// <exception cref="ArgumentException">A value is impossible or the sampling rates differ.</exception>
    public BandExcitation(SignalChain chain, BandDrive drive, double stiffnessNPerM, int seed, long measurement = 0)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(drive);
        chain.Check();
        PhysicalRange.Require(stiffnessNPerM, 1e-6, 1e9, "N/m", nameof(stiffnessNPerM), "stiffnessNPerM = 40");
        if (chain.Digitizer.SampleRateHz != drive.SampleRateHz)
            throw new ArgumentException($"Drive and digitizer must have one sampling rate; the drive has {drive.SampleRateHz} Hz, the digitizer {chain.Digitizer.SampleRateHz} Hz.", nameof(drive));
        (_chain, _drive, _stiffnessNPerM, _seed, _measurement) = (chain, drive, stiffnessNPerM, seed, measurement);
        (_recorder, _reader, _analytic) = (new SignalRecorder(chain, seed, measurement), new BandSpectrum(drive), new BandResponse(drive.FrequenciesHz()));
        (_voltage, _codes, _sigmaV) = (new double[drive.Samples], new short[drive.Samples], new double[drive.Bins]);
        _holdTone = new double[drive.Bins];
        for (var j = 0; j < drive.Bins; j++) _holdTone[j] = drive.Tone(j).Magnitude * BandSpectrum.HoldGain(drive.FrequencyHz(j), drive.SampleRateHz);
    }

    /// <summary>Periods of the drive that pass before the one that is recorded; null: an unlimited number, without the time they take.</summary>
    public int? PeriodsBefore { get; init; }

    /// <summary>
    /// σ_j in V: standard deviation of the real and of the imaginary part of the noise in each bin, √(S_j f_s/N)/(|t_j| sinc²(f_j/f_s)), with S the one-sided density of
    /// thermal motion, detector and rounding.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SigmaV(in ContactResonance resonance, Span<double> sigmaV)
    {
        PhysicalRange.RequireLength(sigmaV.Length, _drive.Bins, nameof(sigmaV), "tone of the drive");
        ReadOnlySpan<EigenMode> mode = [Mode(resonance)];
        for (var j = 0; j < sigmaV.Length; j++)
        {
            var density = _chain.NoiseDensity(mode, _drive.FrequencyHz(j)) + _chain.Digitizer.RoundingDensity;
            sigmaV[j] = Math.Sqrt(density * _drive.SampleRateHz / _drive.Samples) / _holdTone[j];
        }
    }

    /// <summary>The spectrum of one pixel by formula, in V.</summary>
    public void MeasureAnalytic(in ContactResonance resonance, long pixel, Span<Complex> spectrumV)
    {
        SigmaV(resonance, _sigmaV);
        _analytic.Fill(resonance, _sigmaV, new GaussianNoise(_seed, RandomPurpose.SpectrumNoise, _measurement, pixel), 0, spectrumV);
    }

    /// <summary>The spectrum of one pixel by simulation of the whole chain in time, in V.</summary>
    /// <exception cref="ArgumentException">The spectrum has not one entry for each tone, or the resonance is impossible.</exception>
    public void MeasureInTime(in ContactResonance resonance, long pixel, Span<Complex> spectrumV)
    {
        Record(resonance, pixel, _codes);
        _reader.Read(_codes, _chain.Digitizer, spectrumV);
    }

    /// <summary>
    /// The spectrum of a place where the voltage acts as <paramref name="force"/> says, constant and quadratic part included, in V: response to <paramref name="acV"/> times the drive turned by
    /// <paramref name="phaseRad"/>, over the drive.
    /// </summary>
    /// <param name="mode">The mode in contact.</param>
    /// <param name="force">How voltage acts there.</param>
    /// <param name="acV">Largest voltage of the wave in V.</param>
    /// <param name="phaseRad">Phase of the electronics in rad.</param>
    /// <param name="pixel">Number of the stream of noise.</param>
    /// <param name="spectrumV">[tone].</param>
    /// <remarks>The quadratic part rings up from rest (<see cref="SignalRecorder.Settle"/>): where no period is waited for, its start is seen as a free oscillation of the mode.</remarks>
    /// <exception cref="ArgumentException">The spectrum has not one entry for each tone, or the mode is impossible.</exception>
    public void MeasureInTime(in EigenMode mode, in TipForce force, double acV, double phaseRad, long pixel, Span<Complex> spectrumV)
    {
        Record(mode, force, acV, phaseRad, pixel, _codes);
        _reader.Read(_codes, _chain.Digitizer, spectrumV);
    }

    /// <summary>The raw stream of one pixel: a period of the response in the digitizer's codes.</summary>
    /// <exception cref="ArgumentException">Not one code for each sample of the drive, or the resonance is impossible.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Record(in ContactResonance resonance, long pixel, Span<short> codes)
    {
        Record(Mode(resonance), new TipForce(-resonance.AmplitudeV * _stiffnessNPerM / _chain.Detector.OutputVPerM), 1, resonance.PhaseRad, pixel, codes);
    }

    private void Record(in EigenMode mode, in TipForce force, double acV, double phaseRad, long pixel, Span<short> codes)
    {
        var (sin, cos) = Math.SinCos(phaseRad);
        _drive.Turned(acV * cos, acV * sin, _voltage);
        _recorder.Open(_measurement, pixel);
        _recorder.Place(mode, force);
        if (PeriodsBefore is null) _recorder.Settle(_drive, acV, phaseRad);
        for (var period = 0; period < PeriodsBefore; period++) _recorder.Record(_voltage, codes);
        _recorder.Record(_voltage, codes);
    }

    private EigenMode Mode(in ContactResonance resonance) => new(_stiffnessNPerM, resonance.ResonanceHz, resonance.QualityFactor);
}
