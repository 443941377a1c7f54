using System.Globalization;
using System.Text;
using Spm.Core.Fitting;
using Spm.Core.Tests.Nist;

namespace Spm.Benchmarks;

/// <summary>NIST's certified problems of nonlinear regression, both starts: digits of the worst parameter and of the worst standard deviation. Writes benchmarks/results/nist.md.</summary>
internal static class ModelNistBenchmark
{
    public static int Run()
    {
        var options = new ModelFitOptions { Tolerance = 1e-12, StepTolerance = 1e-15, MaxIterations = 5000, FalseAlarm = 1 };
        var table = new StringBuilder()
            .AppendLine("# NIST's 27 certified problems").AppendLine()
            .AppendLine("`dotnet run -c Release --project benchmarks/Spm.Benchmarks -- nist`. The plain interface (`ModelBatch`) from NIST's starts, the strictest tolerances, the same for all;")
            .AppendLine("all parameters are searched for, or the linear ones eliminated. Digits: −log₁₀ of the relative difference from the certified value, of the worst parameter and of the worst standard deviation.")
            .AppendLine("Lanczos1's residuals are 1e-13 of its data, so that double precision leaves 3 digits of its residuals and of its standard deviations.").AppendLine()
            .AppendLine("| problem | level | start | digits | digits of s.d. | evaluations | eliminated: digits | digits of s.d. | evaluations |").AppendLine("|---|---|---:|---:|---:|---:|---:|---:|---:|");
        var solved = 0;
        foreach (var name in NistProblem.Names)
            foreach (var start in (int[])[1, 2])
            {
                var problem = NistProblem.Read(name);
                var all = Solve(problem, start, false, options);
                var isSeparable = NistModels.LinearParameters(name).Length > 0;
                if (all.Digits >= 6) solved++;
                table.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {problem.Difficulty} | {start} | {Row(all)} | {(isSeparable ? Row(Solve(problem, start, true, options)) : "– | – | –")} |");
            }
        table.AppendLine().AppendLine($"{solved} of 54 with 6 digits or more in every parameter.");
        Measure.Publish("nist", table);
        return solved == 54 ? 0 : 1;

        static string Row((double Digits, double DeviationDigits, int Evaluations) r) => string.Create(CultureInfo.InvariantCulture, $"{r.Digits:F1} | {r.DeviationDigits:F1} | {r.Evaluations}");
    }

    private static (double Digits, double DeviationDigits, int Evaluations) Solve(NistProblem problem, int start, bool isSeparable, ModelFitOptions options)
    {
        var model = problem.Name == "Nelson" ? FitModel.OfMany<Nelson>("Nelson", NistModels.Parameters(problem, isSeparable)) : NistModels.Of(problem, isSeparable);
        var from = start == 1 ? problem.Start1 : problem.Start2;
        var (values, errors, iterations) = (new double[from.Length], new double[from.Length], new int[1]);
        new ModelBatch(model, problem.X, options with { Start = from.Index().ToDictionary(s => $"b{s.Index + 1}", s => s.Item) }).Fit(problem.Y, new FitRows
        {
            Values = values,
            StandardErrors = errors,
            RSquared = new double[1],
            Iterations = iterations,
            Status = new FitStatus[1],
            Verdict = new FitVerdict[1],
        });
        // Terms of a sum of exponentials may change places.
        var orders = problem.Name switch
        {
            "MGH17" => (int[][])[[0, 1, 2, 3, 4], [0, 2, 1, 4, 3]],
            "Lanczos1" or "Lanczos2" or "Lanczos3" => [[0, 1, 2, 3, 4, 5], [0, 1, 4, 5, 2, 3], [2, 3, 0, 1, 4, 5], [2, 3, 4, 5, 0, 1], [4, 5, 0, 1, 2, 3], [4, 5, 2, 3, 0, 1]],
            _ => [[.. Enumerable.Range(0, from.Length)]],
        };
        var order = orders.MaxBy(o => o.Index().Min(j => Digits(values[j.Item], problem.Certified[j.Index])))!;
        return (order.Index().Min(j => Digits(values[j.Item], problem.Certified[j.Index])), order.Index().Min(j => Digits(errors[j.Item], problem.StandardDeviations[j.Index])), iterations[0]);
    }

    private static double Digits(double value, double certified) => value == certified ? 16 : Math.Max(0, -Math.Log10(Math.Abs(value - certified) / Math.Abs(certified)));
}
