using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Paths;

namespace Spm.Core.Tests.ScanPaths;

public class PathImageTests
{
    private static PathSamples Along(ScanPath path, string unit, Func<PathPoint, double> value)
    {
        var points = path.Points();
        var point = new Dimension("Point", "Point", "", DimensionKind.Spatial, [.. points.Select((_, i) => (double)i)]);
        return new(path, points, path.ArrivalsS(), [new("channel", unit == "rad" ? "Phase" : "Height", unit, [point], new RealMemoryStore([.. points.Select(value)]))]);
    }

    [Fact]
    public void Where_all_pixels_were_visited_the_image_is_what_was_measured()
    {
        foreach (FramePath path in new FramePath[] { new GridPath { Rows = 5, Columns = 7, AngleRad = 0.4 }, new RasterPath { Rows = 4, Columns = 3 }, new SparsePath { Rows = 6, Columns = 6, Fraction = 1 } })
        {
            var image = PathImage.Of(Along(path, "m", p => p.XM + 3 * p.YM), "channel", cancel: TestContext.Current.CancellationToken);
            for (var row = 0; row < path.Rows; row++)
                for (var column = 0; column < path.Columns; column++)
                {
                    var place = path.PixelAt(row, column);
                    Assert.Equal(place.XM + 3 * place.YM, image.Map.Values[row, column], 1e-18);
                }
            Assert.True(double.IsNaN(image.HeldOutRms));
        }
    }

    [Fact]
    public void A_spiral_over_a_plane_gives_the_plane_as_far_as_it_goes()
    {
        var path = new SpiralPath { Count = 800 };
        var image = PathImage.Of(Along(path, "m", p => 2 * p.XM - p.YM), "channel", cancel: TestContext.Current.CancellationToken);
        Assert.Equal((64, 64), (image.Map.Values.GetLength(0), image.Map.Values.GetLength(1)));
        var frame = PathImage.FrameOf(path);
        Assert.Equal(2 * path.RadiusM, frame.SizeM);
        // A plane is exact with any points; what the solver leaves is below a ten-millionth of its rise of 6 µm.
        for (var i = 0; i < 64 * 64; i++)
        {
            var place = frame.PixelAt(i / 64, i % 64);
            Assert.Equal(place.DistanceM(path.Center) > path.RadiusM, image.Map.BadReasons[i / 64, i % 64] is not null);
            if (image.Map.BadReasons[i / 64, i % 64] is null) Assert.Equal(2 * place.XM - place.YM, image.Map.Values[i / 64, i % 64], 6e-13);
        }
    }

    [Fact]
    public void A_phase_at_the_seam_stays_at_the_seam()
    {
        var random = new Random(5);
        var image = PathImage.Of(Along(new SparsePath { Rows = 24, Columns = 24, Fraction = 0.3 }, "rad", _ => Math.PI * (random.Next(2) == 0 ? 1 : -1) * 0.999), "channel", cancel: TestContext.Current.CancellationToken);
        Assert.True(image.Map.IsCyclic);
        // Means of ±π, which a plain reconstruction makes, are near 0.
        Assert.All(image.Map.Values.Cast<double>(), v => Assert.InRange(Math.Abs(v), 0.99 * Math.PI, Math.PI));
    }

    [Fact]
    public void Points_on_a_line_make_no_image()
    {
        var line = new PolylinePath { Corners = [new(1e-6, 1e-6), new(2e-6, 1e-6)] };
        Assert.Contains("lie on one line", Assert.Throws<ArgumentException>(() => PathImage.Of(Along(line, "m", p => p.XM), "channel", cancel: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Contains("no channel «other»", Assert.Throws<ArgumentException>(() => PathImage.Of(Along(new GridPath(), "m", p => p.XM), "other", cancel: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }
}
