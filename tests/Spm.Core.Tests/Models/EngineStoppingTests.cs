using Spm.Core.Fitting;

namespace Spm.Core.Tests.Models;

/// <summary>Each tolerance stops where its inequality says, each verdict has its reason, and each wrong option its message.</summary>
public class EngineStoppingTests
{
    private static readonly double[] _x = EngineData.Axis(0, 5, 60);

    [Fact]
    public void Tolerance_is_the_length_of_the_next_step_in_standard_errors()
    {
        var (_, y) = EngineData.Draw(EngineModels.Decay, _x, 100, 0.05, 5, (1, 2), (0.5, 2), (0, 1));
        var exact = EngineRows.Fit(EngineModels.Decay, _x, y, new() { Tolerance = 1e-10 });
        var previous = 0.0;
        foreach (var tolerance in (double[])[1e-6, 1e-2, 1])
        {
            var rows = EngineRows.Fit(EngineModels.Decay, _x, y, new() { Tolerance = tolerance, StepTolerance = 1e-15 });
            // The last step is shorter than the tolerance and is taken, so what is left is shorter still: D = S − S_min.
            for (var k = 0; k < 100; k++) Assert.InRange(Math.Abs(rows.Values[3 * k + 1] - exact.Values[3 * k + 1]), 0, Math.Max(tolerance, 1e-6) * exact.Errors[3 * k + 1]);
            var iterations = rows.Iterations.Average();
            Assert.True(previous == 0 || iterations < previous, "A larger tolerance stops earlier.");
            previous = iterations;
        }
    }

    [Fact]
    public void Step_tolerance_is_what_stops_data_without_noise()
    {
        var (truth, y) = EngineData.Draw(EngineModels.Decay, _x, 50, 0, 5, (1, 2), (0.5, 2), (0, 1));
        var coarse = EngineRows.Fit(EngineModels.Decay, _x, y, new() { Tolerance = 1e-12, StepTolerance = 1e-3 });
        var fine = EngineRows.Fit(EngineModels.Decay, _x, y, new() { Tolerance = 1e-12, StepTolerance = 1e-12 });
        Assert.True(coarse.Iterations.Average() < fine.Iterations.Average());
        for (var k = 0; k < 50; k++)
        {
            Assert.InRange(Math.Abs(coarse.Values[3 * k + 1] / truth[3 * k + 1] - 1), 0, 0.01);
            Assert.InRange(Math.Abs(fine.Values[3 * k + 1] / truth[3 * k + 1] - 1), 0, 1e-10);
        }
    }

    [Fact]
    public void Iterations_beyond_the_limit_are_not_converged()
    {
        var (_, y) = EngineData.Draw(EngineModels.Decay, _x, 20, 0.05, 5, (1, 2), (3, 4), (0, 1));
        var rows = EngineRows.Fit(EngineModels.Decay, _x, y, new() { MaxIterations = 2, Tolerance = 1e-12 });
        Assert.All(rows.Status, s => Assert.Equal(FitStatus.MaxIterations, s));
        Assert.All(rows.Verdict, v => Assert.Equal(FitVerdict.NotConverged, v));
    }

    [Fact]
    public void Noise_and_constants_are_called_noise()
    {
        var (_, noise) = EngineData.Draw(EngineModels.Decay, _x, 1000, 1, 6, (0, 0), (1, 1), (3, 3));
        var rows = EngineRows.Fit(EngineModels.Decay, _x, noise);
        // One in a thousand may pass; a nonlinear model finds its luckiest place, which the test allows for.
        Assert.InRange(rows.Verdict.Count(v => v != FitVerdict.NoiseOnly), 0, 10);
        var constant = EngineRows.Fit(EngineModels.Decay, _x, [.. Enumerable.Repeat(3.0, 60), .. Enumerable.Repeat(0.0, 60)]);
        Assert.All(constant.Verdict, v => Assert.Equal(FitVerdict.NoiseOnly, v));
        Assert.Equal(3, constant.Values[2], 1e-9);
    }

    [Fact]
    public void Too_few_points_poor_fits_and_parameters_without_effect_are_told_apart()
    {
        double[] two = [.. Enumerable.Range(0, 60).Select(i => i < 2 ? 1.0 + i : double.NaN)];
        var few = EngineRows.Fit(EngineModels.Decay, _x, two);
        Assert.Equal((FitStatus.NonFinite, FitVerdict.TooFewPoints), (few.Status[0], few.Verdict[0]));
        double[] zigzag = [.. _x.Select((x, i) => Math.Exp(-x) + (i % 2 == 0 ? 0.2 : -0.2))];
        Assert.Equal(FitVerdict.PoorFit, EngineRows.Fit(EngineModels.Decay, _x, zigzag, new() { MinimumRSquared = 0.95 }).Verdict[0]);
        Assert.Equal(FitVerdict.Good, EngineRows.Fit(EngineModels.Decay, _x, zigzag).Verdict[0]);
        // Without an amplitude the time makes no difference.
        var none = EngineRows.Fit(EngineModels.Decay, _x, zigzag, new() { Fixed = new Dictionary<string, double> { ["a"] = 0 }, FalseAlarm = 1 });
        Assert.Equal((FitStatus.Singular, FitVerdict.Unresolved), (none.Status[0], none.Verdict[0]));
    }

    [Fact]
    public void Wrong_options_say_what_would_be_right()
    {
        Says("Tolerance must be", new() { Tolerance = 0 });
        Says("StepTolerance must be", new() { StepTolerance = 1 });
        Says("MaxIterations must be", new() { MaxIterations = 0 });
        Says("ExtraStarts must be", new() { ExtraStarts = -1 });
        Says("FalseAlarm must be", new() { FalseAlarm = 0 });
        Says("MinimumRSquared must be", new() { MinimumRSquared = 1 });
        Says("Noise must be", new() { Noise = double.NaN });
        Says("give one of them", new() { Noise = 1, Weights = new double[60] });
        Says("has 3 values", new() { Weights = [1, 2, 3] });
        Says("that of point 1", new() { PointNoise = [.. Enumerable.Range(0, 60).Select(i => i == 1 ? 0.0 : 1)] });
        Says("It has: tau", new() { Start = new Dictionary<string, double> { ["tao"] = 1 } });
        Says("outside its bounds", new() { Start = new Dictionary<string, double> { ["tau"] = -1 } });
        Says("lower one must be below", new() { Bounds = new Dictionary<string, (double, double)> { ["tau"] = (2, 1) } });
        Says("finite number", new() { Fixed = new Dictionary<string, double> { ["tau"] = double.NaN } });
        Says("nothing is left", new() { Fixed = new Dictionary<string, double> { ["a"] = 1, ["tau"] = 1, ["c"] = 1 } });
        Assert.Contains("no whole number", Assert.Throws<ArgumentException>(() => new ModelBatch(EngineModels.Decay, _x).Fit(new double[61], new EngineRows(1, 3, 60).Rows)).Message);
        Assert.Contains("Values holds", Assert.Throws<ArgumentException>(() => new ModelBatch(EngineModels.Decay, _x).Fit(new double[120], new EngineRows(1, 3, 60).Rows)).Message);
        Assert.Contains("real model", Assert.Throws<ArgumentException>(() => new ModelBatch(EngineModels.Decay, _x).Fit(new System.Numerics.Complex[60], new EngineRows(1, 3, 60).Rows)).Message);

        static void Says(string words, ModelFitOptions options) =>
            Assert.Contains(words, Assert.Throws<ArgumentException>(() => new ModelBatch(EngineModels.Decay, _x, options)).Message);
    }
}
