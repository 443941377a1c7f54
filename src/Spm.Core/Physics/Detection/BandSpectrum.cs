using System.Numerics;
using System.Runtime.CompilerServices;
using Spm.Core.Numerics;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// The complex spectrum of a response to a band excitation: Fourier transform of the response over that of the drive, bin by bin,
/// <code>
/// H_j = (2/N) Y_{k_1+j} / (t_j sinc²(f_j/f_s)),   Y_k = Σ y_n e^{−2πikn/N}
/// </code>
/// in V for a drive of amplitude 1. sinc² is what the straight lines between the drive's samples keep (<see cref="HoldGain"/>), so that H is the oscillator's own,
/// H(f) = A e^{iφ} f0²/(f² − i f f0/Q − f0²), and is fitted as such.
/// </summary>
/// <remarks>One instance for each thread.</remarks>
public sealed class BandSpectrum
{
    private readonly BandDrive _drive;
    private readonly RealFourierTransform _transform;
    private readonly Complex[] _inverse;
    private readonly double[] _volts;

    /// <summary>Prepares the reading of responses to one drive.</summary>
    /// <exception cref="ArgumentException">A tone of the drive is zero.</exception>
    public BandSpectrum(BandDrive drive)
    {
        ArgumentNullException.ThrowIfNull(drive);
        _drive = drive;
        _transform = new RealFourierTransform(drive.Samples);
        _volts = new double[drive.Samples];
        _inverse = new Complex[drive.Bins];
        for (var j = 0; j < _inverse.Length; j++)
        {
            var tone = drive.Tone(j) * HoldGain(drive.FrequencyHz(j), drive.SampleRateHz);
            if (tone.Magnitude < 1e-12) throw new ArgumentException($"The drive has no tone at {drive.FrequencyHz(j)} Hz, where the response cannot be divided by it. Narrow the band.", nameof(drive));
            _inverse[j] = 2.0 / drive.Samples / tone;
        }
    }

    /// <summary>sinc²(f/f_s): the part of a tone that straight lines between samples keep.</summary>
    public static double HoldGain(double frequencyHz, double sampleRateHz) => OscillatorStep.HoldGain(frequencyHz, 1 / sampleRateHz);

    /// <summary>Reads one period of the response in V.</summary>
    /// <exception cref="ArgumentException">The response is not one period, or the spectrum has not one entry for each tone.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(ReadOnlySpan<double> responseV, Span<Complex> spectrumV)
    {
        PhysicalRange.RequireLength(responseV.Length, _drive.Samples, nameof(responseV), "sample of the drive");
        PhysicalRange.RequireLength(spectrumV.Length, _drive.Bins, nameof(spectrumV), "tone of the drive");
        _transform.Forward(responseV);
        for (var j = 0; j < spectrumV.Length; j++) spectrumV[j] = _transform.Bin(_drive.FirstBin + j) * _inverse[j];
    }

    /// <summary>Reads one period of the digitizer's codes.</summary>
    /// <exception cref="ArgumentException">As the other.</exception>
    public void Read(ReadOnlySpan<short> codes, Digitizer digitizer, Span<Complex> spectrumV)
    {
        ArgumentNullException.ThrowIfNull(digitizer);
        PhysicalRange.RequireLength(codes.Length, _drive.Samples, nameof(codes), "sample of the drive");
        digitizer.ToVolts(codes, _volts);
        Read(_volts, spectrumV);
    }
}
