using MathNet.Numerics;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// How likely a loop fits this well where there is nothing but noise about a straight line: the F test of the nine parameters
/// against the two of the line.
/// </summary>
/// <remarks>
/// F = ((S_line − S_loop)/7)/(S_loop/(n − 9)). The loop is not linear and is sought over switching biases and widths, so the
/// tables need not hold; that they do is shown by fits to simulated noise (a test repeats it): at a significance of 0.1, 0.01 and
/// 0.001, 349, 22 and 2 of 3,000 noise loops of 64 points passed (grid of 24 biases per branch, four starts).
/// </remarks>
internal static class LoopNoiseTest
{
    private const int LineParameters = 2;

    /// <summary>The probability, 0 to 1; 1 when there are too few points to say.</summary>
    /// <param name="sums">Inner products at the solution, over the points kept.</param>
    /// <param name="cost">Σr² over the points kept.</param>
    /// <param name="pointCount">Number of points kept.</param>
    public static double Probability(LoopSums sums, double cost, int pointCount)
    {
        var spare = pointCount - LoopModel.ParameterCount;
        if (spare < 1)
            return 1;
        var variance = sums[9, 9] - sums[0, 9] * sums[0, 9] / sums[0, 0];
        var bias = sums[2, 2] - sums[0, 2] * sums[0, 2] / sums[0, 0];
        var covariance = sums[2, 9] - sums[0, 2] * sums[0, 9] / sums[0, 0];
        var line = bias > 0 ? variance - covariance * covariance / bias : variance;
        var explained = line - cost;
        if (!(explained > 0))
            return 1;
        // The survival function of F is the regularized incomplete beta function of S_loop/S_line.
        return SpecialFunctions.BetaRegularized(spare / 2.0, (LoopModel.ParameterCount - LineParameters) / 2.0, Math.Clamp(cost / line, 0, 1));
    }

    /// <summary>The ratio S_loop/S_line below which a loop is not noise at a significance, all points being kept.</summary>
    public static double CriticalRatio(int pointCount, double significance)
    {
        var spare = pointCount - LoopModel.ParameterCount;
        if (spare < 1)
            return 0;
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (SpecialFunctions.BetaRegularized(spare / 2.0, (LoopModel.ParameterCount - LineParameters) / 2.0, middle) > significance) high = middle;
            else low = middle;
        }
        return low;
    }
}
