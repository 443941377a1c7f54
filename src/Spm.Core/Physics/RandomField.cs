namespace Spm.Core.Physics;

/// <summary>
/// A correlated Gaussian random field on a periodic square lattice: white noise smoothed by three box blurs, which together are
/// close to a Gaussian kernel of standard deviation s cells (each box of odd width w ≈ √(4s² + 1) has variance (w² − 1)/12),
/// then shifted and scaled to mean 0 and variance 1.
/// </summary>
public static class RandomField
{
    /// <summary>Makes a field of <paramref name="cells"/> × <paramref name="cells"/> values, row-major.</summary>
    /// <param name="seed">Seed of the sample.</param>
    /// <param name="purpose">What the field is for.</param>
    /// <param name="variant">Distinguishes several fields for one purpose.</param>
    /// <param name="cells">Cells along one side.</param>
    /// <param name="smoothingCells">Standard deviation s of the smoothing kernel in cells; 0 leaves white noise.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kernel is wider than the lattice.</exception>
    public static double[] Correlated(int seed, RandomPurpose purpose, int variant, int cells, double smoothingCells)
    {
        var width = (int)Math.Round((Math.Sqrt(4 * smoothingCells * smoothingCells + 1) - 1) / 2) * 2 + 1;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, cells, nameof(smoothingCells));
        var stream = new RandomSequence(seed, purpose, variant);
        var field = new double[cells * cells];
        for (var i = 0; i < field.Length; i += 2)
        {
            var pair = stream.NextComplexGaussian();
            field[i] = pair.Real;
            if (i + 1 < field.Length) field[i + 1] = pair.Imaginary;
        }

        var scratch = new double[field.Length];
        for (var pass = 0; pass < 3 && width > 1; pass++)
        {
            BlurAlongRows(field, scratch, cells, width);
            BlurAlongColumns(scratch, field, cells, width);
        }
        Standardize(field);
        return field;
    }

    private static void BlurAlongRows(double[] source, double[] target, int cells, int width)
    {
        var half = width / 2;
        for (var row = 0; row < cells; row++)
        {
            var from = source.AsSpan(row * cells, cells);
            var to = target.AsSpan(row * cells, cells);
            var sum = 0.0;
            for (var c = -half; c <= half; c++) sum += from[(c + cells) % cells];
            for (var c = 0; c < cells; c++)
            {
                to[c] = sum;
                sum += from[(c + half + 1) % cells] - from[(c - half + cells) % cells];
            }
        }
    }

    private static void BlurAlongColumns(double[] source, double[] target, int cells, int width)
    {
        var half = width / 2;
        var sum = new double[cells];
        for (var r = -half; r <= half; r++)
        {
            var from = source.AsSpan((r + cells) % cells * cells, cells);
            for (var c = 0; c < cells; c++) sum[c] += from[c];
        }
        for (var row = 0; row < cells; row++)
        {
            sum.CopyTo(target.AsSpan(row * cells, cells));
            var entering = source.AsSpan((row + half + 1) % cells * cells, cells);
            var leaving = source.AsSpan((row - half + cells) % cells * cells, cells);
            for (var c = 0; c < cells; c++) sum[c] += entering[c] - leaving[c];
        }
    }

    private static void Standardize(double[] field)
    {
        var mean = field.Average();
        var deviation = Math.Sqrt(field.Sum(v => (v - mean) * (v - mean)) / field.Length);
        for (var i = 0; i < field.Length; i++) field[i] = (field[i] - mean) / deviation;
    }
}
