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
    private static readonly ModelFitOptions _strict = new() { Tolerance = 1e-12, StepTolerance = 1e-15, MaxIterations = 5000, FalseAlarm = 1 };

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
        if (name == "MGH17") Order(values, errors, [(1, 3), (2, 4)]);
        if (name.StartsWith("Lanczos", StringComparison.Ordinal)) Order(values, errors, [(0, 1), (2, 3), (4, 5)]);
        var digits = Enumerable.Range(0, from.Length).Min(k => Digits(values[k], problem.Certified[k]));
        var deviationDigits = Enumerable.Range(0, from.Length).Min(k => Digits(errors[k], problem.StandardDeviations[k]));
        Assert.True(digits >= RequiredDigits, $"{name} from start {start}: {digits:F1} digits.");
        Assert.True(deviationDigits >= (name == "Lanczos1" ? Lanczos1DeviationDigits : RequiredDigits), $"{name} from start {start}: {deviationDigits:F1} digits in the standard deviations.");
    }

    /// <summary>Puts the terms of a sum of exponentials, which may change places, into the order of their rates.</summary>
    private static void Order(double[] values, double[] errors, (int Amplitude, int Rate)[] terms)
    {
        var (v, e) = (values.ToArray(), errors.ToArray());
        var sorted = terms.OrderBy(t => v[t.Rate]).ToArray();
        for (var k = 0; k < terms.Length; k++)
        {
            (values[terms[k].Amplitude], errors[terms[k].Amplitude]) = (v[sorted[k].Amplitude], e[sorted[k].Amplitude]);
            (values[terms[k].Rate], errors[terms[k].Rate]) = (v[sorted[k].Rate], e[sorted[k].Rate]);
        }
    }

    private static double Digits(double value, double certified) => value == certified ? 16 : -Math.Log10(Math.Abs(value - certified) / Math.Abs(certified));
}
