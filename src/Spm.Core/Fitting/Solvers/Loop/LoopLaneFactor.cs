using System.Runtime.CompilerServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// L·D·Lᵀ of a symmetric matrix of order six in every lane, written out because loops over so few elements cost more than the elements.
/// Matrices are lower triangles by rows. A direction whose pivot is round-off of its diagonal element is left out.
/// </summary>
internal static class LoopLaneFactor
{
    /// <summary>Solves A·x = b.</summary>
    /// <param name="a">[21]: A.</param>
    /// <param name="b">[6]: b in, x out.</param>
    /// <param name="tolerance">Part of its diagonal element that a pivot must exceed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Solve<T>(ref T a, ref T b, T tolerance) where T : struct, ILanes<T>
    {
        var p0 = Inverse(Unsafe.Add(ref a, 0), Unsafe.Add(ref a, 0), tolerance);
        T u10 = Unsafe.Add(ref a, 1), l10 = u10 * p0;
        T u20 = Unsafe.Add(ref a, 3), l20 = u20 * p0;
        T u30 = Unsafe.Add(ref a, 6), l30 = u30 * p0;
        T u40 = Unsafe.Add(ref a, 10), l40 = u40 * p0;
        T u50 = Unsafe.Add(ref a, 15), l50 = u50 * p0;
        var p1 = Inverse(T.SubtractProduct(Unsafe.Add(ref a, 2), l10, u10), Unsafe.Add(ref a, 2), tolerance);
        T u21 = T.SubtractProduct(Unsafe.Add(ref a, 4), l20, u10), l21 = u21 * p1;
        T u31 = T.SubtractProduct(Unsafe.Add(ref a, 7), l30, u10), l31 = u31 * p1;
        T u41 = T.SubtractProduct(Unsafe.Add(ref a, 11), l40, u10), l41 = u41 * p1;
        T u51 = T.SubtractProduct(Unsafe.Add(ref a, 16), l50, u10), l51 = u51 * p1;
        var p2 = Inverse(T.SubtractProduct(T.SubtractProduct(Unsafe.Add(ref a, 5), l20, u20), l21, u21), Unsafe.Add(ref a, 5), tolerance);
        T u32 = T.SubtractProduct(T.SubtractProduct(Unsafe.Add(ref a, 8), l30, u20), l31, u21), l32 = u32 * p2;
        T u42 = T.SubtractProduct(T.SubtractProduct(Unsafe.Add(ref a, 12), l40, u20), l41, u21), l42 = u42 * p2;
        T u52 = T.SubtractProduct(T.SubtractProduct(Unsafe.Add(ref a, 17), l50, u20), l51, u21), l52 = u52 * p2;
        var p3 = Inverse(T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(Unsafe.Add(ref a, 9), l30, u30), l31, u31), l32, u32), Unsafe.Add(ref a, 9), tolerance);
        T u43 = T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(Unsafe.Add(ref a, 13), l40, u30), l41, u31), l42, u32), l43 = u43 * p3;
        T u53 = T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(Unsafe.Add(ref a, 18), l50, u30), l51, u31), l52, u32), l53 = u53 * p3;
        var p4 = Inverse(T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(Unsafe.Add(ref a, 14), l40, u40), l41, u41), l42, u42), l43, u43), Unsafe.Add(ref a, 14), tolerance);
        T u54 = T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(Unsafe.Add(ref a, 19), l50, u40), l51, u41), l52, u42), l53, u43), l54 = u54 * p4;
        var p5 = Inverse(T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(Unsafe.Add(ref a, 20), l50, u50), l51, u51), l52, u52), l53, u53), l54, u54), Unsafe.Add(ref a, 20), tolerance);
        var x0 = Unsafe.Add(ref b, 0);
        var x1 = T.SubtractProduct(Unsafe.Add(ref b, 1), l10, x0);
        var x2 = T.SubtractProduct(T.SubtractProduct(Unsafe.Add(ref b, 2), l20, x0), l21, x1);
        var x3 = T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(Unsafe.Add(ref b, 3), l30, x0), l31, x1), l32, x2);
        var x4 = T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(Unsafe.Add(ref b, 4), l40, x0), l41, x1), l42, x2), l43, x3);
        var x5 = T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(Unsafe.Add(ref b, 5), l50, x0), l51, x1), l52, x2), l53, x3), l54, x4);
        x5 = x5 * p5;
        x4 = T.SubtractProduct(x4 * p4, l54, x5);
        x3 = T.SubtractProduct(T.SubtractProduct(x3 * p3, l43, x4), l53, x5);
        x2 = T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(x2 * p2, l32, x3), l42, x4), l52, x5);
        x1 = T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(x1 * p1, l21, x2), l31, x3), l41, x4), l51, x5);
        x0 = T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(x0 * p0, l10, x1), l20, x2), l30, x3), l40, x4), l50, x5);
        Unsafe.Add(ref b, 0) = x0;
        Unsafe.Add(ref b, 1) = x1;
        Unsafe.Add(ref b, 2) = x2;
        Unsafe.Add(ref b, 3) = x3;
        Unsafe.Add(ref b, 4) = x4;
        Unsafe.Add(ref b, 5) = x5;
    }

    /// <summary>1/pivot; 0 when the pivot is round-off of the diagonal element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Inverse<T>(T pivot, T diagonal, T tolerance) where T : struct, ILanes<T> =>
        T.Select(T.Less(tolerance * diagonal, pivot), T.Broadcast(1) / pivot, default);
}
