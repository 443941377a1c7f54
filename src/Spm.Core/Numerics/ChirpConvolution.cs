using System.Numerics;

namespace Spm.Core.Numerics;

/// <summary>
/// Fourier transform of a length that is no power of two: with kn = (k² + n² − (k−n)²)/2, X_k = c_k Σ (x_n c_n) c*_{k−n}, c_n = e^{−iπn²/N}, a convolution that
/// transforms of a power of two carry out (Bluestein 1970).
/// </summary>
internal sealed class ChirpConvolution
{
    private readonly FourierTransform _fast;
    private readonly double[] _chirpRe, _chirpIm, _kernelRe, _kernelIm, _re, _im;

    /// <summary>Prepares transforms of <paramref name="length"/> points.</summary>
    public ChirpConvolution(int length)
    {
        var padded = checked((int)BitOperations.RoundUpToPowerOf2(2 * (uint)length - 1));
        _fast = new FourierTransform(padded);
        (_chirpRe, _chirpIm) = (new double[length], new double[length]);
        (_kernelRe, _kernelIm, _re, _im) = (new double[padded], new double[padded], new double[padded], new double[padded]);
        for (var n = 0; n < length; n++)
        {
            // n² modulo 2N in whole numbers, so that the angle is exact.
            (_chirpIm[n], _chirpRe[n]) = Math.SinCos(-Math.PI * ((long)n * n % (2L * length)) / length);
            var mirrored = n == 0 ? 0 : padded - n;
            (_kernelRe[n], _kernelIm[n]) = (_chirpRe[n], -_chirpIm[n]);
            (_kernelRe[mirrored], _kernelIm[mirrored]) = (_chirpRe[n], -_chirpIm[n]);
        }
        _fast.Forward(_kernelRe, _kernelIm);
    }

    /// <summary>Replaces N numbers by their transform.</summary>
    public void Forward(Span<double> re, Span<double> im)
    {
        Array.Clear(_re);
        Array.Clear(_im);
        Multiply(re, im, _chirpRe, _chirpIm, _re, _im);
        _fast.Forward(_re, _im);
        Multiply(_re, _im, _kernelRe, _kernelIm, _re, _im);
        _fast.Inverse(_re, _im);
        Multiply(_re.AsSpan(0, re.Length), _im.AsSpan(0, re.Length), _chirpRe, _chirpIm, re, im);
    }

    private static void Multiply(ReadOnlySpan<double> ar, ReadOnlySpan<double> ai, double[] br, double[] bi, Span<double> re, Span<double> im)
    {
        for (var n = 0; n < ar.Length; n++)
        {
            var (r, i) = (ar[n] * br[n] - ai[n] * bi[n], ar[n] * bi[n] + ai[n] * br[n]);
            (re[n], im[n]) = (r, i);
        }
    }
}
