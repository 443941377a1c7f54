namespace Spm.Core.Fitting.Solvers;

/// <summary>The fit of one hard spectrum: from where the lanes ended, else from every start; with reweighting where the loss is robust.</summary>
internal sealed class CarefulModelFit
{
    private readonly ModelProblem _problem;
    private readonly ModelStarts _starts;
    private readonly ModelJudge _judge;
    private readonly ModelSpectrum _spectrum;
    private readonly CarefulModelSolver _solver;
    private readonly RobustWeights? _robust;
    private readonly double[] _start, _best, _inverse;

    public CarefulModelFit(ModelProblem problem, ModelStarts starts, ModelJudge judge)
    {
        (_problem, _starts, _judge, _spectrum, _solver) = (problem, starts, judge, new(problem), new(problem));
        _robust = problem.Options.Loss == FitLoss.Squares ? null : new(problem);
        (_start, _best, _inverse) = (new double[problem.ParameterCount], new double[problem.ParameterCount], new double[problem.Columns.Length]);
    }

    /// <summary>Fits a spectrum into its row.</summary>
    /// <param name="y">[point], complex [point × 2].</param>
    /// <param name="fit">Its row.</param>
    /// <param name="rows">Where; the row's values are a start when the lanes found a minimum.</param>
    /// <param name="laneCost">The cost at that minimum; infinite when there is none.</param>
    public void Fit(ReadOnlySpan<double> y, int fit, in FitRows rows, double laneCost)
    {
        var facts = _spectrum.Look(y);
        var (best, bestFacts) = (new ModelEnd(double.PositiveInfinity, FitStatus.Singular, 0), facts);
        if (double.IsFinite(laneCost))
        {
            rows.Values.Slice(fit * _start.Length, _start.Length).CopyTo(_start);
            for (var j = 0; j < _start.Length; j++) _start[j] = Math.Clamp(_start[j], _problem.Lower[j], _problem.Upper[j]);
            Search(y, facts, _start, ref best, ref bestFacts);
        }
        if (best.Status != FitStatus.Converged || !_solver.IsDetermined)
        {
            var count = _starts.Find(y, _spectrum.RootWeights);
            for (var k = 0; k < count; k++) Search(y, facts, _starts[k], ref best, ref bestFacts);
        }
        _judge.Write(fit, rows, _best, _inverse, bestFacts, best);
    }

    private void Search(ReadOnlySpan<double> y, in SpectrumFacts facts, ReadOnlySpan<double> start, ref ModelEnd best, ref SpectrumFacts bestFacts)
    {
        _robust?.First(y, _spectrum.RootWeights, facts);
        var end = _solver.Solve(y, _robust is null ? _spectrum.RootWeights : _robust.RootWeights, facts, start);
        var found = facts;
        if (_robust is not null) end = Reweigh(y, ref found, end);
        var total = best.Iterations + end.Iterations;
        if (CarefulModelSolver.Beats(end, best) || best.Iterations == 0)
        {
            (best, bestFacts) = (end, found);
            _solver.Point.CopyTo(_best);
            _solver.Inverse.CopyTo(_inverse);
        }
        best = best with { Iterations = total };
    }

    private ModelEnd Reweigh(ReadOnlySpan<double> y, ref SpectrumFacts facts, ModelEnd end)
    {
        var (sigma, whole) = (0.0, facts);
        for (var round = 0; round < RobustWeights.MaxRounds && end.Status == FitStatus.Converged; round++)
        {
            if (round < RobustWeights.RoundsWithScale) sigma = 0;
            var factor = _robust!.Update(y, _solver.Point, _spectrum.RootWeights, whole, ref sigma);
            var (energy, variation) = _spectrum.Variation(y, _robust.RootWeights);
            facts = whole with { Energy = energy, Variation = variation };
            _solver.Point.CopyTo(_start);
            var next = _solver.Solve(y, _robust.RootWeights, facts, _start);
            var isSettled = next.Iterations <= 1;
            end = next with { Iterations = end.Iterations + next.Iterations, VarianceFactor = factor };
            if (isSettled) break;
        }
        return end;
    }
}
