using System.Numerics;
using System.Runtime.InteropServices;

namespace Spm.Core.Fitting.Models;

/// <summary>Linear least squares with a few columns, for guesses: normal equations with columns of length 1, by Cholesky.</summary>
internal static class SmallLeastSquares
{
    /// <summary>min |y − Σ c_j g_j|². A column that depends on those before it gets the coefficient 0.</summary>
    /// <param name="columns">g, [column × point].</param>
    /// <param name="y">[point].</param>
    /// <param name="coefficients">c, [column], out.</param>
    /// <param name="dependent">Squared length, of 1, below which what is left of a column counts as nothing.</param>
    /// <returns>The minimum; +∞ where a column is not finite.</returns>
    public static double Solve(ReadOnlySpan<double> columns, ReadOnlySpan<double> y, Span<double> coefficients, double dependent)
    {
        var (n, m) = (y.Length, coefficients.Length);
        Span<double> factor = stackalloc double[m * m];
        Span<double> scale = stackalloc double[m];
        for (var i = 0; i < m; i++)
        {
            var length = Math.Sqrt(Dot(columns.Slice(i * n, n), columns.Slice(i * n, n)));
            if (!double.IsFinite(length)) return double.PositiveInfinity;
            scale[i] = length > 0 ? 1 / length : 0;
        }
        for (var i = 0; i < m; i++)
        {
            coefficients[i] = scale[i] * Dot(columns.Slice(i * n, n), y);
            for (var j = 0; j <= i; j++)
            {
                var sum = scale[i] * scale[j] * Dot(columns.Slice(i * n, n), columns.Slice(j * n, n));
                for (var k = 0; k < j; k++) sum -= factor[i * m + k] * factor[j * m + k];
                if (i != j) factor[i * m + j] = factor[j * m + j] > 0 ? sum / factor[j * m + j] : 0;
                else factor[i * m + i] = sum > dependent ? Math.Sqrt(sum) : 0;
            }
        }
        for (var i = 0; i < m; i++)
        {
            for (var k = 0; k < i; k++) coefficients[i] -= factor[i * m + k] * coefficients[k];
            coefficients[i] = factor[i * m + i] > 0 ? coefficients[i] / factor[i * m + i] : 0;
        }
        for (var i = m - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < m; k++) coefficients[i] -= factor[k * m + i] * coefficients[k];
            coefficients[i] = factor[i * m + i] > 0 ? coefficients[i] / factor[i * m + i] : 0;
        }
        for (var i = 0; i < m; i++) coefficients[i] *= scale[i];
        return Cost(columns, y, coefficients);
    }

    private static double Cost(ReadOnlySpan<double> columns, ReadOnlySpan<double> y, ReadOnlySpan<double> coefficients)
    {
        var n = y.Length;
        var sums = Vector<double>.Zero;
        var first = 0;
        for (; first + Vector<double>.Count <= n; first += Vector<double>.Count)
        {
            var residual = new Vector<double>(y[first..]);
            for (var j = 0; j < coefficients.Length; j++) residual -= coefficients[j] * new Vector<double>(columns[(j * n + first)..]);
            sums += residual * residual;
        }
        var cost = Vector.Sum(sums);
        for (var k = first; k < n; k++)
        {
            var residual = y[k];
            for (var j = 0; j < coefficients.Length; j++) residual -= coefficients[j] * columns[j * n + k];
            cost += residual * residual;
        }
        return double.IsFinite(cost) ? cost : double.PositiveInfinity;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var wideA = MemoryMarshal.Cast<double, Vector<double>>(a);
        var wideB = MemoryMarshal.Cast<double, Vector<double>>(b);
        var sums = Vector<double>.Zero;
        for (var k = 0; k < wideA.Length; k++) sums += wideA[k] * wideB[k];
        var sum = Vector.Sum(sums);
        for (var k = wideA.Length * Vector<double>.Count; k < a.Length; k++) sum += a[k] * b[k];
        return sum;
    }
}
