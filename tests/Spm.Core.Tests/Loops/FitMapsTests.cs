using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Spectroscopy;

namespace Spm.Core.Tests.Loops;

public class FitMapsTests
{
    private const int Columns = 3, Rows = 2, Cycles = 2;

    [Fact]
    public void A_map_has_x_along_its_columns_whichever_dimension_is_stored_first()
    {
        foreach (var xFirst in (bool[])[true, false])
        {
            var result = Fit(xFirst);
            var map = FitMaps.Of(result, "a3");
            Assert.Equal(("X", "Y"), (map.Horizontal.Name, map.Vertical.Name));
            Assert.Equal((Rows, Columns), (map.Values.GetLength(0), map.Values.GetLength(1)));
            for (var row = 0; row < Rows; row++)
                for (var column = 0; column < Columns; column++)
                    if (map.BadReasons[row, column] is null)
                        Assert.Equal(Truth(column, row, cycle: 1)[3], map.Values[row, column], 1e-3);
        }
    }

    [Fact]
    public void Symbol_and_name_are_found_in_any_case()
    {
        var result = Fit();
        foreach (var text in (string[])["A3", "a3", "coercive bias v+", " Coercive bias V+ "])
            Assert.Equal("Coercive bias V+", FitMaps.Of(result, text).Name);
        Assert.Equal("work", FitMaps.Parameters(result).Single(p => p.Name == "Work of switching").Symbol);
    }

    [Fact]
    public void A_bad_pixel_is_NaN_with_its_reason()
    {
        var map = FitMaps.Of(Fit(), "imprint");
        Assert.Equal(1, map.BadCount);
        Assert.True(double.IsNaN(map.Values[1, 2]));
        Assert.Equal("too few finite points", map.BadReasons[1, 2]);
        Assert.Equal((Truth(0, 0, 1)[2] + Truth(0, 0, 1)[3]) / 2, map.Values[0, 0], 1e-3);
        Assert.Equal("V", map.Unit);
    }

    [Fact]
    public void The_last_cycle_is_shown_unless_another_is_asked_for()
    {
        var result = Fit();
        Assert.Equal(Truth(1, 1, cycle: 1)[2], FitMaps.Of(result, "a2").Values[1, 1], 1e-3);
        Assert.Equal(Truth(1, 1, cycle: 0)[2], FitMaps.Of(result, "a2", new Dictionary<string, int> { ["cycle"] = 0 }).Values[1, 1], 1e-3);
        Assert.Contains("Cycle has 2 steps, 0 to 1; got 2", Assert.Throws<ArgumentOutOfRangeException>(() => FitMaps.Of(result, "a2", new Dictionary<string, int> { ["Cycle"] = 2 })).Message);
        Assert.Contains("There are: Cycle", Assert.Throws<ArgumentException>(() => FitMaps.Of(result, "a2", new Dictionary<string, int> { ["Field"] = 0 })).Message);
    }

    [Fact]
    public void An_unknown_parameter_is_answered_with_what_there_is_nearest_first() =>
        Assert.Matches("A loop fit has no 'imprnt'. Did you mean imprint\\? There are: imprint \\(Imprint\\), .*a0 \\(", Assert.Throws<ArgumentException>(() => FitMaps.Of(Fit(), "imprnt")).Message);

    [Fact]
    public void A_parameter_is_a_dataset_over_all_dimensions_of_the_fit()
    {
        var result = Fit();
        var data = FitMaps.DatasetOf(result, "a3");
        Assert.Equal(result.Dimensions, data.Dimensions);
        Assert.Equal(("V", 2), (data.Unit, result.Verdict.Count(v => v != FitVerdict.Good)));
        var values = new double[result.Count];
        data.Samples.Read(0, values.AsSpan());
        for (var fit = 0; fit < values.Length; fit++)
            Assert.Equal(result.IsGood(fit) ? result.ParametersOf(fit)[3] : double.NaN, values[fit]);
        Assert.Equal("take parameter", data.Provenance[^1].Action);
    }

    [Fact]
    public void A_map_needs_two_spatial_dimensions() =>
        Assert.Contains("needs two spatial dimensions, this fit has 1 (X)", Assert.Throws<ArgumentException>(() => FitMaps.Of(SimulatedLoops.Fit([new double[64]]), "a2")).Message);

    [Fact]
    public void A_coercive_bias_at_the_end_of_the_sweep_is_not_a_number()
    {
        var result = Fit();
        result.Values[1 * 9 + 3] = SimulatedLoops.BiasV;
        result.StandardErrors[1 * 9 + 3] = double.NaN;
        Assert.Equal("not determined", FitMaps.Of(result, "a3").BadReasons[0, 0]);
        Assert.Equal("not determined", FitMaps.Of(result, "imprint").BadReasons[0, 0]);
        Assert.Null(FitMaps.Of(result, "a2").BadReasons[0, 0]);
    }

    [Fact]
    public void Switching_quantities_of_a_symmetric_loop_are_those_of_its_parameters()
    {
        // With b0 = b1 = b: NB2 − a2 = b·erfinv(2(1−τ) − 1) = b·erfinv(0.94), and NB1 − a3 = −b·erfinv(0.94); erfinv(0.94) = 1.32991…
        var s = SwitchingParameters.Of([-1, 3, -2, 4, 0.1, 0.5, 0.5, 0.5, 0.5]);
        Assert.Equal(new(-2, 4, 1, 2, -1, 3, 18, s.NucleationBiasPositiveV, s.NucleationBiasNegativeV), s);
        var distance = 0.5 * MathNet.Numerics.SpecialFunctions.ErfInv(0.94);
        Assert.Equal(-2 + distance, s.NucleationBiasNegativeV, 1e-12);
        Assert.Equal(4 - distance, s.NucleationBiasPositiveV, 1e-12);
    }

    [Fact]
    public void At_the_nucleation_bias_the_part_tau_of_a_branch_has_switched()
    {
        // Widths for which the first choice, b0 and b2, does not exist or is the right side.
        double[] p = [0, 1, -2, 3, 0, 0.5, 1.5, 1.2, 0.6];
        var s = SwitchingParameters.Of(p);
        Assert.Equal(1 - SwitchingParameters.NucleationThreshold, Spm.Core.Fitting.Models.LoopModel.Value(p, s.NucleationBiasNegativeV, falling: true), 1e-12);
        Assert.Equal(SwitchingParameters.NucleationThreshold, Spm.Core.Fitting.Models.LoopModel.Value(p, s.NucleationBiasPositiveV, falling: false), 1e-12);
    }

    private static double[] Truth(int column, int row, int cycle) => [0.1, 1, -2 - 0.3 * column, 3 + 0.4 * row, 0, 0.8, 0.9, 0.7, 1 + 0.2 * cycle];

    /// <summary>Fits over X 3, Y 2, Cycle 2; the pixel X 2, Y 1 has no data.</summary>
    private static FitResult Fit(bool xFirst = true)
    {
        var (x, y) = (new Dimension("X", "Position", "m", DimensionKind.Spatial, [0, 1, 2]), new Dimension("Y", "Position", "m", DimensionKind.Spatial, [0, 1]));
        var simulated = new SimulatedLoops(1);
        List<double> samples = [];
        for (var first = 0; first < (xFirst ? Columns : Rows); first++)
            for (var second = 0; second < (xFirst ? Rows : Columns); second++)
                for (var cycle = 0; cycle < Cycles; cycle++)
                {
                    var (column, row) = xFirst ? (first, second) : (second, first);
                    samples.AddRange((column, row) == (2, 1) ? Enumerable.Repeat(double.NaN, 64) : simulated.Loop(Truth(column, row, cycle), 1e-5));
                }
        var source = new Dataset("cycles", "Piezoresponse", "pm", [xFirst ? x : y, xFirst ? y : x, new("Cycle", "Cycle", "", DimensionKind.Spectroscopic, [0, 1]),
            new("Voltage", "Bias", "V", DimensionKind.Spectroscopic, SimulatedLoops.FromZero)], new RealMemoryStore([.. samples]));
        return LoopFitter.Fit(source, cancel: TestContext.Current.CancellationToken);
    }
}
