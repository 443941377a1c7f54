using Spm.Interactive.Charts;

namespace Spm.Interactive.Tests.Charts;

public sealed class ColourMapTests
{
    // 8-bit rounding of a channel moves a colour by up to about 0.004 in OKLab; mean steps are 0.004 to 0.005, so steps are compared over 16 colours.
    private const int _stride = 16;
    private const double _roundingShare = 0.12;

    [Fact]
    public void Equal_steps_of_the_sequential_map_look_equally_large() => AssertUniform(ColourMap.Sequential);

    [Fact]
    public void Equal_steps_of_the_cyclic_map_look_equally_large() => AssertUniform(ColourMap.Cyclic);

    [Fact]
    public void Lightness_of_the_sequential_map_rises_all_the_way()
    {
        var lightness = ColourMap.Sequential.Colours.Select(c => OkLab.FromSrgb(c).L).ToArray();
        for (var i = 4; i < lightness.Length; i++) Assert.True(lightness[i] > lightness[i - 4], $"colour {i}");
    }

    [Fact]
    public void Both_ends_of_the_cyclic_map_are_the_same_colour() => Assert.Equal(ColourMap.Cyclic[0], ColourMap.Cyclic[1]);

    [Fact]
    public void Opposite_phases_differ_in_lightness_or_hue_as_much_as_black_from_mid_grey()
    {
        for (var i = 0; i < 128; i++)
            Assert.True(OkLab.FromSrgb(ColourMap.Cyclic.Colours[i]).Distance(OkLab.FromSrgb(ColourMap.Cyclic.Colours[i + 127])) > 0.2, $"colour {i}");
    }

    [Fact]
    public void Every_colour_of_the_cyclic_map_can_be_shown() => Assert.All(ColourMap.Cyclic.Colours, colour =>
        Assert.Equal(colour, OkLab.FromSrgb(colour).ToSrgb()));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 255)]
    [InlineData(2, 255)]
    public void Values_beyond_the_range_take_the_end_colour(double fraction, int index) =>
        Assert.Equal(ColourMap.Sequential.Colours[index], ColourMap.Sequential[fraction]);

    private static void AssertUniform(ColourMap map)
    {
        var lab = map.Colours.Select(OkLab.FromSrgb).ToArray();
        var steps = Enumerable.Range(0, (ColourMap.Size - 1) / _stride).Select(i => Enumerable.Range(i * _stride, _stride).Sum(k => lab[k + 1].Distance(lab[k]))).ToArray();
        var mean = steps.Average();
        Assert.All(steps, step => Assert.InRange(step, mean * (1 - _roundingShare), mean * (1 + _roundingShare)));
    }
}
