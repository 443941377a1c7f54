using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Levenberg–Marquardt searches, one per lane, each where its own spectrum has got to. Linear parameters are eliminated exactly at every
/// trial: from the sums taken with some coefficients c the best ones c* follow, and the sum of squares at c* too (variable projection).
/// The derivatives by the other parameters then still belong to c; where c* is far from c ("stale") they are taken once more before
/// anything that matters is decided with them.
/// </summary>
/// <remarks>
/// Damping λ·max‖Jₖ‖² (Marquardt 1963, Moré 1978), λ from the gain ratio (Nielsen, IMM-REP-1999-05). A parameter on its bound whose
/// gradient points outward is held; a step across a bound ends on it.
/// </remarks>
internal sealed class LaneSearch<T> where T : unmanaged, IRealLanes<T>
{
    private const double FirstDamping = 1e-3, LeastDamping = 1e-12, MostDamping = 1e12, FastestDecrease = 0.1, Finite = 1e280;

    // Parts of the data's variation by which a new c may change the model: above the first the derivatives are stale, above the second useless.
    private const double Stale = 1e-4, Useless = 0.04;

    private readonly int _columns, _linear;
    private readonly int[] _parameterOf;
    private readonly bool _isBounded;
    private readonly T _tolerance, _stepTolerance, _zero = T.Broadcast(0), _one = T.Broadcast(1);
    private readonly LaneFactor<T> _factor;
    private readonly T[] _point, _trial, _lower, _upper;
    private readonly T[] _normal, _gradient, _trialNormal, _trialGradient, _workNormal, _workGradient;
    private readonly T[] _step, _newton, _scale, _held;
    private T _cost, _predicted, _damping, _growth, _passes, _variation, _inverseFreedom, _starting, _refreshing, _stale;

    public LaneSearch(ModelProblem problem)
    {
        (_parameterOf, _columns, _linear) = (problem.Columns, problem.Columns.Length, problem.LinearCount);
        (_tolerance, _stepTolerance) = (T.Broadcast(Square(problem.Options.Tolerance)), T.Broadcast(Square(problem.Options.StepTolerance)));
        (_factor, _point, _trial) = (new(_columns), new T[problem.ParameterCount], new T[problem.ParameterCount]);
        var packed = _columns * (_columns + 1) / 2;
        (_normal, _trialNormal, _workNormal) = (new T[packed], new T[packed], new T[packed]);
        (_gradient, _trialGradient, _workGradient) = (new T[_columns], new T[_columns], new T[_columns]);
        (_step, _newton, _scale, _held) = (new T[_columns], new T[_columns], new T[_columns], new T[_columns]);
        // Bounds of linear parameters are left to the careful solver: they rarely matter, and elimination would end.
        _lower = [.. problem.Columns.Select((p, j) => T.Broadcast(j < _linear ? double.NegativeInfinity : problem.Lower[p]))];
        _upper = [.. problem.Columns.Select((p, j) => T.Broadcast(j < _linear ? double.PositiveInfinity : problem.Upper[p]))];
        _isBounded = problem.Columns.Skip(_linear).Any(p => double.IsFinite(problem.Lower[p]) || double.IsFinite(problem.Upper[p]));

        static double Square(double a) => a * a;
    }

    /// <summary>Starts a lane.</summary>
    /// <param name="lane">Lane.</param>
    /// <param name="start">[parameter], finite, within the bounds.</param>
    /// <param name="variation">What the step tolerance is measured by.</param>
    /// <param name="freedom">Degrees of freedom, 1 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(int lane, ReadOnlySpan<double> start, double variation, double freedom)
    {
        for (var j = 0; j < start.Length; j++) (Element(_trial, j, lane), Element(_point, j, lane)) = (start[j], start[j]);
        for (var j = 0; j < _columns; j++) Element(_scale, j, lane) = 0;
        Set(ref _damping, lane, FirstDamping);
        Set(ref _growth, lane, 2);
        Set(ref _passes, lane, 0);
        Set(ref _variation, lane, variation);
        Set(ref _inverseFreedom, lane, 1 / freedom);
        Set(ref _cost, lane, double.MaxValue);
        Set(ref _predicted, lane, 1);
        Set(ref _starting, lane, BitConverter.UInt64BitsToDouble(ulong.MaxValue));
        Set(ref _refreshing, lane, 0);
        Set(ref _stale, lane, 0);
    }

    /// <summary>One pass of the model in all lanes, and what follows from it.</summary>
    /// <param name="pass">The model.</param>
    /// <param name="tile">The points.</param>
    /// <param name="failed">Lanes whose start the model cannot be computed at, or whose search no longer moves.</param>
    /// <returns>Lanes that have converged.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public uint Advance(ModelPass<T> pass, LaneTile<T> tile, out uint failed)
    {
        var trialCost = pass.Sum(tile, _trial, _trialNormal, _trialGradient);
        _passes += _one;
        var drop = EliminateLinear();
        var cost = trialCost - drop;
        // Where c was far from c*, the difference of two large sums is no cost.
        var isStale = T.Less(T.Broadcast(Stale) * _variation, drop) | T.Less(cost, T.Broadcast(1e-8) * drop);
        isStale &= T.Less(_stepTolerance * _variation, drop);
        var accepted = Judge(cost, out var failing);
        _stale = T.Select(accepted, isStale, _stale);
        var rejected = T.Select(accepted | failing, _zero, Everywhere());
        var refresh = (accepted & isStale & (_starting | T.Less(T.Broadcast(Useless) * _variation, drop))) | (rejected & _stale);
        refresh = T.Select(_refreshing, _zero, refresh);
        Dampen(accepted, T.Select(refresh, _zero, rejected), cost);
        Accept(accepted, cost);
        (_starting, _refreshing) = (_zero, refresh);

        var decrement = Newton();
        var limit = T.Max(_tolerance * _cost * _inverseFreedom, _stepTolerance * _variation);
        var short_ = T.Select(T.Less(limit, decrement), _zero, T.Less(decrement, T.Broadcast(Finite)));
        short_ = T.Select(refresh | failing, _zero, short_);
        _refreshing |= short_ & _stale;
        var converged = T.Select(_stale, _zero, short_);
        Finish(converged, decrement);
        DampedStep();
        failed = T.Bits(failing | T.Less(T.Broadcast(MostDamping), _damping)) & ~T.Bits(converged);
        return T.Bits(converged);
    }

    /// <summary>Lanes that have used more passes than this.</summary>
    public uint MoreThan(int passes) => T.Bits(T.Less(T.Broadcast(passes - 0.5), _passes));

    /// <summary>Where a lane is, and the lower triangle of JᵀJ there.</summary>
    /// <returns>Its sum of squares.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Read(int lane, Span<double> point, Span<double> normal, out int passes)
    {
        for (var j = 0; j < point.Length; j++) point[j] = Element(_point, j, lane);
        for (var k = 0; k < normal.Length; k++) normal[k] = Element(_normal, k, lane);
        passes = (int)Get(ref _passes, lane);
        return Get(ref _cost, lane);
    }

    /// <summary>The best c for this trial: into the linear columns of the step; Jᵀr of the other columns at that c. Returns by how much it lowers the cost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T EliminateLinear()
    {
        if (_linear == 0) return _zero;
        _factor.Rows(_trialNormal, 0, _linear, _zero, _scale);
        _trialGradient.AsSpan(0, _linear).CopyTo(_step);
        var drop = _factor.Forward(_step, 0, _linear);
        _factor.Backward(_step, _linear);
        for (var i = _linear; i < _columns; i++)
            for (var k = 0; k < _linear; k++)
                _trialGradient[i] = T.SubtractProduct(_trialGradient[i], _trialNormal[i * (i + 1) / 2 + k], _step[k]);
        for (var k = 0; k < _linear; k++)
        {
            _trialGradient[k] = _zero;
            _trial[_parameterOf[k]] += _step[k];
        }
        return drop;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T Judge(T cost, out T failing)
    {
        // The sums too must be finite: a slope may be infinite where the value is not.
        var size = cost;
        for (var i = 0; i < _columns; i++) size += _trialNormal[i * (i + 1) / 2 + i];
        var isFinite = T.Less(size, T.Broadcast(Finite));
        var fresh = _starting | _refreshing;
        failing = T.Select(isFinite, _zero, fresh);
        return isFinite & (fresh | T.Less(cost, _cost));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Dampen(T accepted, T rejected, T cost)
    {
        var ratio = (_cost - cost) / _predicted;
        var t = T.MultiplyAdd(ratio, T.Broadcast(2), T.Broadcast(-1));
        var factor = T.Max(T.Broadcast(FastestDecrease), _one - t * t * t);
        var lowered = T.Max(_damping * factor, T.Broadcast(LeastDamping));
        var gained = T.Select(_starting | _refreshing, _zero, accepted);
        _damping = T.Select(gained, lowered, T.Select(rejected, _damping * _growth, _damping));
        _growth = T.Select(gained, T.Broadcast(2), T.Select(rejected, _growth * T.Broadcast(2), _growth));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Accept(T accepted, T cost)
    {
        _cost = T.Select(accepted, T.Max(cost, _zero), _cost);
        for (var j = 0; j < _point.Length; j++) _point[j] = T.Select(accepted, _trial[j], _point[j]);
        for (var k = 0; k < _normal.Length; k++) _normal[k] = T.Select(accepted, _trialNormal[k], _normal[k]);
        for (var j = 0; j < _columns; j++)
        {
            _gradient[j] = T.Select(accepted, _trialGradient[j], _gradient[j]);
            _scale[j] = T.Max(_scale[j], _normal[j * (j + 1) / 2 + j]);
        }
    }

    /// <summary>The undamped step, into <see cref="_newton"/>; returns by how much it would lower a quadratic.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T Newton()
    {
        ReadOnlySpan<T> normal = _normal;
        _gradient.CopyTo(_workGradient, 0);
        if (_isBounded)
        {
            Hold();
            normal = _workNormal;
        }
        _factor.Rows(normal, 0, _columns, _zero, _scale);
        _workGradient.CopyTo(_newton, 0);
        var decrement = _factor.Forward(_newton, _linear, _columns);
        _factor.Backward(_newton, _columns);
        return decrement;
    }

    /// <summary>Takes the parameters that press on a bound out of the equations.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Hold()
    {
        for (var j = 0; j < _columns; j++)
        {
            var (point, gradient) = (_point[_parameterOf[j]], _gradient[j]);
            var inside = (T.Less(_lower[j], point) | T.Less(_zero, gradient)) & (T.Less(point, _upper[j]) | T.Less(gradient, _zero));
            _held[j] = T.Select(inside, _zero, Everywhere());
            _workGradient[j] = T.Select(inside, gradient, _zero);
        }
        for (var i = 0; i < _columns; i++)
            for (var j = 0; j <= i; j++)
                _workNormal[i * (i + 1) / 2 + j] = T.Select(_held[i] | _held[j], i == j ? _one : _zero, _normal[i * (i + 1) / 2 + j]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(T converged, T decrement)
    {
        if (T.Bits(converged) == 0) return;
        for (var j = 0; j < _columns; j++)
        {
            ref var p = ref _point[_parameterOf[j]];
            p = T.Select(converged, T.Min(_upper[j], T.Max(_lower[j], p + _newton[j])), p);
        }
        _cost = T.Select(converged, T.Max(_cost - decrement, _zero), _cost);
    }

    /// <summary>The next trial: a damped step, or the same place again where the derivatives are stale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DampedStep()
    {
        ReadOnlySpan<T> normal = _isBounded ? _workNormal : _normal;
        _factor.Rows(normal, _linear, _columns, _damping, _scale);
        _workGradient.CopyTo(_step, 0);
        _factor.Forward(_step, _linear, _columns);
        _factor.Backward(_step, _columns);
        if (_isBounded) Clip(normal);
        _predicted = _zero;
        for (var i = 0; i < _columns; i++)
        {
            var slope = _workGradient[i] + _workGradient[i];
            slope = T.SubtractProduct(slope, normal[i * (i + 1) / 2 + i], _step[i]);
            for (var j = 0; j < i; j++) slope = T.SubtractProduct(slope, normal[i * (i + 1) / 2 + j] + normal[i * (i + 1) / 2 + j], _step[j]);
            _predicted = T.MultiplyAdd(slope, _step[i], _predicted);
        }
        for (var j = 0; j < _columns; j++)
        {
            var p = _parameterOf[j];
            var trial = _isBounded && j >= _linear ? _trial[p] : _point[p] + _step[j];
            _trial[p] = T.Select(_refreshing, _point[p], trial);
        }
    }

    /// <summary>Ends the step on the bounds that it would cross, and not a rounding error off; the linear parameters follow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Clip(ReadOnlySpan<T> normal)
    {
        for (var j = _linear; j < _columns; j++)
        {
            var p = _point[_parameterOf[j]];
            var trial = T.Min(_upper[j], T.Max(_lower[j], p + _step[j]));
            (_trial[_parameterOf[j]], _step[j]) = (trial, trial - p);
        }
        for (var k = 0; k < _linear; k++)
        {
            var b = _zero;
            for (var i = _linear; i < _columns; i++) b = T.SubtractProduct(b, normal[i * (i + 1) / 2 + k], _step[i]);
            _step[k] = b;
        }
        _factor.Forward(_step, 0, _linear);
        _factor.Backward(_step, _linear);
    }

    private static T Everywhere() => T.Less(T.Broadcast(0), T.Broadcast(1));

    private static ref double Element(T[] array, int index, int lane) => ref MemoryMarshal.Cast<T, double>(array.AsSpan())[index * T.Width + lane];

    private static void Set(ref T lanes, int lane, double value) => Unsafe.Add(ref Unsafe.As<T, double>(ref lanes), lane) = value;

    private static double Get(ref T lanes, int lane) => Unsafe.Add(ref Unsafe.As<T, double>(ref lanes), lane);
}
