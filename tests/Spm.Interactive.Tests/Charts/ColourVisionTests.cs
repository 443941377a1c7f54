using System.Globalization;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Tests.Charts;

public sealed class ColourVisionTests
{
    // In OKLab 0.02 is a difference that is just seen side by side; lines and points that are apart need several times that.
    private const double _series = 0.06, _quarters = 0.06;

    // Of the 0 to 1 of the whole map, what a tenth of it must differ at least.
    private const double _tenthOfMap = 0.03;

    public static TheoryData<string> Kinds => [.. ColourVision.Deficiencies.Keys];

    [Fact]
    public void White_and_black_look_the_same_to_everybody() => Assert.All(ColourVision.Deficiencies.Values, matrix =>
        Assert.All(new[] { 0xFFFFFF, 0x808080, 0 }, grey => Assert.InRange(ColourVision.Seen(grey, matrix).Distance(OkLab.FromSrgb(grey)), 0, 0.005)));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Series_can_be_told_apart(string kind)
    {
        var seen = Palette.Series.Select(colour => ColourVision.Seen(Rgb(colour), ColourVision.Deficiencies[kind])).ToArray();
        for (var i = 0; i < seen.Length; i++)
            for (var k = 0; k < i; k++)
                Assert.True(seen[i].Distance(seen[k]) > _series, $"{kind}: {Palette.Series[i]} and {Palette.Series[k]} differ by {seen[i].Distance(seen[k]):F3}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Lightness_of_the_sequential_map_rises_and_a_tenth_of_it_can_be_seen(string kind)
    {
        var seen = ColourMap.Sequential.Colours.Select(colour => ColourVision.Seen(colour, ColourVision.Deficiencies[kind])).ToArray();
        const int Tenth = ColourMap.Size / 10;
        for (var i = Tenth; i < seen.Length; i++)
            Assert.True(seen[i].L > seen[i - Tenth].L && seen[i].Distance(seen[i - Tenth]) > _tenthOfMap, $"{kind}: colours {i - Tenth} and {i} differ by {seen[i].Distance(seen[i - Tenth]):F3}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Quarter_turns_of_a_phase_can_be_told_apart(string kind)
    {
        var seen = new[] { 0, 64, 128, 192 }.Select(i => ColourVision.Seen(ColourMap.Cyclic.Colours[i], ColourVision.Deficiencies[kind])).ToArray();
        for (var i = 0; i < 4; i++)
            for (var k = 0; k < i; k++)
                Assert.True(seen[i].Distance(seen[k]) > _quarters, $"{kind}: quarters {k} and {i} differ by {seen[i].Distance(seen[k]):F3}");
    }

    private static int Rgb(string colour) => int.Parse(colour.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
