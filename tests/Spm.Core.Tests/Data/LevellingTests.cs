using System.Globalization;
using CsCheck;
using Spm.Core.Data;
using Spm.Core.Tests.Loops;

namespace Spm.Core.Tests.Data;

public class LevellingTests
{
    /// <summary>Round-off of a fit over some thousand pixels, in parts of the tilt.</summary>
    private const double RoundOff = 1e-12;

    [Fact]
    public void A_polynomial_surface_is_taken_off_whole() => Gen.Select(Gen.Int[0, PolynomialLevelling.MaxOrder], Gen.Double[-1, 1].Array[45]).Sample((order, c) =>
    {
        var surface = Map(23, 31, (x, y) => Enumerable.Range(0, order + 1).SelectMany(t => Enumerable.Range(0, t + 1).Select(j => c[t * (t + 1) / 2 + j] * Math.Pow(x, t - j) * Math.Pow(y, j))).Sum());
        Assert.All(Levelling.Polynomial(order).Apply(surface).Values.Cast<double>(), z => Assert.Equal(0, z, 1e-11));
    });

    [Fact]
    public void The_levelled_plane_has_no_slope_and_no_mean() => Gen.Select(Gen.Double[-1e-6, 1e-6], Gen.Double[-1e-6, 1e-6], Gen.Int[1, 1000]).Sample((a, b, seed) =>
    {
        var random = new Random(seed);
        var levelled = Levelling.Plane.Apply(Map(12, 17, (x, y) => a * x + b * y + 1e-9 * random.NextDouble()));
        var (sum, slopeX, slopeY) = (0.0, 0.0, 0.0);
        for (var row = 0; row < 12; row++)
            for (var column = 0; column < 17; column++)
                (sum, slopeX, slopeY) = (sum + levelled.Values[row, column], slopeX + (column - 8) * levelled.Values[row, column], slopeY + (row - 5.5) * levelled.Values[row, column]);
        var tolerance = RoundOff * 204 * 9 * (Math.Abs(a) + Math.Abs(b) + 1e-9);
        Assert.Equal(0, sum, tolerance);
        Assert.Equal(0, slopeX, tolerance);
        Assert.Equal(0, slopeY, tolerance);
    });

    [Fact]
    public void Levelling_twice_is_levelling_once() => Assert.All((Levelling[])[Levelling.Plane, Levelling.RobustPlane, Levelling.Lines, Levelling.Polynomial(3), new LineLevelling(LineReference.Mean), new LineLevelling(LineReference.Median)], level =>
    {
        var random = new Random(4);
        var once = level.Apply(Map(20, 20, (x, y) => 3 * x + y * y + random.NextDouble()));
        var twice = level.Apply(once);
        Assert.All(once.Values.Cast<double>().Zip(twice.Values.Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    });

    [Fact]
    public void Islands_tilt_the_plane_of_least_squares_and_not_the_robust_one()
    {
        var random = new Random(9);
        // 20 % of the area, all at one side, is 50 noise widths higher.
        bool IsIsland(double x, double y) => x > 0.6 && y is > -0.5 and < 0.9;
        var map = Map(40, 40, (x, y) => 2 * x - 1.5 * y + 0.02 * (random.NextDouble() - 0.5) + (IsIsland(x, y) ? 1 : 0));
        double Tilt(ScalarMap m) => m.Values[20, 0] - m.Values[20, 20];
        Assert.InRange(Math.Abs(Tilt(Levelling.RobustPlane.Apply(map))), 0, 0.02);
        Assert.InRange(Math.Abs(Tilt(Levelling.Plane.Apply(map))), 0.1, 1);
    }

    [Fact]
    public void Line_offsets_go_and_the_shape_along_lines_stays()
    {
        var random = new Random(2);
        double[] offsets = [.. Enumerable.Range(0, 30).Select(_ => 10 * random.NextDouble())];
        double Shape(double x) => Math.Sin(4 * x) + (x > 0.2 ? 0.7 : 0);
        var map = Map(30, 25, (x, y) => Shape(x) + offsets[(int)Math.Round((y + 1) * 14.5)]);
        foreach (var level in (Levelling[])[Levelling.Lines, new LineLevelling(LineReference.Mean), new LineLevelling(LineReference.Median)])
        {
            var levelled = level.Apply(map);
            for (var row = 0; row < 30; row++)
                for (var column = 0; column < 25; column++)
                    Assert.Equal(Shape(-1 + column / 12.0) - Shape(-1), levelled.Values[row, column] - levelled.Values[row, 0], 1e-12);
            Assert.Equal(0, levelled.Values.Cast<double>().Average(), 1e-12);
            Assert.Equal(levelled.Values[0, 0], levelled.Values[29, 0], 1e-12);
        }
    }

    [Fact]
    public void Bad_pixels_count_for_nothing_and_stay_bad()
    {
        var map = Map(10, 10, (x, y) => x + 2 * y);
        (map.Values[3, 4], map.BadReasons[3, 4]) = (1e9, "spike");
        map.Values[5, 5] = double.NaN;
        map.Values[6, 6] = double.PositiveInfinity;
        foreach (var level in (Levelling[])[Levelling.Plane, Levelling.RobustPlane, Levelling.Polynomial(2)])
        {
            var levelled = level.Apply(map);
            Assert.Equal("spike", levelled.BadReasons[3, 4]);
            Assert.True(double.IsNaN(levelled.Values[5, 5]));
            for (var i = 0; i < 100; i++)
                if (i is not (34 or 55 or 66))
                    Assert.Equal(0, levelled.Values[i / 10, i % 10], 1e-11);
        }
    }

    [Fact]
    public void What_a_map_does_not_determine_is_left_and_never_fails()
    {
        Assert.All(Levelling.Polynomial(3).Apply(Map(1, 9, (x, _) => x * x)).Values.Cast<double>(), z => Assert.Equal(0, z, RoundOff));
        Assert.All(Levelling.Polynomial(3).Apply(Map(9, 1, (_, y) => y)).Values.Cast<double>(), z => Assert.Equal(0, z, RoundOff));
        Assert.Equal(0, Levelling.Polynomial(8, isRobust: true).Apply(Map(1, 1, (_, _) => 7)).Values[0, 0], RoundOff);
        Assert.True(Levelling.Plane.Apply(Map(3, 3, (_, _) => double.NaN)).Values.Cast<double>().All(double.IsNaN));
        Assert.True(Levelling.Lines.Apply(Map(3, 3, (_, _) => double.NaN)).Values.Cast<double>().All(double.IsNaN));
    }

    [Fact]
    public void A_phase_is_not_levelled() =>
        Assert.Contains("full turn", Assert.Throws<ArgumentException>(() => Levelling.Plane.Apply(Map(3, 3, (x, _) => x) with { IsCyclic = true })).Message);

    [Fact]
    public void An_order_beyond_8_is_refused() => Assert.Contains("0 to 8, got 9", Assert.Throws<ArgumentOutOfRangeException>(() => Levelling.Polynomial(9)).Message);

    [Fact]
    public async Task A_quadratic_is_that_of_scipy()
    {
        // Powers of pixel numbers through LAPACK's SVD, against Legendre polynomials and eigenvalues here.
        var answer = await Python.Run("""
            import numpy as np, scipy.linalg
            z = np.array([[np.sin(0.3*r*c) + 0.05*r - 0.002*c*c for c in range(14)] for r in range(11)])
            r, c = np.mgrid[0:11, 0:14]
            a = np.stack([np.ones_like(r), c, r, c*c, r*c, r*r], -1).reshape(-1, 6).astype(float)
            x = scipy.linalg.lstsq(a, z.ravel())[0]
            d = (z.ravel() - a @ x).reshape(z.shape)
            m = z - np.concatenate([[0], np.cumsum(np.median(np.diff(z, axis=0), axis=1))])[:, None]
            m -= m.mean()
            print(*d.ravel(), *m.ravel(), d.std(), abs(d - d.mean()).mean(), np.ptp(d))
            """);
        var expected = answer.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        var map = Map(11, 14, (x, y) => 0);
        for (var row = 0; row < 11; row++)
            for (var column = 0; column < 14; column++)
                map.Values[row, column] = Math.Sin(0.3 * row * column) + 0.05 * row - 0.002 * column * column;
        var quadratic = Levelling.Polynomial(2).Apply(map);
        var roughness = SurfaceRoughness.Of(quadratic);
        Assert.All([.. quadratic.Values.Cast<double>(), .. Levelling.Lines.Apply(map).Values.Cast<double>(), roughness.Rq, roughness.Ra, roughness.PeakToValley], (value, i) => Assert.Equal(expected[i], value, 1e-12));
    }

    [Fact]
    public void A_sine_has_a_roughness_of_its_amplitude_over_root_2()
    {
        // 100 points per period, whole periods: sums of a sine are exact; Ra is 2/π up to (π/100)²/12 of it.
        var roughness = SurfaceRoughness.Of(Map(2, 400, (x, _) => 0) with { Values = Sine() });
        Assert.Equal(3 / Math.Sqrt(2), roughness.Rq, 1e-12);
        Assert.Equal(3 * 2 / Math.PI, roughness.Ra, 1e-3);
        Assert.Equal(6, roughness.PeakToValley, 1e-12);

        static double[,] Sine()
        {
            var values = new double[2, 400];
            for (var i = 0; i < 800; i++) values[i / 400, i % 400] = 5 + 3 * Math.Sin(2 * Math.PI * i / 100);
            return values;
        }
    }

    /// <summary>Heights over −1 to 1 along both axes.</summary>
    private static ScalarMap Map(int rows, int columns, Func<double, double, double> height)
    {
        Dimension y = new("Y", "Position", "m", DimensionKind.Spatial, Dimension.Linear(-1, 1, rows)), x = new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(-1, 1, columns));
        var values = new double[rows, columns];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                values[row, column] = height(x.Values[column], y.Values[row]);
        return new("height", "m", x, y, values, new string?[rows, columns]);
    }
}
