using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spm.Core.Numerics;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// One period of a band-excitation voltage, u_n = Re Σ_j t_j e^{2πi(k_1+j)n/N}, with largest |u| = 1, and its quadrature Im Σ…, with which every constant phase is made.
/// The tones lie on bins of the Fourier transform: neighbours are f_s/N apart, and a periodic response has no leakage. Source: Jesse, Kalinin, Proksch, Baddorf
/// and Rodriguez, Nanotechnology 18, 435503 (2007).
/// </summary>
public sealed partial class BandDrive
{
    private readonly Complex[] _tones;

    private BandDrive(double sampleRateHz, int firstBin, Complex[] tones, double[] inPhase, double[] quadrature) =>
        (SampleRateHz, FirstBin, _tones, InPhase, Quadrature) = (sampleRateHz, firstBin, tones, inPhase, quadrature);

    /// <summary>f_s in Hz.</summary>
    public double SampleRateHz { get; }

    /// <summary>k_1: the bin of the lowest tone.</summary>
    public int FirstBin { get; }

    /// <summary>u_n, dimensionless.</summary>
    public double[] InPhase { get; }

    /// <summary>The Hilbert partner of u_n.</summary>
    public double[] Quadrature { get; }

    /// <summary>N: samples of one period; even.</summary>
    public int Samples => InPhase.Length;

    /// <summary>M: number of tones.</summary>
    public int Bins => _tones.Length;

    /// <summary>A flat band of tones whose middle is next to <paramref name="centerHz"/>.</summary>
    /// <param name="sampleRateHz">f_s.</param>
    /// <param name="samples">N, even; a power of two is fastest.</param>
    /// <param name="centerHz">Middle of the band.</param>
    /// <param name="bins">M; the band is M f_s/N wide.</param>
    /// <param name="phase">How the phases run.</param>
    /// <exception cref="ArgumentException">N is odd or the band does not lie between 0 and f_s/2.</exception>
    public static BandDrive Flat(double sampleRateHz, int samples, double centerHz, int bins, BandPhase phase = BandPhase.Chirp)
    {
        var first = FirstOf(sampleRateHz, samples, centerHz, bins);
        var random = new RandomSequence(0, RandomPurpose.SpectrumNoise);
        var tones = new Complex[bins];
        for (var j = 0; j < bins; j++)
            tones[j] = Complex.FromPolarCoordinates(1, phase switch
            {
                BandPhase.Chirp => Math.PI * j * j / bins,
                BandPhase.Sinc => -Math.PI * (first + j),
                _ => 2 * Math.PI * random.NextUniform(),
            });
        return FromTones(sampleRateHz, samples, first, tones);
    }

    /// <summary>The band of any wave: sinc, chirp or a file, smoothed at the edges or not. It is scaled to largest |u| = 1; tones outside the band stay in it.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Flat"/>, or the wave is zero or has no part in the band.</exception>
    public static BandDrive FromSamples(double sampleRateHz, ReadOnlySpan<double> wave, double centerHz, int bins)
    {
        var first = FirstOf(sampleRateHz, wave.Length, centerHz, bins);
        var (re, im) = (wave.ToArray(), new double[wave.Length]);
        var transform = new FourierTransform(wave.Length);
        transform.Forward(re, im);
        for (var k = 0; k < re.Length; k++)
        {
            var factor = k == 0 || 2 * k == re.Length ? 1 : 2 * k < re.Length ? 2 : 0;
            (re[k], im[k]) = (factor * re[k], factor * im[k]);
        }
        var tones = new Complex[bins];
        for (var j = 0; j < bins; j++) tones[j] = new Complex(re[first + j], im[first + j]) / wave.Length;
        transform.Inverse(re, im);
        return Scaled(sampleRateHz, first, tones, re, im);
    }

    /// <summary>Frequency of one tone in Hz.</summary>
    public double FrequencyHz(int bin) => (FirstBin + bin) * SampleRateHz / Samples;

    /// <summary>Frequencies of all tones in Hz.</summary>
    public double[] FrequenciesHz() => [.. Enumerable.Range(0, Bins).Select(FrequencyHz)];

    /// <summary>t_j: complex amplitude of one tone, dimensionless.</summary>
    public Complex Tone(int bin) => _tones[bin];

    /// <summary>The drive with every tone turned by one angle, Re Σ t_j e^{iφ}…: what electronics of constant phase make of it.</summary>
    public double[] Turned(double phaseRad)
    {
        var voltage = new double[Samples];
        Turned(Math.Cos(phaseRad), Math.Sin(phaseRad), voltage);
        return voltage;
    }

    /// <summary>cos·u − sin·(Hilbert partner).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Turned(double cos, double sin, Span<double> voltage)
    {
        var (c, s) = (Vector256.Create(cos), Vector256.Create(-sin));
        var n = 0;
        for (; n + 4 <= voltage.Length; n += 4)
            Vector256.FusedMultiplyAdd(c, Vector256.LoadUnsafe(ref InPhase[n]), s * Vector256.LoadUnsafe(ref Quadrature[n])).StoreUnsafe(ref voltage[n]);
        for (; n < voltage.Length; n++) voltage[n] = cos * InPhase[n] - sin * Quadrature[n];
    }

    private static BandDrive FromTones(double sampleRateHz, int samples, int first, Complex[] tones)
    {
        var (re, im) = (new double[samples], new double[samples]);
        for (var j = 0; j < tones.Length; j++) (re[first + j], im[first + j]) = (tones[j].Real * samples, tones[j].Imaginary * samples);
        new FourierTransform(samples).Inverse(re, im);
        return Scaled(sampleRateHz, first, tones, re, im);
    }

    private static BandDrive Scaled(double sampleRateHz, int first, Complex[] tones, double[] re, double[] im)
    {
        var largest = re.Max(Math.Abs);
        if (!(largest > 0)) throw new ArgumentException("The wave must not be zero everywhere and must be finite.", nameof(re));
        if (!tones.Any(t => t.Magnitude > 1e-9 * largest)) throw new ArgumentException("The wave has no part in the band. Try another centerHz.", nameof(tones));
        for (var n = 0; n < re.Length; n++) (re[n], im[n]) = (re[n] / largest, im[n] / largest);
        return new BandDrive(sampleRateHz, first, Array.ConvertAll(tones, t => t / largest), re, im);
    }

    private static int FirstOf(double sampleRateHz, int samples, double centerHz, int bins)
    {
        PhysicalRange.Require(sampleRateHz, 1, 1e12, "samples per second", nameof(sampleRateHz), "sampleRateHz = 4e6");
        PhysicalRange.Require(samples, 4, 1 << 26, "", nameof(samples), "samples = 4096");
        PhysicalRange.Require(bins, 1, samples / 2, "", nameof(bins), "bins = 80");
        if (samples % 2 != 0) throw new ArgumentException($"samples must be even, got {samples}. Try: samples = {samples + 1}.", nameof(samples));
        var first = (int)Math.Round(centerHz * samples / sampleRateHz - (bins - 1) / 2.0);
        if (first < 1 || first + bins > samples / 2)
            throw new ArgumentException(
                $"The band must lie between 0 and {sampleRateHz / 2} Hz; {bins} tones {sampleRateHz / samples:G6} Hz apart around {centerHz} Hz do not. Try fewer bins or more samples.", nameof(centerHz));
        return first;
    }
}
