using Spm.Core.Fitting;

namespace Spm.Core.Tests.Loops;

public class LoopCovarianceTests
{
    private const int N = 9;

    private static readonly double[] Loop = [0.2, 1.4, -2.3, 3.1, 0.01, 0.8, 1.2, 1.1, 0.9];

    [Fact]
    public void Its_diagonal_is_the_square_of_the_standard_errors_of_the_fit()
    {
        var simulated = new SimulatedLoops(41);
        double[][] loops = [.. Enumerable.Range(0, 60).Select(k => simulated.Loop(simulated.Truth(), 0.02))];
        loops[3][7] = 1e3;
        var result = SimulatedLoops.Fit(loops);
        var covariance = new double[LoopCovariance.Length];
        for (var fit = 0; fit < loops.Length; fit++)
        {
            var excluded = result.Excluded.AsSpan(fit * 64, 64);
            var model = new double[64];
            result.Evaluate(result.ParametersOf(fit), result.FitDimension.Values, model);
            var (cost, kept) = (0.0, 0);
            for (var i = 0; i < 64; i++)
                if (!excluded[i])
                    (cost, kept) = (cost + (loops[fit][i] - model[i]) * (loops[fit][i] - model[i]), kept + 1);
            // The fit counts only the parameters that are free; any of its determined errors gives back the variance it used.
            var errors = result.StandardErrors.AsSpan(fit * N, N);
            Assert.True(LoopCovariance.TryCompute(result.ParametersOf(fit), result.FitDimension.Values, excluded, 1, covariance));
            var variance = errors[1] * errors[1] / covariance[1 * N + 1];
            Assert.InRange(variance, cost / kept, cost / (kept - N) * 1.000001);
            Assert.True(LoopCovariance.TryCompute(result.ParametersOf(fit), result.FitDimension.Values, excluded, variance, covariance));
            for (var i = 0; i < N; i++)
                Assert.Equal(errors[i] * errors[i], covariance[i * N + i], 1e-6 * errors[i] * errors[i]);
        }
    }

    [Fact]
    public void It_is_the_inverse_of_the_normal_matrix()
    {
        var covariance = new double[LoopCovariance.Length];
        Assert.True(LoopCovariance.TryCompute(Loop, SimulatedLoops.FromZero, [], 0.25, covariance));
        var normal = new double[N, N];
        var gradient = new double[N];
        for (var i = 0; i < 64; i++)
        {
            Spm.Core.Fitting.Models.LoopModel.Gradient(Loop, SimulatedLoops.FromZero[i], Spm.Core.Fitting.Models.LoopDirection.IsFalling(SimulatedLoops.FromZero, i), gradient);
            for (var j = 0; j < N; j++)
                for (var k = 0; k < N; k++)
                    normal[j, k] += gradient[j] * gradient[k] / 0.25;
        }
        for (var i = 0; i < N; i++)
            for (var j = 0; j < N; j++)
                Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, N).Sum(k => normal[i, k] * covariance[k * N + j]), 1e-8);
    }

    [Fact]
    public void What_the_data_do_not_fix_is_NaN_and_the_rest_is_not()
    {
        var covariance = new double[LoopCovariance.Length];
        double[] atTheEnd = [.. Loop];
        atTheEnd[3] = SimulatedLoops.BiasV;
        Assert.True(LoopCovariance.TryCompute(atTheEnd, SimulatedLoops.FromZero, [], 1, covariance));
        for (var j = 0; j < N; j++)
            Assert.True(double.IsNaN(covariance[3 * N + j]) && double.IsNaN(covariance[j * N + 3]));
        Assert.True(covariance[0] > 0 && covariance[2 * N + 2] > 0);
        double[] sharp = [.. Loop];
        sharp[5] = 0.05;
        Assert.True(LoopCovariance.TryCompute(sharp, SimulatedLoops.FromZero, [], 1e-12, covariance));
        Assert.True(double.IsNaN(covariance[5 * N + 5]));
        Assert.InRange(covariance[2 * N + 2], 0.5 * 0.5 / 12, 0.5 * 0.5 / 12 * 1.001);
    }

    [Fact]
    public void The_scale_of_the_response_scales_it()
    {
        double[] small = [.. Loop];
        foreach (var i in (int[])[0, 1, 4])
            small[i] *= 1e-150;
        var (one, other) = (new double[81], new double[81]);
        Assert.True(LoopCovariance.TryCompute(Loop, SimulatedLoops.FromZero, [], 1, one));
        Assert.True(LoopCovariance.TryCompute(small, SimulatedLoops.FromZero, [], 1e-300, other));
        for (var i = 0; i < N; i++)
            for (var j = 0; j < N; j++)
                Assert.Equal(one[i * N + j], other[i * N + j] / (i is 0 or 1 or 4 ? 1e-150 : 1) / (j is 0 or 1 or 4 ? 1e-150 : 1), 1e-9 * Math.Abs(one[i * N + j]));
    }

    [Fact]
    public void Too_few_points_or_a_bad_fit_have_none_and_wrong_lengths_are_named()
    {
        var covariance = new double[81];
        Assert.False(LoopCovariance.TryCompute(Loop, SimulatedLoops.FromZero, [.. Enumerable.Range(0, 64).Select(i => i > 8)], 1, covariance));
        Assert.All(covariance, c => Assert.True(double.IsNaN(c)));
        Assert.False(LoopCovariance.TryCompute([.. Loop.Select(_ => double.NaN)], SimulatedLoops.FromZero, [], 1, covariance));
        Assert.False(LoopCovariance.TryCompute(Loop, SimulatedLoops.FromZero, [], double.NaN, covariance));
        Assert.Contains("81 elements, the destination holds 9", Assert.Throws<ArgumentException>(() => LoopCovariance.TryCompute(Loop, SimulatedLoops.FromZero, [], 1, new double[9])).Message);
        Assert.Contains("64 biases need as many flags", Assert.Throws<ArgumentException>(() => LoopCovariance.TryCompute(Loop, SimulatedLoops.FromZero, new bool[3], 1, covariance)).Message);
    }
}
