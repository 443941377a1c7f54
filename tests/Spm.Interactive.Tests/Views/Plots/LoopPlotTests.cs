using CsCheck;
using Spm.Core.Data;
using Spm.Core.Spectroscopy;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Views.Plots;

public sealed class LoopPlotTests
{
    [Fact]
    public void The_colour_bar_of_a_family_ends_where_its_values_end_and_no_line_is_as_light_as_the_page()
    {
        var panel = Plot.LoopFamily([0, 1], [[0, 1], [1, 2], [2, 3]], [300, 400, 500], "Temperature", "K").Panels[0];
        Assert.Equal((300, 500), (panel.ColourScale!.Min, panel.ColourScale.Max));
        Assert.All(panel.Layers.OfType<LineLayer>(), line => Assert.True(OkLab.FromSrgb(Convert.ToInt32(line.Colour[1..], 16)).L < 0.86, line.Colour));
        Assert.Equal(panel.Layers.OfType<LineLayer>().ElementAt(2).Colour, $"#{ColourMap.For(panel.ColourScale)[1]:X6}");
    }

    [Fact]
    public void Loops_do_not_run_along_a_place()
    {
        var data = SyntheticFits.Loops(3, 4).Source;
        var spatial = data.SpatialDimensions[0].Name;
        Assert.Contains($"{spatial} is spatial", Assert.Throws<ArgumentException>(() => Plot.LoopFamily(data, along: spatial)).Message);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly Dimension _x = new("X", "Position", "m", DimensionKind.Spatial, [0, 1, 2]), _cycle = new("Cycle", "Cycle", "", DimensionKind.Spectroscopic, [1, 2]),
        _bias = new("DC_Offset", "Bias", "V", DimensionKind.Spectroscopic, [-1, 0, 1, 0]);

    [Fact]
    public void A_loop_of_a_cycle_is_the_mean_over_the_pixels_and_the_black_one_the_mean_of_all()
    {
        // Sample = 100 · pixel + 10 · cycle + point.
        var figure = Plot.LoopFamily(Numbered([_x, _cycle, _bias], (pixel, cycle, point) => 100 * pixel + 10 * cycle + point));
        var lines = figure.Panels[0].Layers.OfType<LineLayer>().ToArray();
        Assert.Equal([[100.0, 101, 102, 103], [110.0, 111, 112, 113], [105.0, 106, 107, 108]], lines.Select(line => line.Y));
        Assert.Equal("mean of 2 loops", lines[^1].Label);
        Assert.Equal("Cycle", figure.Panels[0].ColourScale!.Quantity);
    }

    [Fact]
    public void By_pixel_and_by_a_dimension_that_comes_first_is_possible()
    {
        var data = Numbered([_x, _cycle, _bias], (pixel, cycle, point) => 100 * pixel + 10 * cycle + point);
        Assert.Equal([5.0, 105, 205], Lines(Plot.LoopFamily(data, "pixel")).SkipLast(1).Select(line => line.Y[0]));
        Assert.Equal([5.0, 105, 205], Lines(Plot.LoopFamily(data, "X")).SkipLast(1).Select(line => line.Y[0]));
    }

    [Fact]
    public void The_bias_may_come_before_the_cycle()
    {
        var data = new Dataset("d", "R", "m", [_bias, _cycle], new RealMemoryStore([0, 10, 1, 11, 2, 12, 3, 13]));
        Assert.Equal([[0.0, 1, 2, 3], [10.0, 11, 12, 13]], Lines(Plot.LoopFamily(data)).SkipLast(1).Select(line => line.Y));
    }

    [Fact]
    public void Points_that_are_missing_are_left_out_of_the_mean()
    {
        var mean = CurveFamily.Mean([[1, double.NaN, 3], [3, double.NaN, double.PositiveInfinity]]);
        Assert.Equal([2, double.NaN, 3], mean);
    }

    [Fact]
    public void Of_many_pixels_evenly_spaced_ones_are_drawn_with_the_first_and_the_last() => Gen.Int[201, 5000].Sample(count =>
    {
        var data = new Dataset("d", "R", "m", [new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1, count)), new("V", "Bias", "V", DimensionKind.Spectroscopic, [0, 1])],
            new RealMemoryStore([.. Enumerable.Range(0, 2 * count).Select(i => (double)i)]));
        var figure = Plot.LoopFamily(data);
        var lines = Lines(figure).SkipLast(1).ToArray();
        Assert.Equal(CurveFamily.MostCurves, lines.Length);
        Assert.Equal((0.0, 2.0 * count - 2), (lines[0].Y[0], lines[^1].Y[0]));
        Assert.Contains(figure.Notes, note => note.Contains($"{count:N0} pixels", StringComparison.Ordinal));
    }, iter: 10);

    [Fact]
    public void Colours_run_with_the_parameter()
    {
        var figure = PhysicalModels.LoopsWithTemperature();
        var axis = figure.Panels[0].ColourScale!;
        Assert.Equal(Dimension.Linear(300, 600, 13).Select(t => ColourMap.Hex(axis, t)), Lines(figure).SkipLast(1).Select(line => line.Colour));
        Assert.Equal(("Temperature", "K"), (axis.Quantity, axis.Unit));
    }

    [Fact]
    public void One_wild_value_does_not_flatten_the_loops()
    {
        var figure = Plot.LoopFamily(SyntheticFits.Loops(10, 10).Source);
        Assert.InRange(figure.Panels[0].Y.Max, 30e-12, 100e-12);
        Assert.Contains(figure.Notes, note => note.Contains("middle 99 %", StringComparison.Ordinal));
    }

    [Fact]
    public void Points_that_a_fit_left_out_are_not_drawn()
    {
        // Every 11th loop has an outlier of 5 nm at its point 10.
        var figure = Plot.LoopFamily(SyntheticFits.Loops(10, 10));
        Assert.True(Lines(figure).All(line => line.Y.Where(double.IsFinite).Max() < 100e-12));
        Assert.Equal(double.NaN, Lines(figure).ElementAt(3).Y[10]);
        Assert.Contains("9 points that the fit left out are not drawn.", figure.Notes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Points_left_out_are_found_whatever_the_order_of_cycle_and_bias(bool isBiasFirst)
    {
        Dimension[] dimensions = isBiasFirst ? [_x, _bias, _cycle] : [_x, _cycle, _bias];
        var leftOut = new bool[24];
        leftOut[(2 * 2 + 1) * 4 + 3] = true;
        var family = new LoopFamilyReader(new("d", "R", "m", dimensions, new RealMemoryStore(new double[24])), null, "X", leftOut).Read([]);
        Assert.Equal([[0.0, 0, 0, 0], [0.0, 0, 0, 0], [0.0, 0, 0, 0]], family.Y);
        var alone = new LoopFamilyReader(new("d", "R", "m", [dimensions[1], dimensions[2]], new RealMemoryStore(new double[8])), null, "Cycle", leftOut[16..]).Read([]);
        Assert.Equal([0, 0, 0, double.NaN], alone.Y[1]);
    }

    [Fact]
    public void What_is_no_family_of_loops_is_refused()
    {
        Assert.Contains("complex", Assert.Throws<ArgumentException>(() => Plot.LoopFamily(SyntheticFits.Spectra(3, 3).Source)).Message);
        Assert.Contains("no dimension 'temperature'", Assert.Throws<ArgumentException>(() => Plot.LoopFamily(Numbered([_x, _cycle, _bias], (_, _, _) => 0), "temperature")).Message);
        Assert.Contains("no spectroscopic dimension in V", Assert.Throws<ArgumentException>(() => Plot.LoopFamily(GalleryTests.Topography(8, 8))).Message);
        Assert.Contains("responses of loop 1: 1", Assert.Throws<ArgumentException>(() => Plot.LoopFamily([0, 1], [[0, 1], [0]], [1, 2], "T", "K")).Message);
        Assert.StartsWith("<svg", SvgRenderer.Render(Plot.LoopFamily([0, 1], [[double.NaN, double.NaN]], [double.NaN], SyntheticFits.Hostile, "K")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_FORC_density_has_its_peak_where_the_hysterons_switch_and_a_volt_is_equally_long_on_both_axes()
    {
        var figure = Plot.Forc(ForcDensity.Of(PhysicalModels.Preisach(noiseM: 0), cancel: Token));
        var panel = FigureLayout.Of(figure).Panels[0];
        var raster = panel.Panel.Raster!;
        Assert.Equal(1, panel.Plot.Width / panel.Plot.Height, 1e-9);
        var top = Enumerable.Range(0, raster.Raster.Values.Length).MaxBy(i => double.IsNaN(raster.Raster.Values[i]) ? double.MinValue : raster.Raster.Values[i]);
        var (bias, reversal) = (-8 + 0.4 * (top % raster.Raster.Columns), 8 - 0.4 * (top / raster.Raster.Columns));
        // Steps are 0.4 V.
        Assert.Equal(2.4, bias, 0.4);
        Assert.Equal(-1.6, reversal, 0.4);
        // m/(2πσ²) less what a quadratic over ±2 steps smears: σ² 1 V² becomes 1 + 34/30 · 0.16.
        Assert.Equal(30e-12 / (2 * Math.PI * (1 + 34.0 / 30 * 0.16)), raster.Raster.Values[top], 0.01 * 4.8e-12);
        Assert.True(raster.Colours.IsDiverging && raster.Colours.Min == -raster.Colours.Max);
    }

    [Fact]
    public void Where_there_are_no_curves_nothing_is_hatched_or_counted()
    {
        var svg = SvgRenderer.Render(Plot.Forc(ForcDensity.CoerciveOf(PhysicalModels.Preisach(), cancel: Token)));
        Assert.DoesNotContain("pattern", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("bad pixels", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Reversal_curves_begin_at_their_reversal_bias()
    {
        var data = PhysicalModels.Preisach(noiseM: 0);
        var curves = ForcReversalCurve.Of(data);
        Assert.Equal(data.Dimensions[0].Values, curves.Select(c => c.ReversalV));
        Assert.All(curves, c => Assert.Equal(c.ReversalV, c.BiasV[0], 1e-12));
        Assert.Equal(curves.Count, Lines(Plot.ForcCurves(data)).Count());
    }

    [Fact]
    public void Reversal_curves_of_a_waveform_are_the_samples_of_its_branches()
    {
        double[] v = [8, 4, 6, 8, 4, 0, 4, 8, 4, 0, -4, 0, 4, 8];
        var curves = ForcReversalCurve.Of(new("w", "R", "m", [new("DC_Offset", "Bias", "V", DimensionKind.Spectroscopic, v)], new RealMemoryStore([.. v.Select((_, i) => (double)i)])));
        Assert.Equal([-4.0, 0, 4], curves.Select(c => c.ReversalV));
        Assert.Equal([10.0, 11, 12, 13], curves[0].Response);
        // The turning point at its end belongs to the next branch.
        Assert.Equal([1.0, 2], curves[2].Response);
    }

    [Fact]
    public void Other_results_are_no_FORC_density() =>
        Assert.Contains("no density", Assert.Throws<ArgumentException>(() => Plot.Forc(CkpfmAnalysis.Of(PhysicalModels.ContactKelvinProbe(), cancel: Token))).Message);

    [Fact]
    public void Columns_of_the_cKPFM_matrix_are_the_read_biases_and_rows_the_write_steps()
    {
        var data = PhysicalModels.ContactKelvinProbe(noiseM: 0);
        var matrix = CkpfmMatrix.Of(CkpfmAnalysis.Of(data, cancel: Token), 0);
        var samples = new double[data.Samples.Length];
        data.Samples.Read(0, samples);
        Assert.Equal(data.Dimensions[1].Values, matrix.Read.Values);
        Assert.Equal(samples, matrix.Values.SelectMany(row => row));
        // Down a column of the picture the read bias is the same: R(read) − R(0) = 1.5 pm/V · read at every write step.
        var raster = Plot.Ckpfm(CkpfmAnalysis.Of(data, cancel: Token)).Panels[0].Raster!.Raster;
        for (var row = 0; row < raster.Rows; row++)
            for (var column = 0; column < raster.Columns; column++)
                Assert.Equal(1.5e-12 * data.Dimensions[1].Values[column], raster.Values[row * raster.Columns + column] - raster.Values[row * raster.Columns + 6], 1e-22);
    }

    [Fact]
    public void The_place_of_a_cKPFM_matrix_is_found_whatever_the_order_of_the_biases()
    {
        Dimension write = new("Write", "Write bias", "V", DimensionKind.Spectroscopic, [-1, 1]), read = new("Read", "Read bias", "V", DimensionKind.Spectroscopic, [-1, 0, 1]);
        foreach (var dimensions in (Dimension[][])[[_x, write, read], [_x, read, write]])
        {
            var isReadFirst = dimensions[1] == read;
            var data = new Dataset("d", "R", "m", dimensions, new RealMemoryStore([.. Enumerable.Range(0, 18).Select(i => isReadFirst ? 100.0 * (i / 6) + 10 * (i % 2) + i / 2 % 3 : 100.0 * (i / 6) + 10 * (i / 3 % 2) + i % 3)]));
            var matrix = CkpfmMatrix.Of(CkpfmAnalysis.Of(data, cancel: Token), 2);
            Assert.Equal([[200.0, 201, 202], [210.0, 211, 212]], matrix.Values);
            // R = value + slope·(read + 1): zero at read −1 − value.
            Assert.Equal([-201.0, -211], matrix.PotentialV.Select(v => Math.Round(v, 9)));
        }
    }

    [Fact]
    public void Other_results_are_no_cKPFM_analysis() =>
        Assert.Contains("no analysis of contact Kelvin probe", Assert.Throws<ArgumentException>(() => Plot.Ckpfm(ForcDensity.Of(PhysicalModels.Preisach(), cancel: Token))).Message);

    private static IEnumerable<LineLayer> Lines(Figure figure) => figure.Panels[0].Layers.OfType<LineLayer>();

    private static Dataset Numbered(Dimension[] dimensions, Func<int, int, int, double> value) =>
        new("d", "Piezoresponse", "m", dimensions, new RealMemoryStore([.. Enumerable.Range(0, 24).Select(i => value(i / 8, i / 4 % 2, i % 4))]));
}
