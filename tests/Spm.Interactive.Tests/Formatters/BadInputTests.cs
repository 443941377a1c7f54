using System.Numerics;
using Spm.Core.Data;
using Spm.Interactive.Formatters;
using Spm.Interactive.Tests.Views;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Formatters;

/// <summary>What a person may hand to a picture: a sensible picture, or words that say what would be right.</summary>
public sealed class BadInputTests
{
    private const int _side = 31_623; // squared, 10⁹

    [Fact]
    public void An_image_of_a_thousand_million_pixels_is_shown_by_every_few_of_them_with_a_note()
    {
        var bundle = DatasetFormatter.Format(Image(new Ramp((long)_side * _side)), new ScriptOnce());
        Assert.Contains("One pixel of 16 × 16 is shown, of 31,623 × 31,623.", StaticPicture.SvgOf(bundle));
        Assert.InRange(((string)bundle.Data[MimeTypes.Html]).Length, 1, 1_500_000);
    }

    [Fact]
    public void Pixels_of_the_first_look_are_measured_ones_at_their_places()
    {
        var (maps, _) = DatasetImages.Preview(Image(new Ramp((long)_side * _side)));
        var map = maps.Single();
        Assert.Equal(((_side + 15) / 16, (_side + 15) / 16), (map.Values.GetLength(0), map.Values.GetLength(1)));
        foreach (var (row, column) in new[] { (0, 0), (7, 1000), (1976, 3) })
        {
            Assert.Equal((double)((long)row * 16 * _side + column * 16), map.Values[row, column]);
            Assert.Equal((16.0 * row, 16.0 * column), (map.Vertical.Values[row], map.Horizontal.Values[column]));
        }
    }

    [Fact]
    public void A_map_of_a_thousand_million_pixels_is_refused_in_words() =>
        Assert.Contains("End a cell with the dataset itself", Assert.Throws<ArgumentException>(() => DatasetImages.Of(Image(new Ramp((long)_side * _side)))).Message);

    [Fact]
    public void Swept_data_of_a_thousand_million_samples_are_explored_by_a_part_of_their_pixels()
    {
        Dimension y = Axis("Y", 1000, DimensionKind.Spatial), x = Axis("X", 1000, DimensionKind.Spatial), v = Axis("Bias", 1000, DimensionKind.Spectroscopic);
        var bundle = DatasetFormatter.Format(new("cube", "Response", "V", [y, x, v], new Ramp(1_000_000_000)), new ScriptOnce());
        Assert.Matches(@"curves are embedded for every \d+", StaticPicture.SvgOf(bundle));
        Assert.InRange(((string)bundle.Data[MimeTypes.Html]).Length, 1, 1_500_000);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 64)]
    [InlineData(64, 1)]
    public void A_map_of_one_pixel_or_one_line_is_drawn(int rows, int columns)
    {
        var values = new double[rows, columns];
        for (var i = 0; i < values.Length; i++) values[i / columns, i % columns] = i;
        Assert.Contains($"map of {columns} × {rows} pixels", ScalarMapFormatter.Format(SyntheticFits.Map(values), new ScriptOnce()).Text);
    }

    [Theory]
    [InlineData(double.NaN, "no good pixel")]
    [InlineData(double.PositiveInfinity, "infinite")]
    [InlineData(3.0, "no bad pixels")]
    public void A_map_of_one_value_is_drawn_and_said(double value, string words)
    {
        var values = new double[4, 5];
        for (var i = 0; i < values.Length; i++) values[i / 5, i % 5] = value;
        var bundle = ScalarMapFormatter.Format(SyntheticFits.Map(values), new ScriptOnce());
        Assert.Contains(words, bundle.Text);
        Assert.DoesNotContain("NaN", StaticPicture.SvgOf(bundle));
    }

    [Fact]
    public void Complex_data_where_real_ones_are_expected_are_refused_in_words_that_say_what_would_do()
    {
        var image = Image(new ComplexMemoryStore(new Complex[4]), 2);
        Assert.Contains("Plot.AmplitudePhase", Assert.Throws<ArgumentException>(() => Plot.Topography(image)).Message);
    }

    [Theory]
    [InlineData(-86)]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void A_figure_of_no_width_is_refused_in_words(double widthMm) =>
        Assert.Contains("One column of a journal is 86 mm", Assert.Throws<ArgumentException>(() => SyntheticFits.Map(new double[4, 4]).ToFigure().Save("never.pdf", widthMm)).Message);

    private static Dimension Axis(string name, int length, DimensionKind kind) => new(name, name, "m", kind, [.. Enumerable.Range(0, length).Select(i => (double)i)]);

    private static Dataset Image(SampleStore store, int side = _side) => new("large", "Height", "m", [Axis("Y", side, DimensionKind.Spatial), Axis("X", side, DimensionKind.Spatial)], store);

    /// <summary>Sample i is i; nothing is held in memory.</summary>
    private sealed class Ramp(long length) : SampleStore
    {
        public override long Length => length;

        public override bool IsComplex => false;

        public override void Read(long first, Span<double> destination)
        {
            for (var i = 0; i < destination.Length; i++) destination[i] = first + i;
        }

        public override void Read(long first, Span<Complex> destination)
        {
            for (var i = 0; i < destination.Length; i++) destination[i] = first + i;
        }
    }
}
