using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// Spectra of oscillators with noise, y_j = H(f_j) + σ_j (n + i n′), without going through time: four bins at a time. <see cref="BandExcitation"/> goes
/// through time and agrees with it.
/// </summary>
/// <param name="frequenciesHz">f_j.</param>
public sealed class BandResponse(double[] frequenciesHz)
{
    private readonly double[] _squared = Array.ConvertAll(frequenciesHz, f => f * f);
    private readonly float[] _normals = new float[2 * frequenciesHz.Length];

    /// <summary>Number of bins.</summary>
    public int Bins => frequenciesHz.Length;

    /// <summary>H at each bin, in V.</summary>
    /// <exception cref="ArgumentException">Not one entry for each bin.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(in ContactResonance resonance, Span<Complex> spectrumV)
    {
        PhysicalRange.RequireLength(spectrumV.Length, Bins, nameof(spectrumV), "bin");
        var (f0, damping) = (resonance.ResonanceHz, -resonance.ResonanceHz / resonance.QualityFactor);
        var numerator = Complex.FromPolarCoordinates(resonance.AmplitudeV * f0 * f0, resonance.PhaseRad);
        var (stiffness, widths) = (Vector256.Create(f0 * f0), Vector256.Create(damping));
        var (nr, ni) = (Vector256.Create(numerator.Real), Vector256.Create(numerator.Imaginary));
        ref var f = ref MemoryMarshal.GetArrayDataReference(frequenciesHz);
        ref var f2 = ref MemoryMarshal.GetArrayDataReference(_squared);
        ref var target = ref Unsafe.As<Complex, double>(ref MemoryMarshal.GetReference(spectrumV));
        var j = 0;
        for (; j + 4 <= spectrumV.Length; j += 4)
        {
            var re = Vector256.LoadUnsafe(ref f2, (nuint)j) - stiffness;
            var im = Vector256.LoadUnsafe(ref f, (nuint)j) * widths;
            var norm = Vector256<double>.One / Vector256.FusedMultiplyAdd(re, re, im * im);
            StoreComplex(Vector256.FusedMultiplyAdd(nr, re, ni * im) * norm, Vector256.FusedMultiplyAdd(ni, re, -(nr * im)) * norm, ref target, 2 * j);
        }
        for (; j < spectrumV.Length; j++) spectrumV[j] = numerator / new Complex(_squared[j] - f0 * f0, frequenciesHz[j] * damping);
    }

    /// <summary>H and noise of the same strength in every bin.</summary>
    /// <param name="resonance">The oscillator.</param>
    /// <param name="sigmaV">σ in V: standard deviation of the real and of the imaginary part.</param>
    /// <param name="noise">Stream of the pixel.</param>
    /// <param name="first">First sample of the stream; a spectrum uses two a bin.</param>
    /// <param name="spectrumV">[bin].</param>
    /// <exception cref="ArgumentException">Not one entry for each bin.</exception>
    public void Fill(in ContactResonance resonance, double sigmaV, in GaussianNoise noise, long first, Span<Complex> spectrumV)
    {
        Fill(resonance, spectrumV);
        if (!(sigmaV > 0)) return;
        noise.Fill(first, _normals);
        AddNoise(sigmaV, spectrumV);
    }

    /// <summary>H and noise whose strength differs from bin to bin.</summary>
    /// <param name="resonance">The oscillator.</param>
    /// <param name="sigmaV">σ_j in V, [bin].</param>
    /// <param name="noise">Stream of the pixel.</param>
    /// <param name="first">First sample of the stream; a spectrum uses two a bin.</param>
    /// <param name="spectrumV">[bin].</param>
    /// <exception cref="ArgumentException">Not one entry for each bin.</exception>
    public void Fill(in ContactResonance resonance, ReadOnlySpan<double> sigmaV, in GaussianNoise noise, long first, Span<Complex> spectrumV)
    {
        PhysicalRange.RequireLength(sigmaV.Length, Bins, nameof(sigmaV), "bin");
        Fill(resonance, spectrumV);
        noise.Fill(first, _normals);
        for (var j = 0; j < spectrumV.Length; j++) spectrumV[j] += new Complex(sigmaV[j] * _normals[2 * j], sigmaV[j] * _normals[2 * j + 1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddNoise(double sigmaV, Span<Complex> spectrumV)
    {
        var target = MemoryMarshal.Cast<Complex, double>(spectrumV);
        ref var normal = ref MemoryMarshal.GetArrayDataReference(_normals);
        ref var sample = ref MemoryMarshal.GetReference(target);
        var (i, sigma) = (0, Vector256.Create(sigmaV));
        for (; i + 4 <= target.Length; i += 4)
        {
            var n = Vector256.WidenLower(Vector128.LoadUnsafe(ref normal, (nuint)i).ToVector256Unsafe());
            Vector256.FusedMultiplyAdd(sigma, n, Vector256.LoadUnsafe(ref sample, (nuint)i)).StoreUnsafe(ref sample, (nuint)i);
        }
        for (; i < target.Length; i++) target[i] = Math.FusedMultiplyAdd(sigmaV, _normals[i], target[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreComplex(Vector256<double> re, Vector256<double> im, ref double target, int index)
    {
        if (Avx.IsSupported)
        {
            var (even, odd) = (Avx.UnpackLow(re, im), Avx.UnpackHigh(re, im));
            Avx.Permute2x128(even, odd, 0x20).StoreUnsafe(ref target, (nuint)index);
            Avx.Permute2x128(even, odd, 0x31).StoreUnsafe(ref target, (nuint)index + 4);
            return;
        }
        for (var k = 0; k < 4; k++)
            (Unsafe.Add(ref target, index + 2 * k), Unsafe.Add(ref target, index + 2 * k + 1)) = (re.GetElement(k), im.GetElement(k));
    }
}
