using Spm.Core.Numerics;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// One-sided power spectral density of a stream by averaging windowed pieces that overlap by half (Welch, IEEE Trans. Audio Electroacoust. 15, 70 (1967)), Hann window:
/// <code>
/// S_k = (2/(f_s Σw²)) ⟨|Σ w_n (v_n − v̄) e^{−2πikn/N}|²⟩,   f_k = k f_s/N,   V²/Hz
/// </code>
/// </summary>
/// <param name="BinHz">f_s/N.</param>
/// <param name="DensityV2PerHz">S_k, k = 0 … N/2.</param>
/// <param name="Averages">Pieces averaged.</param>
/// <param name="EffectiveAverages">Independent pieces without a window that would know as much: samples/(N·19/18), because the windows weigh samples unevenly (⟨(Σw²)²⟩ = 19/18 of ⟨Σw²⟩²).</param>
public sealed record ThermalSpectrum(double BinHz, double[] DensityV2PerHz, int Averages, double EffectiveAverages)
{
    /// <summary>Computes the density of a stream.</summary>
    /// <param name="signalV">The stream in V.</param>
    /// <param name="sampleRateHz">f_s.</param>
    /// <param name="segment">N, even; a power of two is fastest. It should be several ring-downs long, N/f_s ≥ 10 Q/f0, else the window widens the resonance.</param>
    /// <exception cref="ArgumentException">The stream is shorter than a segment, N is odd, or a sample is not finite.</exception>
    public static ThermalSpectrum Of(ReadOnlySpan<double> signalV, double sampleRateHz, int segment = 1 << 14)
    {
        PhysicalRange.Require(sampleRateHz, 1e-3, 1e12, "Hz", nameof(sampleRateHz), "sampleRateHz = 4e6");
        if (segment < 16 || segment % 2 != 0) throw new ArgumentException($"segment must be even and at least 16, got {segment}. Try: segment = 16384.", nameof(segment));
        if (signalV.Length < segment) throw new ArgumentException($"The stream has {signalV.Length} samples, fewer than one segment of {segment}. Record longer or take a shorter segment.", nameof(signalV));
        var mean = 0.0;
        foreach (var v in signalV) mean += v / signalV.Length;
        if (!double.IsFinite(mean)) throw new ArgumentException("The stream holds a sample that is not finite. Leave it out first.", nameof(signalV));

        var (transform, window, piece) = (new RealFourierTransform(segment), new double[segment], new double[segment]);
        var squares = 0.0;
        for (var n = 0; n < segment; n++)
        {
            window[n] = 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / segment);
            squares += window[n] * window[n];
        }
        var (density, averages) = (new double[segment / 2 + 1], 0);
        for (var first = 0; first + segment <= signalV.Length; first += segment / 2, averages++)
        {
            for (var n = 0; n < segment; n++) piece[n] = window[n] * (signalV[first + n] - mean);
            transform.Forward(piece);
            for (var k = 0; k < density.Length; k++)
            {
                var bin = transform.Bin(k);
                density[k] += bin.Real * bin.Real + bin.Imaginary * bin.Imaginary;
            }
        }
        var scale = 2 / (sampleRateHz * squares * averages);
        for (var k = 0; k < density.Length; k++) density[k] *= k == 0 || k == density.Length - 1 ? scale / 2 : scale;
        var seen = (averages + 1) * (segment / 2.0);
        return new ThermalSpectrum(sampleRateHz / segment, density, averages, seen / segment * 18 / 19);
    }
}
