using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>Residuals r = y − c/(u² − d − i b u) of one spectrum, and what they tell about outliers and misfit.</summary>
internal static class ShoResiduals
{
    /// <summary>Lanes in which any bin has w|y − c g|² above <paramref name="threshold"/>, g being the line that the tile holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T AnyAbove<T, TWeights>(ShoTile<T> tile, ShoAxis axis, T cRe, T cIm, T threshold)
        where T : struct, ILanes<T>
        where TWeights : struct, IBinWeights
    {
        ref var y = ref MemoryMarshal.GetArrayDataReference(tile.Y);
        ref var g = ref MemoryMarshal.GetArrayDataReference(tile.Lines);
        ref var w = ref MemoryMarshal.GetArrayDataReference(tile.Weights);
        T most = default;
        for (nint k = 0, bins = axis.Bins; k < bins; k++)
        {
            T gRe = T.Load(in Unsafe.Add(ref g, 2 * k * T.Width)), gIm = T.Load(in Unsafe.Add(ref g, (2 * k + 1) * T.Width));
            var re = T.MultiplyAdd(cIm, gIm, T.SubtractProduct(T.Load(in Unsafe.Add(ref y, 2 * k * T.Width)), cRe, gRe));
            var im = T.SubtractProduct(T.SubtractProduct(T.Load(in Unsafe.Add(ref y, (2 * k + 1) * T.Width)), cIm, gRe), cRe, gIm);
            var square = T.MultiplyAdd(re, re, im * im);
            most = T.Max(most, TWeights.Vary ? square * T.Load(in Unsafe.Add(ref w, k * T.Width)) : square);
        }
        return T.Less(threshold, most);
    }

    /// <summary>|r|² of every bin into <paramref name="squares"/>, and √(2n)·Σ Re(r̄_k r_{k+1})/Σ|r|² over kept bins: a standard normal number when r is white noise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
