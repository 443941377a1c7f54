using System.Numerics;
using System.Runtime.CompilerServices;
using Spm.Core.Numerics;

namespace Spm.Core.Spectroscopy.GeneralMode;

/// <summary>
/// General mode (G-mode): the whole photodetector stream is kept and filtered afterwards. Fourier transform, band, comb and noise floor, inverse transform; and what that keeps is compared with
/// what a lock-in at one frequency would have kept. Source: Belianinov, Kalinin and Jesse, Nat. Commun. 6, 6550 (2015); Somnath, Belianinov, Kalinin and Jesse, Appl. Phys. Lett. 107, 263102 (2015).
/// </summary>
public static class GeneralModeAnalysis
{
    /// <summary>Filters a stream.</summary>
    /// <param name="signalV">The stream; an even number of samples, a power of two is fastest.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    /// <param name="filter">What is kept.</param>
    /// <exception cref="ArgumentException">The number of samples is odd or below 4, a sample is not finite, or a value of the filter is impossible.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static GeneralModeResult Filter(ReadOnlySpan<double> signalV, double sampleRateHz, GeneralModeFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (!(sampleRateHz > 0 && double.IsFinite(sampleRateHz))) throw new ArgumentOutOfRangeException(nameof(sampleRateHz), sampleRateHz, $"sampleRateHz must be positive, got {sampleRateHz}. Try: sampleRateHz = 4e6.");
        if (signalV.Length < 4) throw new ArgumentException($"A stream needs at least 4 samples, got {signalV.Length}.", nameof(signalV));
        for (var n = 0; n < signalV.Length; n++)
            if (!double.IsFinite(signalV[n])) throw new ArgumentException($"Sample {n} of the stream is {signalV[n]}. Leave it out or replace it first.", nameof(signalV));
        filter.Check(sampleRateHz);

        var transform = new RealFourierTransform(signalV.Length);
        var bins = new Complex[signalV.Length / 2 + 1];
        transform.Forward(signalV);
        transform.Bins(bins);
        var (kept, binHz) = (new bool[bins.Length], sampleRateHz / signalV.Length);
        filter.Pass(binHz, kept);
        kept[0] = filter.KeepMean;

        var borders = Borders(bins.Length, filter.FloorSegments);
        var (floors, threshold, sigma) = (new List<NoiseFloor>(), new double[bins.Length], new double[bins.Length]);
        for (var s = 0; s + 1 < borders.Length; s++)
        {
            var segment = borders[s]..borders[s + 1];
            if (!HasSignal(bins.AsSpan(segment))) continue;
            var floor = NoiseFloor.Of(bins.AsSpan(segment), filter.FalseRate);
            floors.Add(floor);
            threshold.AsSpan(segment).Fill(floor.Threshold);
            sigma.AsSpan(segment).Fill(floor.Sigma);
        }
        var all = Enumerable.Repeat(true, bins.Length).ToArray();
        all[0] = false;
        var total = Information(bins, threshold, sigma, all, signalV.Length);
        for (var k = 1; k < bins.Length && filter.NoiseFloorOn; k++) kept[k] &= Square(bins[k]) > threshold[k] * threshold[k];
        var information = Information(bins, threshold, sigma, kept, signalV.Length);
        for (var k = 0; k < bins.Length; k++)
            if (!kept[k]) bins[k] = Complex.Zero;
        var filtered = new double[signalV.Length];
        transform.Inverse(bins, filtered);
        return new GeneralModeResult(filtered, filter.NoiseFloorOn ? [.. floors] : [], kept, information, total);
    }

    /// <summary>What a lock-in keeps: the bins within its equivalent noise bandwidth on both sides of the reference, noise included.</summary>
    /// <param name="signalV">The stream.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    /// <param name="referenceHz">Its reference.</param>
    /// <param name="bandwidthHz">Its equivalent noise bandwidth, <c>LockInAmplifier.NoiseBandwidthHz</c>.</param>
    /// <exception cref="ArgumentException">As for <see cref="Filter"/>.</exception>
    public static GeneralModeResult LockIn(ReadOnlySpan<double> signalV, double sampleRateHz, double referenceHz, double bandwidthHz) =>
        Filter(signalV, sampleRateHz, new GeneralModeFilter { CombHz = referenceHz, Harmonics = 1, ToothWidthHz = 2 * bandwidthHz, NoiseFloorOn = false });

    /// <summary>Part of a known signal that a filtered stream is missing: Σ(y − x)²/Σ(x − x̄)². 0 is perfect; 1 is what a filter that passes nothing has.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Misfit(ReadOnlySpan<double> filtered, ReadOnlySpan<double> truth)
    {
        if (filtered.Length != truth.Length) throw new ArgumentException($"Both streams must have one length, got {filtered.Length} and {truth.Length}.", nameof(filtered));
        var (meanFiltered, meanTruth) = (0.0, 0.0);
        for (var n = 0; n < truth.Length; n++) (meanFiltered, meanTruth) = (meanFiltered + filtered[n] / truth.Length, meanTruth + truth[n] / truth.Length);
        var (error, scale) = (0.0, 0.0);
        for (var n = 0; n < truth.Length; n++)
        {
            var (y, x) = (filtered[n] - meanFiltered, truth[n] - meanTruth);
            (error, scale) = (error + (y - x) * (y - x), scale + x * x);
        }
        return error / scale;
    }

    /// <summary>First bin of each segment and the end: equal numbers of octaves from bin 1 up, at least 32 bins each.</summary>
    private static int[] Borders(int bins, int segments)
    {
        var borders = new List<int> { 1 };
        for (var s = 1; s < segments; s++)
        {
            var border = (int)Math.Round(Math.Pow(bins, (double)s / segments));
            if (border >= borders[^1] + 32 && border + 32 <= bins) borders.Add(border);
        }
        return [.. borders, bins];
    }

    private static double Square(Complex z) => z.Real * z.Real + z.Imaginary * z.Imaginary;

    private static bool HasSignal(ReadOnlySpan<Complex> bins)
    {
        foreach (var bin in bins)
            if (bin != Complex.Zero) return true;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static SpectralInformation Information(Complex[] bins, double[] threshold, double[] sigma, bool[] kept, int samples)
    {
        var (count, energy, bits) = (0, 0.0, 0.0);
        for (var k = 0; k < bins.Length; k++)
        {
            if (!kept[k] || k == 0) continue;
            var (square, noise) = (Square(bins[k]), 2 * sigma[k] * sigma[k]);
            if (!(square > threshold[k] * threshold[k])) continue;
            // A bin and its mirror image are a sine of mean square 2|X|²/N²; the last of them has no image.
            var weight = k == bins.Length - 1 ? 1.0 : 2.0;
            (count, energy, bits) = (count + 1, energy + weight * (square - noise) / ((double)samples * samples), bits + (noise > 0 ? Math.Log2(square / noise) : 0));
        }
        return new SpectralInformation(count, energy, bits);
    }
}
