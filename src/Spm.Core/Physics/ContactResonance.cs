using System.Numerics;

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
}
