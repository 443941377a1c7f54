namespace Spm.Core.Fitting.Solvers;

/// <summary>The symmetric sweep operator: taking in all pivots one after the other turns A into −A⁻¹, and any of them may be left out.</summary>
/// <remarks>Source: Goodnight, The American Statistician 33, 149 (1979).</remarks>
internal static class LoopSweep
{
    /// <summary>Sweeps on pivot k; false, leaving the matrix as it is, when the pivot is round-off of its first value.</summary>
    /// <param name="matrix">[n × n], symmetric.</param>
    /// <param name="n">Order.</param>
    /// <param name="k">Pivot.</param>
    /// <param name="first">The pivot before any sweep.</param>
    /// <param name="tolerance">Part of <paramref name="first"/> that the pivot must exceed.</param>
    public static bool TryPivot(Span<double> matrix, int n, int k, double first, double tolerance)
    {
        var pivot = matrix[k * n + k];
        if (!(pivot > tolerance * first))
            return false;
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                if (i != k && j != k)
                    matrix[i * n + j] -= matrix[i * n + k] * matrix[k * n + j] / pivot;
        for (var i = 0; i < n; i++)
            if (i != k)
                matrix[i * n + k] = matrix[k * n + i] /= pivot;
        matrix[k * n + k] = -1 / pivot;
        return true;
    }
}
