using Spm.Core.Fitting;

namespace Spm.Core.Tests.Models;

/// <summary>One fit with the general engine.</summary>
internal sealed record LibraryFit(double[] Values, double[] Errors, double Cost, FitStatus Status, FitVerdict Verdict, int Iterations)
{
    public static LibraryFit Of(FitModel model, double[] x, double[] y, ModelFitOptions? options = null)
    {
        var (values, errors, cost, r2) = (new double[model.Parameters.Count], new double[model.Parameters.Count], new double[1], new double[1]);
        var (status, verdict, iterations) = (new FitStatus[1], new FitVerdict[1], new int[1]);
        new ModelBatch(model, x, options).Fit(y, new()
        {
            Values = values,
            StandardErrors = errors,
            RSquared = r2,
            Iterations = iterations,
            Status = status,
            Verdict = verdict,
            Cost = cost,
        });
        return new(values, errors, cost[0], status[0], verdict[0], iterations[0]);
    }

    public static double SumOfSquares(FitModel model, double[] p, double[] x, double[] y)
    {
        var f = new double[y.Length];
        model.Evaluate(p, x, f);
        return y.Zip(f).Sum(v => (v.First - v.Second) * (v.First - v.Second));
    }
}
