using CsCheck;
using Spm.Core.Data;
using Spm.Core.Instruments.Paths;
using Spm.Core.Physics;

namespace Spm.Core.Tests.ScanPaths;

public class SparseReconstructionTests
{
    private const int Side = 64;

    private static readonly RasterPath _frame = new() { Rows = Side, Columns = Side };

    /// <summary>Hills of a standard deviation of 5 to 9 pixels.</summary>
    private static double Hills(double row, double column) =>
        Enumerable.Range(0, 8).Sum(k => (k % 3 - 1.2) * Math.Exp(-(Math.Pow(row - k * 37 % 61, 2) + Math.Pow(column - k * 23 % 59, 2)) / (2 * Math.Pow(5 + k % 5, 2))));

    /// <summary>Three cosines of 9 to 20 pixels' wavelength.</summary>
    private static double Stripes(double row, double column) =>
        Math.Cos(Math.PI * (2 * column + 1) * 14 / (2 * Side)) + 0.5 * Math.Cos(Math.PI * (2 * row + 1) * 10 / (2 * Side)) * Math.Cos(Math.PI * (2 * column + 1) * 6 / (2 * Side)) + 0.3 * Math.Cos(Math.PI * (2 * row + 1) * 7 / (2 * Side));

    [Fact]
    public void The_cosine_transform_is_its_definition_and_comes_back() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9]).ForAll((rows, columns) =>
        {
            double[] image = [.. Enumerable.Range(0, rows * columns).Select(i => Math.Sin(3.7 * i * i))];
            double[] coefficients = [.. image];
            var transform = new CosineTransform(rows, columns);
            transform.Forward(coefficients);
            double Scale(int k, int n) => Math.Sqrt((k == 0 ? 1.0 : 2.0) / n);
            for (var k = 0; k < rows; k++)
                for (var l = 0; l < columns; l++)
                {
                    var sum = 0.0;
                    for (var r = 0; r < rows; r++)
                        for (var c = 0; c < columns; c++)
                            sum += image[r * columns + c] * Math.Cos(Math.PI * (2 * r + 1) * k / (2 * rows)) * Math.Cos(Math.PI * (2 * c + 1) * l / (2 * columns));
                    Assert.Equal(sum * Scale(k, rows) * Scale(l, columns), coefficients[k * columns + l], 1e-12);
                }
            transform.Inverse(coefficients);
            Assert.Equal(0, image.Zip(coefficients, (a, b) => Math.Abs(a - b)).Max(), 1e-12);
        });

    [Fact]
    public void A_plane_is_exact_with_any_smoothing_from_any_points()
    {
        foreach (var smoothing in (double[])[1e-4, 1, 1e4])
        {
            var (points, values) = Measure(new() { Rows = Side, Columns = Side, Fraction = 0.02 }, (r, c) => 3 + 0.2 * r - 0.1 * c);
            var image = Reconstruct(points, values, new() { Smoothing = smoothing });
            Assert.Equal(0, Rms(image.Map, (r, c) => 3 + 0.2 * r - 0.1 * c), 1e-9);
        }
    }

    [Fact]
    public void Where_every_pixel_is_measured_the_image_is_what_was_measured()
    {
        var (points, values) = Measure(new() { Rows = Side, Columns = Side, Fraction = 1 }, Hills);
        Assert.InRange(Rms(Reconstruct(points, values).Map, Hills), 0, 2e-3);
    }

    [Fact]
    public void A_tenth_of_the_pixels_gives_smooth_hills_to_two_percent_and_says_so()
    {
        var deviation = Deviation(Hills);
        foreach (var (pattern, worst) in new[] { (SparsePattern.BlueNoise, 0.02), (SparsePattern.Random, 0.08) })
        {
            var (points, values) = Measure(new() { Rows = Side, Columns = Side, Pattern = pattern }, Hills);
            var image = Reconstruct(points, values);
            var rms = Rms(image.Map, Hills);
            Assert.InRange(rms / deviation, 0, worst);
            // Where points are even, the gap of one that is missing is twice the usual; the large holes of random ones have no points to keep back.
            Assert.InRange(image.HeldOutRms / rms, 0.2, 12);
            Assert.Equal((410, 0, 0), (image.PointsUsed, image.PointsLeftOut, image.Map.BadCount));
        }
    }

    [Fact]
    public void Few_cosines_are_found_from_a_tenth_of_the_pixels_where_smoothness_fails()
    {
        var (points, values) = Measure(new() { Rows = Side, Columns = Side, Pattern = SparsePattern.Random }, Stripes);
        double Error(ReconstructionMethod method) => Rms(Reconstruct(points, values, new() { Method = method }).Map, Stripes) / Deviation(Stripes);
        Assert.InRange(Error(ReconstructionMethod.SparseCosine), 0, 0.03);
        Assert.InRange(Error(ReconstructionMethod.ThinPlate), 0.15, 1);
    }

    [Fact]
    public void A_Lissajous_scan_between_the_pixels_gives_the_image_too()
    {
        var path = new LissajousPath { PeriodsX = 23, PeriodsY = 24, Count = 3000 };
        PathPoint[] points = path.Points();
        var image = Reconstruct(points, [.. points.Select(p => _frame.PixelOf(p)).Select(p => Hills(p.Row, p.Column))]);
        // Lines are up to 4 pixels apart in the middle.
        Assert.InRange(Rms(image.Map, Hills) / Deviation(Hills), 0, 0.03);
        Assert.Equal(_frame.PixelAt(5, 7), new PathPoint(image.Map.Horizontal.Values[7], image.Map.Vertical.Values[5]));
    }

    [Fact]
    public void Smoothing_takes_noise_off_and_the_error_to_expect_contains_it()
    {
        const double Noise = 0.1;
        var random = new RandomSequence(3, RandomPurpose.ImageNoise);
        var (points, values) = Measure(new() { Rows = Side, Columns = Side, Fraction = 0.3 }, Hills);
        for (var i = 0; i < values.Length; i++) values[i] += Noise * random.NextGaussian();
        double Error(double smoothing) => Rms(Reconstruct(points, values, new() { Smoothing = smoothing }).Map, Hills);
        Assert.InRange(Error(3), 0, 0.6 * Error(1e-3));
        Assert.InRange(Reconstruct(points, values, new() { Smoothing = 3 }).HeldOutRms, 0.9 * Noise, 1.3 * Noise);
    }

    [Fact]
    public void Holes_and_points_outside_are_left_out_and_too_few_are_refused()
    {
        var (points, values) = Measure(new() { Rows = Side, Columns = Side }, Hills);
        values[3] = double.NaN;
        points[4] = new(4e-6, 4e-6);
        Assert.Equal(2, Reconstruct(points, values).PointsLeftOut);
        Assert.Contains("3 of 3 points have a finite value within the frame; at least 4 are needed", Assert.Throws<ArgumentException>(() => Reconstruct(points[..3], values[..3].Select(_ => 1.0).ToArray())).Message, StringComparison.Ordinal);
        Assert.Contains("410 points and 1 values", Assert.Throws<ArgumentException>(() => Reconstruct(points, [1])).Message, StringComparison.Ordinal);
        Assert.Throws<OperationCanceledException>(() => SparseReconstruction.Of(_frame, points, values, "hills", "m", cancel: new CancellationToken(true)));
    }

    [Fact]
    public void Blue_noise_keeps_its_points_apart_and_both_patterns_visit_the_share_asked_for_once()
    {
        double Least(SparsePath path)
        {
            var pixels = path.Pixels();
            Assert.Equal(410, pixels.Distinct().Count());
            Assert.All(pixels, p => Assert.True(p is { Row: >= 0 and < Side, Column: >= 0 and < Side }));
            Assert.Equal(pixels, (path with { }).Pixels());
            Assert.NotEqual(pixels, (path with { Seed = 2 }).Pixels());
            return pixels.Select((p, i) => pixels.Where((_, j) => j != i).Min(q => Math.Sqrt(Math.Pow(p.Row - q.Row, 2) + Math.Pow(p.Column - q.Column, 2)))).Average();
        }
        var path = new SparsePath { Rows = Side, Columns = Side };
        // A triangular lattice of a tenth of the pixels is 3.4 apart; independent pixels have 1.7: Σ distance of a shell × P(it is the first taken).
        Assert.InRange(Least(path), 2.2, 3.4);
        Assert.InRange(Least(path with { Pattern = SparsePattern.Random }), 1.6, 1.95);
    }

    private static ReconstructedImage Reconstruct(PathPoint[] points, double[] values, ReconstructionOptions? options = null) =>
        SparseReconstruction.Of(_frame, points, values, "hills", "m", options, TestContext.Current.CancellationToken);

    private static (PathPoint[] Points, double[] Values) Measure(SparsePath path, Func<double, double, double> truth) =>
        (path.Points(), [.. path.Pixels().Select(p => truth(p.Row, p.Column))]);

    private static double Rms(ScalarMap map, Func<double, double, double> truth) =>
        Math.Sqrt(Enumerable.Range(0, Side * Side).Average(i => Math.Pow(map.Values[i / Side, i % Side] - truth(i / Side, i % Side), 2)));

    private static double Deviation(Func<double, double, double> truth)
    {
        double[] values = [.. Enumerable.Range(0, Side * Side).Select(i => truth(i / Side, i % Side))];
        return Math.Sqrt(values.Average(v => v * v) - Math.Pow(values.Average(), 2));
    }
}
