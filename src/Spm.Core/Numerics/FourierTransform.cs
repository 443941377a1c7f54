using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Spm.Core.Numerics;

/// <summary>
/// Discrete Fourier transform X_k = Σ x_n e^{−2πikn/N} of any length, real and imaginary parts in arrays of their own. Powers of two by Stockham's self-sorting
/// radix-4 algorithm, four numbers at a time (Swarztrauber, ACM Trans. Math. Softw. 8 (1982)); other lengths as a convolution with a chirp (Bluestein, IEEE
/// Trans. Audio Electroacoust. 18, 451 (1970)). Errors are a few 1e-16 of the largest |X| times log N.
/// </summary>
/// <remarks>An instance has its own workspace: one for each thread.</remarks>
internal sealed class FourierTransform
{
    /// <summary>Below this length the sum itself is computed.</summary>
    private const int Shortest = 16;

    private readonly double[] _cos, _sin, _re, _im;
    private readonly ChirpConvolution? _chirp;

    /// <summary>Prepares transforms of <paramref name="length"/> points.</summary>
    public FourierTransform(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        Length = length;
        var direct = length < Shortest;
        if (!direct && !BitOperations.IsPow2(length))
        {
            _chirp = new ChirpConvolution(length);
            (_cos, _sin, _re, _im) = ([], [], [], []);
            return;
        }
        // e^{−2πik/N}: all of them for the sum, the first quarter for the fast algorithm.
        var count = direct ? length : length / 4;
        (_cos, _sin, _re, _im) = (new double[count], new double[count], new double[length], new double[length]);
        for (var k = 0; k < count; k++) (_sin[k], _cos[k]) = Math.SinCos(-2 * Math.PI * k / length);
    }

    /// <summary>N.</summary>
    public int Length { get; }

    /// <summary>Replaces N numbers by their transform.</summary>
    public void Forward(Span<double> re, Span<double> im)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(re.Length, Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(im.Length, Length);
        if (_chirp is not null) _chirp.Forward(re, im);
        else if (Length < Shortest) Sum(re, im);
        else Stockham(re, im);
    }

    /// <summary>Undoes <see cref="Forward"/>: x_n = (1/N) Σ X_k e^{+2πikn/N}.</summary>
    public void Inverse(Span<double> re, Span<double> im)
    {
        // Swapping real and imaginary parts conjugates and multiplies by i, before and after.
        Forward(im, re);
        var scale = 1.0 / Length;
        for (var i = 0; i < re.Length; i++) (re[i], im[i]) = (re[i] * scale, im[i] * scale);
    }

    private void Sum(Span<double> re, Span<double> im)
    {
        re.CopyTo(_re);
        im.CopyTo(_im);
        for (var k = 0; k < Length; k++)
        {
            var (sumRe, sumIm) = (0.0, 0.0);
            for (var n = 0; n < Length; n++)
            {
                var (cos, sin) = (_cos[k * n % Length], _sin[k * n % Length]);
                (sumRe, sumIm) = (sumRe + _re[n] * cos - _im[n] * sin, sumIm + _re[n] * sin + _im[n] * cos);
            }
            (re[k], im[k]) = (sumRe, sumIm);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Stockham(Span<double> re, Span<double> im)
    {
        FirstStage(ref re[0], ref im[0], ref _re[0], ref _im[0]);
        var inWorkspace = true;
        var stride = 4;
        for (; stride * 4 <= Length; stride *= 4, inWorkspace = !inWorkspace)
            if (inWorkspace) Stage(ref _re[0], ref _im[0], ref re[0], ref im[0], stride);
            else Stage(ref re[0], ref im[0], ref _re[0], ref _im[0], stride);
        if (stride < Length)
        {
            if (inWorkspace) Halves(ref _re[0], ref _im[0], ref re[0], ref im[0]);
            else Halves(ref re[0], ref im[0], ref _re[0], ref _im[0]);
            inWorkspace = !inWorkspace;
        }
        if (!inWorkspace) return;
        _re.CopyTo(re);
        _im.CopyTo(im);
    }

    /// <summary>Stride 1: neighbouring butterflies lie in the lanes, and their results are transposed on the way out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FirstStage(ref double xr, ref double xi, ref double yr, ref double yi)
    {
        var quarter = Length / 4;
        for (var p = 0; p < quarter; p += 4)
        {
            var (w1r, w1i) = (Load(ref _cos[0], p), Load(ref _sin[0], p));
            Butterfly(ref xr, ref xi, p, quarter, w1r, w1i, w1r * w1r - w1i * w1i, (w1r + w1r) * w1i, out var r0, out var i0, out var r1, out var i1, out var r2, out var i2, out var r3, out var i3);
            StoreTransposed(r0, r1, r2, r3, ref yr, 4 * p);
            StoreTransposed(i0, i1, i2, i3, ref yi, 4 * p);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Stage(ref double xr, ref double xi, ref double yr, ref double yi, int stride)
    {
        var (groups, quarter) = (Length / (4 * stride), Length / 4);
        for (var p = 0; p < groups; p++)
        {
            var (c, s) = (_cos[p * stride], _sin[p * stride]);
            var (w1r, w1i, w2r, w2i) = (Vector256.Create(c), Vector256.Create(s), Vector256.Create(c * c - s * s), Vector256.Create(2 * c * s));
            var (from, to) = (p * stride, 4 * p * stride);
            for (var q = 0; q < stride; q += 4, from += 4, to += 4)
            {
                Butterfly(ref xr, ref xi, from, quarter, w1r, w1i, w2r, w2i, out var r0, out var i0, out var r1, out var i1, out var r2, out var i2, out var r3, out var i3);
                r0.StoreUnsafe(ref yr, (nuint)to);
                i0.StoreUnsafe(ref yi, (nuint)to);
                r1.StoreUnsafe(ref yr, (nuint)(to + stride));
                i1.StoreUnsafe(ref yi, (nuint)(to + stride));
                r2.StoreUnsafe(ref yr, (nuint)(to + 2 * stride));
                i2.StoreUnsafe(ref yi, (nuint)(to + 2 * stride));
                r3.StoreUnsafe(ref yr, (nuint)(to + 3 * stride));
                i3.StoreUnsafe(ref yi, (nuint)(to + 3 * stride));
            }
        }
    }

    /// <summary>The last stage of an odd power of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Halves(ref double xr, ref double xi, ref double yr, ref double yi)
    {
        var half = Length / 2;
        for (var q = 0; q < half; q += 4)
        {
            var (ar, ai, br, bi) = (Load(ref xr, q), Load(ref xi, q), Load(ref xr, q + half), Load(ref xi, q + half));
            (ar + br).StoreUnsafe(ref yr, (nuint)q);
            (ai + bi).StoreUnsafe(ref yi, (nuint)q);
            (ar - br).StoreUnsafe(ref yr, (nuint)(q + half));
            (ai - bi).StoreUnsafe(ref yi, (nuint)(q + half));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly(ref double xr, ref double xi, int from, int quarter, Vector256<double> w1r, Vector256<double> w1i, Vector256<double> w2r, Vector256<double> w2i,
        out Vector256<double> r0, out Vector256<double> i0, out Vector256<double> r1, out Vector256<double> i1,
        out Vector256<double> r2, out Vector256<double> i2, out Vector256<double> r3, out Vector256<double> i3)
    {
        var (ar, ai, br, bi) = (Load(ref xr, from), Load(ref xi, from), Load(ref xr, from + quarter), Load(ref xi, from + quarter));
        var (cr, ci, dr, di) = (Load(ref xr, from + 2 * quarter), Load(ref xi, from + 2 * quarter), Load(ref xr, from + 3 * quarter), Load(ref xi, from + 3 * quarter));
        var (sumR, sumI, difR, difI) = (ar + cr, ai + ci, ar - cr, ai - ci);
        var (otherR, otherI, turnR, turnI) = (br + dr, bi + di, di - bi, br - dr);
        (r0, i0) = (sumR + otherR, sumI + otherI);
        Turn(difR - turnR, difI - turnI, w1r, w1i, out r1, out i1);
        Turn(sumR - otherR, sumI - otherI, w2r, w2i, out r2, out i2);
        Turn(difR + turnR, difI + turnI, w1r * w2r - w1i * w2i, w1r * w2i + w1i * w2r, out r3, out i3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(Vector256<double> re, Vector256<double> im, Vector256<double> wr, Vector256<double> wi, out Vector256<double> r, out Vector256<double> i)
    {
        r = Vector256.FusedMultiplyAdd(re, wr, -(im * wi));
        i = Vector256.FusedMultiplyAdd(re, wi, im * wr);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ref double source, int index) => Vector256.LoadUnsafe(ref source, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTransposed(Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d, ref double target, int index)
    {
        if (Avx.IsSupported)
        {
            var (ab0, ab1, cd0, cd1) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b), Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
            Avx.Permute2x128(ab0, cd0, 0x20).StoreUnsafe(ref target, (nuint)index);
            Avx.Permute2x128(ab1, cd1, 0x20).StoreUnsafe(ref target, (nuint)index + 4);
            Avx.Permute2x128(ab0, cd0, 0x31).StoreUnsafe(ref target, (nuint)index + 8);
            Avx.Permute2x128(ab1, cd1, 0x31).StoreUnsafe(ref target, (nuint)index + 12);
            return;
        }
        for (var k = 0; k < 4; k++)
            Vector256.Create(a.GetElement(k), b.GetElement(k), c.GetElement(k), d.GetElement(k)).StoreUnsafe(ref target, (nuint)(index + 4 * k));
    }
}
