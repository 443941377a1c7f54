using CsCheck;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Paths;

namespace Spm.Core.Tests.ScanPaths;

public class ScanPathTests
{
    private static readonly InstrumentLimits _limits = new();

    /// <summary>Rounding of sums over a few thousand steps, relative.</summary>
    private const double Rounding = 1e-10;

    [Fact]
    public void A_raster_of_a_request_visits_the_requests_pixels() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20], Gen.Double[1e-7, 2e-6]).ForAll((rows, columns, size) =>
        {
            var request = new ImageRequest { Rows = rows, Columns = columns, SizeM = size, CenterXM = 2e-6 };
            var raster = RasterPath.Of(request, _limits) with { Order = RasterOrder.Serpentine };
            var (x, y) = (request.ColumnPositionsM(_limits), request.RowPositionsM(_limits));
            foreach (var (point, pixel) in raster.Points().Zip(raster.Pixels()))
                Assert.Equal(0, point.DistanceM(new(x[pixel.Column], y[pixel.Row])), 1e-18);
            Assert.Equal(rows * columns, raster.Pixels().Distinct().Count());
        });

    [Fact]
    public void Length_and_duration_of_rasters_are_those_of_the_closed_formula() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20], Gen.Double[0, 0.01]).ForAll((rows, columns, dwell) =>
        {
            var raster = new RasterPath { Rows = rows, Columns = columns, DwellS = dwell, SpeedMPerS = 3e-6, AngleRad = 0.3 };
            var (pixel, line, up) = (raster.PixelM, raster.PixelM * (columns - 1), raster.PixelM * (rows - 1));
            foreach (var (order, length, points) in new[]
            {
                (RasterOrder.Serpentine, rows * line + up, rows * columns),
                (RasterOrder.TraceRetrace, 2 * rows * line + up, 2 * rows * columns),
                (RasterOrder.OneWay, rows * line + (rows - 1) * Math.Sqrt(line * line + pixel * pixel), rows * columns),
            })
            {
                var path = raster with { Order = order };
                Assert.Equal(length, path.LengthM(), Rounding * 1e-4);
                Assert.Equal(length / 3e-6 + points * dwell, path.DurationS(), Rounding * 100);
                Assert.Equal(points, path.Points().Length);
            }
        });

    [Fact]
    public void A_pixel_of_a_turned_frame_is_found_again() =>
        Gen.Select(Gen.Double[-6, 6], Gen.Double[0, 63], Gen.Double[0, 63]).ForAll((angle, row, column) =>
        {
            var frame = new RasterPath { AngleRad = angle };
            var (r, c) = frame.PixelOf(frame.PixelAt(row, column));
            Assert.Equal((row, column), (r, c), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-9 && Math.Abs(a.Item2 - b.Item2) < 1e-9);
        });

    [Fact]
    public void A_spiral_of_constant_velocity_has_even_steps_along_its_curve_and_covers_its_disc()
    {
        var spiral = new SpiralPath { Count = 3000 };
        var points = spiral.Points();
        var step = spiral.CurveLengthM / 2999;
        // A chord is shorter than its arc by (step/r)²/24; within the first turns more.
        for (var i = 200; i < points.Length; i++) Assert.Equal(step, points[i].DistanceM(points[i - 1]), 2e-3 * step);
        Assert.Equal(spiral.CurveLengthM, spiral.LengthM(), 1e-3 * spiral.CurveLengthM);
        Assert.Equal(spiral.RadiusM, points[^1].DistanceM(spiral.Center), 1e-15);
        Assert.Equal(spiral.Center, points[0]);
        // Rows of points are a pitch apart: none is farther than half of it across and half a step along.
        var reach = Math.Sqrt(spiral.PitchM * spiral.PitchM + step * step) / 2 * 1.01;
        for (var angle = 0.0; angle < 6.28; angle += 0.3)
            for (var r = 0.0; r < spiral.RadiusM - spiral.PitchM; r += 0.13 * spiral.PitchM)
            {
                var place = new PathPoint(spiral.Center.XM + r * Math.Cos(angle), spiral.Center.YM + r * Math.Sin(angle));
                Assert.InRange(points.Min(place.DistanceM), 0, reach);
            }
    }

    [Fact]
    public void A_spiral_of_constant_turns_is_even_in_angle_and_in_time()
    {
        var spiral = new SpiralPath { Motion = SpiralMotion.ConstantAngularVelocity, Count = 1001, DwellS = 1e-4 };
        var (points, arrivals) = (spiral.Points(), spiral.ArrivalsS());
        for (var i = 1; i < points.Length; i++)
        {
            Assert.Equal(spiral.RadiusM * i / 1000, points[i].DistanceM(spiral.Center), 1e-15);
            Assert.Equal(arrivals[1], arrivals[i] - arrivals[i - 1], Rounding);
            Assert.InRange(points[i].DistanceM(points[i - 1]) / (arrivals[1] - 1e-4), 0, spiral.SpeedMPerS * (1 + Rounding));
        }
    }

    [Fact]
    public void A_polyline_meets_its_corners_with_no_gap_above_the_spacing()
    {
        var path = new PolylinePath { Corners = [new(1e-6, 1e-6), new(2e-6, 1e-6), new(2e-6, 1.35e-6), new(2e-6, 1.35e-6)], SpacingM = 1e-7, SpeedMPerS = 1e-6 };
        var points = path.Points();
        Assert.Equal(1 + 10 + 4 + 1, points.Length);
        Assert.All(path.Corners, corner => Assert.Contains(corner, points));
        Assert.Equal(1.35e-6, path.LengthM(), 1e-18);
        Assert.Equal(1.35, path.DurationS(), 1e-9);
        for (var i = 1; i < points.Length; i++) Assert.InRange(points[i].DistanceM(points[i - 1]), 0, 1.000001e-7);
    }

    [Fact]
    public void A_Lissajous_figure_stays_in_its_frame_and_reaches_all_sides()
    {
        var path = new LissajousPath { Count = 20000, WidthM = 2e-6, HeightM = 1e-6 };
        var points = path.Points();
        Assert.Equal((1.5e-6, 3.5e-6), (points.Min(p => p.XM), points.Max(p => p.XM)), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-11 && Math.Abs(a.Item2 - b.Item2) < 1e-11);
        Assert.Equal((2e-6, 3e-6), (points.Min(p => p.YM), points.Max(p => p.YM)), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-11 && Math.Abs(a.Item2 - b.Item2) < 1e-11);
        Assert.Contains("common divisor 8", Assert.Throws<ArgumentException>(() => new LissajousPath { PeriodsX = 24 }.Points()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_point_that_leaves_the_range_is_named()
    {
        new RasterPath { SizeM = 5e-6 }.Check(_limits);
        var path = new PolylinePath { Corners = [new(1e-6, 1e-6), new(1e-6, 6e-6)], SpacingM = 1e-6 };
        var error = Assert.Throws<LimitExceededException>(() => path.Check(_limits));
        Assert.Equal(("y range", "by point 6 of 6 (1 µm, 6 µm)"), (error.Limit, error.Where));
        var spiral = Assert.Throws<LimitExceededException>(() => new SpiralPath { Center = new(4.5e-6, 2.5e-6) }.Check(_limits));
        var first = Array.FindIndex(new SpiralPath { Center = new(4.5e-6, 2.5e-6) }.Points(), p => p.XM > 5e-6 * (1 + 1e-9));
        Assert.StartsWith($"by point {first + 1} of 4096 (5 µm, ", spiral.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void A_speed_or_a_stay_beyond_its_limit_is_refused_with_the_limit_named()
    {
        Assert.Equal("scan speed", Assert.Throws<LimitExceededException>(() => new SpiralPath { SpeedMPerS = 2e-3 }.Check(_limits)).Limit);
        Assert.Equal("dwell", Assert.Throws<LimitExceededException>(() => new GridPath { DwellS = 601 }.Check(_limits)).Limit);
        Assert.Equal("dwell", Assert.Throws<LimitExceededException>(() => new GridPath { DwellS = 1e-7 }.Check(_limits)).Limit);
        // Without a stay a point is passed, and the shortest stay is not asked.
        new GridPath { DwellS = 0 }.Check(_limits);
    }

    [Fact]
    public void A_path_that_is_moved_has_all_its_points_moved_and_takes_as_long()
    {
        ScanPath[] paths = [new RasterPath { Rows = 3, Columns = 4, AngleRad = 0.3 }, new GridPath(), new SpiralPath { Count = 50 }, new LissajousPath { Count = 50 },
            new SparsePath { Rows = 8, Columns = 8, Fraction = 0.3 }, new PolylinePath { Corners = [new(1e-6, 1e-6), new(2e-6, 3e-6)] }, new PointsPath { Places = [new(1e-6, 1e-6), new(3e-6, 1e-6)] }];
        foreach (var path in paths)
        {
            var moved = path.MovedBy(20e-9, -30e-9);
            Assert.Equal(path.Points().Select(p => p.MovedBy(20e-9, -30e-9)), moved.Points(), (a, b) => a.DistanceM(b) < 1e-18);
            Assert.Equal(path.DurationS(), moved.DurationS(), 1e-9);
        }
    }

    public static TheoryData<ScanPath, string> Impossible => new()
    {
        { new RasterPath { Rows = 0 }, "Rows must be 1 to 4096, got 0. Try: Rows = 64" },
        { new RasterPath { SpeedMPerS = 0 }, "SpeedMPerS must be 1 pm/s to 1 m/s, got 0 m/s." },
        { new RasterPath { DwellS = double.NaN }, "DwellS must be 0 s to 100 ks, got NaN s." },
        { new RasterPath { Rows = 4096, Columns = 4096 }, "Scan fewer pixels." },
        { new GridPath { Center = new(double.NaN, 0) }, "Center must be a place in m" },
        { new SpiralPath { PitchM = 2e-6 }, "PitchM must be 1 pm to 1 µm, got 2 µm." },
        { new PointsPath(), "Give places" },
        { new PointsPath { Places = [new(0, 0), new(0, double.PositiveInfinity)] }, "Point 2 of 2 must be a place in m" },
        { new PolylinePath { Corners = [new(0, 0), new(1, 1)], SpacingM = 1e-9 }, "Use a larger SpacingM." },
        { new SparsePath { Fraction = 0 }, "Fraction must be" },
    };

    [Theory]
    [MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public void An_impossible_path_says_what_would_be_right(ScanPath path, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => path.Points()).Message, StringComparison.Ordinal);
}
