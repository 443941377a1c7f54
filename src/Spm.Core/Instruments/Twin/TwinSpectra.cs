using System.Numerics;
using Spm.Core.Physics;

namespace Spm.Core.Instruments.Twin;

/// <summary>Turns true oscillators into measured spectra by formula, y_j = H(f_j) + σ (n + i n′) with n, n′ standard normal.</summary>
/// <param name="options">σ, and whether there is noise.</param>
/// <param name="seed">Seed of the noise.</param>
/// <param name="measurement">Number of the measurement: each has noise of its own.</param>
/// <param name="request">The bins.</param>
internal sealed class TwinSpectra(TwinOptions options, int seed, long measurement, BandRequest request) : ITwinSpectra
{
    /// <summary>Bins that are computed together, in four buffers on the stack.</summary>
    private const int ChunkBins = 256;

    /// <inheritdoc/>
    public double[] FrequenciesHz { get; } = request.FrequenciesHz();

    /// <inheritdoc/>
    public double SigmaV { get; } = options.NoiseOn ? options.NoiseSigmaV : 0;

    /// <inheritdoc/>
    public double? SampleRateHz => null;

    /// <inheritdoc/>
    public void MeasurePixel(TwinMeasurement truth, int pixel, Span<Complex> destination)
    {
        var noise = new RandomSequence(seed, RandomPurpose.SpectrumNoise, measurement, pixel);
        var bins = FrequenciesHz.Length;
        for (var spectrum = 0; spectrum < truth.SpectraPerPixel; spectrum++)
        {
            var oscillator = truth.Resonance(pixel * truth.SpectraPerPixel + spectrum);
            for (var first = 0; first < bins; first += ChunkBins)
            {
                var count = Math.Min(ChunkBins, bins - first);
                Measure(oscillator, FrequenciesHz.AsSpan(first, count), SigmaV, ref noise, destination.Slice(spectrum * bins + first, count));
            }
        }
    }

    private static void Measure(in ContactResonance oscillator, ReadOnlySpan<double> frequencies, double sigma, ref RandomSequence noise, Span<Complex> destination)
    {
        var count = destination.Length;
        Span<double> buffer = stackalloc double[4 * ChunkBins];
        var real = buffer[..count];
        var imaginary = buffer.Slice(ChunkBins, count);
        oscillator.FillParts(frequencies, real, imaginary);
        if (sigma == 0)
        {
            for (var i = 0; i < count; i++) destination[i] = new Complex(real[i], imaginary[i]);
            return;
        }
        var cosines = buffer.Slice(2 * ChunkBins, count);
        var sines = buffer.Slice(3 * ChunkBins, count);
        NormalPairs.Fill(ref noise, cosines, sines);
        for (var i = 0; i < count; i++) destination[i] = new Complex(real[i] + sigma * cosines[i], imaginary[i] + sigma * sines[i]);
    }
}
