using CsCheck;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Instruments.Waveforms;
using Spm.Core.Spectroscopy;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Views.Plots;

public sealed class CurvePlotTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Thinning_keeps_the_extremes_the_order_and_every_gap() => Gen.Select(Gen.Int[3000, 20_000], Gen.Int[1, 1000]).Sample((count, seed) =>
    {
        var random = new Random(seed);
        double[] x = [.. Enumerable.Range(0, count).Select(i => (double)i)], y = [.. x.Select(_ => random.NextDouble())];
        Array.Fill(y, double.NaN, count / 2, 400);
        var notes = new List<string>();
        var thinned = ThinnedCurve.Of(x, y, notes);
        Assert.Equal(y.Where(double.IsFinite).Min(), thinned.Y.Where(double.IsFinite).Min());
        Assert.Equal(y.Where(double.IsFinite).Max(), thinned.Y.Where(double.IsFinite).Max());
        Assert.Equal(thinned.X, thinned.X.Order());
        Assert.Contains(thinned.Y, double.IsNaN);
        Assert.All(thinned.X.Zip(thinned.Y), p => Assert.Equal(y[(int)p.First], p.Second));
        Assert.Equal(count > 2 * ThinnedCurve.MostBlocks, notes.Count == 1);
    }, iter: 20);

    [Fact]
    public void Amplitude_and_phase_are_those_of_the_point_with_the_greatest_mean_amplitude()
    {
        var data = SyntheticFits.Spectra(6, 5).Source;
        var figure = Plot.AmplitudePhase(data);
        Assert.True(figure.Panels[1].Raster!.Colours.IsCyclic);
        var samples = new System.Numerics.Complex[80];
        data.ReadPixels(0, samples);
        var (amplitude, phase, note) = ComplexMaps.Of(data, null);
        var chosen = Array.FindIndex(samples, z => z.Magnitude == amplitude.Values[0, 0]);
        Assert.Equal(samples[chosen].Phase, phase.Values[0, 0]);
        Assert.Contains("greatest", note, StringComparison.Ordinal);
        Assert.Equal(samples[7].Magnitude, ComplexMaps.Of(data, 7).Amplitude.Values[0, 0]);
    }

    [Fact]
    public void A_phase_is_wrapped_whatever_its_turns() => Gen.Double[-100, 100].Sample(phase =>
    {
        var figure = Plot.AmplitudePhase(SyntheticFits.Map(new double[,] { { 1 } }), SyntheticFits.Map(new double[,] { { phase } }, "Phase", "rad"));
        var drawn = figure.Panels[1].Raster!.Raster.Values[0];
        Assert.InRange(drawn, -Math.PI - 1e-12, Math.PI + 1e-12);
        Assert.Equal(Math.Cos(phase), Math.Cos(drawn), 1e-12);
    });

    [Fact]
    public void Maps_that_are_no_amplitude_and_phase_are_refused()
    {
        var map = SyntheticFits.Map(new double[2, 3], "Phase", "rad");
        Assert.Contains("2 × 3", Assert.Throws<ArgumentException>(() => Plot.AmplitudePhase(SyntheticFits.Map(new double[3, 3]), map)).Message);
        Assert.Contains("rad or °", Assert.Throws<ArgumentException>(() => Plot.AmplitudePhase(map, SyntheticFits.Map(new double[2, 3]))).Message);
        Assert.Contains("real where complex", Assert.Throws<ArgumentException>(() => Plot.AmplitudePhase(GalleryTests.Topography(8, 8))).Message);
        Assert.Contains("0 to 79", Assert.Throws<ArgumentOutOfRangeException>(() => Plot.AmplitudePhase(SyntheticFits.Spectra(3, 3).Source, 80)).Message);
    }

    [Fact]
    public void Rate_is_one_over_the_time_with_the_same_relative_error() =>
        Assert.Equal("τ: 100.0 ± 2.0 ms, rate 10.00 ± 0.20 1/s.", RelaxationCurve.TimeAndRate("τ", 0.1, 0.002, "s"));

    [Fact]
    public void The_law_that_was_chosen_is_drawn_and_its_residual_is_small()
    {
        var result = RelaxationAnalysis.Of(PhysicalModels.Relaxation(), cancel: Token);
        var figure = Plot.Relaxation(result);
        Assert.Equal(4, figure.Panels.Count);
        Assert.True(figure.Panels[0].X.IsLogarithmic && !figure.Panels[1].X.IsLogarithmic);
        var residual = figure.Panels[2].Layers.OfType<PointLayer>().Single().Y;
        // 80 residuals of σ 0.03 pm: their mean square is 1 ± 5·√(2/80) of σ².
        Assert.InRange(residual.Average(r => r * r) / (0.03e-12 * 0.03e-12), 0.2, 1.8);
        Assert.Equal(1, figure.Panels[3].Layers.OfType<BarLayer>().Single().Heights.Where(double.IsFinite).Sum(), 1e-9);
        Assert.Contains("Fit stretched-exponential", figure.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Relaxations_without_a_law_before_time_0_or_without_values_are_drawn()
    {
        var noise = new Random(1);
        var flat = new Dataset("flat", "R", "m", [new("Time", "Time", "s", DimensionKind.Spectroscopic, Dimension.Linear(0, 1, 40))], new RealMemoryStore([.. Enumerable.Range(0, 40).Select(_ => noise.NextDouble())]));
        Assert.Contains(Plot.Relaxation(RelaxationAnalysis.Of(flat, cancel: Token)).Notes, note => note.StartsWith("No law was chosen", StringComparison.Ordinal));
        Assert.Contains(Plot.Relaxation([-1, 0, 1, 2], [4, 3, 2, 1]).Notes, note => note.Contains("2 points at or before", StringComparison.Ordinal));
        Assert.StartsWith("<svg", SvgRenderer.Render(Plot.Relaxation([double.NaN], [double.PositiveInfinity])), StringComparison.Ordinal);
        Assert.Contains("times: 2, responses: 1", Assert.Throws<ArgumentException>(() => Plot.Relaxation([1, 2], [1])).Message);
        Assert.Contains("no curve 1", Assert.Throws<ArgumentOutOfRangeException>(() => Plot.Relaxation(RelaxationAnalysis.Of(flat, cancel: Token), 1)).Message);
    }

    [Fact]
    public void A_force_is_the_stiffness_times_the_deflection_and_the_separation_z_plus_deflection()
    {
        double[] z = Dimension.Linear(50e-9, -20e-9, 141), d = [.. z.Select(v => v < 0 ? -v / 2 : 0)];
        var figure = Plot.ForceCurve(new ForceBranch(z, d), null, 4);
        var (force, separation) = (figure.Panels[0].Layers.OfType<LineLayer>().Single(l => l.Label == "approach"), figure.Panels[1].Layers.OfType<LineLayer>().Last());
        Assert.Equal(4 * 10e-9, force.Y[^1], 1e-20);
        Assert.Equal(60e-9 - 0, separation.X[0] - separation.X[^1], 1e-15);
        Assert.Contains("contact point", figure.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_lie_on_the_curve_and_carry_their_values()
    {
        var figure = Plot.ForceCurve(PhysicalModels.ForceSweep(), 3);
        var marks = figure.Panels[1].Layers.OfType<PointLayer>().ToArray();
        Assert.Equal(3, marks.Length);
        Assert.Equal(marks.Select(m => m.Y[0]), figure.Panels[0].Layers.OfType<PointLayer>().Select(m => m.Y[0]));
        var retract = figure.Panels[0].Layers.OfType<LineLayer>().Single(l => l.Label == "retract");
        var adhesion = marks.Single(m => m.Label.StartsWith("adhesion", StringComparison.Ordinal));
        Assert.Equal(retract.Y.Min(), adhesion.Y[0]);
        Assert.Contains(Quantity.Format(-adhesion.Y[0], "N", 3), adhesion.Label, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_that_begins_at_the_sample_is_turned_round()
    {
        double[] z = Dimension.Linear(-20e-9, 50e-9, 141), d = [.. z.Select(v => Math.Max(0, -v))];
        Dimension axis = new("Z", "z", "m", DimensionKind.Spectroscopic, z);
        var data = new Dataset("Deflection", "Deflection", "m", [axis], new RealMemoryStore(d));
        Assert.Contains("contact at", Plot.ForceCurve(data).Panels[0].Layers.OfType<PointLayer>().Single().Label, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_force_curve_is_refused()
    {
        Assert.Contains("deflection in m or a force in N over z", Assert.Throws<ArgumentException>(() => Plot.ForceCurve(PhysicalModels.Relaxation())).Message);
        Assert.Contains("above 0 N/m", Assert.Throws<ArgumentException>(() => Plot.ForceCurve(PhysicalModels.ForceSweep(), -1)).Message);
        Assert.Contains("at least 8", Assert.Throws<ArgumentException>(() => Plot.ForceCurve(new ForceBranch([1], [1]))).Message);
    }

    [Fact]
    public void Current_is_drawn_as_it_is_and_its_size_on_a_logarithmic_axis()
    {
        var figure = Plot.CurrentVoltage([-1, 0, 1], [-1e-9, 0, 1e-9], [-2e-9, 0, 2e-9], [1e-10, 1e-10, 1e-10]);
        Assert.Equal([false, true], figure.Panels.Select(panel => panel.Y.IsLogarithmic));
        Assert.Equal([1e-9, 0, 1e-9], figure.Panels[1].Layers.OfType<LineLayer>().Single(l => l.Label == "forward").Y);
        var band = figure.Panels[1].Layers.OfType<BandLayer>().Single();
        Assert.Equal(figure.Panels[1].Y.Min, band.Lower[1]);
        Assert.Contains("differ by 816 pA", figure.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fit_of_a_conduction_model_is_drawn_with_its_band_and_parameters()
    {
        var current = PhysicalModels.Current();
        var figure = Plot.CurrentVoltage(ModelFitter.Fit(current, ModelCatalogue.Find("poole-frenkel"), cancel: Token), 1);
        Assert.Contains(figure.Panels[0].Layers, layer => layer.Label == "fit of backward");
        Assert.Contains(figure.Panels[0].Layers, layer => layer is BandLayer);
        Assert.Contains("Fit poole-frenkel: G ", figure.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void The_band_of_a_conduction_fit_is_the_deviation_of_the_residuals_used_and_what_was_left_out_is_crossed()
    {
        var bias = Dimension.Linear(-1, 1, 41);
        var random = new Random(3);
        double[] current = [.. bias.Select(v => 1e-9 * v + 1e-11 * (random.NextDouble() - 0.5))];
        current[30] = 5e-8;
        var data = new Dataset("I", "Current", "A", [new("Bias", "Bias", "V", DimensionKind.Spectroscopic, bias)], new RealMemoryStore(current));
        // Weights are known up to a factor: the fit's cost, Σ w r², is no measure of the residuals. Weight 0 leaves a point out.
        var fit = ModelFitter.Fit(data, ModelCatalogue.Find("line"), new() { Weights = [.. Enumerable.Range(0, 41).Select(i => i == 30 ? 0 : 1e6)] }, cancel: Token);
        Assert.Equal(1, fit.Excluded!.Count(isOut => isOut));
        var figure = Plot.CurrentVoltage(fit);
        var band = figure.Panels[0].Layers.OfType<BandLayer>().Single();
        double[] parameters = [.. fit.ParametersOf(0)], fitted = new double[41];
        fit.Evaluate(parameters, bias, fitted);
        var sigma = Math.Sqrt(Enumerable.Range(0, 41).Where(i => i != 30).Sum(i => Math.Pow(current[i] - fitted[i], 2)) / (40 - parameters.Length));
        Assert.All(Enumerable.Range(0, 41), i => Assert.Equal(2 * sigma, band.Upper[i] - band.Lower[i], 1e-6 * sigma));
        Assert.Equal("± standard deviation of the residuals", band.Label);
        Assert.Equal((bias[30], 5e-8), figure.Panels[0].Layers.OfType<PointLayer>().Single(layer => layer.Marker == Marker.Cross) is var cross ? (cross.X[0], cross.Y[0]) : default);
        Assert.InRange(figure.Panels[0].Y.Max, 1e-9, 2e-9);
    }

    [Fact]
    public void A_relaxation_of_a_million_points_keeps_the_first_decades_on_the_logarithmic_axis()
    {
        double[] t = [.. Enumerable.Range(1, 1_000_000).Select(i => 1e-6 * i)];
        var figure = Plot.Relaxation(t, [.. t.Select(v => Math.Exp(-v / 1e-5))]);
        int Drawn(int panel, double before) => figure.Panels[panel].Layers.OfType<LineLayer>().First(layer => layer.Label == "measured").X.Count(v => v < before);
        // Each of the first hundred points is a part of the axis of its own; of equally large blocks they would be one of 834.
        Assert.Equal(99, Drawn(0, 0.995e-4));
        Assert.InRange(Drawn(1, 0.995e-4), 1, 2);
        Assert.Contains(figure.Notes, note => note.Contains("next to each other on the logarithmic axis"));
        Assert.InRange(SvgRenderer.Render(figure).Length, 1000, 300_000);
    }

    [Fact]
    public void Currents_that_cannot_be_drawn_say_so()
    {
        Assert.All((double[][])[[double.NaN], [0], [double.NegativeInfinity]], i => Assert.StartsWith("<svg", SvgRenderer.Render(Plot.CurrentVoltage([1], i)), StringComparison.Ordinal));
        Assert.Contains("biases: 1, currents: 2", Assert.Throws<ArgumentException>(() => Plot.CurrentVoltage([1], [1, 2])).Message);
        Assert.Contains("over a bias in V", Assert.Throws<ArgumentException>(() => Plot.CurrentVoltage(PhysicalModels.Relaxation())).Message);
        Assert.Contains("holds 100 sweeps", Assert.Throws<ArgumentException>(() => Plot.CurrentVoltage(SyntheticFits.Loops(10, 10).Source)).Message);
    }

    [Fact]
    public void The_periods_of_the_logistic_map_are_counted()
    {
        // 3.2: period 2 (2 values); 3.5: period 4; 3.83: period 3; 3.99: chaos; 2.9: one value.
        double[] growth = [2.9, 3.2, 3.5, 3.83, 3.99];
        var figure = Plot.Bifurcation(growth, PhysicalModels.Logistic(growth, 60), "r");
        Assert.Contains("1 at 1, 2 at 1, 3 at 1, 4 at 1, many at 1", figure.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_sample_is_counted_once_in_the_density()
    {
        var growth = Dimension.Linear(3, 4, 300);
        var figure = Plot.Bifurcation(growth, PhysicalModels.Logistic(growth, 100), "r");
        Assert.Equal(30_000, figure.Panels[0].Raster!.Raster.Values.Where(double.IsFinite).Sum());
        Assert.Contains(figure.Notes, note => note.StartsWith("30,000 samples", StringComparison.Ordinal));
    }

    [Fact]
    public void Both_sweeps_of_a_bistable_resonator_are_seen()
    {
        var (w, up, down) = PhysicalModels.Duffing();
        var figure = Plot.Bifurcation(w, up, "w", downward: down);
        Assert.Equal(["parameter falling", "parameter rising"], figure.Panels[0].Layers.Select(layer => layer.Label));
        var apart = Enumerable.Range(0, w.Length).Count(i => Math.Abs(up[i][0] - down[i][0]) > 0.01);
        Assert.True(apart > 20);
        Assert.Contains($"differs from the sweep up at {apart}", figure.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_that_cannot_be_drawn_say_so()
    {
        Assert.Contains("parameter values: 2, steps with samples: 1", Assert.Throws<ArgumentException>(() => Plot.Bifurcation([1, 2], [[1]], "r")).Message);
        Assert.Contains("no finite sample", Plot.Bifurcation([1], [[double.NaN]], "r").Description, StringComparison.Ordinal);
        Assert.StartsWith("<svg", SvgRenderer.Render(Plot.Bifurcation([double.NaN, 1], [[1], []], SyntheticFits.Hostile)), StringComparison.Ordinal);
        Assert.StartsWith("<svg", SvgRenderer.Render(Plot.Bifurcation([1], [[.. Enumerable.Repeat(1.0, 20_000)]], "r")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_waveform_has_its_samples_and_one_that_cannot_be_played_says_why()
    {
        Assert.Equal(2, Plot.Waveform(new TriangleBias()).Panels.Count);
        Assert.Throws<ArgumentException>(() => Plot.Waveform(new TriangleBias { StepsPerCycle = -1 }));
    }
}
