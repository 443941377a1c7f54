using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>Residuals r = y − c/(u² − d − i b u) of one spectrum, and what they tell about outliers and misfit. Bins lie in the lanes.</summary>
internal static class ShoResiduals
{
    /// <summary>
    /// Whether any bin has |r|² above <paramref name="threshold"/>. No bin is divided by: |y − c/D|² &gt; t where |y D − c|² &gt; t |D|².
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AnyAbove<T>(ref double y, ShoAxis axis, in ShoEstimate fit, double threshold) where T : struct, ILanes<T>
    {
        var done = ExcessFrom<T>(ref y, axis, fit, 0, threshold, out var body);
        ExcessFrom<Lanes1>(ref y, axis, fit, done, threshold, out var tail);
        return body > 0 || tail > 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint ExcessFrom<T>(ref double y, ShoAxis axis, in ShoEstimate fit, nint k, double threshold, out double excess) where T : struct, ILanes<T>
    {
        ref var reduced = ref MemoryMarshal.GetArrayDataReference(axis.Reduced);
        ref var squared = ref MemoryMarshal.GetArrayDataReference(axis.Squared);
        T d = T.Broadcast(fit.D), b = T.Broadcast(fit.B), cRe = T.Broadcast(fit.CRe), cIm = T.Broadcast(fit.CIm), limit = T.Broadcast(threshold);
        T most = default;
        for (nint bins = axis.Bins; k + T.Width <= bins; k += T.Width)
        {
            T.LoadComplex(in Unsafe.Add(ref y, 2 * k), out var re, out var im);
            var p = T.Load(in Unsafe.Add(ref squared, k)) - d;
            var q = T.Load(in Unsafe.Add(ref reduced, k)) * b;
            var ydRe = T.MultiplyAdd(re, p, T.MultiplyAdd(im, q, default(T) - cRe));
            var ydIm = T.SubtractProduct(T.MultiplyAdd(im, p, default(T) - cIm), re, q);
            var beyond = T.SubtractProduct(T.MultiplyAdd(ydRe, ydRe, ydIm * ydIm), limit, T.MultiplyAdd(p, p, q * q));
            most = T.Max(most, beyond);
        }
        excess = T.Largest(most);
        return k;
    }

    /// <summary>|r|² of every bin into <paramref name="squares"/>, and √(2n)·Σ Re(r̄_k r_{k+1})/Σ|r|² over kept bins: a standard normal number when r is white noise.</summary>
    public static double Evaluate(ReadOnlySpan<double> y, ReadOnlySpan<double> weights, ShoAxis axis, in ShoEstimate fit, Span<double> squares)
    {
        double previousRe = 0, previousIm = 0, previousWeight = 0, neighbours = 0, total = 0, kept = 0;
        for (var k = 0; k < axis.Bins; k++)
        {
            double p = axis.Squared[k] - fit.D, q = axis.Reduced[k] * fit.B, m = 1 / (p * p + q * q);
            var re = y[2 * k] - m * (fit.CRe * p - fit.CIm * q);
            var im = y[2 * k + 1] - m * (fit.CRe * q + fit.CIm * p);
            squares[k] = re * re + im * im;
            if (weights[k] > 0)
            {
                total += squares[k];
                kept++;
                if (previousWeight > 0) neighbours += re * previousRe + im * previousIm;
            }
            (previousRe, previousIm, previousWeight) = (re, im, weights[k]);
        }
        return total > 0 ? Math.Sqrt(2 * kept) * neighbours / total : 0;
    }
}
