using Spm.Core.Fitting;
using Spm.Core.Tests.Models;

namespace Spm.Core.Tests.Nist;

/// <summary>All 27 certified problems from both of NIST's starts, by the plain interface and with the same options.</summary>
public class NistCertifiedTests
{
    // The strictest tolerances the options allow, in effect "until double precision ends".
    private static readonly ModelFitOptions _strict = new() { Tolerance = 1e-10, StepTolerance = 1e-15, MaxIterations = 5000, FalseAlarm = 1 };

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

    [Theory]
    [MemberData(nameof(Runs))]
    public void Parameters_and_deviations_have_six_digits(string name, int start, bool isSeparable)
    {
        var problem = NistProblem.Read(name);
        var model = name == "Nelson" ? FitModel.OfMany<Nelson>("Nelson", NistModels.Parameters(problem, isSeparable)) : NistModels.Of(problem, isSeparable);
        var from = start == 1 ? problem.Start1 : problem.Start2;
        var rows = EngineRows.Fit(model, problem.X, problem.Y, _strict with { Start = from.Index().ToDictionary(s => $"b{s.Index + 1}", s => s.Item) });
        var digits = Enumerable.Range(0, from.Length).Min(k => Digits(rows.Values[k], problem.Certified[k]));
        var deviationDigits = Enumerable.Range(0, from.Length).Min(k => Digits(rows.Errors[k], problem.StandardDeviations[k]));
        Console.WriteLine($"NIST {name} {start} {(isSeparable ? "varpro" : "full")} {digits:F1} {deviationDigits:F1} it {rows.Iterations[0]} {rows.Status[0]} cost {rows.Cost[0]:E3}/{problem.ResidualSumOfSquares:E3}");
        Assert.True(digits >= 6, $"{name} from start {start}: {digits:F1} digits, {rows.Status[0]} after {rows.Iterations[0]}.");
        Assert.True(deviationDigits >= 6, $"{name} from start {start}: {deviationDigits:F1} digits in the standard deviations.");
    }

    private static double Digits(double value, double certified) => value == certified ? 16 : -Math.Log10(Math.Abs(value - certified) / Math.Abs(certified));
}
