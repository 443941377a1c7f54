using System.Globalization;
using Spm.Core.Fitting;
using Spm.Core.Tests.Loops;

namespace Spm.Core.Tests.Models;

/// <summary>The same numbers as scipy, where the definitions agree.</summary>
public class EngineAgainstScipyTests
{
    private const string Script =
        """
        import sys, numpy as np
        from scipy.optimize import least_squares, curve_fit
        loss, sigma = sys.argv[1], float(sys.argv[2])
        x = np.array([float(v) for v in sys.argv[3].split()]); y = np.array([float(v) for v in sys.argv[4].split()])
        f = lambda p: p[0] * np.exp(-0.5 * ((x - p[1]) / p[2]) ** 2) + p[3]
        k = {'linear': 1.0, 'huber': 1.345, 'cauchy': 2.385}[loss]
        # f_scale is what a residual is divided by; huber and cauchy then are the losses of FitLoss.
        s = least_squares(lambda p: f(p) - y, [1.5, 0.1, 1.2, 0.2], loss=loss, f_scale=k * sigma, xtol=1e-15, ftol=1e-15, gtol=1e-15)
        _, c = curve_fit(lambda x, *p: f(p), x, y, s.x if loss == 'linear' else [1.5, 0.1, 1.2, 0.2], xtol=1e-14, ftol=1e-14, gtol=1e-14)
        print(*s.x, *np.sqrt(np.diag(c)))
        """;

    [Theory]
    [InlineData(FitLoss.Squares, "linear")]
    [InlineData(FitLoss.Huber, "huber")]
    [InlineData(FitLoss.Cauchy, "cauchy")]
    public async Task Minimum_of_each_loss_is_that_of_least_squares(FitLoss loss, string name)
    {
        const double Sigma = 0.1;
        var x = EngineData.Axis(-5, 5, 50);
        var (_, y) = EngineData.Draw(EngineModels.Peak, x, 1, Sigma, 12, (1, 2), (-1, 1), (0.7, 1.4), (-1, 1));
        (y[8], y[27], y[40]) = (y[8] + 1, y[27] - 0.8, y[40] + 5);
        var rows = EngineRows.Fit(EngineModels.Peak, x, y, new() { Loss = loss, Noise = loss == FitLoss.Squares ? null : Sigma, Tolerance = 1e-9, Start = new Dictionary<string, double> { ["s"] = 1.2, ["m"] = 0.1 } });
        var output = await Python.Run(Script, name, "0.1", Text(x), Text(y));
        var scipy = output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray();
        for (var j = 0; j < 4; j++)
        {
            Assert.Equal(scipy[j], rows.Values[j], 1e-4 * rows.Errors[j]);
            // curve_fit's covariance is that of least squares, by finite differences.
            if (loss == FitLoss.Squares) Assert.Equal(1, scipy[4 + j] / rows.Errors[j], 1e-4);
        }
    }

    [Fact]
    public void A_robust_loss_finds_the_truth_among_spikes_and_its_errors_are_honest()
    {
        const int Count = 2000;
        const double Sigma = 0.1;
        double[] truth = [1.5, 0.3, 1.1, 0.4];
        var x = EngineData.Axis(-5, 5, 80);
        var (y, random) = (new double[Count * 80], new Random(8));
        for (var k = 0; k < Count; k++)
        {
            var row = y.AsSpan(80 * k, 80);
            EngineModels.Peak.Evaluate(truth, x, row);
            foreach (ref var value in row) value += Sigma * EngineData.Normal(random) + (random.Next(40) == 0 ? 20 : 0);
        }
        foreach (var loss in (FitLoss[])[FitLoss.Huber, FitLoss.Cauchy])
        {
            var rows = EngineRows.Fit(EngineModels.Peak, x, y, new() { Loss = loss, Start = new Dictionary<string, double> { ["s"] = 1.2, ["m"] = 0.1 } });
            var good = Enumerable.Range(0, Count).Where(k => rows.Verdict[k] == FitVerdict.Good).ToArray();
            Assert.InRange(good.Length, 0.97 * Count, Count);
            for (var j = 0; j < 4; j++)
            {
                // Most fits within the errors stated: the median of |z| is 0.67 for normal errors.
                var z = good.Select(k => Math.Abs(rows.Values[4 * k + j] - truth[j]) / rows.Errors[4 * k + j]).Order().ToArray();
                Assert.InRange(z[z.Length / 2], 0.5, 0.85);
            }
        }
    }

    private static string Text(double[] values) => string.Join(' ', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
}
