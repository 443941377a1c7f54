using System.Numerics;
using System.Runtime.CompilerServices;

namespace Spm.Core.Physics;

/// <summary>
/// A rectangle of a <see cref="PolarizationLattice"/> that evolves by the Landau–Khalatnikov equation
/// <c>Ṗ = −γ [βP³ + αP + k(4P − Σ P_nn) − (E_imprint + b·u)]</c>,
/// with b the field at the tip apex and u its profile over the window. Cells around the window stay as they are.
/// Explicit Euler steps; every lane does the same arithmetic, so the outcome does not depend on the vector width.
/// Single precision: its rounding, 1e-7, is far below <see cref="RestTolerance"/>. Allocates once; use one window per thread.
/// </summary>
public sealed class LatticeWindow
{
    /// <summary>Evolution stops early when no cell moves by more than this in one step.</summary>
    public const float RestTolerance = 1e-5f;

    private const int StepsBetweenRestChecks = 4;
    private static readonly int Lanes = Vector<float>.Count;
    private readonly PolarizationLattice _lattice;
    private readonly int _rows, _columns, _stride;
    private readonly float[] _alpha, _imprint, _field, _mobility;
    private float[] _now, _next;
    private int _top, _left;
    private double _lowestAlpha, _highestAlpha;

    /// <summary>Makes a window of <paramref name="rows"/> × <paramref name="columns"/> cells.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window is larger than the lattice.</exception>
    public LatticeWindow(PolarizationLattice lattice, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, lattice.Rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, lattice.Columns);
        (_lattice, _rows, _columns, _stride) = (lattice, rows, columns, columns + 2);
        var length = (rows + 2) * _stride + Lanes;
        (_alpha, _imprint, _field, _mobility) = (new float[length], new float[length], new float[length], new float[length]);
        (_now, _next, Profile) = (new float[length], new float[length], new double[rows * columns]);
        for (var row = 1; row <= rows; row++)
            _mobility.AsSpan(row * _stride + 1, columns).Fill((float)lattice.Landau.Gamma);
    }

    /// <summary>Cells along y.</summary>
    public int Rows => _rows;

    /// <summary>Cells along x.</summary>
    public int Columns => _columns;

    /// <summary>u: field of the tip in each cell, row-major over the window, 1 below the apex.</summary>
    public double[] Profile { get; }

    /// <summary>Lattice row of the window's first row.</summary>
    public int Top => _top;

    /// <summary>Lattice column of the window's first column.</summary>
    public int Left => _left;

    /// <summary>Copies the state of the cells in the window, and of those around it, from the lattice.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window does not lie within the lattice.</exception>
    public void Load(int top, int left)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        ArgumentOutOfRangeException.ThrowIfNegative(left);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, _lattice.Rows - _rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(left, _lattice.Columns - _columns);
        (_top, _left, _lowestAlpha, _highestAlpha) = (top, left, double.PositiveInfinity, double.NegativeInfinity);
        for (var row = 0; row < _rows + 2; row++)
        {
            var latticeRow = Math.Clamp(top + row - 1, 0, _lattice.Rows - 1);
            for (var column = 0; column < _stride; column++)
            {
                var source = latticeRow * _lattice.Columns + Math.Clamp(left + column - 1, 0, _lattice.Columns - 1);
                var target = row * _stride + column;
                _now[target] = _next[target] = (float)_lattice.Polarization[source];
                _alpha[target] = (float)_lattice.Alpha[source];
                _imprint[target] = (float)_lattice.ImprintField[source];
                _lowestAlpha = Math.Min(_lowestAlpha, _alpha[target]);
                _highestAlpha = Math.Max(_highestAlpha, _alpha[target]);
            }
        }
    }

    /// <summary>Writes the window's cells back to the lattice.</summary>
    public void Store()
    {
        for (var row = 0; row < _rows; row++)
        {
            var from = _now.AsSpan((row + 1) * _stride + 1, _columns);
            var to = _lattice.Polarization.AsSpan((_top + row) * _lattice.Columns + _left, _columns);
            for (var column = 0; column < from.Length; column++) to[column] = from[column];
        }
    }

    /// <summary>Integrates over <paramref name="duration"/> of model time, or until all cells rest (<see cref="RestTolerance"/>).</summary>
    /// <param name="apexField">b, the field below the apex in reduced units.</param>
    /// <param name="duration">Model time.</param>
    public void Evolve(double apexField, double duration)
    {
        var (largestField, largestPolarization) = (0f, 0f);
        for (var row = 0; row < _rows; row++)
        {
            for (var column = 0; column < _columns; column++)
            {
                var i = (row + 1) * _stride + column + 1;
                _field[i] = _imprint[i] + (float)(apexField * Profile[row * _columns + column]);
                largestField = Math.Max(largestField, Math.Abs(_field[i]));
                largestPolarization = Math.Max(largestPolarization, Math.Abs(_now[i]));
            }
        }
        var steps = (int)Math.Ceiling(duration / _lattice.Landau.StableStep(_lowestAlpha, _highestAlpha, largestField, largestPolarization));
        for (var step = 1; step <= steps; step++)
        {
            MirrorFreeEdges();
            var moved = Step(duration / steps, step % StepsBetweenRestChecks == 0);
            (_now, _next) = (_next, _now);
            if (moved <= RestTolerance) return;
        }
    }

    /// <summary>
    /// One Euler step from _now to _next; returns the largest change when that is asked for, else infinity.
    /// Loads reach one row and Lanes − 1 elements beyond the window, for which the arrays have room; mobility is 0 there.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Step(double dt, bool measure)
    {
        ref var p = ref _now[0];
        ref var next = ref _next[0];
        ref var alpha = ref _alpha[0];
        ref var field = ref _field[0];
        ref var mobility = ref _mobility[0];
        var beta = new Vector<float>((float)_lattice.Landau.Beta);
        var k = new Vector<float>((float)_lattice.Landau.Coupling);
        var selfCoupling = 4 * k;
        var h = new Vector<float>((float)dt);
        var largest = Vector<float>.Zero;
        var (end, stride) = ((nuint)((_rows + 1) * _stride), (nuint)_stride);
        for (var i = stride; i < end; i += (nuint)Lanes)
        {
            var here = Vector.LoadUnsafe(ref p, i);
            var neighbours = Vector.LoadUnsafe(ref p, i - 1) + Vector.LoadUnsafe(ref p, i + 1)
                + (Vector.LoadUnsafe(ref p, i - stride) + Vector.LoadUnsafe(ref p, i + stride));
            var force = (beta * here * here + (Vector.LoadUnsafe(ref alpha, i) + selfCoupling)) * here - k * neighbours - Vector.LoadUnsafe(ref field, i);
            var change = h * Vector.LoadUnsafe(ref mobility, i) * force;
            (here - change).StoreUnsafe(ref next, i);
            if (measure) largest = Vector.Max(largest, Vector.Abs(change));
        }
        if (!measure) return float.PositiveInfinity;
        var moved = 0f;
        for (var lane = 0; lane < Lanes; lane++) moved = Math.Max(moved, largest[lane]);
        return moved;
    }

    private void MirrorFreeEdges()
    {
        var p = _now;
        if (_top == 0) p.AsSpan(_stride, _stride).CopyTo(p);
        if (_top + _rows == _lattice.Rows) p.AsSpan(_rows * _stride, _stride).CopyTo(p.AsSpan((_rows + 1) * _stride));
        for (var row = 1; row <= _rows && _left == 0; row++) p[row * _stride] = p[row * _stride + 1];
        for (var row = 1; row <= _rows && _left + _columns == _lattice.Columns; row++) p[row * _stride + _columns + 1] = p[row * _stride + _columns];
    }
}
