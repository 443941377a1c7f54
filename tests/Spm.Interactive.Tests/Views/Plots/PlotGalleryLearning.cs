using Spm.Core.Data;
using Spm.Core.Experiments;
using Spm.Interactive.Charts;
using Spm.Interactive.Formatters;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Views.Plots;

/// <summary>The views of learning and experiments, made of loops of the twin, of a search on it, and of a small regression.</summary>
internal static class PlotGalleryLearning
{
    public static IEnumerable<(string Name, MimeBundle Bundle)> Entries(ScriptOnce once)
    {
        foreach (var (name, figure) in Figures())
            yield return ($"learning-{name}", FigureBundle.Of(figure.Description, figure, figure, once));
    }

    public static IEnumerable<(string Name, Figure Figure)> Figures()
    {
        var twin = TwinLoops.OfAsync().GetAwaiter().GetResult();
        var (scores, loadings, explained) = Unmixing.Pca(twin.Loops, 4);
        yield return ("components-pca", Plot.Components([.. Enumerable.Range(0, 4).Select(k => TwinLoops.Map(twin, "Score", "V", i => scores[i, k]))], loadings, [.. Enumerable.Range(1, twin.BiasV.Length).Select(i => (double)i)],
            "Bias step", "", explained[..20], hasScree: true, title: "Principal components of loops"));
        var (abundances, endmembers) = Unmixing.Nmf(twin.Spectra, 3);
        yield return ("components-nmf", Plot.Components([.. Enumerable.Range(0, 3).Select(k => TwinLoops.Map(twin, "Abundance", "", i => abundances[i, k]))], endmembers, twin.FrequencyHz,
            "Frequency", "Hz", endmemberQuantity: "Endmember", endmemberUnit: "V", title: "Non-negative components of spectra"));
        yield return ("clusters", Clusters(twin, scores));

        var search = SoughtPhase.Run();
        (double, double)[] path = [.. search.Points.Select(p => (p.Coordinates[0], p.Coordinates[1]))];
        yield return ("process", Plot.GaussianProcess(search.Mean, search.Deviation, search.Acquisition, path, search.Next, "Search for the hidden phase"));
        yield return ("process-line", Line());
        yield return ("dashboard", Plot.Dashboard(search.Points, Options()));
        yield return ("dashboard-map", Plot.Dashboard(search.Points, Options() with { Map = search.Mean, Title = "The same over the map of the mean" }));
        yield return ("dashboard-line", Plot.Dashboard([.. search.Points.Select(p => new JournalPoint(p.Index, [p.Coordinates[0]], p.Values, p.ClockS, []))], Options() with { Coordinates = [new("x", "m")], Title = "Along one coordinate" }));

        var (truth, fitted, errors) = Resonances(twin);
        yield return ("parity", Plot.Parity(truth, fitted, "Hz", "Resonance frequency", errors, "Fit against the truth of the twin"));
        yield return ("calibration", Plot.Calibration(truth, fitted, errors, "Are the standard errors of the resonance right?"));
        yield return ("calibration-levels", Plot.Calibration([0.5, 0.68, 0.9, 0.95], [0.46, 0.66, 0.88, 0.93], 250));
        yield return ("training", Training());
        yield return ("correlation", Plot.Correlation(twin.Fit, Enumerable.Range(0, twin.Fit.Count).First(twin.Fit.IsGood)));
        yield return ("pairs", Plot.ParameterPairs(twin.Fit, ["a0", "a1", "a2", "a3"]));
    }

    public static DashboardOptions Options() => new() { Title = "Search for the hidden phase", Coordinates = [new("x", "m"), new("y", "m")], Count = 40 };

    /// <summary>True and fitted resonance frequency of the first spectrum of each pixel, with the fit's standard error.</summary>
    public static (double[] Truth, double[] Fitted, double[] Errors) Resonances(TwinLoops.Measured twin)
    {
        var (fit, width) = (twin.Oscillators, twin.Oscillators.Parameters.Count);
        var k = fit.Parameters.ToList().FindIndex(p => p.Unit == "Hz");
        int[] good = [.. Enumerable.Range(0, fit.Count).Where(i => i % twin.BiasV.Length == 0 && fit.IsGood(i))];
        return ([.. good.Select(i => twin.Truth.ResonanceHz[i])], [.. good.Select(i => fit.Values[i * width + k])], [.. good.Select(i => fit.StandardErrors[i * width + k])]);
    }

    private static Figure Clusters(TwinLoops.Measured twin, double[,] scores)
    {
        const int Count = 4;
        var labels = Unmixing.KMeans(scores, Count);
        var steps = twin.BiasV.Length;
        double[] Column(int step, int cluster) => [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] == cluster).Select(i => twin.Loops[i, step])];
        double[][] means = [.. Enumerable.Range(0, Count).Select(c => Enumerable.Range(0, steps).Select(s => Column(s, c).Average()).ToArray())];
        double[][] deviations = [.. Enumerable.Range(0, Count).Select(c => Enumerable.Range(0, steps).Select(s => Math.Sqrt(Column(s, c).Average(v => (v - means[c][s]) * (v - means[c][s])))).ToArray())];
        return Plot.Clusters(TwinLoops.Map(twin, "Cluster", "", i => labels[i]), twin.BiasV, means, deviations, "Bias", "V", "Response", "V", title: "Clusters of loops");
    }

    private static Figure Line()
    {
        double[] x = Dimension.Linear(0, 5e-6, 301), at = [2.2e-6, 0.4e-6, 4.6e-6, 1.2e-6, 3.3e-6, 2.7e-6];
        double[] values = [.. at.Select(place => SoughtPhase.Truth.At(place, 2.5e-6))];
        var process = new ExactProcess([.. at.Select(a => new[] { a })], values, 4e-4, 0.5e-6, 3e-5);
        double[] mean = [.. x.Select(v => process.At(v).Mean)], deviation = [.. x.Select(v => process.At(v).Deviation)], bound = [.. mean.Zip(deviation, (m, s) => m + 2 * s)];
        return Plot.GaussianProcess(x, mean, deviation, [.. at.Zip(values)], [.. at.Select(_ => 3e-5)], bound, x[Array.IndexOf(bound, bound.Max())], "x", "m", SoughtPhase.Truth.Quantity, SoughtPhase.Truth.Unit, "Gaussian process along a line");
    }

    /// <summary>Gradient descent of a polynomial of degree 14 in Chebyshev form on 20 noisy points of a step: it learns the step, then the noise.</summary>
    private static Figure Training()
    {
        const int Epochs = 400, Degree = 14;
        var random = new Random(4);
        double Noise() => 0.25 * (random.NextDouble() + random.NextDouble() - 1);
        (double X, double Y)[] Set(int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextDouble() - 1).Select(x => (x, Math.Tanh(5 * x) + Noise()))];
        var (train, validation, weights) = (Set(20), Set(40), new double[Degree + 1]);
        double Predict(double x) => Enumerable.Range(0, Degree + 1).Sum(k => weights[k] * Math.Cos(k * Math.Acos(x)));
        double Loss((double X, double Y)[] set) => set.Average(p => Math.Pow(Predict(p.X) - p.Y, 2));
        double[] losses = new double[Epochs], validated = new double[Epochs], rates = [.. Enumerable.Range(0, Epochs).Select(e => 0.002 + 0.02 * (1 + Math.Cos(Math.PI * e / Epochs)))];
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            double[] errors = [.. train.Select(p => Predict(p.X) - p.Y)];
            for (var k = 0; k <= Degree; k++) weights[k] -= rates[epoch] * train.Zip(errors, (p, e) => e * Math.Cos(k * Math.Acos(p.X))).Average();
            (losses[epoch], validated[epoch]) = (Loss(train), Loss(validation));
        }
        return Plot.TrainingCurves(losses, validated, rates, Epochs, "Mean square error", title: "Training");
    }
}
