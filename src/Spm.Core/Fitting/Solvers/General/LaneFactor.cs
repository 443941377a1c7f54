using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// A = L D Lᵀ of small symmetric matrices, one per lane, lower triangles row by row. A column that is a combination of those before it,
/// to rounding, is dropped: its 1/d is 0, and so is its part of every solution.
/// </summary>
internal sealed class LaneFactor<T>(int size) where T : unmanaged, IRealLanes<T>
{
    /// <summary>A column is dropped when less than this part of its square is its own.</summary>
    public const double Dependent = 1e-13;

    private readonly T[] _lower = new T[size * (size + 1) / 2], _inverse = new T[size], _row = new T[size];

    /// <summary>Factors rows <paramref name="from"/> to <paramref name="to"/> (not included); those before have been factored.</summary>
    /// <param name="matrix">Lower triangle.</param>
    /// <param name="from">First row.</param>
    /// <param name="to">Row after the last.</param>
    /// <param name="damping">Factor on <paramref name="diagonal"/>.</param>
    /// <param name="diagonal">[row]: what is added to the diagonal, times damping.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Rows(ReadOnlySpan<T> matrix, int from, int to, T damping, ReadOnlySpan<T> diagonal)
    {
        ref var lower = ref MemoryMarshal.GetArrayDataReference(_lower);
        ref var row = ref MemoryMarshal.GetArrayDataReference(_row);
        ref var inverse = ref MemoryMarshal.GetArrayDataReference(_inverse);
        var (zero, one, dependent) = (T.Broadcast(0), T.Broadcast(1), T.Broadcast(Dependent));
        for (var i = from; i < to; i++)
        {
            var start = i * (i + 1) / 2;
            var whole = T.MultiplyAdd(damping, diagonal[i], matrix[start + i]);
            var rest = whole;
            for (var k = 0; k < i; k++)
            {
                var v = matrix[start + k];
                ref var other = ref Unsafe.Add(ref lower, k * (k + 1) / 2);
                for (var m = 0; m < k; m++) v = T.SubtractProduct(v, Unsafe.Add(ref row, m), Unsafe.Add(ref other, m));
                Unsafe.Add(ref row, k) = v;
                var l = v * Unsafe.Add(ref inverse, k);
                Unsafe.Add(ref lower, start + k) = l;
                rest = T.SubtractProduct(rest, v, l);
            }
            Unsafe.Add(ref inverse, i) = T.Select(T.Less(dependent * whole, rest), one / rest, zero);
        }
    }

    /// <summary>Solves L y = b for rows <paramref name="from"/> to <paramref name="to"/> in place and returns Σ y²/d over them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T Forward(Span<T> b, int from, int to)
    {
        var sum = T.Broadcast(0);
        for (var i = from; i < to; i++)
        {
            var y = b[i];
            for (var k = 0; k < i; k++) y = T.SubtractProduct(y, _lower[i * (i + 1) / 2 + k], b[k]);
            b[i] = y;
            sum = T.MultiplyAdd(y, y * _inverse[i], sum);
        }
        return sum;
    }

    /// <summary>Solves D Lᵀ x = y for the first <paramref name="count"/> rows in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Backward(Span<T> y, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            var x = y[i] * _inverse[i];
            for (var k = i + 1; k < count; k++) x = T.SubtractProduct(x, _lower[k * (k + 1) / 2 + i], y[k]);
            y[i] = x;
        }
    }
}
