using Spm.Core.Fitting;

namespace Spm.Core.Tests.Models;

public class LibraryFitTests
{
    private const int Cases = 200;

    /// <summary>The sum of squares at the truth is never below the minimum; at the right minimum the fit's is at or below it, to rounding.</summary>
    private const double SameMinimum = 1e-6;

    /// <summary>Standard errors within which a parameter must lie: linear theory, so a few heavy tails are allowed for (see <see cref="Allowed"/>).</summary>
    private const double Errors = 6;

    /// <summary>Part of the cases that may miss.</summary>
    private const double Allowed = 0.01;

    public static TheoryData<string> Names => [.. ModelCatalogue.All.Select(m => m.Name),
        "lorentzian:2", "lorentzian:3", "gaussian:3", "pseudo-voigt:3", "gaussian:6", "lorentzian+line", "polynomial:8", "sho:1", "sho:2+constant", "sho:2+line",
        "diode+constant", "schottky+constant", "poole-frenkel+constant", "fowler-nordheim+constant", "space-charge+constant"];

    [Theory]
    [MemberData(nameof(Names))]
    public void From_its_own_guess_a_model_reaches_the_best_minimum_and_the_truth_within_errors(string name)
    {
        var (model, random, noise) = (ModelCatalogue.Find(name), new Random(5), new Random(6));
        List<string> missed = [], far = [];
        for (var i = 0; i < Cases; i++)
        {
            var truth = LibraryTruth.Draw(name, random);
            var y = LibraryTruth.Measure(model, truth, noise);
            var fit = LibraryFit.Of(model, truth.X, y);
            var atTruth = LibraryFit.SumOfSquares(model, truth.P, truth.X, y);
            if (!(fit.Cost <= atTruth * (1 + SameMinimum))) missed.Add($"case {i}: {fit.Status}, cost {fit.Cost / atTruth:G4} of the truth's; found {Text(fit.Values)}, true {Text(truth.P)}");
            else if (Farthest(model, fit, truth.P) is var (symbol, errors) && !(errors <= Errors)) far.Add($"case {i}: {fit.Status} {symbol} is {errors:G3} errors off; found {Text(fit.Values)}, true {Text(truth.P)}");
        }
        Assert.True(missed.Count <= Allowed * Cases, $"{name}: {missed.Count} of {Cases} end in another minimum:\n{string.Join('\n', missed.Take(5))}");
        Assert.True(far.Count <= Allowed * Cases, $"{name}: {far.Count} of {Cases} lie far from the truth:\n{string.Join('\n', far.Take(5))}");
    }

    private static (string, double) Farthest(FitModel model, LibraryFit fit, double[] truth)
    {
        var (symbol, most) = ("", 0.0);
        for (var j = 0; j < truth.Length; j++)
        {
            var p = model.Parameters[j];
            var difference = p.IsCyclic ? Math.IEEERemainder(fit.Values[j] - truth[j], 2 * Math.PI) : fit.Values[j] - truth[j];
            if (p.IsFixed) continue;
            var errors = Math.Abs(difference) / fit.Errors[j];
            if (!(errors <= most)) (symbol, most) = (p.Symbol, errors);
        }
        return (symbol, most);
    }

    private static string Text(double[] p) => string.Join(' ', p.Select(v => v.ToString("G5")));
}
