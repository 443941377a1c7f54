using System.Runtime.CompilerServices;

namespace Spm.Core.Fitting.Solvers;

/// <summary>A place in the space of parameters, with the weighted residuals and the Jacobian there; linear parameters are always the best ones.</summary>
internal sealed class CarefulPlace
{
    private readonly ModelProblem _problem;
    private readonly ModelSlopes _slopes;
    private readonly int _channels, _variables;
    private readonly double[] _x, _y, _roots, _values, _slopesOfPoints, _work, _workResiduals, _solution, _scale;
    private readonly int[] _pivot;
    private double[] _jacobian, _residuals, _point, _trialJacobian, _trialResiduals, _trialPoint;

    public CarefulPlace(ModelProblem problem)
    {
        (_problem, _channels, _variables) = (problem, problem.Channels, problem.Model.Variables);
        // A linear parameter with a bound is searched for like any other.
        Columns = [.. problem.Columns.OrderBy(p => problem.Model.Parameters[p].IsLinear && double.IsInfinity(problem.Lower[p]) && double.IsInfinity(problem.Upper[p]) ? 0 : 1)];
        Eliminated = problem.Columns.Count(p => problem.Model.Parameters[p].IsLinear && double.IsInfinity(problem.Lower[p]) && double.IsInfinity(problem.Upper[p]));
        _slopes = problem.Model.CreateSlopes(Columns);
        var (rows, columns) = (problem.Points * _channels, Columns.Length);
        (_x, _y, _roots, _values) = (new double[problem.X.Length], new double[rows], new double[problem.Points], new double[rows]);
        (_slopesOfPoints, _work, _workResiduals) = (new double[rows * columns], new double[rows * columns], new double[rows]);
        (_jacobian, _trialJacobian) = (new double[rows * columns], new double[rows * columns]);
        (_residuals, _trialResiduals) = (new double[rows], new double[rows]);
        (_point, _trialPoint) = (new double[problem.ParameterCount], new double[problem.ParameterCount]);
        (_solution, _pivot, _scale) = (new double[columns], new int[columns], new double[columns]);
    }

    /// <summary>The parameter of each column, eliminated ones first.</summary>
    public int[] Columns { get; }

    /// <summary>How many columns are eliminated.</summary>
    public int Eliminated { get; }

    /// <summary>Numbers kept.</summary>
    public int Rows { get; private set; }

    /// <summary>[parameter].</summary>
    public ReadOnlySpan<double> Point => _point;

    /// <summary>[column × row]: √w ∂f/∂p.</summary>
    public ReadOnlySpan<double> Jacobian => _jacobian.AsSpan(0, Rows * Columns.Length);

    /// <summary>[row]: √w (y − f).</summary>
    public ReadOnlySpan<double> Residuals => _residuals.AsSpan(0, Rows);

    /// <summary>Σ of their squares.</summary>
    public double Cost { get; private set; }

    /// <summary>Takes the points of a spectrum that have a weight.</summary>
    public void Take(ReadOnlySpan<double> y, ReadOnlySpan<double> rootWeights)
    {
        var points = 0;
        for (var i = 0; i < rootWeights.Length; i++)
        {
            if (rootWeights[i] == 0) continue;
            _problem.X.AsSpan(i * _variables, _variables).CopyTo(_x.AsSpan(points * _variables));
            y.Slice(i * _channels, _channels).CopyTo(_y.AsSpan(points * _channels));
            _roots[points++] = rootWeights[i];
        }
        Rows = points * _channels;
    }

    /// <summary>Goes to a place; false when the model is not finite there.</summary>
    public bool MoveTo(ReadOnlySpan<double> point) => TryMoveTo(point, double.PositiveInfinity);

    /// <summary>Goes to a place when its cost is below this.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryMoveTo(ReadOnlySpan<double> point, double below)
    {
        point.CopyTo(_trialPoint);
        Evaluate();
        // Twice, so that what rounding leaves of the first solution goes with the second.
        for (var round = 0; round < (Eliminated > 0 ? 2 : 0); round++)
        {
            _trialJacobian.AsSpan(0, Rows * Eliminated).CopyTo(_work);
            _trialResiduals.AsSpan(0, Rows).CopyTo(_workResiduals);
            ScaleColumns(_work, Eliminated);
            Householder.Factor(_work, Rows, Eliminated, _workResiduals, _pivot);
            Householder.Backward(_work, Rows, Eliminated, _workResiduals, _pivot, _solution);
            for (var k = 0; k < Eliminated; k++) _trialPoint[Columns[k]] += _solution[k] * _scale[k];
            Evaluate();
        }
        var cost = 0.0;
        foreach (var r in _trialResiduals.AsSpan(0, Rows)) cost += r * r;
        var size = cost;
        foreach (var slope in _trialJacobian.AsSpan(0, Rows * Columns.Length)) size += Math.Abs(slope);
        if (!(size < 1e200) || !(cost < below)) return false;
        (_point, _trialPoint) = (_trialPoint, _point);
        (_jacobian, _trialJacobian) = (_trialJacobian, _jacobian);
        (_residuals, _trialResiduals) = (_trialResiduals, _residuals);
        Cost = cost;
        return true;
    }

    /// <summary>√w (y − f) at a place, [row], without going there; false when it is not finite.</summary>
    public bool TryResiduals(ReadOnlySpan<double> point, out ReadOnlySpan<double> residuals)
    {
        point.CopyTo(_trialPoint);
        Evaluate();
        residuals = _trialResiduals.AsSpan(0, Rows);
        var sum = 0.0;
        foreach (var r in residuals) sum += r * r;
        return sum < 1e200;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Evaluate()
    {
        var columns = Columns.Length;
        _slopes.Evaluate(_trialPoint, _x.AsSpan(0, Rows / _channels * _variables), _values.AsSpan(0, Rows), _slopesOfPoints.AsSpan(0, Rows * columns));
        for (var i = 0; i < Rows; i++)
        {
            var root = _roots[i / _channels];
            _trialResiduals[i] = root * (_y[i] - _values[i]);
            for (var j = 0; j < columns; j++) _trialJacobian[j * Rows + i] = root * _slopesOfPoints[i * columns + j];
        }
    }

    private void ScaleColumns(Span<double> matrix, int columns)
    {
        for (var j = 0; j < columns; j++)
        {
            var column = matrix.Slice(j * Rows, Rows);
            _scale[j] = CarefulStep.Reciprocal(Householder.Norm(column));
            foreach (ref var value in column) value *= _scale[j];
        }
    }
}
