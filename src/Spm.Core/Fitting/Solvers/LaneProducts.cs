using System.Runtime.CompilerServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Adds the products of a block of rows to JᵀJ and Jᵀr. Sums stay in registers, and as many run side by side as there are, because one sum
/// alone waits four cycles for each of its terms.
/// </summary>
internal static class LaneProducts<T> where T : unmanaged, IRealLanes<T>
{
    /// <summary>Adds a block.</summary>
    /// <param name="jacobian">[row × column].</param>
    /// <param name="residuals">[row].</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="normal">Lower triangle, row by row.</param>
    /// <param name="gradient">[column].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref T jacobian, ref T residuals, nint rows, nint columns, ref T normal, ref T gradient)
    {
        for (nint i = 0; i < columns; i++)
        {
            ref var sums = ref Unsafe.Add(ref normal, i * (i + 1) / 2);
            ref var own = ref Unsafe.Add(ref jacobian, i);
            nint j = 0;
            for (; i - j >= 4; j += 4) Four(ref own, ref Unsafe.Add(ref jacobian, j), rows, columns, ref Unsafe.Add(ref sums, j));
            ref var others = ref Unsafe.Add(ref jacobian, j);
            ref var last = ref Unsafe.Add(ref sums, j);
            ref var slope = ref Unsafe.Add(ref gradient, i);
            switch (i - j)
            {
                case 0: Own(ref own, ref residuals, rows, columns, ref last, ref slope); break;
                case 1: One(ref own, ref others, ref residuals, rows, columns, ref last, ref slope); break;
                case 2: Two(ref own, ref others, ref residuals, rows, columns, ref last, ref slope); break;
                default: Three(ref own, ref others, ref residuals, rows, columns, ref last, ref slope); break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Own(ref T own, ref T residuals, nint rows, nint columns, ref T sums, ref T gradient)
    {
        var (g, s0) = (gradient, sums);
        for (nint k = 0; k < rows; k++)
        {
            var a = Unsafe.Add(ref own, k * columns);
            g = T.MultiplyAdd(a, Unsafe.Add(ref residuals, k), g);
            s0 = T.MultiplyAdd(a, a, s0);
        }
        (gradient, sums) = (g, s0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(ref T own, ref T others, ref T residuals, nint rows, nint columns, ref T sums, ref T gradient)
    {
        var (g, s0, s1) = (gradient, sums, Unsafe.Add(ref sums, 1));
        for (nint k = 0; k < rows; k++)
        {
            var a = Unsafe.Add(ref own, k * columns);
            g = T.MultiplyAdd(a, Unsafe.Add(ref residuals, k), g);
            s0 = T.MultiplyAdd(a, Unsafe.Add(ref others, k * columns), s0);
            s1 = T.MultiplyAdd(a, a, s1);
        }
        (gradient, sums, Unsafe.Add(ref sums, 1)) = (g, s0, s1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two(ref T own, ref T others, ref T residuals, nint rows, nint columns, ref T sums, ref T gradient)
    {
        var (g, s0, s1, s2) = (gradient, sums, Unsafe.Add(ref sums, 1), Unsafe.Add(ref sums, 2));
        for (nint k = 0; k < rows; k++)
        {
            var a = Unsafe.Add(ref own, k * columns);
            g = T.MultiplyAdd(a, Unsafe.Add(ref residuals, k), g);
            s0 = T.MultiplyAdd(a, Unsafe.Add(ref others, k * columns), s0);
            s1 = T.MultiplyAdd(a, Unsafe.Add(ref others, k * columns + 1), s1);
            s2 = T.MultiplyAdd(a, a, s2);
        }
        (gradient, sums, Unsafe.Add(ref sums, 1), Unsafe.Add(ref sums, 2)) = (g, s0, s1, s2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Three(ref T own, ref T others, ref T residuals, nint rows, nint columns, ref T sums, ref T gradient)
    {
        var (g, s0, s1, s2, s3) = (gradient, sums, Unsafe.Add(ref sums, 1), Unsafe.Add(ref sums, 2), Unsafe.Add(ref sums, 3));
        for (nint k = 0; k < rows; k++)
        {
            var a = Unsafe.Add(ref own, k * columns);
            g = T.MultiplyAdd(a, Unsafe.Add(ref residuals, k), g);
            s0 = T.MultiplyAdd(a, Unsafe.Add(ref others, k * columns), s0);
            s1 = T.MultiplyAdd(a, Unsafe.Add(ref others, k * columns + 1), s1);
            s2 = T.MultiplyAdd(a, Unsafe.Add(ref others, k * columns + 2), s2);
            s3 = T.MultiplyAdd(a, a, s3);
        }
        (gradient, sums, Unsafe.Add(ref sums, 1), Unsafe.Add(ref sums, 2), Unsafe.Add(ref sums, 3)) = (g, s0, s1, s2, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(ref T own, ref T others, nint rows, nint columns, ref T sums)
    {
        var (s0, s1, s2, s3) = (sums, Unsafe.Add(ref sums, 1), Unsafe.Add(ref sums, 2), Unsafe.Add(ref sums, 3));
        for (nint k = 0; k < rows; k++)
        {
            var a = Unsafe.Add(ref own, k * columns);
            s0 = T.MultiplyAdd(a, Unsafe.Add(ref others, k * columns), s0);
            s1 = T.MultiplyAdd(a, Unsafe.Add(ref others, k * columns + 1), s1);
            s2 = T.MultiplyAdd(a, Unsafe.Add(ref others, k * columns + 2), s2);
            s3 = T.MultiplyAdd(a, Unsafe.Add(ref others, k * columns + 3), s3);
        }
        (sums, Unsafe.Add(ref sums, 1), Unsafe.Add(ref sums, 2), Unsafe.Add(ref sums, 3)) = (s0, s1, s2, s3);
    }
}
