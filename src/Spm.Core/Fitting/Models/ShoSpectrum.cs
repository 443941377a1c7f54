using System.Runtime.CompilerServices;

namespace Spm.Core.Fitting.Models;

/// <summary>
/// One spectrum made ready for lanes or for care: missing bins are 0 with weight 0, and a power of two brings the largest number to between
/// 1 and 2, so that squares neither overflow nor underflow and no digit is lost.
/// </summary>
internal sealed class ShoSpectrum(ShoAxis axis)
{
    /// <summary>Interleaved real and imaginary parts divided by <see cref="Scale"/>.</summary>
    public double[] Y { get; } = new double[2 * axis.Bins];

    /// <summary>Weight per bin, at most 1.</summary>
    public double[] Weights { get; } = new double[axis.Bins];

    /// <summary>What the data were divided by; 0 when all bins kept are 0 or there are none.</summary>
    public double Scale { get; private set; }

    /// <summary>Bins with a finite value and a weight.</summary>
    public int Kept { get; private set; }

    /// <summary>Reads a spectrum of interleaved numbers in single or double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Prepare<TNumber>(ReadOnlySpan<TNumber> interleaved) where TNumber : unmanaged
    {
        Kept = 0;
        double largest = 0;
        for (var k = 0; k < axis.Bins; k++)
        {
            double re = Number(interleaved[2 * k]), im = Number(interleaved[2 * k + 1]);
            var isKept = double.IsFinite(re) && double.IsFinite(im) && axis.Weights[k] > 0;
            Weights[k] = isKept ? axis.Weights[k] : 0;
            (Y[2 * k], Y[2 * k + 1]) = isKept ? (re, im) : (0, 0);
            if (!isKept) continue;
            Kept++;
            largest = Math.Max(largest, Math.Max(Math.Abs(re), Math.Abs(im)));
        }
        Scale = largest == 0 ? 0 : Math.ScaleB(1, Math.Clamp(Math.ILogB(largest), -1021, 1021));
        if (Scale is 0 or 1) return;
        // Both are powers of two, so that this is exact; the smallest scales have no inverse that is a number.
        var inverse = 1 / Scale;
        if (double.IsFinite(inverse))
            for (var k = 0; k < Y.Length; k++) Y[k] *= inverse;
        else
            for (var k = 0; k < Y.Length; k++) Y[k] /= Scale;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Number<TNumber>(TNumber value) where TNumber : unmanaged =>
        typeof(TNumber) == typeof(float) ? Unsafe.BitCast<TNumber, float>(value) : Unsafe.BitCast<TNumber, double>(value);
}
