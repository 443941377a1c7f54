namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Cholesky factors of the small symmetric matrices of a loop fit, in place. A direction the data say nothing about (its pivot
/// all but vanishes) is left out: its unknown becomes 0.
/// </summary>
internal static class LoopCholesky
{
    /// <summary>A pivot below this part of its diagonal element is round-off.</summary>
    private const double PivotTolerance = 1e-13;

    /// <summary>A = L·Lᵀ; L replaces the lower triangle. A left-out direction has 0 on the diagonal.</summary>
    public static void Factor(Span<double> a, int n)
    {
        for (var j = 0; j < n; j++)
        {
            var diagonal = a[j * n + j];
            var pivot = diagonal;
            for (var k = 0; k < j; k++)
                pivot -= a[j * n + k] * a[j * n + k];
            var root = pivot > PivotTolerance * diagonal ? Math.Sqrt(pivot) : 0;
            a[j * n + j] = root;
            for (var i = j + 1; i < n; i++)
            {
                var sum = a[i * n + j];
                for (var k = 0; k < j; k++)
                    sum -= a[i * n + k] * a[j * n + k];
                a[i * n + j] = root > 0 ? sum / root : 0;
            }
        }
    }

    /// <summary>Solves L·Lᵀ·x = b in place.</summary>
    public static void Solve(ReadOnlySpan<double> factor, int n, Span<double> b)
    {
        for (var i = 0; i < n; i++)
        {
            var sum = b[i];
            for (var k = 0; k < i; k++)
                sum -= factor[i * n + k] * b[k];
            b[i] = factor[i * n + i] > 0 ? sum / factor[i * n + i] : 0;
        }
        for (var i = n - 1; i >= 0; i--)
        {
            var sum = b[i];
            for (var k = i + 1; k < n; k++)
                sum -= factor[k * n + i] * b[k];
            b[i] = factor[i * n + i] > 0 ? sum / factor[i * n + i] : 0;
        }
    }
}
