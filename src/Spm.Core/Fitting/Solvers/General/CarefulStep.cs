using System.Runtime.CompilerServices;

namespace Spm.Core.Fitting.Solvers;

/// <summary>The steps from a <see cref="CarefulPlace"/>: Gauss–Newton's and Levenberg–Marquardt's, within the bounds.</summary>
internal sealed class CarefulStep
{
    private readonly ModelProblem _problem;
    private readonly double[] _matrix, _rhs, _scale, _longest, _free, _small, _smallRhs, _solution, _step, _velocity, _second;
    private readonly int[] _pivot, _smallPivot, _freeColumns;
    private int _freeCount, _rows, _first, _rank;
    private bool _isLocal;

    public CarefulStep(ModelProblem problem)
    {
        _problem = problem;
        var (rows, columns) = (problem.Points * problem.Channels, problem.Columns.Length);
        (_matrix, _rhs) = (new double[rows * columns], new double[rows]);
        (_scale, _longest) = (new double[columns], new double[columns]);
        (_free, _small, _smallRhs) = (new double[columns * columns], new double[2 * columns * columns], new double[2 * columns]);
        (_solution, _step, _velocity, _second) = (new double[columns], new double[columns], new double[columns], new double[rows]);
        (_pivot, _smallPivot, _freeColumns) = (new int[columns], new int[columns], new int[columns]);
    }

    /// <summary>1/a; 1 where that is no number to scale by.</summary>
    public static double Reciprocal(double a) => a > 1e-300 && a < 1e300 ? 1 / a : 1;

    /// <summary>A new search: no column has been long yet.</summary>
    /// <param name="isLocal">Scale by the columns of the place and not by the longest seen.</param>
    public void Forget(bool isLocal)
    {
        _isLocal = isLocal;
        Array.Clear(_longest);
    }

    /// <summary>Factors the Jacobian of a place.</summary>
    public void Prepare(CarefulPlace place) => Prepare(place, place.Residuals);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Prepare(CarefulPlace place, ReadOnlySpan<double> rightHandSide)
    {
        var (columns, eliminated) = (place.Columns.Length, place.Eliminated);
        _rows = place.Rows;
        _freeCount = 0;
        place.Jacobian.CopyTo(_matrix);
        rightHandSide.CopyTo(_rhs);
        for (var j = 0; j < columns; j++)
        {
            var column = _matrix.AsSpan(j * _rows, _rows);
            var length = Householder.Norm(column);
            // The scale is that of the longest column seen, so that a slope that vanishes does not make a step run away.
            _longest[j] = _isLocal ? length : Math.Max(_longest[j], length);
            _scale[j] = Reciprocal(_longest[j]);
            var gradient = 0.0;
            for (var i = 0; i < _rows; i++) gradient += column[i] * place.Residuals[i];
            foreach (ref var value in column) value *= _scale[j];
            if (j >= eliminated && !IsHeld(place, j, gradient)) _freeColumns[_freeCount++] = j;
        }
        Householder.Factor(_matrix, _rows, columns, _rhs, _pivot);
        // Rows above this one belong to the eliminated parameters.
        _first = eliminated - _pivot.AsSpan(0, eliminated).Count(-1);
    }

    /// <summary>Where the undamped step leads, within the bounds; returns by how much it would lower a quadratic.</summary>
    public double Newton(CarefulPlace place, Span<double> target)
    {
        Solve(place, 0);
        var explained = 0.0;
        for (var i = 0; i < _rank; i++) explained += _smallRhs[i] * _smallRhs[i];
        Target(place, target);
        return explained;
    }

    /// <summary>Where the damped step leads, within the bounds; returns by how much a quadratic would be lowered.</summary>
    public double Damped(CarefulPlace place, double damping, Span<double> target)
    {
        Solve(place, damping);
        Target(place, target);
        // ‖b‖² − ‖b − Rδ‖² over the rows that do not belong to eliminated parameters.
        var decrease = 0.0;
        for (var i = _first; i < Math.Min(_rows, place.Columns.Length); i++)
        {
            var model = 0.0;
            for (var j = place.Eliminated; j < place.Columns.Length; j++)
                model += (_pivot[j] < 0 || i <= _pivot[j] ? _matrix[j * _rows + i] : 0) * _step[j];
            decrease += model * (2 * _rhs[i] - model);
        }
        return Math.Max(decrease, double.Epsilon);
    }

    /// <summary>
    /// Bends the damped step by half the acceleration of a geodesic, a = −(JᵀJ + λD²)⁻¹Jᵀ f″, f″ the second derivative along the step. Transtrum
    /// and Sethna, equations 8 and 15.
    /// </summary>
    /// <returns>False when the model is too curved for a step of this length: 2‖a‖ &gt; 0.75‖δ‖ in units of the scale.</returns>
    public bool Accelerate(CarefulPlace place, double damping, Span<double> target)
    {
        const double H = 0.1, MostCurvature = 0.75;
        _step.CopyTo(_velocity, 0);
        for (var k = 0; k < _freeCount; k++)
        {
            var j = _freeColumns[k];
            target[place.Columns[j]] = Within(place.Columns[j], place.Point[place.Columns[j]] + H * _velocity[j] * _scale[j]);
        }
        if (!place.TryResiduals(target, out var there)) return false;
        for (var i = 0; i < _rows; i++)
        {
            var slope = 0.0;
            for (var j = place.Eliminated; j < place.Columns.Length; j++) slope += place.Jacobian[j * _rows + i] * _scale[j] * _velocity[j];
            _second[i] = -2 / H * ((place.Residuals[i] - there[i]) / H - slope);
        }
        Prepare(place, _second);
        Solve(place, damping);
        var (bend, length) = (Householder.Norm(_step), Householder.Norm(_velocity));
        for (var j = 0; j < _step.Length; j++) _step[j] = _velocity[j] + 0.5 * _step[j];
        Target(place, target);
        Prepare(place, place.Residuals);
        return 2 * bend <= MostCurvature * length;
    }

    /// <summary>Diagonal of (JᵀJ)⁻¹ over the parameters that are on no bound; NaN for the others and where the data do not determine it. [column of the problem].</summary>
    public void InverseDiagonal(CarefulPlace place, Span<double> diagonal)
    {
        var count = 0;
        _rows = place.Rows;
        for (var j = 0; j < place.Columns.Length; j++)
        {
            var p = place.Columns[j];
            if (place.Point[p] <= _problem.Lower[p] || place.Point[p] >= _problem.Upper[p]) continue;
            var column = _matrix.AsSpan(count * _rows, _rows);
            place.Jacobian.Slice(j * _rows, _rows).CopyTo(column);
            _scale[count] = Reciprocal(Householder.Norm(column));
            foreach (ref var value in column) value *= _scale[count];
            _freeColumns[count++] = j;
        }
        place.Residuals.CopyTo(_rhs);
        Householder.Factor(_matrix, _rows, count, _rhs, _pivot);
        Householder.InverseDiagonal(_matrix, _rows, count, _pivot, _solution, _step);
        diagonal.Fill(double.NaN);
        for (var k = 0; k < count; k++)
            diagonal[Array.IndexOf(_problem.Columns, place.Columns[_freeColumns[k]])] = _step[k] * _scale[k] * _scale[k];
    }

    private bool IsHeld(CarefulPlace place, int column, double gradient)
    {
        var p = place.Columns[column];
        return (place.Point[p] <= _problem.Lower[p] && gradient <= 0) || (place.Point[p] >= _problem.Upper[p] && gradient >= 0);
    }

    /// <summary>min ‖b − Rδ‖² + λ‖δ‖² over the free columns, in units of the scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Solve(CarefulPlace place, double damping)
    {
        var upper = Math.Min(_rows, place.Columns.Length) - _first;
        var rows = upper + (damping > 0 ? _freeCount : 0);
        for (var k = 0; k < _freeCount; k++)
        {
            var j = _freeColumns[k];
            var column = _small.AsSpan(k * rows, rows);
            column.Clear();
            for (var i = 0; i < upper; i++)
                if (_pivot[j] < 0 || _first + i <= _pivot[j]) column[i] = _matrix[j * _rows + _first + i];
            if (damping > 0) column[upper + k] = Math.Sqrt(damping);
        }
        _smallRhs.AsSpan().Clear();
        _rhs.AsSpan(_first, upper).CopyTo(_smallRhs);
        _rank = Householder.Factor(_small, rows, _freeCount, _smallRhs, _smallPivot);
        Householder.Backward(_small, rows, _freeCount, _smallRhs, _smallPivot, _solution);
        _step.AsSpan().Clear();
        for (var k = 0; k < _freeCount; k++) _step[_freeColumns[k]] = _solution[k];
    }

    private double Within(int p, double value) => Math.Clamp(value, _problem.Lower[p], _problem.Upper[p]);

    /// <summary>The place a step leads to; a step across a bound ends on it.</summary>
    private void Target(CarefulPlace place, Span<double> target)
    {
        place.Point.CopyTo(target);
        for (var k = 0; k < _freeCount; k++)
        {
            var j = _freeColumns[k];
            var p = place.Columns[j];
            target[p] = Within(p, place.Point[p] + _step[j] * _scale[j]);
            if (target[p] == _problem.Lower[p] || target[p] == _problem.Upper[p]) _step[j] = (target[p] - place.Point[p]) / _scale[j];
        }
    }
}
