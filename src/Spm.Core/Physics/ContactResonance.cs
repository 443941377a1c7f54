using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Spm.Core.Numerics;

namespace Spm.Core.Physics;

/// <summary>
/// A simple harmonic oscillator, <c>H(f) = A e^{iφ} f0² / (f² − i f f0 / Q − f0²)</c>; science.md §1.
/// H(0) = −A e^{iφ}, H(f0) = i A Q e^{iφ}.
/// </summary>
/// <param name="AmplitudeV">A in V, not negative.</param>
/// <param name="ResonanceHz">f0 in Hz.</param>
/// <param name="QualityFactor">Q.</param>
/// <param name="PhaseRad">φ in rad, in (−π, π].</param>
public readonly record struct ContactResonance(double AmplitudeV, double ResonanceHz, double QualityFactor, double PhaseRad)
{
    /// <summary>H at one frequency, in V.</summary>
    public Complex Response(double frequencyHz)
    {
        Span<Complex> response = stackalloc Complex[1];
        Fill([frequencyHz], response);
        return response[0];
    }

    /// <summary>H at each frequency, in V.</summary>
    public void Fill(ReadOnlySpan<double> frequenciesHz, Span<Complex> response)
    {
        var numerator = Complex.FromPolarCoordinates(AmplitudeV * ResonanceHz * ResonanceHz, PhaseRad);
        for (var i = 0; i < frequenciesHz.Length; i++)
        {
            var f = frequenciesHz[i];
            var real = f * f - ResonanceHz * ResonanceHz;
            var imaginary = -f * ResonanceHz / QualityFactor;
            var norm = 1 / (real * real + imaginary * imaginary);
            response[i] = new Complex(
                (numerator.Real * real + numerator.Imaginary * imaginary) * norm,
                (numerator.Imaginary * real - numerator.Real * imaginary) * norm);
        }
    }

    /// <summary>Real and imaginary part of H at each frequency, in V, in vector lanes; spans are equally long.</summary>
    internal void FillParts(ReadOnlySpan<double> frequenciesHz, Span<double> real, Span<double> imaginary)
    {
        var done = Vector512.IsHardwareAccelerated ? FillParts<Lanes8>(frequenciesHz, real, imaginary, 0)
            : Vector256.IsHardwareAccelerated ? FillParts<Lanes4>(frequenciesHz, real, imaginary, 0)
            : Vector128.IsHardwareAccelerated ? FillParts<Lanes2>(frequenciesHz, real, imaginary, 0) : 0;
        FillParts<Lanes1>(frequenciesHz, real, imaginary, done);
    }

    private int FillParts<T>(ReadOnlySpan<double> frequenciesHz, Span<double> real, Span<double> imaginary, int from) where T : struct, IRealLanes<T>
    {
        var drive = Complex.FromPolarCoordinates(AmplitudeV * ResonanceHz * ResonanceHz, PhaseRad);
        T driveReal = drive.Real, driveImaginary = drive.Imaginary, square = ResonanceHz * ResonanceHz, damping = -ResonanceHz / QualityFactor, one = 1;
        for (; from + T.Width <= real.Length; from += T.Width)
        {
            var f = T.Load(in MemoryMarshal.GetReference(frequenciesHz[from..]));
            var x = f * f - square;
            var y = f * damping;
            var norm = one / (x * x + y * y);
            T.Store((driveReal * x + driveImaginary * y) * norm, ref MemoryMarshal.GetReference(real[from..]));
            T.Store((driveImaginary * x - driveReal * y) * norm, ref MemoryMarshal.GetReference(imaginary[from..]));
        }
        return from;
    }
}
