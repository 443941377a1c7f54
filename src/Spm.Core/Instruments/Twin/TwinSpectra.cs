using System.Numerics;
using Spm.Core.Physics;

namespace Spm.Core.Instruments.Twin;

/// <summary>Turns true oscillators into measured spectra.</summary>
/// <param name="seed">Seed of the noise.</param>
/// <param name="measurement">Number of the measurement: each has noise of its own.</param>
/// <param name="frequenciesHz">The bins.</param>
internal sealed class TwinSpectra(int seed, long measurement, double[] frequenciesHz)
{
    /// <summary>y_j = H(f_j) + σ (n + i n′) with n, n′ standard normal, for each spectrum of a pixel.</summary>
    public void MeasurePixel(TwinMeasurement truth, int pixel, Span<Complex> destination)
    {
        var noise = new RandomSequence(seed, RandomPurpose.SpectrumNoise, measurement, pixel);
        var bins = frequenciesHz.Length;
        for (var spectrum = 0; spectrum < truth.SpectraPerPixel; spectrum++)
        {
            var samples = destination.Slice(spectrum * bins, bins);
            truth.Resonance(pixel * truth.SpectraPerPixel + spectrum).Fill(frequenciesHz, samples);
            for (var bin = 0; bin < bins && truth.SigmaV > 0; bin++)
                samples[bin] += truth.SigmaV * noise.NextComplexGaussian();
        }
    }
}
