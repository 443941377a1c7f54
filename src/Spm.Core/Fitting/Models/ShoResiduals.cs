using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>Residuals r = y − c/(u² − d − i b u) of one spectrum, and what they tell about outliers and misfit.</summary>
internal static class ShoResiduals
{
    /// <summary>
    /// Lanes in which any bin has w|r|² above <paramref name="threshold"/>. No bin is divided by: w|y − c/D|² &gt; t where w|y D − c|² &gt; t |D|².
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T AnyAbove<T, TWeights>(ShoTile<T> tile, ShoAxis axis, in ShoEstimate<T> fit, T threshold)
        where T : struct, ILanes<T>
        where TWeights : struct, IBinWeights
    {
        ref var reduced = ref MemoryMarshal.GetArrayDataReference(axis.Reduced);
        ref var squared = ref MemoryMarshal.GetArrayDataReference(axis.Squared);
        ref var y = ref MemoryMarshal.GetArrayDataReference(tile.Y);
        ref var w = ref MemoryMarshal.GetArrayDataReference(tile.Weights);
        T d = fit.D, b = fit.B, cRe = fit.CRe, cIm = fit.CIm, most = default;
        for (nint k = 0, bins = axis.Bins; k < bins; k++)
        {
            T re = T.Load(in Unsafe.Add(ref y, 2 * k * T.Width)), im = T.Load(in Unsafe.Add(ref y, (2 * k + 1) * T.Width));
            var p = T.Broadcast(Unsafe.Add(ref squared, k)) - d;
            var q = T.Broadcast(Unsafe.Add(ref reduced, k)) * b;
            var ydRe = T.MultiplyAdd(re, p, T.MultiplyAdd(im, q, default(T) - cRe));
            var ydIm = T.SubtractProduct(T.MultiplyAdd(im, p, default(T) - cIm), re, q);
            var square = T.MultiplyAdd(ydRe, ydRe, ydIm * ydIm);
            if (TWeights.Vary) square *= T.Load(in Unsafe.Add(ref w, k * T.Width));
            most = T.Max(most, T.SubtractProduct(square, threshold, T.MultiplyAdd(p, p, q * q)));
        }
        return T.Less(default, most);
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
