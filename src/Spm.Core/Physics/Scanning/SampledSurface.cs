using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>
/// A surface known at the centres of square cells: cell (row, column) has its centre at x = x₀ + (column + ½)·cell,
/// y = y₀ + (row + ½)·cell. Between centres the height is bilinear, beyond the outermost centres constant.
/// </summary>
public sealed class SampledSurface : ISurface
{
    private readonly double[] _heights;
    private readonly double _cellsPerM;

    /// <summary>Makes a surface of <paramref name="rows"/> × <paramref name="columns"/> heights.</summary>
    /// <param name="heightsM">Heights in m, row-major; not copied.</param>
    /// <param name="rows">Cells along y.</param>
    /// <param name="columns">Cells along x.</param>
    /// <param name="cellM">Side of a cell in m.</param>
    /// <param name="originXM">x₀, the left edge of column 0, in m.</param>
    /// <param name="originYM">y₀, the lower edge of row 0, in m.</param>
    /// <exception cref="ArgumentException">The number of heights is not rows × columns, a height is not finite, or the cell has no size.</exception>
    public SampledSurface(double[] heightsM, int rows, int columns, double cellM, double originXM = 0, double originYM = 0)
    {
        ArgumentNullException.ThrowIfNull(heightsM);
        if (rows < 1 || columns < 1 || (long)rows * columns != heightsM.Length)
            throw new ArgumentException($"A surface of {rows} × {columns} cells needs {(long)rows * columns} heights, got {heightsM.Length}.", nameof(heightsM));
        AllowedRange.Check<double>(cellM, 1e-13, 1, "m", nameof(cellM), "cellM: 5e-9");
        if (Array.FindIndex(heightsM, h => !double.IsFinite(h)) is >= 0 and var bad)
            throw new ArgumentException($"The height in row {bad / columns}, column {bad % columns} is {heightsM[bad]}; a surface to scan has a height everywhere. Fill gaps first.", nameof(heightsM));
        (_heights, Rows, Columns, CellM, OriginXM, OriginYM, _cellsPerM) = (heightsM, rows, columns, cellM, originXM, originYM, 1 / cellM);
    }

    /// <summary>Cells along y.</summary>
    public int Rows { get; }

    /// <summary>Cells along x.</summary>
    public int Columns { get; }

    /// <summary>Side of a cell in m.</summary>
    public double CellM { get; }

    /// <summary>x₀: left edge of column 0 in m.</summary>
    public double OriginXM { get; }

    /// <summary>y₀: lower edge of row 0 in m.</summary>
    public double OriginYM { get; }

    /// <summary>The heights in m, row-major.</summary>
    public ReadOnlySpan<double> HeightsM => _heights;

    /// <summary>Reads any surface at the centres of a grid of cells.</summary>
    public static SampledSurface Of(ISurface surface, int rows, int columns, double cellM, double originXM = 0, double originYM = 0)
    {
        ArgumentNullException.ThrowIfNull(surface);
        var heights = new double[rows * columns];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                heights[row * columns + column] = surface.HeightM(originXM + (column + 0.5) * cellM, originYM + (row + 0.5) * cellM);
        return new SampledSurface(heights, rows, columns, cellM, originXM, originYM);
    }

    /// <summary>The surface that a tip of this shape images: <see cref="GreyMorphology.Dilate"/> on the same cells.</summary>
    /// <exception cref="ArgumentException">The tip is sampled on cells of another size.</exception>
    public SampledSurface SeenBy(TipShape tip)
    {
        ArgumentNullException.ThrowIfNull(tip);
        if (Math.Abs(tip.CellM - CellM) > 1e-6 * CellM)
            throw new ArgumentException($"The tip has cells of {tip.CellM:G6} m, the surface of {CellM:G6} m. Make the tip with cellM: {CellM:G6}.", nameof(tip));
        return new SampledSurface(GreyMorphology.Dilate(_heights, Rows, Columns, tip), Rows, Columns, CellM, OriginXM, OriginYM);
    }

    // Not-a-number becomes 0: a place outside of everything.
    private static double Within(double cells, double most) => cells > 0 ? cells < most ? cells : most : 0;

    /// <inheritdoc/>
    public double HeightM(double xM, double yM)
    {
        var x = Within((xM - OriginXM) * _cellsPerM - 0.5, Columns - 1);
        var y = Within((yM - OriginYM) * _cellsPerM - 0.5, Rows - 1);
        var (column, row) = ((int)x, (int)y);
        var (u, v) = (x - column, y - row);
        var (right, up) = (column + 1 < Columns ? 1 : 0, row + 1 < Rows ? Columns : 0);
        var here = row * Columns + column;
        var (lower, upper) = (_heights[here], _heights[here + up]);
        lower += u * (_heights[here + right] - lower);
        upper += u * (_heights[here + up + right] - upper);
        return lower + v * (upper - lower);
    }
}
