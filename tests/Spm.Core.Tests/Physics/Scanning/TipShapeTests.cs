using CsCheck;
using Spm.Core.Physics.Scanning;

namespace Spm.Core.Tests.Physics.Scanning;

public class TipShapeTests
{
    private const double Cell = 1e-9;

    [Fact]
    public void The_lowest_point_of_any_tip_is_at_zero()
    {
        var tip = new TipShape([5e-9, 3e-9, double.PositiveInfinity, 4e-9], 2, 2, Cell);
        double[] expected = [2e-9, 0, double.PositiveInfinity, 1e-9];
        Assert.Equal(expected, Array.ConvertAll(tip.ProfileM.ToArray(), p => Math.Round(p, 15)));
    }

    [Fact]
    public void A_sphere_of_31_cells_has_the_heights_of_a_ball()
    {
        var tip = TipShape.Sphere(15e-9, Cell);
        Assert.Equal((31, 31, 15, 15), (tip.Rows, tip.Columns, tip.AxisRow, tip.AxisColumn));
        Assert.Equal(15e-9 - Math.Sqrt(225 - 25) * 1e-9, tip.HeightM(15 + 3, 15 - 4), 1e-20);
        Assert.Equal(15e-9, tip.HeightM(15, 0), 1e-20);
        Assert.Equal(double.PositiveInfinity, tip.HeightM(0, 0));
    }

    [Fact]
    public void Ball_and_cone_meet_with_equal_height_and_slope() =>
        Gen.Select(Gen.Double[2e-9, 30e-9], Gen.Double[0.1, 1.2]).ForAll((radius, angle) =>
        {
            // Along a row of very fine cells; slopes and heights are continuous where the step of the slope is that of the finer grid.
            var fine = radius / 200;
            var tip = TipShape.Cone(radius, angle, fine, 1.2 * radius);
            var row = Enumerable.Range(tip.AxisColumn, tip.Columns - tip.AxisColumn).Select(c => tip.HeightM(tip.AxisRow, c)).ToArray();
            var slopes = row.Zip(row.Skip(1), (a, b) => (b - a) / fine).ToArray();
            Assert.Equal(1 / Math.Tan(angle), slopes[^1], 1e-9 / Math.Tan(angle));
            // The ball's curvature is largest where it meets the cone: 1/(R sin³α).
            var steepest = fine / (radius * Math.Pow(Math.Sin(angle), 3));
            Assert.All(slopes.Zip(slopes.Skip(1), (a, b) => b - a), step => Assert.InRange(step, -1e-9, 1.1 * steepest));
        }, 20);

    [Fact]
    public void A_sphere_and_its_paraboloid_agree_near_the_apex()
    {
        var (ball, paraboloid) = (TipShape.Sphere(50e-9, Cell, 5e-9), TipShape.Paraboloid(50e-9, Cell, 5e-9));
        // Next term of the ball's series: u⁴/8R³.
        for (var i = 0; i < ball.ProfileM.Length; i++)
            if (double.IsFinite(ball.ProfileM[i])) Assert.InRange(ball.ProfileM[i] - paraboloid.ProfileM[i], -1e-20, 1.01 * Math.Pow(5e-9, 4) / (8 * Math.Pow(50e-9, 3)));
    }

    [Theory]
    [InlineData(4, 0, 0)]
    [InlineData(-3, 2, 1.5)]
    [InlineData(0, -4, 0.5)]
    public void A_double_tip_makes_a_shifted_ghost(int right, int up, double shorterNm)
    {
        const int side = 15, middle = 7;
        var surface = new double[side * side];
        surface[middle * side + middle] = 10e-9;
        var image = GreyMorphology.Dilate(surface, side, side, TipShape.Point(Cell).Doubled(right * Cell, up * Cell, shorterNm * 1e-9));
        var expected = new double[side * side];
        expected[middle * side + middle] = 10e-9;
        expected[(middle - up) * side + middle - right] = 10e-9 - shorterNm * 1e-9;
        Assert.Equal(expected, image);
    }

    [Fact]
    public void When_the_second_end_is_the_longer_one_the_first_makes_the_ghost()
    {
        var tip = TipShape.Point(Cell).Doubled(2 * Cell, 0, -3e-9);
        Assert.Equal(3e-9, tip.HeightM(tip.AxisRow, tip.AxisColumn), 1e-24);
        Assert.Equal(0, tip.HeightM(tip.AxisRow, tip.AxisColumn + 2));
    }

    [Fact]
    public void A_worn_tip_is_flat_below_and_unchanged_above()
    {
        var (sharp, worn) = (TipShape.Paraboloid(10e-9, Cell, 8e-9), TipShape.Paraboloid(10e-9, Cell, 8e-9).Blunted(1e-9));
        for (var i = 0; i < sharp.ProfileM.Length; i++)
            if (double.IsFinite(sharp.ProfileM[i])) Assert.Equal(Math.Max(0, sharp.ProfileM[i] - 1e-9), worn.ProfileM[i], 1e-24);
    }

    [Fact]
    public void A_contaminated_tip_images_small_things_with_the_ball_and_large_ones_with_the_tip()
    {
        var tip = TipShape.Cone(2e-9, 0.2, Cell, 20e-9);
        var dirty = tip.Contaminated(10e-9, 5e-9);
        // The ball's lowest point is the new zero; the cone's side is above the ball where it is wider than the ball.
        Assert.Equal(0, dirty.HeightM(dirty.AxisRow, dirty.AxisColumn));
        Assert.Equal(10e-9 - Math.Sqrt(100 - 36) * 1e-9, dirty.HeightM(dirty.AxisRow, dirty.AxisColumn + 6), 1e-20);
        Assert.Equal(tip.HeightM(tip.AxisRow, tip.AxisColumn + 15) + 5e-9, dirty.HeightM(dirty.AxisRow, dirty.AxisColumn + 15), 1e-20);
    }

    [Fact]
    public void Impossible_tips_are_refused_with_what_would_be_right()
    {
        Assert.Contains("at least one cell", Assert.Throws<ArgumentException>(() => new TipShape([double.PositiveInfinity], 1, 1, Cell)).Message, StringComparison.Ordinal);
        Assert.Contains("needs 4 heights, got 3", Assert.Throws<ArgumentException>(() => new TipShape([0, 0, 0], 2, 2, Cell)).Message, StringComparison.Ordinal);
        Assert.Contains("+∞ where there is no tip", Assert.Throws<ArgumentException>(() => new TipShape([double.NaN], 1, 1, Cell)).Message, StringComparison.Ordinal);
        Assert.Contains("lies outside", Assert.Throws<ArgumentException>(() => new TipShape([0, 0], 1, 2, Cell, axisColumn: 2)).Message, StringComparison.Ordinal);
        Assert.Contains("Try: radiusM: 20e-9", Assert.Throws<ArgumentException>(() => TipShape.Sphere(double.NaN, Cell)).Message, StringComparison.Ordinal);
        Assert.Contains("reach", Assert.Throws<ArgumentException>(() => TipShape.Paraboloid(1e-8, 1e-12, 1e-6)).Message, StringComparison.Ordinal);
    }
}
