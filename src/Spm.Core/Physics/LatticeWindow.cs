using System.Numerics;

namespace Spm.Core.Physics;

/// <summary>
/// A rectangle of a <see cref="PolarizationLattice"/> that evolves by the Landau–Khalatnikov equation
/// <c>Ṗ = −γ [βP³ + αP + k(4P − Σ P_nn) − (E_imprint + b·u)]</c>,
/// with b the field at the tip apex and u its profile over the window. Cells around the window stay as they are.
/// Explicit Euler steps; every lane does the same arithmetic, so the outcome does not depend on the vector width.
/// Allocates once; use one window per thread.
/// </summary>
public sealed class LatticeWindow
{
    /// <summary>Evolution stops early when no cell moves by more than this in one step.</summary>
    public const double RestTolerance = 1e-6;

    private const int StepsBetweenRestChecks = 4;
    private static readonly int Lanes = Vector<double>.Count;
    private readonly PolarizationLattice _lattice;
    private readonly int _rows, _columns, _stride;
    private readonly double[] _alpha, _imprint, _field, _mobility;
    private double[] _now, _next;
    private int _top, _left;
    private double _largestAlpha;

    /// <summary>Makes a window of <paramref name="rows"/> × <paramref name="columns"/> cells.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window is larger than the lattice.</exception>
    public LatticeWindow(PolarizationLattice lattice, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, lattice.Rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, lattice.Columns);
        (_lattice, _rows, _columns, _stride) = (lattice, rows, columns, columns + 2);
        var length = (rows + 2) * _stride + Lanes;
        (_alpha, _imprint, _field, _mobility) = (new double[length], new double[length], new double[length], new double[length]);
        (_now, _next, Profile) = (new double[length], new double[length], new double[rows * columns]);
        for (var row = 1; row <= rows; row++)
            _mobility.AsSpan(row * _stride + 1, columns).Fill(lattice.Landau.Gamma);
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
        (_top, _left, _largestAlpha) = (top, left, 0);
        for (var row = 0; row < _rows + 2; row++)
        {
            var latticeRow = Math.Clamp(top + row - 1, 0, _lattice.Rows - 1);
            for (var column = 0; column < _stride; column++)
            {
                var source = latticeRow * _lattice.Columns + Math.Clamp(left + column - 1, 0, _lattice.Columns - 1);
                var target = row * _stride + column;
                _now[target] = _next[target] = _lattice.Polarization[source];
                _alpha[target] = _lattice.Alpha[source];
                _imprint[target] = _lattice.ImprintField[source];
                _largestAlpha = Math.Max(_largestAlpha, Math.Abs(_alpha[target]));
            }
        }
    }

    /// <summary>Writes the window's cells back to the lattice.</summary>
    public void Store()
    {
        for (var row = 0; row < _rows; row++)
            _now.AsSpan((row + 1) * _stride + 1, _columns).CopyTo(_lattice.Polarization.AsSpan((_top + row) * _lattice.Columns + _left, _columns));
    }

    /// <summary>Integrates over <paramref name="duration"/> of model time, or until all cells rest (<see cref="RestTolerance"/>).</summary>
    /// <param name="apexField">b, the field below the apex in reduced units.</param>
    /// <param name="duration">Model time.</param>
    public void Evolve(double apexField, double duration)
    {
        var largestField = 0.0;
        for (var row = 0; row < _rows; row++)
        {
            for (var column = 0; column < _columns; column++)
            {
                var i = (row + 1) * _stride + column + 1;
                _field[i] = _imprint[i] + apexField * Profile[row * _columns + column];
                largestField = Math.Max(largestField, Math.Abs(_field[i]));
            }
        }
        var steps = (int)Math.Ceiling(duration / _lattice.Landau.StableStep(_largestAlpha, largestField));
        for (var step = 1; step <= steps; step++)
        {
            MirrorFreeEdges();
            var moved = Step(duration / steps, step % StepsBetweenRestChecks == 0);
            (_now, _next) = (_next, _now);
            if (moved <= RestTolerance) return;
        }
    }

    /// <summary>One Euler step from _now to _next; returns the largest change when that is asked for, else infinity.</summary>
    private double Step(double dt, bool measure)
    {
        ReadOnlySpan<double> p = _now;
        var beta = new Vector<double>(_lattice.Landau.Beta);
        var k = new Vector<double>(_lattice.Landau.Coupling);
        var four = new Vector<double>(4.0);
        var h = new Vector<double>(dt);
        var largest = Vector<double>.Zero;
        var end = (_rows + 1) * _stride;
        for (var i = _stride; i < end; i += Lanes)
        {
            var here = new Vector<double>(p[i..]);
            var neighbours = new Vector<double>(p[(i - 1)..]) + new Vector<double>(p[(i + 1)..])
                + new Vector<double>(p[(i - _stride)..]) + new Vector<double>(p[(i + _stride)..]);
            var force = (beta * here * here + new Vector<double>(_alpha, i)) * here + k * (four * here - neighbours) - new Vector<double>(_field, i);
            var change = h * new Vector<double>(_mobility, i) * force;
            (here - change).CopyTo(_next, i);
            if (measure) largest = Vector.Max(largest, Vector.Abs(change));
        }
        if (!measure) return double.PositiveInfinity;
        var moved = 0.0;
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
