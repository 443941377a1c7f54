using System.Numerics;
using System.Runtime.CompilerServices;

namespace Spm.Core.Numerics;

/// <summary>
/// X_k = Σ x_n e^{−2πikn/N}, k = 0 … N/2, of N real numbers, N even: neighbours are the real and imaginary part of N/2 complex numbers, whose transform Z gives
/// X_k = ½(Z_k + Z*_{N/2−k}) − ½ i e^{−2πik/N}(Z_k − Z*_{N/2−k}).
/// </summary>
/// <remarks>Bins are untangled when asked for: a band of a spectrum costs its own bins. One instance for each thread.</remarks>
internal sealed class RealFourierTransform
{
    /// <summary>Factors between two that are computed by sine and cosine.</summary>
    private const int Turns = 32;

    private readonly FourierTransform _half;
    private readonly double[] _re, _im;

    /// <summary>Prepares transforms of <paramref name="length"/> real numbers.</summary>
    /// <exception cref="ArgumentException">The length is odd.</exception>
    public RealFourierTransform(int length)
    {
        if (length < 2 || length % 2 != 0) throw new ArgumentException($"length must be even and at least 2, got {length}. Try: {Math.Max(2, length - length % 2)}.", nameof(length));
        Length = length;
        _half = new FourierTransform(length / 2);
        (_re, _im) = (new double[length / 2], new double[length / 2]);
    }

    /// <summary>N.</summary>
    public int Length { get; }

    /// <summary>Transforms; the result stays here until the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(ReadOnlySpan<double> samples)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Length, Length);
        for (var n = 0; n < _re.Length; n++) (_re[n], _im[n]) = (samples[2 * n], samples[2 * n + 1]);
        _half.Forward(_re, _im);
    }

    /// <summary>X_k, 0 ≤ k ≤ N/2.</summary>
    public Complex Bin(int k)
    {
        var half = _re.Length;
        if (k == 0) return _re[0] + _im[0];
        if (k == half) return _re[0] - _im[0];
        var (sin, cos) = Math.SinCos(-2 * Math.PI * k / Length);
        return Untangle(k, cos, sin);
    }

    /// <summary>All N/2 + 1 bins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Bins(Span<Complex> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, _re.Length + 1);
        (destination[0], destination[^1]) = (Bin(0), Bin(_re.Length));
        var (stepSin, stepCos) = Math.SinCos(-2 * Math.PI / Length);
        var (sin, cos) = (0.0, 1.0);
        for (var k = 1; k < _re.Length; k++)
        {
            // The factor is turned on from the last, and set right now and then: 32 products lose 4e-15.
            if (k % Turns == 0) (sin, cos) = Math.SinCos(-2 * Math.PI * k / Length);
            else (sin, cos) = (sin * stepCos + cos * stepSin, cos * stepCos - sin * stepSin);
            destination[k] = Untangle(k, cos, sin);
        }
    }

    /// <summary>The real numbers whose bins are given; imaginary parts of bins 0 and N/2 are ignored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Inverse(ReadOnlySpan<Complex> bins, Span<double> samples)
    {
        var half = _re.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(bins.Length, half + 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Length, Length);
        var (stepSin, stepCos) = Math.SinCos(2 * Math.PI / Length);
        var (sin, cos) = (0.0, 1.0);
        for (var k = 0; k < half; k++)
        {
            var (here, there) = k == 0 ? (new Complex(bins[0].Real, 0), new Complex(bins[half].Real, 0)) : (bins[k], Complex.Conjugate(bins[half - k]));
            if (k % Turns == 0) (sin, cos) = Math.SinCos(2 * Math.PI * k / Length);
            else (sin, cos) = (sin * stepCos + cos * stepSin, cos * stepCos - sin * stepSin);
            var odd = (here - there) * new Complex(cos, sin);
            (_re[k], _im[k]) = ((here.Real + there.Real - odd.Imaginary) / 2, (here.Imaginary + there.Imaginary + odd.Real) / 2);
        }
        _half.Inverse(_re, _im);
        for (var n = 0; n < half; n++) (samples[2 * n], samples[2 * n + 1]) = (_re[n], _im[n]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Complex Untangle(int k, double cos, double sin)
    {
        var mirrored = _re.Length - k;
        var (evenRe, evenIm) = (_re[k] + _re[mirrored], _im[k] - _im[mirrored]);
        var (oddRe, oddIm) = (_im[k] + _im[mirrored], _re[mirrored] - _re[k]);
        return new Complex((evenRe + oddRe * cos - oddIm * sin) / 2, (evenIm + oddRe * sin + oddIm * cos) / 2);
    }
}
