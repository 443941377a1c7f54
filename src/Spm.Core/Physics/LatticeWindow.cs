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

    /// <summary>Rows that are stepped together, so that what they read stays in the nearest cache.</summary>
    private const int RowsPerTile = 64;

    private readonly PolarizationLattice _lattice;
    private readonly int _rows, _columns, _stride;

    /// <summary>1 in the window's columns, 0 beyond them, for one row.</summary>
    private readonly float[] _inside;
    private readonly float[] _alpha, _imprint, _profile, _slope, _push;
    private float[] _now, _next;
    private int _top, _left;
    private double _lowestAlpha, _highestAlpha;

    /// <summary>Makes a window of <paramref name="rows"/> × <paramref name="columns"/> cells.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window is larger than the lattice.</exception>
    public LatticeWindow(PolarizationLattice lattice, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, lattice.Rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, lattice.Columns);
        // A row: Lanes − 1 unused, the neighbour on the left, the window, the neighbour on the right, up to a whole number of lanes.
        (_lattice, _rows, _columns, _stride) = (lattice, rows, columns, Lanes + (columns + Lanes) / Lanes * Lanes);
        var length = (rows + 2) * _stride + Lanes;
        (_alpha, _imprint, _profile, _slope, _push) = (new float[length], new float[length], new float[length], new float[length], new float[length]);
        (_now, _next, _inside, Profile) = (new float[length], new float[length], new float[_stride], new double[rows * columns]);
        _inside.AsSpan(Lanes, columns).Fill(1);
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

    private static int Lanes => Vector<float>.Count;

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
            for (var column = -1; column <= _columns; column++)
            {
                var source = latticeRow * _lattice.Columns + Math.Clamp(left + column, 0, _lattice.Columns - 1);
                var target = row * _stride + Lanes + column;
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
            var from = _now.AsSpan((row + 1) * _stride + Lanes, _columns);
            var to = _lattice.Polarization.AsSpan((_top + row) * _lattice.Columns + _left, _columns);
            for (var column = 0; column < from.Length; column++) to[column] = from[column];
        }
    }

    /// <summary>Integrates over <paramref name="duration"/> of model time, or until all cells rest (<see cref="RestTolerance"/>).</summary>
    /// <param name="apexField">b, the field below the apex in reduced units.</param>
    /// <param name="duration">Model time.</param>
    public void Evolve(double apexField, double duration)
    {
        var (largestField, largestPolarization) = PrepareField((float)apexField);
        var steps = (int)Math.Ceiling(duration / _lattice.Landau.StableStep(_lowestAlpha, _highestAlpha, largestField, largestPolarization));
        if (steps == 0) return;
        var rate = (float)(_lattice.Landau.Gamma * duration / steps);
        PrepareStep(rate);
        for (var step = 1; step <= steps; step++)
        {
            MirrorFreeEdges();
            var moved = Step(rate, step % StepsBetweenRestChecks == 0);
            (_now, _next) = (_next, _now);
            if (moved <= RestTolerance) return;
        }
    }

    /// <summary>Field in every cell, and the largest field and polarization there are.</summary>
    private (float Field, float Polarization) PrepareField(float apexField)
    {
        for (var row = 0; row < _rows; row++)
        {
            var profile = _profile.AsSpan((row + 1) * _stride + Lanes, _columns);
            for (var column = 0; column < profile.Length; column++) profile[column] = (float)Profile[row * _columns + column];
        }
        var (largestField, largestPolarization, apex) = (Vector<float>.Zero, Vector<float>.Zero, new Vector<float>(apexField));
        for (var row = 1; row <= _rows; row++)
        {
            for (var column = Lanes; column < _stride; column += Lanes)
            {
                var (i, inside) = (row * _stride + column, new Vector<float>(_inside, column));
                var field = new Vector<float>(_profile, i) * apex + new Vector<float>(_imprint, i);
                field.CopyTo(_push, i);
                largestField = Vector.Max(largestField, Vector.Abs(field * inside));
                largestPolarization = Vector.Max(largestPolarization, Vector.Abs(new Vector<float>(_now, i) * inside));
            }
        }
        return (Largest(largestField), Largest(largestPolarization));
    }

    /// <summary>With h = γ dt: 1 − h(α + 4k) and h E in the window, 1 and 0 beyond it, where a step then changes nothing.</summary>
    private void PrepareStep(float rate)
    {
        var selfCoupling = new Vector<float>((float)(4 * _lattice.Landau.Coupling));
        for (var row = 1; row <= _rows; row++)
        {
            for (var column = Lanes; column < _stride; column += Lanes)
            {
                var (i, h) = (row * _stride + column, rate * new Vector<float>(_inside, column));
                (Vector<float>.One - h * (new Vector<float>(_alpha, i) + selfCoupling)).CopyTo(_slope, i);
                (h * new Vector<float>(_push, i)).CopyTo(_push, i);
            }
        }
    }

    /// <summary>
    /// One Euler step from _now to _next, P ← (1 − h(α + 4k) − hβP²) P + hk Σ P_nn + hE; returns the largest change when that is asked
    /// for, else infinity. Down a column of lanes, so that each row is read once.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Step(float rate, bool measure)
    {
        ref var p = ref _now[0];
        ref var next = ref _next[0];
        ref var slope = ref _slope[0];
        ref var push = ref _push[0];
        var stride = (nuint)_stride;
        var largest = Vector<float>.Zero;
        for (var top = 1; top <= _rows; top += RowsPerTile)
        {
            var rows = Math.Min(RowsPerTile, _rows + 1 - top);
            for (var column = (nuint)Vector<float>.Count; column < stride; column += (nuint)Vector<float>.Count)
            {
                var h = rate * Vector.LoadUnsafe(ref _inside[0], column);
                var (cubic, coupling) = (h * -(float)_lattice.Landau.Beta, h * (float)_lattice.Landau.Coupling);
                var i = (nuint)top * stride + column;
                var (above, here) = (Vector.LoadUnsafe(ref p, i - stride), Vector.LoadUnsafe(ref p, i));
                for (var row = 0; row < rows; row++, i += stride)
                {
                    var below = Vector.LoadUnsafe(ref p, i + stride);
                    var neighbours = Vector.LoadUnsafe(ref p, i - 1) + Vector.LoadUnsafe(ref p, i + 1) + (above + below);
                    var self = Vector.FusedMultiplyAdd(cubic * here, here, Vector.LoadUnsafe(ref slope, i));
                    var other = Vector.FusedMultiplyAdd(coupling, neighbours, Vector.LoadUnsafe(ref push, i));
                    var after = Vector.FusedMultiplyAdd(self, here, other);
                    after.StoreUnsafe(ref next, i);
                    if (measure) largest = Vector.Max(largest, Vector.Abs(after - here));
                    (above, here) = (here, below);
                }
            }
        }
        return measure ? Largest(largest) : float.PositiveInfinity;
    }

    private void MirrorFreeEdges()
    {
        var p = _now;
        if (_top == 0) p.AsSpan(_stride, _stride).CopyTo(p);
        if (_top + _rows == _lattice.Rows) p.AsSpan(_rows * _stride, _stride).CopyTo(p.AsSpan((_rows + 1) * _stride));
        var (first, last) = (Lanes, Lanes + _columns - 1);
        for (var row = 1; row <= _rows && _left == 0; row++) p[row * _stride + first - 1] = p[row * _stride + first];
        for (var row = 1; row <= _rows && _left + _columns == _lattice.Columns; row++) p[row * _stride + last + 1] = p[row * _stride + last];
    }

    private static float Largest(Vector<float> lanes)
    {
        var largest = 0f;
        for (var lane = 0; lane < Lanes; lane++) largest = Math.Max(largest, lanes[lane]);
        return largest;
    }
}
