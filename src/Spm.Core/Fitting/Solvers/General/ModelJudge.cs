using System.Runtime.CompilerServices;
using MathNet.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>Where a search ended. Sums are of weighted data over the spectrum's scale.</summary>
/// <param name="Cost">Σ w r².</param>
/// <param name="Status">How.</param>
/// <param name="Iterations">Evaluations of the model.</param>
/// <param name="VarianceFactor">What a robust loss makes of the variance of the parameters; 1 for least squares.</param>
internal readonly record struct ModelEnd(double Cost, FitStatus Status, int Iterations, double VarianceFactor = 1);

/// <summary>Writes a fit into its row and decides whether it may be believed.</summary>
internal sealed class ModelJudge
{
    private readonly ModelProblem _problem;
    private readonly double[] _criticalRatio;
    private readonly double _alarm;

    public ModelJudge(ModelProblem problem)
    {
        _problem = problem;
        _criticalRatio = new double[problem.Points * problem.Channels + 1];
        Array.Fill(_criticalRatio, double.NaN);
        // A nonlinear model looks for its signal at about as many places as there are points.
        _alarm = Math.Max(problem.Options.FalseAlarm / (problem.LinearCount == problem.Columns.Length ? 1 : problem.Points), 1e-12);
    }

    /// <summary>A spectrum with fewer numbers than free parameters.</summary>
    public void WriteTooFew(int fit, in FitRows rows)
    {
        Row(rows.Values, fit).Fill(double.NaN);
        Row(rows.StandardErrors, fit).Fill(double.NaN);
        (rows.RSquared[fit], rows.Iterations[fit]) = (double.NaN, 0);
        (rows.Status[fit], rows.Verdict[fit]) = (FitStatus.NonFinite, FitVerdict.TooFewPoints);
        if (!rows.Cost.IsEmpty) rows.Cost[fit] = double.NaN;
    }

    /// <summary>Writes a row.</summary>
    /// <param name="fit">Its number.</param>
    /// <param name="rows">Where.</param>
    /// <param name="point">[parameter].</param>
    /// <param name="inverse">[column]: diagonal of (JᵀWJ)⁻¹; NaN where a parameter is held or not determined.</param>
    /// <param name="facts">The spectrum.</param>
    /// <param name="end">Where the search ended.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(int fit, in FitRows rows, ReadOnlySpan<double> point, ReadOnlySpan<double> inverse, in SpectrumFacts facts, in ModelEnd end)
    {
        point.CopyTo(Row(rows.Values, fit));
        var errors = Row(rows.StandardErrors, fit);
        errors.Fill(double.NaN);
        var (held, undetermined) = (0, 0);
        for (var j = 0; j < inverse.Length; j++)
        {
            if (_problem.IsOnBound(point, _problem.Columns[j])) held++;
            else if (double.IsNaN(inverse[j])) undetermined++;
        }
        var freedom = facts.Kept - inverse.Length + held;
        var variance = _problem.HasKnownNoise ? 1 / facts.Scale / facts.Scale : freedom > 0 ? end.Cost / freedom : double.NaN;
        for (var j = 0; j < inverse.Length; j++)
            if (!_problem.IsOnBound(point, _problem.Columns[j])) errors[_problem.Columns[j]] = Math.Sqrt(variance * end.VarianceFactor * inverse[j]);
        rows.RSquared[fit] = facts.Variation > facts.Energy * SpectrumFacts.Rounding ? 1 - end.Cost / facts.Variation : 0;
        rows.Iterations[fit] = end.Iterations;
        rows.Status[fit] = end.Status != FitStatus.Converged ? end.Status : undetermined > 0 ? FitStatus.Singular : held > 0 ? FitStatus.AtBound : FitStatus.Converged;
        rows.Verdict[fit] = VerdictOf(rows.Status[fit], rows.RSquared[fit], facts, end.Cost);
        if (!rows.Cost.IsEmpty) rows.Cost[fit] = end.Cost * facts.Scale * facts.Scale;
    }

    private FitVerdict VerdictOf(FitStatus status, double rSquared, in SpectrumFacts facts, double cost)
    {
        // A model that is no number where the search went says nothing about the data.
        if (!double.IsFinite(cost) && facts.Variation > facts.Energy * SpectrumFacts.Rounding) return FitVerdict.NotConverged;
        var critical = CriticalRatio(facts.Kept);
        if (critical > 0 && (facts.Variation <= facts.Energy * SpectrumFacts.Rounding || !(facts.Variation - cost > critical * cost)))
            return FitVerdict.NoiseOnly;
        return status switch
        {
            FitStatus.MaxIterations => FitVerdict.NotConverged,
            FitStatus.Singular => FitVerdict.Unresolved,
            FitStatus.NonFinite => FitVerdict.NotConverged,
            _ => rSquared < _problem.Options.MinimumRSquared ? FitVerdict.PoorFit : FitVerdict.Good,
        };
    }

    /// <summary>
    /// (V − S)/S of noise about a constant stays below this, V = Σ w (y − ȳ)²: F = ((V − S)/(k − c)) / (S/(n − k)) at its quantile, where the
    /// constant is c = 1 number, 2 for complex data. 0 when there is nothing to test.
    /// </summary>
    private double CriticalRatio(int numbers)
    {
        ref var ratio = ref _criticalRatio[numbers];
        if (!double.IsNaN(ratio)) return ratio;
        var (explained, freedom) = (_problem.Columns.Length - _problem.Channels, numbers - _problem.Columns.Length);
        ratio = explained < 1 || freedom < 1 || _problem.Options.FalseAlarm == 1 ? 0 : Quantile(explained, freedom, _alarm);
        return ratio;
    }

    /// <summary>
    /// The q that (V − S)/S of noise exceeds with probability α: I_v(m/2, k/2) = α at v = 1/(1 + q), with I the regularized incomplete beta
    /// function, k numbers explained and m left (Abramowitz and Stegun 26.6.2). By bisection in ln v.
    /// </summary>
    private static double Quantile(int explained, int freedom, double alarm)
    {
        var (low, high) = (-700.0, 0.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = 0.5 * (low + high);
            if (SpecialFunctions.BetaRegularized(0.5 * freedom, 0.5 * explained, Math.Exp(middle)) < alarm) low = middle;
            else high = middle;
        }
        return Math.Exp(-low) - 1;
    }

    private Span<double> Row(Span<double> all, int fit) => all.Slice(fit * _problem.ParameterCount, _problem.ParameterCount);
}
