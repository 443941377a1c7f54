using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Spectroscopy;

/// <summary>The covariance of one fit of a result, with the variance of a point that its standard errors were made with.</summary>
internal static class SwitchingCovariance
{
    private const int N = LoopModel.ParameterCount;

    /// <summary>
    /// Computes C = σ̂²(JᵀJ)⁻¹. A width that is not determined and no wider than a bias step is given the variance step²/12 of a
    /// uniform distribution over a step and no covariance: the data say no more than that it is narrower than the step.
    /// </summary>
    /// <param name="result">The fit.</param>
    /// <param name="fit">Which one.</param>
    /// <param name="covariance">[81], row-major, out.</param>
    /// <param name="pointNoise">σ̂ of one point, out; NaN when false is returned.</param>
    /// <returns>False when the fit has no standard errors or its covariance cannot be had.</returns>
    public static bool TryOf(FitResult result, int fit, Span<double> covariance, out double pointNoise)
    {
        pointNoise = double.NaN;
        var points = result.FitDimension.Length;
        var excluded = result.Excluded is { } all ? all.AsSpan(fit * points, points) : [];
        var errors = result.StandardErrors.AsSpan(fit * N, N);
        if (!LoopCovariance.TryCompute(result.ParametersOf(fit), result.FitDimension.Values, excluded, 1, covariance))
            return false;
        var variance = double.NaN;
        // a0, a1, a4 first: an error of a coercive bias may hold a share that does not scale with the noise.
        foreach (var i in (ReadOnlySpan<int>)[1, 0, 4, 5, 6, 7, 8])
            if (double.IsNaN(variance) && covariance[i * N + i] > 0 && double.IsFinite(errors[i]))
                variance = errors[i] * errors[i] / covariance[i * N + i];
        if (double.IsNaN(variance) || !LoopCovariance.TryCompute(result.ParametersOf(fit), result.FitDimension.Values, excluded, variance, covariance))
            return false;
        pointNoise = Math.Sqrt(variance);
        var step = Step(result.FitDimension.Values);
        for (var i = 5; i < N; i++)
            if (double.IsNaN(covariance[i * N + i]) && result.ParametersOf(fit)[i] <= step)
            {
                for (var j = 0; j < N; j++)
                    covariance[i * N + j] = covariance[j * N + i] = 0;
                covariance[i * N + i] = step * step / 12;
            }
        return true;
    }

    /// <summary>Median of the bias steps that are not 0, V.</summary>
    private static double Step(double[] biasesV)
    {
        var steps = new List<double>(biasesV.Length);
        for (var i = 1; i < biasesV.Length; i++)
            if (biasesV[i] != biasesV[i - 1])
                steps.Add(Math.Abs(biasesV[i] - biasesV[i - 1]));
        steps.Sort();
        return steps.Count > 0 ? steps[steps.Count / 2] : 0;
    }
}
