using Spm.Core.Data;
using Spm.Interactive.Charts;
using Spm.Interactive.Tests.Views;

namespace Spm.Interactive.Tests.Charts;

public sealed class MapRasterTests
{
    [Fact]
    public void The_largest_vertical_value_is_at_the_top()
    {
        var raster = MapRaster.Of(SyntheticFits.Map(new double[,] { { 1, 2 }, { 3, 4 } }));
        Assert.Equal([3, 4, 1, 2], raster.Values);
        Assert.Equal((1, 0), raster.Source(0, 0));
    }

    [Fact]
    public void Axes_that_fall_are_turned_round()
    {
        var map = SyntheticFits.Map(new double[,] { { 1, 2 }, { 3, 4 } });
        map = map with { Horizontal = map.Horizontal with { Values = [1e-8, 0] }, Vertical = map.Vertical with { Values = [1e-8, 0] } };
        Assert.Equal([2, 1, 4, 3], MapRaster.Of(map).Values);
    }

    [Fact]
    public void The_picture_reaches_half_a_pixel_beyond_the_outer_positions()
    {
        var (min, max) = MapRaster.Of(SyntheticFits.Map(new double[2, 5])).Horizontal;
        Assert.Equal(-0.5e-8, min, 1e-15);
        Assert.Equal(4.5e-8, max, 1e-15);
    }

    [Fact]
    public void Reduction_takes_the_mean_of_good_pixels_only()
    {
        var map = SyntheticFits.Map(new double[,] { { 1, double.NaN }, { 3, double.PositiveInfinity } });
        var raster = MapRaster.Of(map, maxSide: 1);
        Assert.Equal([2.0], raster.Values);
        Assert.Equal(2, raster.BadCounts.Sum(bad => bad.Count));
    }

    [Fact]
    public void Reduction_of_a_phase_takes_the_mean_direction()
    {
        var turn = SyntheticFits.Map(new double[,] { { 3.1, -3.1 }, { 3.1, -3.1 } }, "phase", "rad", isCyclic: true);
        Assert.Equal(Math.PI, Math.Abs(MapRaster.Of(turn, 1).Values[0]), 1e-12);
        Assert.Equal(-90, MapRaster.Of(SyntheticFits.Map(new double[,] { { -80, -100 } }, "phase", "°", isCyclic: true), 1).Values[0], 1e-12);
    }

    [Fact]
    public void A_pixel_with_a_reason_is_bad_whatever_its_value()
    {
        var map = SyntheticFits.Map(new double[,] { { 1, 2 } });
        map.BadReasons[0, 0] = "noise only";
        var raster = MapRaster.Of(map);
        Assert.Equal([("noise only", 1)], raster.BadCounts);
        Assert.Equal(0, raster.ToRgba(new("", "", 0, 2), ColourMap.Sequential)[3]);
    }

    [Fact]
    public void Axes_that_do_not_match_the_values_are_refused()
    {
        var map = SyntheticFits.Map(new double[3, 4]) with { Vertical = new("Y", "Position", "m", DimensionKind.Spatial, [0, 1]) };
        Assert.Contains("must agree", Assert.Throws<ArgumentException>(() => MapRaster.Of(map)).Message);
    }

    [Fact]
    public void A_map_without_pixels_is_refused() => Assert.Throws<ArgumentException>(() => MapRaster.Of(SyntheticFits.Map(new double[1, 1]) with { Values = new double[0, 0] }));

    [Fact]
    public void One_outlier_does_not_take_all_colours()
    {
        double[] values = [.. Enumerable.Range(0, 999).Select(i => i / 1000.0), 1e6];
        Assert.InRange(ColourRange.Of("", "", values, isCyclic: false).Max, 0.9, 1);
    }
}
