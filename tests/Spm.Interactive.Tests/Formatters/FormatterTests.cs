using Microsoft.Data.Analysis;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Interactive.Charts;
using Spm.Interactive.Formatters;
using Spm.Interactive.Tests.Views;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Formatters;

public sealed class FormatterTests
{
    [Fact]
    public void Registered_types_are_formatted_by_the_host()
    {
        SpmFormatters.Register(new ScriptOnce());
        var loops = SyntheticFits.Loops(4, 4);
        object[] values = [loops, loops.Source, SyntheticFits.Map(loops, 2), new LoopView(loops, 0), new LinkedMapView(loops, "a2", SyntheticFits.Map(loops, 2)), GalleryTests.Table(3), new KeyValueView("t", []), GalleryTests.Charts().First().Chart];
        Assert.All(values, value => Assert.NotEmpty(BundleFormatter.TryFormat(value)!.Text));
    }

    [Fact]
    public void A_hostile_name_is_encoded_everywhere()
    {
        const string Evil = SyntheticFits.Hostile;
        var once = new ScriptOnce();
        var loops = SyntheticFits.Loops(4, 4, name: Evil);
        var map = SyntheticFits.Map(new double[,] { { 1, 2 } }, Evil, Evil);
        map.BadReasons[0, 0] = Evil;
        MimeBundle[] bundles =
        [
            DatasetFormatter.Format(loops.Source, once), FitResultFormatter.Format(loops, once), LoopViewFormatter.Format(new(loops, 0), once), ScalarMapFormatter.Format(map, once), ImagesFormatter.Format(new(Evil, [map]), once),
            LinkedMapFormatter.Format(new(loops, Evil, SyntheticFits.Map(loops, 3) with { Name = Evil }), once), KeyValueFormatter.Format(new(Evil, [(Evil, Evil)])),
            DataFrameFormatter.Format(new DataFrame(new StringDataFrameColumn(Evil, [Evil])), once), PlotlyFormatter.Format(Plotly.NET.CSharp.Chart.Line<double, double, string>(x: [1.0], y: [1.0], Name: Evil), once),
        ];
        Assert.All(bundles.SelectMany(bundle => bundle.Data.Where(pair => pair.Key is MimeTypes.Html or MimeTypes.Svg)), pair => Assert.DoesNotContain("<script>alert", (string)pair.Value));
    }

    [Fact]
    public void A_fit_summary_counts_verdicts_with_percentages_and_speed()
    {
        var loops = SyntheticFits.Loops(40, 40);
        var text = FitResultFormatter.Format(loops, new ScriptOnce()).Text;
        Assert.Contains("1,526 good (95.4 %), 44 noise only (2.8 %), 30 poor fit (1.9 %)", text);
        Assert.Contains("20,000 fits/s", text);
        Assert.Matches(@"Coercive bias V\+\s+a3\s+3\.\d+ V", text);
    }

    [Fact]
    public void The_histogram_of_good_fits_starts_at_a_round_number_below_the_worst_twentieth()
    {
        var panel = FitResultFormatter.FigureOf(SyntheticFits.Spectra(10, 10)).Panels[0];
        Assert.Equal((0.99, 1.0), (panel.X.Min, panel.X.Max));
        var bars = Assert.IsType<BarLayer>(panel.Layers.Single());
        Assert.Equal(100, bars.Heights.Sum());
    }

    [Fact]
    public void Fits_on_a_grid_show_where_they_are_good_and_why_a_pixel_is_bad()
    {
        var loops = SyntheticFits.Loops(40, 40);
        var figure = FitResultFormatter.FigureOf(loops);
        var map = figure.Panels[1].Raster!.Raster;
        Assert.Equal((40, 40), (map.Columns, map.Rows));
        Assert.Equal(loops.Verdict.Count(v => v != FitVerdict.Good), map.BadCounts.Sum(bad => bad.Count));
        Assert.Equal(loops.Verdict.Count(v => v == FitVerdict.NoiseOnly), map.BadCounts.Single(bad => bad.Reason == "noise only").Count);
    }

    [Fact]
    public void Data_swept_twice_show_every_step_of_a_pixel_beside_its_curve()
    {
        Dimension y = new("Y", "Y", "m", DimensionKind.Spatial, [0, 1]), bias = new("DC", "Bias", "V", DimensionKind.Spectroscopic, [0, 5, 0, -5]), f = new("F", "Frequency", "Hz", DimensionKind.Spectroscopic, [1, 2, 3]);
        var samples = Enumerable.Range(0, 24).Select(i => (double)i).ToArray();
        var figure = DatasetFormatter.FigureOf(new("be", "Response", "V", [y, bias, f], new RealMemoryStore(samples)));
        // The first row is the top one: the last step of pixel 1.
        Assert.Equal([21.0, 22, 23, 18, 19, 20, 15, 16, 17, 12, 13, 14], figure.Panels[1].Raster!.Raster.Values);
        Assert.Equal("Bias step", figure.Panels[1].Y.Label);
    }

    [Fact]
    public void Bad_fits_do_not_count_in_parameter_medians()
    {
        var loops = SyntheticFits.Loops(8, 8);
        for (var fit = 0; fit < loops.Count; fit++)
            if (!loops.IsGood(fit)) Array.Fill(loops.Values, 1e30, fit * 9, 9);
        Assert.DoesNotContain("e30", FitResultFormatter.Format(loops, new ScriptOnce()).Text);
    }

    [Fact]
    public void A_dataset_lists_dimensions_with_units_and_ends()
    {
        var text = DatasetFormatter.Format(SyntheticFits.Loops(4, 5).Source, new ScriptOnce()).Text;
        Assert.Matches(@"DC_Offset\s+64\s+Bias\s+-8 V\s+8 V\s+spectroscopic", text);
    }

    [Fact]
    public void An_outlier_does_not_flatten_the_first_look_at_a_dataset()
    {
        var loops = SyntheticFits.Loops(5, 5).Source;
        var samples = new double[loops.Samples.Length];
        loops.Samples.Read(0, samples);
        for (var pixel = 0; pixel < 25; pixel++) samples[pixel * 64 + 20] = 1;
        var curve = DatasetFormatter.FigureOf(new("dirty", "Piezoresponse", "m", loops.Dimensions, new RealMemoryStore(samples))).Panels[1];
        Assert.InRange(curve.Y.Max, 20e-12, 200e-12);
        // It is drawn as an arrow at the end of the axis.
        Assert.Contains(1.0, curve.Layers.OfType<PointLayer>().Single().Y);
    }

    [Fact]
    public void An_image_keeps_x_horizontal_in_either_order()
    {
        Dimension x = new("X", "Position", "m", DimensionKind.Spatial, [0, 1, 2]), y = new("Y", "Position", "m", DimensionKind.Spatial, [0, 1]);
        var rows = DatasetImages.Of(new("a", "Height", "m", [y, x], new RealMemoryStore([0, 1, 2, 3, 4, 5])))[0];
        var columns = DatasetImages.Of(new("a", "Height", "m", [x, y], new RealMemoryStore([0, 3, 1, 4, 2, 5])))[0];
        Assert.Equal(rows.Values.Cast<double>(), columns.Values.Cast<double>());
        Assert.Equal(("X", "X"), (rows.Horizontal.Name, columns.Horizontal.Name));
    }

    [Fact]
    public void A_complex_image_has_amplitude_and_a_cyclic_phase()
    {
        Dimension x = new("X", "Position", "m", DimensionKind.Spatial, [0, 1]), y = new("Y", "Position", "m", DimensionKind.Spatial, [0, 1]);
        var maps = DatasetImages.Of(new("a", "Response", "m", [y, x], new ComplexMemoryStore([new(0, 2), 1, 1, 1])));
        Assert.Equal((2, Math.PI / 2), (maps[0].Values[0, 0], maps[1].Values[0, 0]));
        Assert.True(maps[1].IsCyclic);
    }

    [Fact]
    public void A_dataset_with_a_sweep_is_not_taken_for_an_image() =>
        Assert.Contains("not an image", Assert.Throws<ArgumentException>(() => DatasetImages.Of(SyntheticFits.Loops(2, 2).Source)).Message);

    [Theory]
    [MemberData(nameof(OddMaps))]
    public void Odd_maps_give_a_sensible_picture(string words, double[,] values)
    {
        var bundle = ScalarMapFormatter.Format(SyntheticFits.Map(values), new ScriptOnce());
        Assert.Contains(words, bundle.Text);
        _ = System.Xml.Linq.XDocument.Parse(StaticPicture.SvgOf(bundle));
    }

    public static TheoryData<string, double[,]> OddMaps => new()
    {
        { "no good pixel (2 bad pixels (2 not a number))", new[,] { { double.NaN, double.NaN } } },
        { "median 2.000 nm, least 2.000 nm, greatest 2.000 nm", new[,] { { 2e-9, 2e-9 }, { 2e-9, 2e-9 } } },
        { "map of 1 × 1 pixels: median 5.000 m", new[,] { { 5.0 } } },
        { "map of 4 × 1 pixels", new[,] { { 1.0, 2, 3, 4 } } },
        { "map of 1 × 3 pixels", new[,] { { 1.0 }, { 2 }, { 3 } } },
        { "1 bad pixel (1 infinite)", new[,] { { 1.0, double.PositiveInfinity } } },
        { "greatest 1.000e", new[,] { { 1.0, 1e300 } } },
    };

    [Fact]
    public void A_huge_map_is_reduced_and_says_so()
    {
        var svg = StaticPicture.SvgOf(ScalarMapFormatter.Format(SyntheticFits.Map(new double[1500, 1500]), new ScriptOnce()));
        Assert.Contains("each the mean of 3 × 3 of the 1500 × 1500 measured", svg);
        Assert.InRange(svg.Length, 1, 1_000_000);
    }

    [Fact]
    public void A_hairline_map_is_drawn_not_to_scale_and_says_so() =>
        Assert.Contains("Not to scale", StaticPicture.SvgOf(ScalarMapFormatter.Format(SyntheticFits.Map(new double[1, 64]), new ScriptOnce())));

    [Fact]
    public void A_long_table_shows_its_first_and_last_rows_and_says_so()
    {
        var text = DataFrameFormatter.Format(GalleryTests.Table(1000), new ScriptOnce()).Text;
        Assert.Contains("1,000 rows × 3 columns; the first 20 and last 5 rows are shown", text);
        Assert.Matches(@"(?m)^ *999 ", text);
        Assert.DoesNotMatch(@"(?m)^ *500 ", text);
    }

    [Fact]
    public void A_table_shows_missing_values_and_types()
    {
        var text = DataFrameFormatter.Format(new DataFrame(new DoubleDataFrameColumn("V (V)", new double?[] { 1.5, null, double.NaN })), new ScriptOnce()).Text;
        Assert.Contains("double", text);
        Assert.Contains("–", text);
        Assert.Contains("NaN", text);
    }

    [Fact]
    public void A_fit_number_that_does_not_exist_is_refused() =>
        Assert.Contains("0 to 3", Assert.Throws<ArgumentOutOfRangeException>(() => new LoopView(SyntheticFits.Loops(2, 2), 4)).Message);

    [Fact]
    public void Images_without_channels_are_refused() => Assert.Throws<ArgumentException>(() => ImagesFormatter.Format(new("", []), new ScriptOnce()));
}
