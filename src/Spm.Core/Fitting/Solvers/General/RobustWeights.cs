using System.Runtime.CompilerServices;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Iteratively reweighted least squares: the weights that a robust loss gives the residuals of a fit, and what it does to the variance of the
/// parameters. The scale of the noise is known, or 1.4826·median|r|·√(n/(n−k)) (complex data: median modulus/1.1774).
/// </summary>
/// <remarks>Huber and Ronchetti, Robust Statistics, 2nd ed., chapter 7: Cov = [Σψ²/(n−k)] / [mean ψ']² · (JᵀJ)⁻¹, in units of the noise.</remarks>
internal sealed class RobustWeights(ModelProblem problem)
{
    /// <summary>After so many rounds the scale of the noise stays as it is, so that the rounds have a limit.</summary>
    public const int RoundsWithScale = 8;

    /// <summary>Rounds after which the weights are what they are.</summary>
    public const int MaxRounds = 100;

    // The smallest scale of the noise, as part of the data: residuals below it are rounding.
    private const double LeastScale = 1e-12;

    private readonly double[] _model = new double[problem.Points * problem.Channels], _moduli = new double[problem.Points], _sorted = new double[problem.Points], _roots = new double[problem.Points];
    private readonly double _k = (problem.Options.Loss == FitLoss.Huber ? 1.345 : 2.385) * Math.Sqrt(problem.Channels);

    /// <summary>[point]: the new √w, after <see cref="Update"/>.</summary>
    public ReadOnlySpan<double> RootWeights => _roots;

    /// <summary>
    /// Weights before there is a fit, min(1, k/t): t is the distance of a point from the median of itself and its four neighbours, in units of the
    /// noise that these distances show. Without them the first fit may end on a spike, which is then no outlier any more.
    /// </summary>
    /// <param name="y">Data.</param>
    /// <param name="rootWeights">√w without the loss, over the spectrum's scale.</param>
    /// <param name="facts">The spectrum.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void First(ReadOnlySpan<double> y, ReadOnlySpan<double> rootWeights, in SpectrumFacts facts)
    {
        var (channels, kept) = (problem.Channels, 0);
        Span<double> window = stackalloc double[5];
        for (var i = 0; i < problem.Points; i++)
        {
            _moduli[i] = 0;
            if (rootWeights[i] == 0) continue;
            for (var c = 0; c < channels; c++)
            {
                var count = 0;
                for (var k = Math.Max(0, i - 2); k <= Math.Min(problem.Points - 1, i + 2); k++)
                    if (rootWeights[k] > 0) window[count++] = y[k * channels + c];
                window[..count].Sort();
                var distance = rootWeights[i] * (y[i * channels + c] - window[count / 2]);
                _moduli[i] += distance * distance;
            }
            _moduli[i] = Math.Sqrt(_moduli[i]);
            _sorted[kept++] = _moduli[i];
        }
        _sorted.AsSpan(0, kept).Sort();
        var sigma = Math.Max(2 * _sorted[kept / 2], 1e-3 * Math.Sqrt(facts.Variation / facts.Kept));
        for (var i = 0; i < _roots.Length; i++)
            _roots[i] = sigma > 0 ? rootWeights[i] * Math.Sqrt(Math.Min(1, _k * sigma / Math.Max(_moduli[i], double.Epsilon))) : rootWeights[i];
    }

    /// <summary>Weighs the residuals.</summary>
    /// <param name="y">Data.</param>
    /// <param name="point">[parameter].</param>
    /// <param name="rootWeights">√w without the loss, over the spectrum's scale.</param>
    /// <param name="facts">The spectrum.</param>
    /// <param name="sigma">Scale of the noise in units of the spectrum's scale; found here when it is 0.</param>
    /// <returns>The factor on the variance of the parameters that come with weighted sums.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Update(ReadOnlySpan<double> y, ReadOnlySpan<double> point, ReadOnlySpan<double> rootWeights, in SpectrumFacts facts, ref double sigma)
    {
        problem.Model.Evaluate(point, problem.X, _model);
        var (channels, kept) = (problem.Channels, 0);
        for (var i = 0; i < problem.Points; i++)
        {
            if (rootWeights[i] == 0) continue;
            var square = 0.0;
            for (var c = 0; c < channels; c++)
            {
                var r = rootWeights[i] * (y[i * channels + c] - _model[i * channels + c]);
                square += r * r;
            }
            _moduli[i] = Math.Sqrt(square);
            _sorted[kept++] = _moduli[i];
        }
        if (problem.HasKnownNoise) sigma = 1 / facts.Scale;
        else if (sigma == 0)
        {
            var sorted = _sorted.AsSpan(0, kept);
            sorted.Sort();
            var freedom = Math.Max(facts.Kept - problem.Columns.Length, 1);
            sigma = 0.5 * (sorted[kept / 2] + sorted[(kept - 1) / 2]) / (channels == 2 ? 1.17741 : 0.67449) * Math.Sqrt(facts.Kept / (double)freedom);
            sigma = Math.Max(sigma, LeastScale * Math.Sqrt(facts.Energy / facts.Kept));
        }
        return Weigh(rootWeights, facts, sigma);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Weigh(ReadOnlySpan<double> rootWeights, in SpectrumFacts facts, double sigma)
    {
        var (psiSquares, slopes, weights, weighted, kept) = (0.0, 0.0, 0.0, 0.0, 0);
        for (var i = 0; i < _roots.Length; i++)
        {
            _roots[i] = 0;
            if (rootWeights[i] == 0) continue;
            var t = sigma > 0 ? _moduli[i] / (sigma * _k) : 0;
            var weight = problem.Options.Loss == FitLoss.Huber ? 1 / Math.Max(1, t) : 1 / (1 + t * t);
            // For complex residuals ψ is a vector; its slope is the mean of the one along it and the one across.
            var along = problem.Options.Loss == FitLoss.Huber ? (t < 1 ? 1 : 0) : (1 - t * t) * weight * weight;
            slopes += problem.Channels == 2 ? 0.5 * (along + weight) : along;
            psiSquares += weight * weight * t * t;
            weighted += weight * t * t;
            weights += weight;
            kept++;
            _roots[i] = rootWeights[i] * Math.Sqrt(weight);
        }
        // Against what the weighted sums say by themselves: Σ w r²/(n − k)·(JᵀWJ)⁻¹, or (JᵀWJ)⁻¹ with known noise.
        var mean = slopes / kept;
        var factor = mean > 0 ? weights / kept / (mean * mean) : double.PositiveInfinity;
        if (problem.HasKnownNoise) return factor * psiSquares * _k * _k / Math.Max(facts.Kept - problem.Columns.Length, 1);
        return weighted > 0 ? factor * psiSquares / weighted : 1;
    }
}
