using Spm.Core.Fitting;
using Spm.Core.Tests.Models;

namespace Spm.Core.Tests.Nist;

/// <summary>All 27 certified problems from both of NIST's starts, by the plain interface and with the same options.</summary>
public class NistCertifiedTests
{
    private const double RequiredDigits = 6;

    // Lanczos1's residuals are 1e-13 of its data: each carries 3 digits in double precision, and with them the standard deviations.
    private const double Lanczos1DeviationDigits = 2.5;

    // The strictest tolerances that the options allow: until double precision ends.
    private static readonly ModelFitOptions _strict = new() { Tolerance = 1e-12, StepTolerance = 1e-15, MaxIterations = 5000 };

    public static TheoryData<string, int, bool> Runs
    {
        get
        {
            var runs = new TheoryData<string, int, bool>();
            foreach (var name in NistProblem.Names)
                foreach (var start in (int[])[1, 2])
                    foreach (var isSeparable in (bool[])[false, true])
                        if (!isSeparable || NistModels.LinearParameters(name).Length > 0) runs.Add(name, start, isSeparable);
            return runs;
        }
    }

    /// <summary>Searched for in all parameters from NIST's start, and with the linear ones eliminated, which uses the start of the others only.</summary>
    [Theory]
    [MemberData(nameof(Runs))]
    public void Parameters_and_standard_deviations_have_six_digits(string name, int start, bool isSeparable)
    {
        var problem = NistProblem.Read(name);
        var model = name == "Nelson" ? FitModel.OfMany<Nelson>("Nelson", NistModels.Parameters(problem, isSeparable)) : NistModels.Of(problem, isSeparable);
        var from = start == 1 ? problem.Start1 : problem.Start2;
        var rows = EngineRows.Fit(model, problem.X, problem.Y, _strict with { Start = from.Index().ToDictionary(s => $"b{s.Index + 1}", s => s.Item) });
        Assert.Equal(FitStatus.Converged, rows.Status[0]);
        Assert.Equal(FitVerdict.Good, rows.Verdict[0]);

        var (values, errors) = (rows.Values, rows.Errors);
        // b1 + b2 e^(−x b4) + b3 e^(−x b5): the two terms may change places.
        if (name == "MGH17" && values[3] > values[4]) (values, errors) = (Exchanged(values), Exchanged(errors));
        var digits = Enumerable.Range(0, from.Length).Min(k => Digits(values[k], problem.Certified[k]));
        var deviationDigits = Enumerable.Range(0, from.Length).Min(k => Digits(errors[k], problem.StandardDeviations[k]));
        Assert.True(digits >= RequiredDigits, $"{name} from start {start}: {digits:F1} digits.");
        Assert.True(deviationDigits >= (name == "Lanczos1" ? Lanczos1DeviationDigits : RequiredDigits), $"{name} from start {start}: {deviationDigits:F1} digits in the standard deviations.");
    }

    private static double[] Exchanged(double[] p) => [p[0], p[2], p[1], p[4], p[3]];

    private static double Digits(double value, double certified) => value == certified ? 16 : -Math.Log10(Math.Abs(value - certified) / Math.Abs(certified));
}
