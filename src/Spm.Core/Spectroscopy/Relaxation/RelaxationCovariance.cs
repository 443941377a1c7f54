using Spm.Core.Fitting;
using Spm.Core.Fitting.Solvers;

namespace Spm.Core.Spectroscopy;

/// <summary>(JᵀJ)⁻¹ of one relaxation, the full matrix, from exact derivatives at the points that are finite.</summary>
internal static class RelaxationCovariance<TFunction> where TFunction : struct, IModelFunction
{
    /// <summary>A squared column that keeps less than this part after the earlier ones are taken out is not determined.</summary>
    private const double PivotTolerance = 1e-12;

    /// <summary>Computes it.</summary>
    /// <param name="parameters">Parameters in the model's order.</param>
    /// <param name="times">[point].</param>
    /// <param name="values">[point]: the data; points that are not finite stay out.</param>
    /// <param name="covariance">[parameter × parameter], row-major, out; for a noise of 1 per point.</param>
    /// <returns>False, with NaN, when the data do not fix all parameters.</returns>
    public static bool TryCompute(ReadOnlySpan<double> parameters, ReadOnlySpan<double> times, ReadOnlySpan<double> values, Span<double> covariance)
    {
        var n = parameters.Length;
        var slopes = new ModelSlopes<RealKernel<TFunction>>(n, [.. Enumerable.Range(0, n)]);
        var (model, jacobian, scale) = (new double[times.Length], new double[times.Length * n], new double[n]);
        slopes.Evaluate(parameters, times, model, jacobian);
        covariance.Clear();
        for (var point = 0; point < times.Length; point++)
            if (double.IsFinite(values[point]))
                for (var j = 0; j < n; j++)
                    scale[j] = double.Hypot(scale[j], jacobian[point * n + j]);
        for (var point = 0; point < times.Length; point++)
        {
            if (!double.IsFinite(values[point]))
                continue;
            for (var i = 0; i < n; i++)
                for (var j = 0; j < n; j++)
                    covariance[i * n + j] += jacobian[point * n + i] / scale[i] * (jacobian[point * n + j] / scale[j]);
        }
        for (var k = 0; k < n; k++)
            if (!LoopSweep.TryPivot(covariance, n, k, 1, PivotTolerance))
            {
                covariance.Fill(double.NaN);
                return false;
            }
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                covariance[i * n + j] /= -scale[i] * scale[j];
        return true;
    }
}
