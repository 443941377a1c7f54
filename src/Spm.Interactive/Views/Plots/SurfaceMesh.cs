using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>
/// The points of a map in space, the longer side of the map 1 long, the middle of the box around them at the origin. Points without a value are holes.
/// </summary>
internal sealed class SurfaceMesh
{
    private readonly double[] _heights;
    private readonly double _perUnit;

    /// <param name="raster">The map, row 0 at the top.</param>
    /// <param name="z">Axis of the heights; what lies beyond it is clipped.</param>
    /// <param name="perUnit">Length in space of one unit of height.</param>
    public SurfaceMesh(MapRaster raster, Axis z, double perUnit)
    {
        (Columns, Rows, _perUnit, Z) = (raster.Columns, raster.Rows, perUnit, z);
        var (width, height) = Extent(raster);
        (Width, Depth) = (width / Math.Max(width, height), height / Math.Max(width, height));
        Height = perUnit * (z.Max - z.Min);
        _heights = [.. Enumerable.Range(0, Rows * Columns).Select(i => raster.Reasons[i] is null ? Math.Clamp(raster.Values[i], z.Min, z.Max) : double.NaN)];
    }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>Axis of the heights.</summary>
    public Axis Z { get; }

    /// <summary>Size of the box along x.</summary>
    public double Width { get; }

    /// <summary>Size of the box along y.</summary>
    public double Depth { get; }

    /// <summary>Size of the box along z.</summary>
    public double Height { get; }

    /// <summary>Sides of a map between the middles of its outer pixels, to scale where its axes have one unit; else in pixels.</summary>
    public static (double Width, double Height) Extent(MapRaster raster) => raster.IsToScale
        ? ((raster.Horizontal.Max - raster.Horizontal.Min) * (raster.Columns - 1) / raster.Columns, (raster.Vertical.Max - raster.Vertical.Min) * (raster.Rows - 1) / raster.Rows)
        : (raster.Columns - 1, raster.Rows - 1);

    /// <summary>Height in the map's unit, NaN in a hole.</summary>
    public double this[int row, int column] => _heights[row * Columns + column];

    /// <summary>A point of the box by fractions of its sides, 0 at the lower left front corner.</summary>
    public Vector3D Corner(double x, double y, double z) => new((x - 0.5) * Width, (y - 0.5) * Depth, (z - 0.5) * Height);

    /// <summary>A point of the surface.</summary>
    public Vector3D Point(int row, int column) => At(row, column, this[row, column]);

    /// <summary>The point of the floor below a point of the surface.</summary>
    public Vector3D Floor(int row, int column) => At(row, column, Z.Min);

    /// <summary>The direction in which the surface looks, of length 1; up where neighbours are missing.</summary>
    public Vector3D Normal(int row, int column) =>
        new Vector3D(-Slope(row, column, 0, 1) * (Columns - 1) / Width, Slope(row, column, 1, 0) * (Rows - 1) / Depth, 1).Unit();

    private Vector3D At(int row, int column, double height) =>
        Corner((double)column / (Columns - 1), 1 - (double)row / (Rows - 1), 0) + new Vector3D(0, 0, _perUnit * (height - Z.Min));

    /// <summary>Change of height in space per row or column, between the neighbours there are.</summary>
    private double Slope(int row, int column, int down, int across)
    {
        var (before, after) = (HeightAt(row - down, column - across), HeightAt(row + down, column + across));
        var here = this[row, column];
        var slope = double.IsNaN(before) ? after - here : double.IsNaN(after) ? here - before : (after - before) / 2;
        return double.IsNaN(slope) ? 0 : _perUnit * slope;
    }

    private double HeightAt(int row, int column) => row < 0 || column < 0 || row >= Rows || column >= Columns ? double.NaN : this[row, column];
}
