using System.Runtime.CompilerServices;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Least squares by Householder's QR: no normal equations, so that an ill-conditioned problem keeps its digits. Matrices are column by
/// column. Golub and Van Loan, Matrix Computations, 4th ed., section 5.2 and 5.3.
/// </summary>
internal static class Householder
{
    /// <summary>A column is a combination of those before it when less than this part of its length is its own.</summary>
    public const double Dependent = 1e-14;

    /// <summary>A = QR in place, R in the upper rows; the right-hand side becomes Qᵀb.</summary>
    /// <param name="a">[column × row]; row count at least the column count.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="b">[row].</param>
    /// <param name="pivot">[column], out: the row of R that belongs to a column; −1 for a dependent one, which has none.</param>
    /// <returns>The rank: the squares of so many leading numbers of Qᵀb are what the columns explain of b.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Factor(Span<double> a, int rows, int columns, Span<double> b, Span<int> pivot)
    {
        var rank = 0;
        for (var j = 0; j < columns; j++)
        {
            var v = a.Slice(j * rows, rows);
            var whole = Norm(v);
            v = v[rank..];
            var rest = Norm(v);
            pivot[j] = rest > Dependent * whole ? rank : -1;
            if (pivot[j] < 0)
            {
                v.Clear();
                continue;
            }
            var alpha = v[0] > 0 ? -rest : rest;
            v[0] -= alpha;
            var half = -alpha * v[0];
            for (var k = j + 1; k < columns; k++) Reflect(v, half, a.Slice(k * rows + rank, rows - rank));
            Reflect(v, half, b[rank..rows]);
            v[0] = alpha;
            rank++;
        }
        return rank;
    }

    /// <summary>Solves R x = b; a dependent column gets 0.</summary>
    public static void Backward(ReadOnlySpan<double> a, int rows, int columns, ReadOnlySpan<double> b, ReadOnlySpan<int> pivot, Span<double> x)
    {
        for (var i = columns - 1; i >= 0; i--)
        {
            x[i] = 0;
            if (pivot[i] < 0) continue;
            var sum = b[pivot[i]];
            for (var k = i + 1; k < columns; k++) sum -= a[k * rows + pivot[i]] * x[k];
            x[i] = sum / a[i * rows + pivot[i]];
        }
    }

    /// <summary>Diagonal of (RᵀR)⁻¹; NaN for dependent columns.</summary>
    public static void InverseDiagonal(ReadOnlySpan<double> a, int rows, int columns, ReadOnlySpan<int> pivot, Span<double> work, Span<double> diagonal)
    {
        diagonal[..columns].Clear();
        for (var c = 0; c < columns; c++)
        {
            if (pivot[c] < 0)
            {
                diagonal[c] = double.NaN;
                continue;
            }
            // Column c of R⁻¹.
            for (var i = c; i >= 0; i--)
            {
                work[i] = 0;
                if (pivot[i] < 0) continue;
                var sum = i == c ? 1.0 : 0.0;
                for (var k = i + 1; k <= c; k++) sum -= a[k * rows + pivot[i]] * work[k];
                work[i] = sum / a[i * rows + pivot[i]];
                diagonal[i] += work[i] * work[i];
            }
        }
    }

    /// <summary>(RᵀR)⁻¹, [column × column]; NaN for dependent columns.</summary>
    public static void Inverse(ReadOnlySpan<double> a, int rows, int columns, ReadOnlySpan<int> pivot, Span<double> inverse)
    {
        // Rows of R⁻¹ first, then their products.
        var upper = new double[columns * columns];
        for (var c = 0; c < columns; c++)
        {
            for (var i = c; i >= 0 && pivot[c] >= 0; i--)
            {
                if (pivot[i] < 0) continue;
                var sum = i == c ? 1.0 : 0.0;
                for (var k = i + 1; k <= c; k++) sum -= a[k * rows + pivot[i]] * upper[k * columns + c];
                upper[i * columns + c] = sum / a[i * rows + pivot[i]];
            }
        }
        for (var i = 0; i < columns; i++)
            for (var j = 0; j < columns; j++)
            {
                var sum = pivot[i] < 0 || pivot[j] < 0 ? double.NaN : 0.0;
                for (var k = Math.Max(i, j); k < columns; k++) sum += upper[i * columns + k] * upper[j * columns + k];
                inverse[i * columns + j] = sum;
            }
    }

    /// <summary>Euclidean length, without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Norm(ReadOnlySpan<double> v)
    {
        var (largest, sum) = (0.0, 0.0);
        foreach (var value in v) largest = Math.Max(largest, Math.Abs(value));
        if (!(largest > 0) || largest == double.PositiveInfinity) return largest;
        foreach (var value in v) sum += value / largest * (value / largest);
        return largest * Math.Sqrt(sum);
    }

    /// <summary>w −= v (vᵀw)/half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Reflect(ReadOnlySpan<double> v, double half, Span<double> w)
    {
        var dot = 0.0;
        for (var i = 0; i < v.Length; i++) dot += v[i] * w[i];
        dot /= half;
        for (var i = 0; i < v.Length; i++) w[i] -= dot * v[i];
    }
}
