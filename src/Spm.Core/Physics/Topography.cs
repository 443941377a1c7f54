namespace Spm.Core.Physics;

/// <summary>
/// Height of an epitaxial film: a residual tilt, long undulations, fine grains, shallow furrows along in-plane domains (their
/// lattice is tilted against the film's), and a few particles with steep flanks.
/// </summary>
public static class Topography
{
    private const int Particles = 6;

    /// <summary>Height in m, row-major, mean 0.</summary>
    /// <param name="seed">Seed of the sample.</param>
    /// <param name="inPlane">Mask of in-plane domains, row-major.</param>
    /// <param name="cells">Cells along one side of the square lattice.</param>
    /// <param name="cellM">Side of a cell in m.</param>
    public static double[] Height(int seed, double[] inPlane, int cells, double cellM)
    {
        var undulation = RandomField.Correlated(seed, RandomPurpose.Topography, 0, cells, 450e-9 / cellM);
        var grains = RandomField.Correlated(seed, RandomPurpose.Topography, 1, cells, 35e-9 / cellM);
        var stream = new RandomSequence(seed, RandomPurpose.Topography, 2);
        var (tiltX, tiltY) = (1.5e-9 * stream.NextGaussian(), 1.5e-9 * stream.NextGaussian());
        var height = new double[cells * cells];
        for (var row = 0; row < cells; row++)
        {
            for (var column = 0; column < cells; column++)
            {
                var i = row * cells + column;
                height[i] = tiltX * column / cells + tiltY * row / cells + 0.6e-9 * undulation[i] + 0.35e-9 * grains[i] - 1.2e-9 * inPlane[i];
            }
        }
        for (var particle = 0; particle < Particles; particle++)
            AddParticle(height, cells, stream.NextUniform() * cells, stream.NextUniform() * cells, (30e-9 + 40e-9 * stream.NextUniform()) / cellM, 4e-9 + 8e-9 * stream.NextUniform());
        var mean = height.Average();
        for (var i = 0; i < height.Length; i++) height[i] -= mean;
        return height;
    }

    private static void AddParticle(double[] height, int cells, double x, double y, double radiusCells, double topM)
    {
        var reach = (int)Math.Ceiling(4 * radiusCells);
        for (var row = Math.Max(0, (int)y - reach); row < Math.Min(cells, (int)y + reach); row++)
        {
            for (var column = Math.Max(0, (int)x - reach); column < Math.Min(cells, (int)x + reach); column++)
            {
                var squared = ((column - x) * (column - x) + (row - y) * (row - y)) / (radiusCells * radiusCells);
                height[row * cells + column] += topM * Math.Exp(-0.5 * squared);
            }
        }
    }
}
