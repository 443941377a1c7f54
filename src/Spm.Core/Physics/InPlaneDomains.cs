namespace Spm.Core.Physics;

/// <summary>Needle-shaped in-plane (a) domains along the two in-plane crystal axes, as in strained tetragonal films.</summary>
public static class InPlaneDomains
{
    private const int Count = 11;

    /// <summary>1 inside a needle, 0 outside, with edges smoothed over one cell.</summary>
    /// <param name="seed">Seed of the sample.</param>
    /// <param name="cells">Cells along one side of the square lattice.</param>
    /// <param name="cellM">Side of a cell in m.</param>
    /// <returns>Row-major mask.</returns>
    public static double[] Mask(int seed, int cells, double cellM)
    {
        var mask = new double[cells * cells];
        var stream = new RandomSequence(seed, RandomPurpose.InPlaneDomains);
        for (var needle = 0; needle < Count; needle++)
        {
            var alongX = stream.NextUniform() < 0.5;
            var (middle, across) = (stream.NextUniform() * cells, stream.NextUniform() * cells);
            var halfLength = (0.5e-6 + 1.2e-6 * stream.NextUniform()) / cellM;
            var halfWidth = (25e-9 + 25e-9 * stream.NextUniform()) / cellM;
            for (var a = Math.Max(0, (int)(middle - halfLength)); a <= Math.Min(cells - 1, middle + halfLength); a++)
            {
                var taper = Math.Sqrt(Math.Max(0, 1 - Math.Pow((a - middle) / halfLength, 4)));
                for (var b = Math.Max(0, (int)(across - halfWidth - 2)); b <= Math.Min(cells - 1, across + halfWidth + 2); b++)
                {
                    var inside = Math.Clamp(halfWidth * taper - Math.Abs(b - across) + 0.5, 0, 1);
                    var i = alongX ? b * cells + a : a * cells + b;
                    mask[i] = Math.Max(mask[i], inside);
                }
            }
        }
        return mask;
    }
}
