using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Views.Plots;

public sealed class LearningViewTests
{
    private static readonly double[] X = [0, 1, 2];

    [Fact]
    public void Principal_components_reproduce_the_variance_they_are_said_to_explain()
    {
        // Rank two by construction: the first two fractions are all.
        var rows = new double[64, 12];
        for (var i = 0; i < 64; i++)
            for (var j = 0; j < 12; j++) rows[i, j] = Math.Sin(i / 5.0) * j + Math.Cos(i / 3.0) * (j % 3);
        var (scores, loadings, explained) = Unmixing.Pca(rows, 2);
        Assert.Equal(1, explained[0] + explained[1], 1e-12);
        var figure = Plot.Components([Map(8, 8, i => scores[i, 0]), Map(8, 8, i => scores[i, 1])], loadings, [.. Enumerable.Range(0, 12).Select(j => (double)j)], explained: explained, hasScree: true);
        Assert.Equal([$"component 1 · {100 * explained[0]:F1} %", "", $"component 2 · {100 * explained[1]:F1} %", "", "scree: 12 components, the mapped ones explain 100.0 %"], figure.Panels.Select(p => p.Title));
        var colours = figure.Panels[0].Raster!.Colours;
        Assert.True(colours.IsDiverging);
        Assert.Equal(-colours.Min, colours.Max);
    }

    [Fact]
    public void Components_without_negative_values_have_rising_colours()
    {
        var figure = Plot.Components([Map(4, 4, i => i)], [[1, 2, 3]], X);
        Assert.False(figure.Panels[0].Raster!.Colours.IsDiverging);
        Assert.Contains("endmember strongest at 2.00", figure.Description);
    }

    [Fact]
    public void Fractions_in_percent_or_too_few_are_refused_with_the_formula()
    {
        Assert.Contains("s²/Σs²", Assert.Throws<ArgumentException>(() => Plot.Components([Map(2, 2, i => i)], [[1, 2, 3]], X, explained: [60])).Message);
        Assert.Contains("1 fractions for 2 maps", Assert.Throws<ArgumentException>(() => Plot.Components([Map(2, 2, i => i), Map(2, 2, i => i)], [[1, 2, 3], [1, 2, 3]], X, explained: [0.6])).Message);
        Assert.Contains("scree", Assert.Throws<ArgumentException>(() => Plot.Components([Map(2, 2, i => i)], [[1, 2, 3]], X, hasScree: true)).Message);
        Assert.Contains("x: 3, endmember: 2", Assert.Throws<ArgumentException>(() => Plot.Components([Map(2, 2, i => i)], [[1, 2]], X)).Message);
        Assert.Contains("got none", Assert.Throws<ArgumentException>(() => Plot.Components([], [], X)).Message);
    }

    [Fact]
    public void Of_many_components_the_first_are_drawn_and_a_constant_or_empty_one_does_no_harm()
    {
        ScalarMap[] maps = [.. Enumerable.Range(0, 20).Select(k => Map(2, 2, i => k == 0 ? double.NaN : k == 1 ? 5 : i))];
        var figure = Plot.Components(maps, [.. maps.Select((_, k) => k == 2 ? [double.NaN, double.NaN, double.NaN] : X)], X);
        Assert.Equal("The first 12 of 20 components are drawn.", figure.Notes[0]);
        var svg = SvgRenderer.Render(figure);
        Assert.Contains("no good pixel", svg);
        Assert.Contains("no finite value", svg);
    }

    [Fact]
    public void Clusters_are_counted_and_map_and_spectra_have_the_same_colours()
    {
        var labels = Map(3, 3, i => i == 0 ? -1 : i == 1 ? double.NaN : i % 2);
        var figure = Plot.Clusters(labels, X, [[0, 1, 2], [2, 1, 0]], [[0.1, 0.1, 0.1], [0.2, 0.2, 0.2]], names: ["up", "down"]);
        Assert.StartsWith("2 clusters of 9 pixels: up has 4 (44.4 %), down has 3 (33.3 %); 2 pixels in no cluster.", figure.Description);
        var lines = figure.Panels[1].Layers.OfType<LineLayer>().ToArray();
        Assert.Equal(["up: 4 pixels", "down: 3 pixels"], lines.Select(line => line.Label));
        var raster = figure.Panels[0].Raster!;
        Assert.Equal(lines.Select(line => line.Colour), new[] { 0.0, 1 }.Select(label => ColourMap.Hex(raster.Colours, label)));
        Assert.Equal(("in no cluster", 2), raster.Raster.BadCounts.Single());
        var bands = figure.Panels[1].Layers.OfType<BandLayer>().ToArray();
        Assert.Equal(lines.Select(line => line.Colour), bands.Select(band => band.Colour));
        Assert.Equal([1.8, 0.8, -0.2], bands[1].Lower.Select(v => Math.Round(v, 12)));
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(0.5)]
    public void A_label_without_a_spectrum_is_refused_with_its_place(double label) =>
        Assert.Contains($"row 1, column 0 has {label}", Assert.Throws<ArgumentException>(() => Plot.Clusters(Map(2, 2, i => i == 2 ? label : 0), X, [X, X])).Message);

    [Fact]
    public void A_large_map_of_labels_is_thinned_not_averaged()
    {
        var figure = Plot.Clusters(Map(1100, 3, i => i % 2), X, [X, X]);
        Assert.All(figure.Panels[0].Raster!.Raster.Values, v => Assert.True(v is 0 or 1));
        Assert.Contains("1 in 3 of 1100 × 3 pixels is drawn along either axis; all are counted.", figure.Notes[0]);
    }

    [Fact]
    public void Maps_of_a_process_carry_the_path_in_order_and_the_next_point()
    {
        var map = Map(8, 8, i => i);
        var figure = Plot.GaussianProcess(map, map, map, [(1, 1), (2, 3), (4, 0)], (5, 6));
        Assert.Equal(["mean", "standard deviation", "acquisition"], figure.Panels.Select(p => p.Title));
        Assert.All(figure.Panels, panel =>
        {
            Assert.Equal(["1", "2", "3"], panel.Layers.OfType<TextLayer>().Select(text => text.Text));
            Assert.All(panel.Layers.OfType<LineLayer>(), line => Assert.Equal([1, 2, 4], line.X));
            var star = panel.Layers.OfType<PointLayer>().Last();
            Assert.Equal((Marker.Star, 5, 6), (star.Marker, star.X[0], star.Y[0]));
        });
        Assert.Equal("Circles: 3 measured points in their order. Star: the next point.", figure.Notes[0]);
        Assert.Contains("mean of m greatest, 63.0, at 7.00, 7.00", figure.Description);
        var many = Plot.GaussianProcess(map, map, map, [.. Enumerable.Range(0, 13).Select(i => (i / 2.0, 3.0))]);
        Assert.All(many.Panels, panel => Assert.Equal(["1", "13"], panel.Layers.OfType<TextLayer>().Select(text => text.Text)));
        Assert.Contains("same grid; got 8 × 8 and 2 × 8", Assert.Throws<ArgumentException>(() => Plot.GaussianProcess(map, Map(2, 8, i => i))).Message);
    }

    [Fact]
    public void The_band_of_a_process_is_two_standard_deviations_and_vanishes_at_noiseless_points()
    {
        double[] x = Dimension.Linear(0, 1, 101);
        var process = new ExactProcess([[0.2], [0.7]], [1, -1], 1, 0.2, 1e-6);
        double[] mean = [.. x.Select(v => process.At(v).Mean)], sigma = [.. x.Select(v => process.At(v).Deviation)];
        var figure = Plot.GaussianProcess(x, mean, sigma, [(0.2, 1), (0.7, -1)], acquisition: sigma, next: x[Array.IndexOf(sigma, sigma.Max())]);
        var band = figure.Panels[0].Layers.OfType<BandLayer>().Single();
        Assert.All(Enumerable.Range(0, x.Length), i => Assert.Equal(4 * sigma[i], band.Upper[i] - band.Lower[i], 1e-12));
        Assert.Equal(0, band.Upper[20] - band.Lower[20], 1e-5);
        Assert.Equal(1, mean[20], 1e-5);
        var star = figure.Panels[1].Layers.OfType<PointLayer>().Single();
        Assert.Equal(sigma.Max(), star.Y[0], 1e-12);
    }

    [Fact]
    public void The_best_epoch_is_that_of_the_validation()
    {
        var figure = Plot.TrainingCurves([5, 4, 3, 2], [6, 3, double.NaN, 4], [0.1, 0.1, 0.01, 0.01], stoppedAt: 4);
        var star = figure.Panels[0].Layers.OfType<PointLayer>().Single();
        Assert.Equal((2.0, 3.0, "best epoch 2"), (star.X[0], star.Y[0], star.Label));
        Assert.True(figure.Panels[0].Y.IsLogarithmic);
        Assert.Equal("Learning rate", figure.Panels[1].Y.Quantity);
        Assert.Contains("the least validation loss is 3.00 at epoch 2; stopped early after epoch 4", figure.Description);
    }

    [Fact]
    public void A_validation_every_tenth_epoch_is_a_line_with_a_mark_at_each()
    {
        double[] validation = [.. Enumerable.Range(0, 100).Select(i => i % 10 == 9 ? 1.0 / i : double.NaN)];
        var figure = Plot.TrainingCurves([.. Enumerable.Range(1, 100).Select(i => 1.0 / i)], validation);
        var line = figure.Panels[0].Layers.OfType<LineLayer>().Single(layer => layer.Label == "validation");
        Assert.Equal(Enumerable.Range(1, 10).Select(k => 10.0 * k), line.X);
        Assert.All(line.Y, loss => Assert.True(double.IsFinite(loss)));
        Assert.Equal(line.X, figure.Panels[0].Layers.OfType<PointLayer>().First().X);
        Assert.Contains("validation loss from 0.111 to 0.0101; the least validation loss is 0.0101 at epoch 100", figure.Description);
    }

    [Fact]
    public void Without_a_finite_validation_loss_the_best_epoch_is_that_of_the_training()
    {
        var figure = Plot.TrainingCurves([3, 1, 2], [double.NaN, double.NaN, double.NaN]);
        Assert.Equal("best epoch 2", figure.Panels[0].Layers.OfType<PointLayer>().Last().Label);
        Assert.Contains("No validation loss is finite", figure.Notes[0]);
        Assert.DoesNotContain("NaN", figure.Description);
    }

    [Fact]
    public void The_next_point_lies_on_the_acquisition_whether_x_rises_or_falls()
    {
        double[] x = [3, 2, 1, 0], acquisition = [9, 4, 1, 0];
        var star = Plot.GaussianProcess(x, acquisition, acquisition, [], acquisition: acquisition, next: 2.5).Panels[1].Layers.OfType<PointLayer>().Single();
        Assert.Equal((2.5, 6.5), (star.X[0], star.Y[0]));
        Assert.Equal(0, Plot.GaussianProcess(x, acquisition, acquisition, [], acquisition: acquisition, next: -1).Panels[1].Layers.OfType<PointLayer>().Single().Y[0]);
    }

    [Fact]
    public void A_path_of_a_hundred_thousand_points_is_thinned_and_then_has_no_line()
    {
        var map = Map(8, 8, i => i);
        var figure = Plot.GaussianProcess(map, map, path: [.. Enumerable.Range(0, 100_000).Select(i => (i % 7.0, i % 5.0))]);
        Assert.InRange(SvgRenderer.Render(figure).Length, 1000, 1_000_000);
        Assert.Empty(figure.Panels[0].Layers.OfType<LineLayer>());
        Assert.Equal("100000", figure.Panels[0].Layers.OfType<TextLayer>().Last().Text);
        Assert.Contains(figure.Notes, note => note.Contains("of 100,000 measured points are drawn"));
    }

    [Fact]
    public void A_loss_below_zero_has_a_linear_axis_and_the_figure_says_why()
    {
        var figure = Plot.TrainingCurves([1, -2, -3]);
        Assert.False(figure.Panels[0].Y.IsLogarithmic);
        Assert.Equal("The axis is linear: 2 losses are not above 0.", figure.Notes[0]);
    }

    [Fact]
    public void One_epoch_no_finite_loss_and_a_million_epochs_are_pictures()
    {
        Assert.Contains("best epoch 1", SvgRenderer.Render(Plot.TrainingCurves([0.5])));
        Assert.Contains("no finite loss", SvgRenderer.Render(Plot.TrainingCurves([double.NaN, double.PositiveInfinity])));
        var long1 = Plot.TrainingCurves([.. Enumerable.Range(1, 1_000_000).Select(i => i == 777_777 ? 1e-9 : 1.0 / i)]);
        Assert.Contains("at epoch 777,777", long1.Description);
        Assert.Equal(1e-9, long1.Panels[0].Layers.OfType<LineLayer>().First(line => line.Label == "training").Y.Min());
        Assert.Contains("cannot have stopped at 3", Assert.Throws<ArgumentException>(() => Plot.TrainingCurves([1, 2], stoppedAt: 3)).Message);
        Assert.Contains("train: 2, validation: 1", Assert.Throws<ArgumentException>(() => Plot.TrainingCurves([1, 2], [1])).Message);
    }

    [Fact]
    public void A_correlation_matrix_has_its_first_parameter_on_top_and_left()
    {
        var figure = Plot.Correlation(new[,] { { 1, 0.5, -0.9 }, { 0.5, 1, double.NaN }, { -0.9, double.NaN, 1 } }, ["A", "f0", "Q"]);
        var raster = figure.Panels[0].Raster!.Raster;
        Assert.Equal([1, 0.5, -0.9, 0.5, 1, double.NaN, -0.9, double.NaN, 1], raster.Values);
        Assert.Equal(["Q", "f0", "A"], figure.Panels[0].Y.Categories!);
        var number = figure.Panels[0].Layers.OfType<TextLayer>().Single(text => text is { X: 2, Y: 2 });
        Assert.Equal("−0.90", number.Text);
        Assert.Equal(7, figure.Panels[0].Layers.OfType<TextLayer>().Count());
        Assert.Contains("A with Q -0.90, A with f0 0.50", figure.Description);
    }

    [Fact]
    public void What_is_no_correlation_matrix_is_refused()
    {
        Assert.Contains("square and not empty, got 2 × 3", Assert.Throws<ArgumentException>(() => Plot.Correlation(new double[2, 3])).Message);
        Assert.Contains("there is 4", Assert.Throws<ArgumentException>(() => Plot.Correlation(new[,] { { 4.0, 1 }, { 1, 1 } })).Message);
        Assert.Contains("got 1", Assert.Throws<ArgumentException>(() => Plot.Correlation(new[,] { { 1.0, 0 }, { 0, 1 } }, ["a"])).Message);
        Assert.Contains("no pair is determined", Plot.Correlation(new[,] { { double.NaN } }).Description);
    }

    [Fact]
    public void A_large_matrix_has_colours_without_numbers_and_names_the_strongest()
    {
        var matrix = new double[40, 40];
        for (var i = 0; i < 40; i++) (matrix[i, i], matrix[i, (i + 1) % 40]) = (1, i == 7 ? -0.8 : 0.1);
        var figure = Plot.Correlation(matrix);
        Assert.Empty(figure.Panels[0].Layers.OfType<TextLayer>());
        Assert.StartsWith("The strongest: 8 with 9 −0.80", figure.Notes[0]);
    }

    [Fact]
    public async Task Correlations_of_a_fit_are_those_of_its_covariance_and_undetermined_parameters_are_named()
    {
        var fit = (await TwinLoops.OfAsync()).Fit;
        var statistics = FitStatistics.Of(fit, 0);
        var determined = Enumerable.Range(0, 9).Where(i => !double.IsNaN(statistics.Covariance[i, i])).ToArray();
        var figure = Plot.Correlation(fit);
        Assert.Equal(determined.Length, figure.Panels[0].X.Categories!.Count);
        Assert.Equal(statistics.Covariance[determined[0], determined[1]] / Math.Sqrt(statistics.Covariance[determined[0], determined[0]] * statistics.Covariance[determined[1], determined[1]]),
            figure.Panels[0].Raster!.Raster.Values[1], 1e-12);
        if (determined.Length < 9) Assert.StartsWith("Left out, since fixed, on a bound or not determined by the data: b", figure.Notes[0]);
    }

    [Fact]
    public void Pairs_of_parameters_use_good_fits_only_and_say_how_many()
    {
        var loops = SyntheticFits.Loops(40, 40);
        var good = Enumerable.Range(0, loops.Count).Count(loops.IsGood);
        var figure = Plot.ParameterPairs(loops, ["a2", "Coercive bias V+"]);
        Assert.Equal(3, figure.Panels.Count);
        Assert.Contains($"{loops.Count - good:N0} of 1,600 fits are not good and left out.", figure.Notes);
        Assert.Equal(good, figure.Panels[0].Layers.OfType<BarLayer>().Single().Heights.Sum());
        Assert.Contains("has no parameter «zeta»; there are a0 (Offset)", Assert.Throws<ArgumentException>(() => Plot.ParameterPairs(loops, ["a2", "zeta"])).Message);
        Assert.Contains("2 to 6 parameters, got 1", Assert.Throws<ArgumentException>(() => Plot.ParameterPairs(loops, ["a2"])).Message);
    }

    [Fact]
    public void Fits_beyond_the_axes_are_counted_in_a_note()
    {
        var loops = SyntheticFits.Loops(40, 40);
        var wild = Enumerable.Range(0, loops.Count).First(loops.IsGood);
        Assert.DoesNotContain(Plot.ParameterPairs(loops, ["a2", "a3"]).Notes, note => note.Contains("beyond an axis"));
        loops.Values[wild * loops.Parameters.Count + 2] = -1e6;
        Assert.Contains(Plot.ParameterPairs(loops, ["a2", "a3"]).Notes, note => note.Contains("good fits lie beyond an axis"));
    }

    [Fact]
    public void Ranks_share_ties_and_ignore_the_scale()
    {
        Assert.Equal(1, RankCorrelation.Of([1, 2, 3, 4], [1, 10, 100, 1e9]), 1e-12);
        Assert.Equal(-1, RankCorrelation.Of([1, 2, 3, 4], [4, 3, 2, 1]), 1e-12);
        // By hand with mean ranks.
        Assert.Equal(0.8823529411764706, RankCorrelation.Of([1, 2, 3, 4, 5, 5], [2, 1, 4, 3, 7, 7]), 1e-12);
        Assert.Equal(double.NaN, RankCorrelation.Of([1, 1, 1], [1, 2, 3]));
    }

    [Fact]
    public void Hostile_words_are_encoded_in_every_view()
    {
        const string Evil = SyntheticFits.Hostile;
        var map = Map(3, 3, i => i % 2) with { Name = Evil, Unit = Evil };
        Figure[] figures =
        [
            Plot.Components([map], [X], X, Evil, Evil, endmemberQuantity: Evil, endmemberUnit: Evil, title: Evil), Plot.Clusters(map, X, [X, X], null, Evil, Evil, Evil, Evil, [Evil, Evil], Evil),
            Plot.GaussianProcess(map, map, map, [(0, 0)], (1, 1), Evil), Plot.GaussianProcess(X, X, X, [(0, 0)], xQuantity: Evil, quantity: Evil, unit: Evil, title: Evil), Plot.Parity(X, X, Evil, Evil, title: Evil),
            Plot.Calibration(X, X, X, Evil), Plot.TrainingCurves(X, quantity: Evil, unit: Evil, title: Evil), Plot.Correlation(new double[1, 1], [Evil], Evil),
            Plot.Dashboard([new(0, [0], [new(Evil, Evil, 1.0)], 0, [])], new() { Title = Evil, Coordinates = [new(Evil, Evil)], CostOf = _ => 1, CostQuantity = Evil }),
        ];
        Assert.All(figures, figure => Assert.DoesNotContain("<script>alert", SvgRenderer.Render(figure)));
    }

    private static ScalarMap Map(int columns, int rows, Func<int, double> at)
    {
        var values = new double[rows, columns];
        for (var i = 0; i < values.Length; i++) values[i / columns, i % columns] = at(i);
        return new("m", "", Axis("X", columns), Axis("Y", rows), values, new string?[rows, columns]);
    }

    private static Dimension Axis(string name, int count) => new(name, "Position", "", DimensionKind.Spatial, [.. Enumerable.Range(0, count).Select(i => (double)i)]);
}
