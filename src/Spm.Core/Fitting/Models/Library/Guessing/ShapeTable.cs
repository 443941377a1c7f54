using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Spm.Core.Fitting.Models;

/// <summary>Writes into <see cref="ShapeTable{TFunction}.Add"/> the nonlinear parameters to be tried on an abscissa.</summary>
internal delegate void ShapeGrid<TFunction>(GuessPoints points, Span<double> p, ShapeTable<TFunction> table) where TFunction : struct, IModelFunction;

/// <summary>
/// A model Σ c_j g_j(x; q) on one abscissa at many q, as orthonormal columns e_j: Σ(y − f)² at the best c is |y|² − Σ (e_j·y)², so that a trial
/// costs one product per linear parameter. An offset among the linear ones is taken out of the columns and of the data.
/// A thread keeps the tables of the last two abscissae. Source: Golub and Pereyra, SIAM J. Numer. Anal. 10, 413 (1973).
/// </summary>
internal sealed class ShapeTable<TFunction> where TFunction : struct, IModelFunction
{
    /// <summary>A column that is this small (squared, relative) once the columns before it are taken out counts as one of them.</summary>
    private const double DependentColumn = 1e-12;

    private const int VectorsPerBlock = 4;

    [ThreadStatic]
    private static ShapeTable<TFunction>? _recent;

    [ThreadStatic]
    private static ShapeTable<TFunction>? _before;

    private double[] _x = [], _fixed = [], _columns = [], _work = [], _parameters = [];
    private int _points, _entries, _perEntry, _size;
    private int[] _linear = [];
    private bool _hasOffset;

    private static int BlockLength => VectorsPerBlock * Vector<double>.Count;

    /// <summary>The table of the points' abscissa.</summary>
    /// <param name="points">The points.</param>
    /// <param name="p">[parameter]: constants of the experiment; the others are 0.</param>
    /// <param name="linear">Places of the linear parameters, the offset, if there is one, last.</param>
    /// <param name="hasOffset">True when the last linear parameter is a constant offset.</param>
    /// <param name="grid">What is tried.</param>
    public static ShapeTable<TFunction> Of(GuessPoints points, Span<double> p, ReadOnlySpan<int> linear, bool hasOffset, ShapeGrid<TFunction> grid)
    {
        if (_recent is not null && _recent.IsFor(points, p, hasOffset)) return _recent;
        (_recent, _before) = (_before ?? new(), _recent);
        if (!_recent.IsFor(points, p, hasOffset)) _recent.Make(points, p, linear, hasOffset, grid);
        return _recent;
    }

    /// <summary>One more trial.</summary>
    public void Add(GuessPoints points, Span<double> p)
    {
        var (n, lane) = (_points, _entries % BlockLength);
        var columns = _work.AsSpan(0, (_perEntry + 1) * n);
        if (_hasOffset) columns[(_perEntry * n)..].Fill(1 / Math.Sqrt(n));
        for (var j = 0; j < _perEntry; j++)
        {
            foreach (var i in _linear) p[i] = 0;
            p[_linear[j]] = 1;
            Projection<TFunction>.Evaluate(points.X, p, columns.Slice(j * n, n));
            foreach (var i in _linear) p[i] = 0;
            if (!TryOrthonormalize(columns, j)) return;
        }
        var block = (_entries / BlockLength) * _perEntry * n * BlockLength;
        if (_columns.Length < block + _perEntry * n * BlockLength) Array.Resize(ref _columns, Math.Max(2 * _columns.Length, block + _perEntry * n * BlockLength));
        if (lane == 0) _columns.AsSpan(block, _perEntry * n * BlockLength).Clear();
        for (var k = 0; k < _perEntry * n; k++) _columns[block + k * BlockLength + lane] = columns[k];
        if (_parameters.Length < (_entries + 1) * _size) Array.Resize(ref _parameters, Math.Max(2 * _parameters.Length, (_entries + 1) * _size));
        p.CopyTo(_parameters.AsSpan(_entries * _size, _size));
        _entries++;
    }

    /// <summary>The nonlinear parameters that fit best, into <paramref name="p"/>; false when no trial is finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryBest(GuessPoints points, Span<double> p)
    {
        var y = points.Rows(1);
        var (n, best, most, mean) = (_points, -1, -1.0, 0.0);
        if (_hasOffset)
        {
            foreach (var value in points.Y) mean += value;
            mean /= n;
        }
        for (var k = 0; k < n; k++) y[k] = points.Y[k] - mean;
        Span<double> scores = stackalloc double[BlockLength];
        ref var column = ref MemoryMarshal.GetArrayDataReference(_columns);
        for (var first = 0; first < _entries; first += BlockLength)
        {
            Vector<double> s0 = default, s1 = default, s2 = default, s3 = default;
            for (var j = 0; j < _perEntry; j++)
            {
                Vector<double> a0 = default, a1 = default, a2 = default, a3 = default;
                for (var k = 0; k < n; k++)
                {
                    var value = new Vector<double>(y[k]);
                    a0 += value * Vector.LoadUnsafe(ref column, 0);
                    a1 += value * Vector.LoadUnsafe(ref column, (nuint)Vector<double>.Count);
                    a2 += value * Vector.LoadUnsafe(ref column, (nuint)(2 * Vector<double>.Count));
                    a3 += value * Vector.LoadUnsafe(ref column, (nuint)(3 * Vector<double>.Count));
                    column = ref Unsafe.Add(ref column, BlockLength);
                }
                (s0, s1, s2, s3) = (s0 + a0 * a0, s1 + a1 * a1, s2 + a2 * a2, s3 + a3 * a3);
            }
            s0.CopyTo(scores);
            s1.CopyTo(scores[Vector<double>.Count..]);
            s2.CopyTo(scores[(2 * Vector<double>.Count)..]);
            s3.CopyTo(scores[(3 * Vector<double>.Count)..]);
            for (var e = 0; e < Math.Min(BlockLength, _entries - first); e++)
                if (scores[e] > most) (most, best) = (scores[e], first + e);
        }
        if (best < 0) return false;
        _parameters.AsSpan(best * _size, _size).CopyTo(p);
        return true;
    }

    private bool IsFor(GuessPoints points, ReadOnlySpan<double> p, bool hasOffset) =>
        _hasOffset == hasOffset && points.X.SequenceEqual(_x.AsSpan(0, _points)) && p.SequenceEqual(_fixed);

    private void Make(GuessPoints points, Span<double> p, ReadOnlySpan<int> linear, bool hasOffset, ShapeGrid<TFunction> grid)
    {
        (_points, _entries, _size, _hasOffset) = (points.Count, 0, p.Length, hasOffset);
        (_linear, _perEntry) = (linear.ToArray(), linear.Length - (hasOffset ? 1 : 0));
        if (_x.Length < _points) _x = new double[_points];
        points.X.CopyTo(_x);
        _fixed = p.ToArray();
        if (_work.Length < (_perEntry + 1) * _points) _work = new double[(_perEntry + 1) * _points];
        grid(points, p, this);
    }

    /// <summary>Takes the columns before it, and the offset, out of column j, and makes its length 1; false when it is not finite.</summary>
    private bool TryOrthonormalize(Span<double> columns, int j)
    {
        var n = _points;
        var column = columns.Slice(j * n, n);
        var before = Dot(column, column);
        if (!double.IsFinite(before)) return false;
        if (_hasOffset) TakeOut(columns[(_perEntry * n)..], column);
        for (var i = 0; i < j; i++) TakeOut(columns.Slice(i * n, n), column);
        var after = Dot(column, column);
        if (after <= DependentColumn * before) column.Clear();
        else foreach (ref var value in column) value /= Math.Sqrt(after);
        return true;
    }

    private static void TakeOut(ReadOnlySpan<double> unit, Span<double> column)
    {
        var part = Dot(unit, column);
        for (var k = 0; k < column.Length; k++) column[k] -= part * unit[k];
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var k = 0; k < a.Length; k++) sum += a[k] * b[k];
        return sum;
    }
}
