using CsCheck;
using Spm.Core.Data;
using Spm.Interactive.Charts;
using Spm.Interactive.Formatters;
using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Views.Plots;

public sealed class SurfaceTests
{
    private static readonly Gen<SurfaceProjection> _projections = Gen.Select(Gen.Double[-7, 7], Gen.Double[0.05, Math.PI / 2]).Select((a, e) => new SurfaceProjection(a, e));
    private static readonly Gen<Vector3D> _points = Gen.Select(Gen.Double[-1, 1], Gen.Double[-1, 1], Gen.Double[-1, 1]).Select((x, y, z) => new Vector3D(x, y, z));

    [Fact]
    public void The_projection_turns_space_and_keeps_lengths() => Gen.Select(_projections, _points).Sample((projection, p) =>
    {
        var (x, y, depth) = projection.Of(p);
        Assert.Equal(p.Dot(p), x * x + y * y + depth * depth, 1e-12);
    });

    [Fact]
    public void A_point_farther_along_the_view_is_deeper_and_at_the_same_place() => Gen.Select(_projections, _points, Gen.Double[0.01, 2]).Sample((projection, p, way) =>
    {
        var (near, far) = (projection.Of(p), projection.Of(p + way * projection.Ahead));
        Assert.Equal((near.X, near.Y), (Math.Round(far.X - near.X, 12) + near.X, Math.Round(far.Y - near.Y, 12) + near.Y));
        Assert.Equal(way, far.Depth - near.Depth, 1e-12);
    });

    [Fact]
    public void What_lies_before_hides_what_lies_behind()
    {
        // A wall of 1 across the middle, seen nearly level from the front: behind it the floor at the same place on the screen is hidden.
        var map = SyntheticFits.Map(new double[41, 41]);
        for (var i = 0; i < 41; i++) map.Values[20, i] = 200e-9;
        var raster = MapRaster.Of(map);
        var projection = new SurfaceProjection(0, 0.3);
        var mesh = new SurfaceMesh(raster, new Axis("height", "m", 0, 200e-9), 1 / 400e-9);
        var picture = new SurfaceRaster(projection, 300, 300, 250, 150, 150);
        picture.Draw(mesh, ColourMap.Sequential);
        var ridge = projection.Of(mesh.Point(raster.Rows - 1 - 20, 20));
        var below = projection.Of(mesh.Point(raster.Rows - 1 - 20, 20) + new Vector3D(0, 0, -0.1));
        var (column, row) = ((int)(150 + 250 * below.X), (int)(150 - 250 * below.Y));
        Assert.Equal(ridge.Depth + 0.1 * Math.Sin(0.3), picture.DepthAt(column, row), 0.03);
        // Light falls on the wall's colours: it is no longer the floor's violet.
        Assert.True(picture.Rgba[4 * (row * 300 + column) + 1] > 60);
    }

    [Fact]
    public void Every_pixel_shows_what_a_ray_through_it_meets_first() => Gen.Select(_projections, Gen.Double[0, 1].Array[25]).Sample((projection, heights) =>
    {
        var map = SyntheticFits.Map(new double[5, 5]);
        for (var i = 0; i < 25; i++) map.Values[i / 5, i % 5] = 1e-8 * heights[i];
        var mesh = new SurfaceMesh(MapRaster.Of(map), new Axis("height", "m", 0, 1e-8), 5e7);
        var picture = new SurfaceRaster(projection, 60, 60, 35, 30, 30);
        picture.Draw(mesh, ColourMap.Sequential);
        for (var pixel = 0; pixel < 3600; pixel++)
        {
            var (column, row) = (pixel % 60, pixel / 60);
            var (x, y) = ((column + 0.5 - 30) / 35, (30 - row - 0.5) / 35);
            // A ray along an edge meets a triangle or misses it by rounding: the truth lies between that of slightly larger and slightly smaller triangles.
            var (larger, smaller) = (FirstMet(mesh, projection, x, y, 1e-6), FirstMet(mesh, projection, x, y, -1e-6));
            var isWall = picture.Rgba[4 * pixel] == picture.Rgba[4 * pixel + 1] && picture.Rgba[4 * pixel] == picture.Rgba[4 * pixel + 2];
            // Depths are kept in single precision.
            Assert.True(picture.DepthAt(column, row) <= smaller + 1e-4, $"{picture.DepthAt(column, row)} is seen, and {smaller} lies before it.");
            Assert.True(isWall || picture.DepthAt(column, row) >= larger - 1e-4, $"{picture.DepthAt(column, row)} is seen, and there is nothing before {larger}.");
        }
    }, iter: 25);

    /// <summary>Depth at which the ray through a place on the screen meets the surface: p + t·ahead in each triangle by Cramer's rule; infinite when it meets none.</summary>
    private static double FirstMet(SurfaceMesh mesh, SurfaceProjection projection, double x, double y, double grown)
    {
        var (origin, first) = (x * projection.Right + y * projection.Up, double.PositiveInfinity);
        for (var i = 0; i < 4; i++)
            for (var j = 0; j < 4; j++)
                foreach (var (a, b, c) in new[] { (mesh.Point(i, j), mesh.Point(i, j + 1), mesh.Point(i + 1, j)), (mesh.Point(i, j + 1), mesh.Point(i + 1, j + 1), mesh.Point(i + 1, j)) })
                {
                    var (u, v, toA) = (b + -1 * a, c + -1 * a, a + -1 * origin);
                    var determinant = Triple(u, v, projection.Ahead);
                    var (beta, gamma) = (-Triple(toA, v, projection.Ahead) / determinant, -Triple(u, toA, projection.Ahead) / determinant);
                    if (beta >= -grown && gamma >= -grown && beta + gamma <= 1 + grown) first = Math.Min(first, Triple(u, v, toA) / determinant);
                }
        return first;
    }

    private static double Triple(Vector3D a, Vector3D b, Vector3D c) => a.X * (b.Y * c.Z - b.Z * c.Y) + a.Y * (b.Z * c.X - b.X * c.Z) + a.Z * (b.X * c.Y - b.Y * c.X);

    [Fact]
    public void The_same_map_gives_the_same_bytes() => Assert.Equal(Picture(), Picture());

    [Fact]
    public void A_flat_surface_is_equally_bright_and_a_slope_towards_the_light_is_brighter()
    {
        var projection = new SurfaceProjection(0, 0.6);
        Assert.True(new Vector3D(-0.5, 0, 1).Unit().Dot(projection.Light) > new Vector3D(0.5, 0, 1).Unit().Dot(projection.Light), "The light comes from the left.");
        Assert.True(projection.Light.Dot(projection.Up) > 0, "The light comes from above.");
        Assert.True(projection.Light.Dot(projection.Ahead) < 0, "The light comes from before the surface.");
    }

    [Fact]
    public void The_exaggeration_is_round_and_stated()
    {
        var figure = Plot.Surface(PhysicalModels.Terraces(64, 64), Levelling.Plane);
        Assert.Matches("drawn [125]0* times as large as lengths", figure.Description);
        Assert.Contains("drawn 7 times", Plot.Surface(PhysicalModels.Terraces(64, 64), exaggeration: 7).Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Large_maps_are_thinned_with_a_note() => Assert.Contains(Plot.Surface(SyntheticFits.Map(Ramp(300, 520))).Notes, note => note.Contains("3 × 3 of the 520 × 300", StringComparison.Ordinal));

    [Fact]
    public void Thirty_noisy_surfaces_fit_into_a_notebook_of_12_MB_and_on_paper_there_are_all_pixels()
    {
        var figure = Plot.Surface(PhysicalModels.Terraces(256, 256), Levelling.RobustPlane);
        var (once, first) = (new ScriptOnce(), new object());
        // The script is in the first figure of a notebook only.
        FigureBundle.Of("", figure, first, once);
        Assert.InRange(FigureBundle.Of("", figure, figure, once).Data.Values.Sum(content => content is string words ? words.Length : 0), 1, 12_000_000 / 30);
        GC.KeepAlive(first);
        var picture = figure.Panels[0].Layers.OfType<PictureLayer>().Single();
        Assert.Equal((picture.Columns / 2, picture.Columns), (WidthOf(picture.Png(isPrint: false)), WidthOf(picture.Png(isPrint: true))));
        Assert.Contains(Convert.ToBase64String(picture.Png(isPrint: true)), SvgRenderer.Render(figure.ForPrint(178)));

        static int WidthOf(byte[] png) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));
    }

    [Fact]
    public void A_pixel_of_the_screen_is_the_mean_of_what_it_shows_and_nothing_of_what_is_transparent()
    {
        byte[] opaque = [200, 100, 0, 255], other = [100, 0, 0, 255], none = [9, 9, 9, 0];
        var layer = new PictureLayer(4, 2, [.. opaque, .. other, .. opaque, .. none, .. opaque, .. other, .. none, .. none]);
        using var shown = SkiaSharp.SKBitmap.Decode(layer.Png(isPrint: false), new SkiaSharp.SKImageInfo(2, 1, SkiaSharp.SKColorType.Rgba8888, SkiaSharp.SKAlphaType.Unpremul));
        Assert.Equal([new(150, 50, 0, 255), new(200, 100, 0, 63)], shown.Pixels);
    }

    [Fact]
    public void Holes_and_maps_without_values_are_drawn()
    {
        Assert.Contains(Plot.Surface(PhysicalModels.WithHoles(PhysicalModels.Terraces(32, 32))).Notes, note => note.Contains("tip crash", StringComparison.Ordinal));
        Assert.Contains(Plot.Surface(SyntheticFits.Map(new double[,] { { double.NaN, double.NaN }, { double.NaN, double.NaN } })).Panels[0].Layers, layer => layer is MessageLayer);
        Assert.StartsWith("<svg", SvgRenderer.Render(Plot.Surface(SyntheticFits.Map(new double[,] { { 1, 1 }, { 1, 1 } }))), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_a_surface_is_refused()
    {
        Assert.Contains("at least 2 × 2", Assert.Throws<ArgumentException>(() => Plot.Surface(SyntheticFits.Map(Ramp(1, 9)))).Message);
        Assert.Contains("phase", Assert.Throws<ArgumentException>(() => Plot.Surface(SyntheticFits.Map(Ramp(3, 3), isCyclic: true))).Message);
        Assert.Contains("0.05 to π/2", Assert.Throws<ArgumentOutOfRangeException>(() => Plot.Surface(SyntheticFits.Map(Ramp(3, 3)), elevationRad: 2)).Message);
        Assert.Contains("above 0", Assert.Throws<ArgumentOutOfRangeException>(() => Plot.Surface(SyntheticFits.Map(Ramp(3, 3)), exaggeration: -1)).Message);
    }

    private static byte[] Picture() => Plot.Surface(PhysicalModels.Terraces(40, 40)).Panels[0].Layers.OfType<PictureLayer>().Single().Rgba;

    private static double[,] Ramp(int rows, int columns)
    {
        var values = new double[rows, columns];
        for (var i = 0; i < values.Length; i++) values[i / columns, i % columns] = 1e-9 * i;
        return values;
    }
}
