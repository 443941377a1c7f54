using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Tests.Models;

/// <summary>Covariance, correlation and information criteria.</summary>
public class EngineStatisticsTests
{
    private const double Rounding = 1e-9;

    [Fact]
    public void A_line_has_the_textbooks_covariance()
    {
        var x = EngineData.Axis(0, 9, 10);
        var y = x.Select((v, i) => 1 + 2 * v + 0.1 * Math.Sin(37 * i)).ToArray();
        var fit = ModelFitter.Fit(Curve(x, y), EngineModels.Line, cancel: TestContext.Current.CancellationToken);
        var statistics = FitStatistics.Of(fit, 0);
        // Var b = s²/Σ(x−x̄)², Var c = s²(1/n + x̄²/Σ(x−x̄)²), Cov = −x̄ s²/Σ(x−x̄)².
        var (mean, squares) = (x.Average(), x.Sum(v => (v - x.Average()) * (v - x.Average())));
        var s2 = x.Zip(y).Sum(p => Math.Pow(p.Second - fit.ParametersOf(0)[0] - fit.ParametersOf(0)[1] * p.First, 2)) / 8;
        Assert.Equal(s2, statistics.ReducedChiSquared, Rounding * s2);
        Assert.Equal(s2 / squares, statistics.Covariance[1, 1], Rounding * s2);
        Assert.Equal(s2 * (0.1 + mean * mean / squares), statistics.Covariance[0, 0], Rounding * s2);
        Assert.Equal(-mean * s2 / squares, statistics.Covariance[0, 1], Rounding * s2);
        Assert.Equal(-mean / Math.Sqrt(squares * (0.1 + mean * mean / squares)) * Math.Sqrt(squares), statistics.Correlation[0, 1] * Math.Sqrt(squares), 1e-8);
        Assert.Equal((10, 2, 8), (statistics.Numbers, statistics.FreeParameters, statistics.DegreesOfFreedom));
        Assert.Equal(10 * Math.Log(8 * s2 / 10) + 4, statistics.Aic, Rounding);
        Assert.Equal(statistics.Aic + 12.0 / 7, statistics.AicC, Rounding);
        Assert.Equal(10 * Math.Log(8 * s2 / 10) + 2 * Math.Log(10), statistics.Bic, Rounding);
    }

    [Fact]
    public void Standard_errors_of_the_rows_are_the_roots_of_the_diagonal()
    {
        var x = EngineData.Axis(-5, 5, 50);
        var (_, y) = EngineData.Draw(EngineModels.Peak, x, 1, 0.05, 5, (1, 2), (-1, 1), (0.8, 1.2), (0, 1));
        y[7] = double.NaN;
        y[20] += 3;
        foreach (var options in (ModelFitOptions[])[new(), new() { Noise = 0.05 }, new() { Loss = FitLoss.Huber }, new() { Loss = FitLoss.Cauchy, Noise = 0.05 },
            new() { Weights = [.. Enumerable.Range(1, 50).Select(i => (double)i)] }, new() { Fixed = new Dictionary<string, double> { ["c"] = 0.5 } }])
        {
            var fit = ModelFitter.Fit(Curve(x, y), EngineModels.Peak, options with { Tolerance = 1e-6 }, cancel: TestContext.Current.CancellationToken);
            var statistics = FitStatistics.Of(fit, 0);
            Assert.Equal(49, statistics.Numbers);
            // A robust loss is weighed once more here, with the scale of the final residuals.
            var agreement = options.Loss == FitLoss.Squares ? 1e-6 : 1e-2;
            Assert.Equal(fit.Cost![0], statistics.SumOfSquares, agreement * fit.Cost[0]);
            for (var j = 0; j < 4; j++)
                if (double.IsNaN(fit.StandardErrors[j])) Assert.True(double.IsNaN(statistics.Covariance[j, j]));
                else Assert.Equal(1, Math.Sqrt(statistics.Covariance[j, j]) / fit.StandardErrors[j], agreement);
        }
    }

    [Fact]
    public void Spectra_of_the_oscillator_have_statistics_too()
    {
        var hz = EngineData.Axis(320e3, 380e3, 80);
        var random = new Random(2);
        var spectrum = hz.Select(f => ShoModel.Response(f, 1e-3, 350e3, 120, 0.7) + 0.003 * new Complex(EngineData.Normal(random), EngineData.Normal(random))).ToArray();
        Dataset data = new("be", "Response", "V", [new("Frequency", "Frequency", "Hz", DimensionKind.Spectroscopic, hz)], new ComplexMemoryStore(spectrum));
        var fit = ShoFitter.Fit(data, cancel: TestContext.Current.CancellationToken);
        var statistics = FitStatistics.Of(fit, 0);
        var p = fit.ParametersOf(0);
        var bound = ShoModel.CramerRao(hz, p[0], p[1], p[2], p[3], Math.Sqrt(statistics.ReducedChiSquared));
        Assert.Equal(156, statistics.DegreesOfFreedom);
        for (var j = 0; j < 4; j++) Assert.Equal(1, Math.Sqrt(statistics.Covariance[j, j]) / bound[j], 1e-6);
    }

    [Fact]
    public void Loops_have_statistics_too()
    {
        double[] biasV = [.. EngineData.Axis(8, -8, 32), .. EngineData.Axis(-8, 8, 32)];
        var loop = new double[64];
        LoopModel.Evaluate([-0.5, 1, -2, 3, 0.01, 1, 1.2, 0.8, 1.4], biasV, loop);
        var random = new Random(4);
        foreach (ref var value in loop.AsSpan()) value += 0.02 * EngineData.Normal(random);
        Dataset data = new("loop", "Response", "m", [new("DC_Offset", "Bias", "V", DimensionKind.Spectroscopic, biasV)], new RealMemoryStore(loop));
        var fit = LoopFitter.Fit(data, cancel: TestContext.Current.CancellationToken);
        var statistics = FitStatistics.Of(fit, 0);
        for (var j = 0; j < 9; j++)
            if (!double.IsNaN(fit.StandardErrors[j])) Assert.Equal(1, Math.Sqrt(statistics.Covariance[j, j]) / fit.StandardErrors[j], 0.02);
        Assert.InRange(Math.Sqrt(statistics.ReducedChiSquared), 0.014, 0.026);
    }

    [Fact]
    public void The_model_that_made_the_data_has_the_smaller_criterion()
    {
        var x = EngineData.Axis(0, 5, 60);
        var (_, y) = EngineData.Draw(EngineModels.Decay, x, 1, 0.02, 9, (1, 2), (0.7, 1), (0, 1));
        var decay = FitStatistics.Of(ModelFitter.Fit(Curve(x, y), EngineModels.Decay, cancel: TestContext.Current.CancellationToken), 0);
        var line = FitStatistics.Of(ModelFitter.Fit(Curve(x, y), EngineModels.Line, cancel: TestContext.Current.CancellationToken), 0);
        Assert.True(decay.Aic < line.Aic && decay.AicC < line.AicC && decay.Bic < line.Bic);
    }

    [Fact]
    public void Fits_that_are_not_there_are_told()
    {
        var fit = ModelFitter.Fit(Curve(EngineData.Axis(0, 1, 5), [double.NaN, double.NaN, double.NaN, double.NaN, 1]), EngineModels.Line, cancel: TestContext.Current.CancellationToken);
        Assert.Contains("no parameters", Assert.Throws<ArgumentException>(() => FitStatistics.Of(fit, 0)).Message);
        Assert.Contains("numbered from 0", Assert.Throws<ArgumentOutOfRangeException>(() => FitStatistics.Of(fit, 1)).Message);
    }

    private static Dataset Curve(double[] x, double[] y) =>
        new("curve", "Deflection", "V", [new("Time", "Time", "s", DimensionKind.Spectroscopic, x)], new RealMemoryStore(y));
}
