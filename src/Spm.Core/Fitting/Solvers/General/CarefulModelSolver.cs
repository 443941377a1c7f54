namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Levenberg–Marquardt for one spectrum that the lanes found hard: the same search as <see cref="LaneSearch{T}"/>, but by Householder's QR of
/// the Jacobian, with the derivatives always taken where the linear parameters are best, with bounds on these too, and with further
/// attempts at another damping when one gets stuck.
/// </summary>
internal sealed class CarefulModelSolver
{
    private const double MostDamping = 1e20, LeastDamping = 1e-15, RoundingOfCost = 1e-11, SameCost = 1e-9;

    /// <summary>
    /// The attempts: nearly a Gauss–Newton step at first; then one that follows curved valleys, with the scale of the place and geodesic
    /// acceleration (Transtrum and Sethna, arXiv:1201.5885); then very short steps.
    /// </summary>
    private static readonly (double Damping, bool IsCurved)[] _attempts = [(1e-3, false), (1e-3, true), (1e3, false)];

    private readonly ModelProblem _problem;
    private readonly CarefulPlace _place;
    private readonly CarefulStep _step;
    private readonly double[] _trial, _best, _bestInverse, _start;

    public CarefulModelSolver(ModelProblem problem)
    {
        _problem = problem;
        (_place, _step) = (new(problem), new(problem));
        (_trial, _best, _start) = (new double[problem.ParameterCount], new double[problem.ParameterCount], new double[problem.ParameterCount]);
        _bestInverse = new double[problem.Columns.Length];
    }

    /// <summary>[parameter]: where the last search ended.</summary>
    public ReadOnlySpan<double> Point => _best;

    /// <summary>[column]: diagonal of (JᵀWJ)⁻¹ there.</summary>
    public ReadOnlySpan<double> Inverse => _bestInverse;

    /// <summary>False when a parameter that is on no bound makes no difference there: a search that ran away.</summary>
    public bool IsDetermined
    {
        get
        {
            for (var j = 0; j < _bestInverse.Length; j++)
                if (double.IsNaN(_bestInverse[j]) && !_problem.IsOnBound(_best, _problem.Columns[j])) return false;
            return true;
        }
    }

    /// <summary>Fits one spectrum from one start.</summary>
    /// <param name="y">[point], complex [point × 2].</param>
    /// <param name="rootWeights">[point]: √w over the scale.</param>
    /// <param name="facts">The spectrum.</param>
    /// <param name="start">[parameter], within the bounds.</param>
    public ModelEnd Solve(ReadOnlySpan<double> y, ReadOnlySpan<double> rootWeights, in SpectrumFacts facts, ReadOnlySpan<double> start)
    {
        _place.Take(y, rootWeights);
        start.CopyTo(_start);
        var best = new ModelEnd(double.PositiveInfinity, FitStatus.Singular, 0);
        var passes = 0;
        foreach (var (damping, isCurved) in _attempts)
        {
            var end = Attempt(facts, damping, isCurved);
            passes += end.Iterations;
            if (Beats(end, best))
            {
                best = end;
                _place.Point.CopyTo(_best);
                _step.InverseDiagonal(_place, _bestInverse);
            }
            if (end.Status == FitStatus.Converged && IsDetermined) break;
        }
        if (double.IsInfinity(best.Cost))
        {
            start.CopyTo(_best);
            _bestInverse.AsSpan().Fill(double.NaN);
        }
        return best with { Iterations = passes };
    }

    /// <summary>A search that converged beats one that did not; between equals the cost decides, and between equal costs the earlier.</summary>
    public static bool Beats(in ModelEnd end, in ModelEnd best) =>
        end.Status == FitStatus.Converged ? best.Status != FitStatus.Converged || end.Cost < best.Cost * (1 - SameCost) : best.Status != FitStatus.Converged && end.Cost < best.Cost;

    private ModelEnd Attempt(in SpectrumFacts facts, double damping, bool isCurved)
    {
        var options = _problem.Options;
        var freedom = Math.Max(facts.Kept - _problem.Columns.Length, 1);
        var (passes, growth, lastDecrement) = (1, 2.0, double.PositiveInfinity);
        if (!_place.MoveTo(_start)) return new(double.PositiveInfinity, FitStatus.Singular, passes);
        _step.Forget(isCurved);
        while (true)
        {
            _step.Prepare(_place);
            var decrement = _step.Newton(_place, _trial);
            var limit = Math.Max(options.Tolerance * options.Tolerance * _place.Cost / freedom, options.StepTolerance * options.StepTolerance * facts.StepScale);
            if (decrement <= limit)
            {
                // The step is still taken, when it does no harm.
                _place.TryMoveTo(_trial, _place.Cost * (1 + 1e-9));
                return new(_place.Cost, FitStatus.Converged, passes);
            }
            if (decrement <= RoundingOfCost * _place.Cost)
            {
                // Costs differ by rounding only. Steps are taken as long as they bring the gradient down.
                if (!(decrement < 0.9 * lastDecrement) || passes >= options.MaxIterations || !_place.TryMoveTo(_trial, _place.Cost * (1 + 1e-9))) return new(_place.Cost, FitStatus.Converged, passes);
                lastDecrement = decrement;
                passes++;
                continue;
            }
            while (true)
            {
                if (passes >= options.MaxIterations) return new(_place.Cost, FitStatus.MaxIterations, passes);
                var predicted = _step.Damped(_place, damping, _trial);
                var before = _place.Cost;
                var isStraight = !isCurved || _step.Accelerate(_place, damping, _trial);
                passes += isCurved ? 2 : 1;
                if (isStraight && _place.TryMoveTo(_trial, before))
                {
                    var t = 2 * (before - _place.Cost) / predicted - 1;
                    damping = Math.Max(damping * Math.Max(0.1, 1 - t * t * t), LeastDamping);
                    growth = 2;
                    break;
                }
                (damping, growth) = (damping * growth, growth * 2);
                // No step lowers the cost: the end of double precision, or of the search.
                if (!(damping < MostDamping) || _trial.AsSpan().SequenceEqual(_place.Point))
                    return new(_place.Cost, decrement <= 1e-4 * _place.Cost / freedom || decrement <= 1e-20 * facts.StepScale || _problem.Model.HasKinks ? FitStatus.Converged : FitStatus.MaxIterations, passes);
            }
        }
    }
}
