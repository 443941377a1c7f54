namespace Spm.Core.Instruments.Paths;

/// <summary>
/// The image u = C⁻¹a that makes ½Σ((S u)_i − d_i)² + μΣ|a_k| least over all cosine coefficients but the mean's, by accelerated proximal gradients: a step down the
/// gradient with 1/‖S‖², then every coefficient is brought nearer to 0 by μ/‖S‖². μ starts large and falls in stages, each started from the one before.
/// </summary>
/// <remarks>Source: A. Beck, M. Teboulle, SIAM J. Imaging Sci. 2, 183 (2009), FISTA.</remarks>
internal sealed class SparseCosineSolver(int rows, int columns)
{
    private const int Stages = 8, IterationsPerStage = 40;
    private const double FirstSparsity = 0.3;

    private readonly CosineTransform _cosines = new(rows, columns);

    /// <summary>The image and the number of iterations.</summary>
    public (double[] Image, int Iterations) Solve(PixelSampling sampling, double[] data, double sparsity, CancellationToken cancel)
    {
        var n = rows * columns;
        double[] a = new double[n], ahead = new double[n], image = new double[n], gradient = new double[n];
        for (var i = 0; i < sampling.Count; i++) sampling.Spread(i, data[i], gradient);
        _cosines.Forward(gradient);
        var largest = gradient.Skip(1).Select(Math.Abs).DefaultIfEmpty(0).Max();
        var step = 1 / sampling.NormBound(n);
        for (var stage = 0; stage < Stages; stage++)
        {
            var part = Math.Max(sparsity, FirstSparsity) * Math.Pow(sparsity / Math.Max(sparsity, FirstSparsity), stage / (Stages - 1.0));
            var (threshold, momentum) = (step * part * largest, 1.0);
            Array.Copy(a, ahead, n);
            for (var k = 0; k < IterationsPerStage; k++)
            {
                cancel.ThrowIfCancellationRequested();
                Gradient(sampling, data, ahead, image, gradient);
                var next = (1 + Math.Sqrt(1 + 4 * momentum * momentum)) / 2;
                for (var i = 0; i < n; i++)
                {
                    var moved = ahead[i] - step * gradient[i];
                    var shrunk = i == 0 ? moved : Math.Sign(moved) * Math.Max(Math.Abs(moved) - threshold, 0);
                    ahead[i] = shrunk + (momentum - 1) / next * (shrunk - a[i]);
                    a[i] = shrunk;
                }
                momentum = next;
            }
        }
        _cosines.Inverse(a);
        return (a, Stages * IterationsPerStage);
    }

    /// <summary>C Sᵀ(S C⁻¹a − d).</summary>
    private void Gradient(PixelSampling sampling, double[] data, double[] a, double[] image, double[] gradient)
    {
        Array.Copy(a, image, a.Length);
        _cosines.Inverse(image);
        Array.Clear(gradient);
        for (var i = 0; i < sampling.Count; i++) sampling.Spread(i, sampling.At(i, image) - data[i], gradient);
        _cosines.Forward(gradient);
    }
}
