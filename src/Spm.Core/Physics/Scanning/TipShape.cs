using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>
/// The shape of a tip's end: P(u) ≥ 0, the height of the tip's surface above its lowest point, at offset u from the tip's axis, on
/// square cells. P is +∞ where there is no tip. The axis is what the scanner positions; the lowest point may lie beside it.
/// </summary>
public sealed partial class TipShape
{
    private const int MostCells = 1 << 20;
    private readonly double[] _profile;

    /// <summary>Makes a tip from an array; the lowest value becomes 0.</summary>
    /// <param name="profileM">Heights of the tip's surface in m, row-major; +∞ where there is no tip. Copied.</param>
    /// <param name="rows">Cells along y.</param>
    /// <param name="columns">Cells along x.</param>
    /// <param name="cellM">Side of a cell in m; that of the surface to be scanned.</param>
    /// <param name="axisRow">Row of the axis; null is the middle row.</param>
    /// <param name="axisColumn">Column of the axis; null is the middle column.</param>
    /// <exception cref="ArgumentException">Sizes disagree, no cell is finite, a cell is −∞ or not a number, or the axis lies outside.</exception>
    public TipShape(ReadOnlySpan<double> profileM, int rows, int columns, double cellM, int? axisRow = null, int? axisColumn = null)
    {
        if (rows < 1 || columns < 1 || (long)rows * columns != profileM.Length)
            throw new ArgumentException($"A tip of {rows} × {columns} cells needs {(long)rows * columns} heights, got {profileM.Length}.", nameof(profileM));
        if (profileM.Length > MostCells)
            throw new ArgumentException($"A tip of {rows} × {columns} cells is too large; up to {MostCells:N0} cells. Use a smaller reach or larger cells.", nameof(profileM));
        AllowedRange.Check<double>(cellM, 1e-13, 1, "m", nameof(cellM), "cellM: 5e-9");
        (Rows, Columns, CellM, AxisRow, AxisColumn) = (rows, columns, cellM, axisRow ?? rows / 2, axisColumn ?? columns / 2);
        if (AxisRow < 0 || AxisRow >= rows || AxisColumn < 0 || AxisColumn >= columns)
            throw new ArgumentException($"The axis at row {AxisRow}, column {AxisColumn} lies outside a tip of {rows} × {columns} cells.", nameof(axisRow));
        var lowest = double.PositiveInfinity;
        foreach (var p in profileM)
        {
            if (double.IsNaN(p) || double.IsNegativeInfinity(p))
                throw new ArgumentException($"A tip's height is {p}; give a finite height, or +∞ where there is no tip.", nameof(profileM));
            lowest = Math.Min(lowest, p);
        }
        if (double.IsInfinity(lowest)) throw new ArgumentException("A tip needs at least one cell with a finite height.", nameof(profileM));
        _profile = profileM.ToArray();
        for (var i = 0; i < _profile.Length; i++) _profile[i] -= lowest;
    }

    /// <summary>Cells along y.</summary>
    public int Rows { get; }

    /// <summary>Cells along x.</summary>
    public int Columns { get; }

    /// <summary>Side of a cell in m.</summary>
    public double CellM { get; }

    /// <summary>Row of the axis.</summary>
    public int AxisRow { get; }

    /// <summary>Column of the axis.</summary>
    public int AxisColumn { get; }

    /// <summary>P in m, row-major.</summary>
    public ReadOnlySpan<double> ProfileM => _profile;

    /// <summary>P in m at a row and column of the array; +∞ outside it.</summary>
    public double HeightM(int row, int column) =>
        (uint)row < (uint)Rows && (uint)column < (uint)Columns ? _profile[row * Columns + column] : double.PositiveInfinity;

    /// <summary>An infinitely sharp tip: one cell.</summary>
    public static TipShape Point(double cellM) => new([0], 1, 1, cellM);

    /// <summary>A ball, P = R − √(R² − u²) for u ≤ R.</summary>
    /// <param name="radiusM">R in m.</param>
    /// <param name="cellM">Side of a cell in m.</param>
    /// <param name="reachM">Largest offset in m; null is R. A reach of √(2Rh) is enough for features up to a height h.</param>
    public static TipShape Sphere(double radiusM, double cellM, double? reachM = null)
    {
        AllowedRange.Check<double>(radiusM, 1e-12, 1e-3, "m", nameof(radiusM), "radiusM: 20e-9");
        return Round(u => u > radiusM ? double.PositiveInfinity : radiusM - Math.Sqrt(radiusM * radiusM - u * u), cellM, Math.Min(radiusM, reachM ?? radiusM));
    }

    /// <summary>A paraboloid, P = u²/2R.</summary>
    /// <param name="radiusM">R in m: radius of curvature of the apex.</param>
    /// <param name="cellM">Side of a cell in m.</param>
    /// <param name="reachM">Largest offset in m.</param>
    public static TipShape Paraboloid(double radiusM, double cellM, double reachM)
    {
        AllowedRange.Check<double>(radiusM, 1e-12, 1e-3, "m", nameof(radiusM), "radiusM: 20e-9");
        return Round(u => u * u / (2 * radiusM), cellM, reachM);
    }

    /// <summary>
    /// A cone that ends in a ball: P = R − √(R² − u²) for u ≤ R cos α, else P = u/tan α − R (1/sin α − 1); the two meet with
    /// equal height and slope.
    /// </summary>
    /// <param name="radiusM">R in m: radius of the ball; 0 for a sharp cone.</param>
    /// <param name="halfAngleRad">α in rad: between the axis and the cone's side.</param>
    /// <param name="cellM">Side of a cell in m.</param>
    /// <param name="reachM">Largest offset in m.</param>
    public static TipShape Cone(double radiusM, double halfAngleRad, double cellM, double reachM)
    {
        AllowedRange.Check<double>(radiusM, 0, 1e-3, "m", nameof(radiusM), "radiusM: 20e-9");
        AllowedRange.Check<double>(halfAngleRad, 0.01, 1.56, "rad", nameof(halfAngleRad), "halfAngleRad: 0.35 for 20°");
        var (sin, cos) = Math.SinCos(halfAngleRad);
        return Round(u => u <= radiusM * cos ? radiusM - Math.Sqrt(radiusM * radiusM - u * u) : u * cos / sin - radiusM * (1 / sin - 1), cellM, reachM);
    }

    private static TipShape Round(Func<double, double> profile, double cellM, double reachM)
    {
        AllowedRange.Check<double>(cellM, 1e-13, 1, "m", nameof(cellM), "cellM: 5e-9");
        AllowedRange.Check<double>(reachM / cellM, 0, 511, "", "The reach of a tip", "reachM: 15 * cellM");
        // A reach of exactly n cells must not lose a cell to rounding.
        var half = (int)Math.Floor(reachM / cellM * (1 + 1e-12));
        var side = 2 * half + 1;
        var heights = new double[side * side];
        for (var row = -half; row <= half; row++)
        {
            for (var column = -half; column <= half; column++)
            {
                var offset = cellM * Math.Sqrt(row * row + column * column);
                heights[(row + half) * side + column + half] = offset <= reachM * (1 + 1e-12) ? profile(Math.Min(offset, reachM)) : double.PositiveInfinity;
            }
        }
        return new TipShape(heights, side, side, cellM);
    }
}
