using Spm.Benchmarks;
using Spm.Core.Fitting;

namespace Spm.Core.Tests.Loops;

public class LoopMinimumTests
{
    /// <summary>Two minima are one when their sums of squares differ by less than this part.</summary>
    private const double SameMinimum = 1e-4;

    [Theory]
    [InlineData(0.01, 0.99)]
    [InlineData(0.05, 0.98)]
    public void The_minimum_found_is_as_good_as_the_best_of_fifty_starts(double noise, double least)
    {
        const int Loops = 200;
        var simulated = new SimulatedLoops(21);
        var loops = Enumerable.Range(0, Loops).Select(_ =>
        {
            var truth = simulated.Truth();
            return simulated.Loop(truth, noise * truth[1]);
        }).ToArray();
        var result = SimulatedLoops.Fit(loops);
        var search = new LoopSearch(SimulatedLoops.FromZero, leastWidthV: SimulatedLoops.StepV / 10, greatestWidthV: SimulatedLoops.BiasV);
        var best = Enumerable.Range(0, Loops).Count(k => CostFound(result, k) <= search.Best(loops[k], Left(result, k), 50, seed: k) * (1 + SameMinimum));
        Assert.True(best >= least * Loops, $"{best} of {Loops} loops are at the best minimum.");
    }

    private static bool Kept(FitResult result, int fit, int point) => result.Excluded is null || !result.Excluded[fit * SimulatedLoops.Points + point];

    private static bool[] Left(FitResult result, int fit) => [.. Enumerable.Range(0, SimulatedLoops.Points).Select(i => !Kept(result, fit, i))];

    private static double CostFound(FitResult result, int fit)
    {
        var values = new double[SimulatedLoops.Points];
        var model = new double[SimulatedLoops.Points];
        result.Source.ReadPixels(fit, values);
        result.Evaluate(result.ParametersOf(fit), SimulatedLoops.FromZero, model);
        return Enumerable.Range(0, values.Length).Where(i => Kept(result, fit, i)).Sum(i => (values[i] - model[i]) * (values[i] - model[i]));
    }
}
