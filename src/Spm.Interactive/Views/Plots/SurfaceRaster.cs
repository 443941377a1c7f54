using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>
/// Draws a <see cref="SurfaceMesh"/> into a picture: triangles with a depth buffer, colour by height, brightness 0.42 + 0.62·max(0, n·light) of the smooth
/// normals (Lambert; Gouraud 1971), and grey walls from its edges to the floor. The same mesh always gives the same bytes.
/// </summary>
internal sealed class SurfaceRaster
{
    private const double _ambient = 0.42, _diffuse = 0.62;
    private const int _wall = 0xB4B4B4;

    private readonly SurfaceProjection _projection;
    private readonly double _scale, _left, _top;
    private readonly float[] _depth;

    /// <param name="projection">How space is seen.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="scale">Pixels per unit of space.</param>
    /// <param name="left">Pixel column of the origin.</param>
    /// <param name="top">Pixel row of the origin.</param>
    public SurfaceRaster(SurfaceProjection projection, int width, int height, double scale, double left, double top)
    {
        (_projection, Width, Height, _scale, _left, _top) = (projection, width, height, scale, left, top);
        (_depth, Rgba) = (new float[width * height], new byte[4 * width * height]);
        Array.Fill(_depth, float.PositiveInfinity);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>4 bytes per pixel, row 0 at the top; transparent where there is no surface.</summary>
    public byte[] Rgba { get; }

    /// <summary>Depth of what is seen at a pixel; infinite where nothing is.</summary>
    public float DepthAt(int column, int row) => _depth[row * Width + column];

    /// <summary>Draws the surface and its walls.</summary>
    public void Draw(SurfaceMesh mesh, ColourMap colours)
    {
        Span<Vertex> line = new Vertex[mesh.Columns], before = new Vertex[mesh.Columns];
        for (var row = 0; row < mesh.Rows; row++)
        {
            for (var column = 0; column < mesh.Columns; column++) line[column] = VertexOf(mesh, row, column);
            for (var column = 1; row > 0 && column < mesh.Columns; column++)
            {
                Triangle(before[column - 1], before[column], line[column - 1], colours);
                Triangle(before[column], line[column], line[column - 1], colours);
            }
            line.CopyTo(before);
        }
        for (var column = 1; column < mesh.Columns; column++)
        {
            Wall(mesh, (0, column - 1), (0, column), new(0, 1, 0));
            Wall(mesh, (mesh.Rows - 1, column - 1), (mesh.Rows - 1, column), new(0, -1, 0));
        }
        for (var row = 1; row < mesh.Rows; row++)
        {
            Wall(mesh, (row - 1, 0), (row, 0), new(-1, 0, 0));
            Wall(mesh, (row - 1, mesh.Columns - 1), (row, mesh.Columns - 1), new(1, 0, 0));
        }
    }

    private double Brightness(Vector3D normal) => _ambient + _diffuse * Math.Max(0, normal.Dot(_projection.Light));

    private Vertex VertexOf(SurfaceMesh mesh, int row, int column) => double.IsNaN(mesh[row, column]) ? new(double.NaN, 0, 0, 0, 0)
        : Place(mesh.Point(row, column), mesh.Z.Fraction(mesh[row, column]), Brightness(mesh.Normal(row, column)));

    private Vertex Place(Vector3D point, double value, double brightness)
    {
        var (x, y, depth) = _projection.Of(point);
        return new(_left + _scale * x, _top - _scale * y, depth, value, brightness);
    }

    /// <summary>A wall is seen from outside only.</summary>
    private void Wall(SurfaceMesh mesh, (int Row, int Column) a, (int Row, int Column) b, Vector3D outwards)
    {
        if (outwards.Dot(_projection.Ahead) >= 0 || double.IsNaN(mesh[a.Row, a.Column]) || double.IsNaN(mesh[b.Row, b.Column])) return;
        var brightness = Brightness(outwards);
        var (low0, low1) = (Place(mesh.Floor(a.Row, a.Column), 0, brightness), Place(mesh.Floor(b.Row, b.Column), 0, brightness));
        var (high0, high1) = (Place(mesh.Point(a.Row, a.Column), 0, brightness), Place(mesh.Point(b.Row, b.Column), 0, brightness));
        Triangle(low0, low1, high0, null);
        Triangle(low1, high1, high0, null);
    }

    /// <summary>Barycentric coordinates of every pixel centre in the triangle; grey without colours.</summary>
    private void Triangle(Vertex a, Vertex b, Vertex c, ColourMap? colours)
    {
        var area = (b.X - a.X) * (c.Y - a.Y) - (b.Y - a.Y) * (c.X - a.X);
        // Not a number, in a hole, is not above 0 either.
        if (!(Math.Abs(area) > 0)) return;
        var (left, right) = (Math.Max((int)Math.Min(a.X, Math.Min(b.X, c.X)), 0), Math.Min((int)Math.Max(a.X, Math.Max(b.X, c.X)), Width - 1));
        var (top, bottom) = (Math.Max((int)Math.Min(a.Y, Math.Min(b.Y, c.Y)), 0), Math.Min((int)Math.Max(a.Y, Math.Max(b.Y, c.Y)), Height - 1));
        for (var row = top; row <= bottom; row++)
            for (var column = left; column <= right; column++)
            {
                var (x, y) = (column + 0.5, row + 0.5);
                var ofB = ((x - a.X) * (c.Y - a.Y) - (y - a.Y) * (c.X - a.X)) / area;
                var ofC = ((b.X - a.X) * (y - a.Y) - (b.Y - a.Y) * (x - a.X)) / area;
                var ofA = 1 - ofB - ofC;
                if (ofA < 0 || ofB < 0 || ofC < 0) continue;
                var depth = (float)(ofA * a.Depth + ofB * b.Depth + ofC * c.Depth);
                var pixel = row * Width + column;
                if (depth >= _depth[pixel]) continue;
                _depth[pixel] = depth;
                Paint(pixel, colours?[ofA * a.Value + ofB * b.Value + ofC * c.Value] ?? _wall, ofA * a.Brightness + ofB * b.Brightness + ofC * c.Brightness);
            }
    }

    private void Paint(int pixel, int colour, double brightness)
    {
        byte Lit(int part) => (byte)Math.Clamp(Math.Round(part * brightness), 0, 255);
        (Rgba[4 * pixel], Rgba[4 * pixel + 1], Rgba[4 * pixel + 2], Rgba[4 * pixel + 3]) = (Lit((colour >> 16) & 255), Lit((colour >> 8) & 255), Lit(colour & 255), 255);
    }

    /// <summary>A corner of a triangle: pixels, depth, height as a fraction of the colours, brightness.</summary>
    private readonly record struct Vertex(double X, double Y, double Depth, double Value, double Brightness);
}
