namespace Spm.Core.Instruments.Paths;

/// <summary>
/// The image u that makes Σ((S u)_i − d_i)² + λ(Σu_xx² + 2Σu_xy² + Σu_yy²) least, differences taken inside of the image only, so that planes bend nothing and the
/// edge is free. Its normal equations (SᵀS + λB)u = Sᵀd are solved by conjugate gradients; the preconditioner is the same with points spread evenly
/// and a clamped edge, w̄ + λ(4 − 2cos πk/N − 2cos πl/M)², which the cosine transform makes diagonal.
/// </summary>
/// <remarks>Source: I. C. Briggs, Geophysics 39, 39 (1974); D. Garcia, Comput. Stat. Data Anal. 54, 1167 (2010).</remarks>
internal sealed class ThinPlateSolver(int rows, int columns)
{
    /// <summary>Stops when ‖residual‖ ≤ this · ‖Sᵀd‖, both in the preconditioner's norm.</summary>
    private const double Tolerance = 1e-6;

    private const int MaxIterations = 1000;

    private readonly CosineTransform _cosines = new(rows, columns);

    /// <summary>The image and the number of iterations.</summary>
    public (double[] Image, int Iterations) Solve(PixelSampling sampling, double[] data, double smoothing, CancellationToken cancel)
    {
        var n = rows * columns;
        double[] image = new double[n], residual = new double[n];
        for (var i = 0; i < sampling.Count; i++) sampling.Spread(i, data[i], residual);
        var inverse = Preconditioner((double)sampling.Count / n, smoothing);
        var z = Precondition(residual, inverse);
        double[] direction = [.. z], applied = new double[n];
        var first = Dot(residual, z);
        var (iterations, power) = (0, first);
        while (power > Tolerance * Tolerance * first && iterations < MaxIterations)
        {
            cancel.ThrowIfCancellationRequested();
            Apply(sampling, direction, smoothing, applied);
            var step = power / Dot(direction, applied);
            for (var i = 0; i < n; i++)
            {
                image[i] += step * direction[i];
                residual[i] -= step * applied[i];
            }
            z = Precondition(residual, inverse);
            var next = Dot(residual, z);
            for (var i = 0; i < n; i++) direction[i] = z[i] + next / power * direction[i];
            (power, iterations) = (next, iterations + 1);
        }
        return (image, iterations);
    }

    private void Apply(PixelSampling sampling, double[] u, double smoothing, double[] result)
    {
        Array.Clear(result);
        for (var i = 0; i < sampling.Count; i++) sampling.Spread(i, sampling.At(i, u), result);
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
            {
                var p = r * columns + c;
                if (c > 0 && c < columns - 1) Straight(p, 1);
                if (r > 0 && r < rows - 1) Straight(p, columns);
                if (r < rows - 1 && c < columns - 1) Twist(p);
            }

        void Straight(int p, int stride)
        {
            var bend = smoothing * (u[p - stride] - 2 * u[p] + u[p + stride]);
            result[p - stride] += bend;
            result[p] -= 2 * bend;
            result[p + stride] += bend;
        }

        void Twist(int p)
        {
            var bend = 2 * smoothing * (u[p] - u[p + 1] - u[p + columns] + u[p + columns + 1]);
            result[p] += bend;
            result[p + 1] -= bend;
            result[p + columns] -= bend;
            result[p + columns + 1] += bend;
        }
    }

    private double[] Preconditioner(double density, double smoothing)
    {
        var inverse = new double[rows * columns];
        for (var k = 0; k < rows; k++)
            for (var l = 0; l < columns; l++)
            {
                var laplacian = 4 - 2 * Math.Cos(Math.PI * k / rows) - 2 * Math.Cos(Math.PI * l / columns);
                inverse[k * columns + l] = 1 / (density + smoothing * laplacian * laplacian);
            }
        return inverse;
    }

    private double[] Precondition(double[] residual, double[] inverse)
    {
        double[] z = [.. residual];
        _cosines.Forward(z);
        for (var i = 0; i < z.Length; i++) z[i] *= inverse[i];
        _cosines.Inverse(z);
        return z;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
