using CsCheck;
using Spm.Core.Physics.Scanning;

namespace Spm.Core.Tests.Physics.Scanning;

public class GreyMorphologyTests
{
    private const int Rows = 11, Columns = 19;
    private static readonly Gen<int> Cases = Gen.Int[0, 1_000_000];

    [Fact]
    public void Dilation_and_erosion_agree_with_scipy()
    {
        // r = numpy.random.RandomState(5); s = r.randint(0, 100, (6, 8)); p = r.randint(0, 40, (3, 5)); p -= p.min(); b = -p[::-1, ::-1]
        // scipy 1.10.1: scipy.ndimage.grey_dilation(s, structure=b, mode="constant", cval=-1e9), grey_erosion(s, structure=b, mode="constant", cval=1e9)
        double[] surface = [99, 78, 61, 16, 73, 8, 62, 27, 30, 80, 7, 76, 15, 53, 80, 27, 44, 77, 75, 65, 47, 30, 84, 86, 18, 9, 41, 62, 1, 82, 16, 78, 5, 58, 0, 80, 4, 36, 51, 27, 31, 2, 68, 38, 83, 19, 18, 7];
        double[] profile = [35, 29, 10, 2, 0, 2, 26, 13, 26, 28, 32, 24, 20, 6, 15];
        double[] dilated = [86, 73, 97, 76, 65, 74, 71, 56, 89, 70, 73, 78, 69, 78, 80, 66, 78, 76, 74, 75, 80, 78, 72, 73, 75, 73, 74, 60, 84, 86, 84, 80, 53, 62, 68, 82, 80, 78, 76, 68, 56, 80, 78, 70, 70, 57, 81, 22];
        double[] eroded = [40, 18, 17, 9, 7, 17, 15, 36, 9, 33, 17, 33, 22, 28, 14, 23, 28, 19, 11, 9, 11, 3, 1, 18, 15, 7, 3, 2, 0, 6, 4, 36, 2, 12, 4, 2, 17, 7, 16, 17, 25, 11, 20, 6, 15, 9, 19, 20];
        var tip = new TipShape(profile, 3, 5, 1e-9);
        Assert.Equal(dilated, GreyMorphology.Dilate(surface, 6, 8, tip));
        Assert.Equal(eroded, GreyMorphology.Erode(surface, 6, 8, tip));
    }

    [Fact]
    public void Dilation_and_erosion_are_their_definitions() => Cases.ForAll(n =>
    {
        var (surface, tip) = (Surface(n, 0), Tip(n));
        Assert.Equal(Definition(surface, tip, 1), GreyMorphology.Dilate(surface, Rows, Columns, tip));
        Assert.Equal(Definition(surface, tip, -1), GreyMorphology.Erode(surface, Rows, Columns, tip));
    });

    [Fact]
    public void A_point_images_the_surface_itself() =>
        Cases.ForAll(n => Assert.Equal(Surface(n, 0), GreyMorphology.Dilate(Surface(n, 0), Rows, Columns, TipShape.Point(1e-9))));

    [Fact]
    public void Dilation_commutes_with_the_maximum_of_surfaces() => Cases.ForAll(n =>
    {
        var (a, b, tip) = (Surface(n, 0), Surface(n, 1), Tip(n));
        var together = GreyMorphology.Dilate(Both(a, b, Math.Max), Rows, Columns, tip);
        Assert.Equal(together, Both(GreyMorphology.Dilate(a, Rows, Columns, tip), GreyMorphology.Dilate(b, Rows, Columns, tip), Math.Max));
    });

    [Fact]
    public void Erosion_commutes_with_the_minimum_of_images() => Cases.ForAll(n =>
    {
        var (a, b, tip) = (Surface(n, 0), Surface(n, 1), Tip(n));
        var together = GreyMorphology.Erode(Both(a, b, Math.Min), Rows, Columns, tip);
        Assert.Equal(together, Both(GreyMorphology.Erode(a, Rows, Columns, tip), GreyMorphology.Erode(b, Rows, Columns, tip), Math.Min));
    });

    [Fact]
    public void A_surface_lies_below_the_erosion_exactly_when_its_dilation_lies_below_the_image() => Cases.ForAll(n =>
    {
        // Half of the cases start from the erosion, where the relation is just met.
        var (image, tip) = (Surface(n, 1), Tip(n));
        var eroded = GreyMorphology.Erode(image, Rows, Columns, tip);
        var surface = n % 2 == 0 ? Surface(n, 0) : [.. eroded];
        if (n % 4 == 1) surface[n % surface.Length] += Unit;
        Assert.Equal(IsBelow(GreyMorphology.Dilate(surface, Rows, Columns, tip), image), IsBelow(surface, eroded));
    });

    [Fact]
    public void Opening_is_idempotent_and_never_above_the_image() => Cases.ForAll(n =>
    {
        var (image, tip) = (Surface(n, 0), Tip(n));
        var once = GreyMorphology.Open(image, Rows, Columns, tip);
        Assert.Equal(once, GreyMorphology.Open(once, Rows, Columns, tip));
        Assert.True(IsBelow(once, image));
    });

    [Fact]
    public void Closing_is_idempotent_and_never_below_the_surface() => Cases.ForAll(n =>
    {
        var (surface, tip) = (Surface(n, 0), Tip(n));
        var once = GreyMorphology.Close(surface, Rows, Columns, tip);
        Assert.Equal(once, GreyMorphology.Close(once, Rows, Columns, tip));
        Assert.True(IsBelow(surface, once));
    });

    [Fact]
    public void An_image_that_the_tip_made_is_its_own_opening() => Cases.ForAll(n =>
    {
        var tip = Tip(n);
        var image = GreyMorphology.Dilate(Surface(n, 0), Rows, Columns, tip);
        Assert.Equal(image, GreyMorphology.Open(image, Rows, Columns, tip));
    });

    [Fact]
    public void A_missing_pixel_takes_no_part()
    {
        double[] surface = [1, 2, double.NaN, 9, 3, 2];
        var tip = new TipShape([1, 0, 1], 1, 3, 1e-9);
        double[] image = [1, 2, 8, 9, 8, 2];
        Assert.Equal(image, GreyMorphology.Dilate(surface, 1, 6, tip));
        Assert.Equal(surface, GreyMorphology.Dilate(surface, 1, 6, TipShape.Point(1e-9)));
    }

    [Fact]
    public void A_ball_images_a_ball_as_a_ball_of_both_radii()
    {
        const int side = 161;
        const double cell = 0.5e-9, tipRadius = 15e-9, radius = 20e-9;
        double FromCentre(int i) => cell * Math.Sqrt(Math.Pow(i / side - side / 2, 2) + Math.Pow(i % side - side / 2, 2));
        var surface = Enumerable.Range(0, side * side).Select(i => FromCentre(i) < radius ? Math.Sqrt(radius * radius - FromCentre(i) * FromCentre(i)) : 0).ToArray();
        var image = GreyMorphology.Dilate(surface, side, side, TipShape.Sphere(tipRadius, cell));
        // On a grid the tip touches up to half a cell's diagonal beside the true contact, where both balls have fallen away by ½ (1/R + 1/r) d²
        // at their apex; within 15 nm of the axis their slope makes that at most 1.4 times as much.
        const double miss = 1.4 * 0.5 * (1 / tipRadius + 1 / radius) * cell * cell / 2;
        var compared = 0;
        for (var i = 0; i < image.Length; i++)
        {
            if (FromCentre(i) > 15e-9) continue;
            var both = Math.Sqrt(Math.Pow(tipRadius + radius, 2) - FromCentre(i) * FromCentre(i)) - tipRadius;
            Assert.InRange(image[i], both - miss, both + 1e-20);
            compared++;
        }
        Assert.True(compared > 2000);
    }

    [Fact]
    public void A_surface_of_the_wrong_size_is_refused_with_the_right_one()
    {
        var error = Assert.Throws<ArgumentException>(() => GreyMorphology.Dilate(new double[5], 2, 3, TipShape.Point(1e-9)));
        Assert.Contains("2 × 3 pixels needs 6 values, got 5", error.Message, StringComparison.Ordinal);
    }

    // Whole multiples of a power of two: sums and differences are exact, and equalities need no tolerance.
    private const double Unit = 1.0 / (1L << 50);

    private static double[] Surface(int seed, int variant)
    {
        var random = new Random(2 * seed + variant);
        return [.. Enumerable.Range(0, Rows * Columns).Select(_ => random.Next(1 << 16) * Unit)];
    }

    private static TipShape Tip(int seed)
    {
        var random = new Random(-seed);
        var (rows, columns) = (random.Next(1, 6), random.Next(1, 7));
        var profile = Enumerable.Range(0, rows * columns).Select(_ => random.Next(5) == 0 ? double.PositiveInfinity : random.Next(1 << 15) * Unit).ToArray();
        // With the axis within the tip every pixel has something below it.
        var (axisRow, axisColumn) = (random.Next(rows), random.Next(columns));
        if (double.IsInfinity(profile[axisRow * columns + axisColumn])) profile[axisRow * columns + axisColumn] = 0;
        return new TipShape(profile, rows, columns, 1e-9, axisRow, axisColumn);
    }

    private static double[] Definition(double[] values, TipShape tip, int sign)
    {
        var result = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var best = double.NegativeInfinity;
            for (var r = 0; r < tip.Rows; r++)
            {
                for (var c = 0; c < tip.Columns; c++)
                {
                    var (row, column) = (i / Columns + sign * (r - tip.AxisRow), i % Columns + sign * (c - tip.AxisColumn));
                    if (row >= 0 && row < Rows && column >= 0 && column < Columns) best = Math.Max(best, sign * values[row * Columns + column] - tip.HeightM(r, c));
                }
            }
            result[i] = sign * best;
        }
        return result;
    }

    private static double[] Both(double[] a, double[] b, Func<double, double, double> choose) => [.. a.Zip(b, choose)];

    private static bool IsBelow(double[] lower, double[] upper) => lower.Zip(upper).All(p => p.First <= p.Second);
}
