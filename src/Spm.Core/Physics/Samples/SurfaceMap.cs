namespace Spm.Core.Physics.Samples;

/// <summary>A property on a square lattice of cells, read by bilinear interpolation between cell centres; constant beyond the outermost centres.</summary>
/// <param name="values">Row-major, cells × cells; not copied.</param>
/// <param name="cells">Cells along one side, at least 2.</param>
/// <param name="cellM">Side of a cell in m.</param>
public sealed class SurfaceMap(double[] values, int cells, double cellM)
{
    /// <summary>The values, row-major.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>Value at a place.</summary>
    /// <param name="xM">Position in m.</param>
    /// <param name="yM">Position in m.</param>
    public double At(double xM, double yM)
    {
        var x = Math.Clamp(xM / cellM - 0.5, 0, cells - 1.000001);
        var y = Math.Clamp(yM / cellM - 0.5, 0, cells - 1.000001);
        var (column, row) = ((int)x, (int)y);
        var (u, v, i) = (x - column, y - row, row * cells + column);
        return (1 - v) * ((1 - u) * values[i] + u * values[i + 1]) + v * ((1 - u) * values[i + cells] + u * values[i + cells + 1]);
    }
}
