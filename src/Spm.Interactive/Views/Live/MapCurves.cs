using System.Numerics;
using System.Runtime.InteropServices;
using Spm.Core.Data;

namespace Spm.Interactive.Views.Live;

/// <summary>
/// Where the curves of a map's pixels are in a dataset, whatever the order of its dimensions, and reading them. Numbers are doubles, of complex data
/// real and imaginary parts interleaved. Any thread may use it, as far as the dataset's store allows.
/// </summary>
internal sealed class MapCurves
{
    /// <summary>Samples that lie between those of one curve are read with it as long as there are not more than this.</summary>
    private const long _mostRead = 1 << 22;

    private readonly long _first, _rowStride, _columnStride, _pointStride;
    private readonly (Dimension Dimension, long Stride)[] _others;
    private readonly int[] _steps;
    private readonly int _cycle;

    /// <summary>Matches axes to a dataset's dimensions by name.</summary>
    /// <param name="data">What was measured.</param>
    /// <param name="horizontal">The map's columns.</param>
    /// <param name="vertical">The map's rows; of length 1 it need not be a dimension.</param>
    /// <param name="curve">The dimension of the curves.</param>
    /// <param name="slice">Index per dimension that is neither; by default as in <see cref="FitGrid"/>.</param>
    /// <exception cref="ArgumentException">The axes are not the dataset's, or there is no such slice.</exception>
    public MapCurves(Dataset data, Dimension horizontal, Dimension vertical, Dimension curve, IReadOnlyDictionary<string, int>? slice = null)
    {
        (Data, Curve, Rows, Columns) = (data, curve, vertical.Length, horizontal.Length);
        var stride = 1L;
        var (others, steps) = (new List<(Dimension Dimension, long Stride)>(), new List<int>());
        for (var i = data.Dimensions.Count - 1; i >= 0; i--)
        {
            var dimension = data.Dimensions[i];
            if (_pointStride == 0 && IsSame(dimension, curve)) _pointStride = stride;
            else if (_columnStride == 0 && IsSame(dimension, horizontal)) _columnStride = stride;
            else if (_rowStride == 0 && IsSame(dimension, vertical)) _rowStride = stride;
            else
            {
                steps.Insert(0, FitGrid.Index(dimension, slice));
                others.Insert(0, (dimension, stride));
            }
            stride *= dimension.Length;
        }
        (_others, _steps, _cycle) = ([.. others], [.. steps], others.FindIndex(other => ExplorerCurves.IsCycle(other.Dimension)));
        _first = First();
        if (_pointStride == 0 || (_columnStride == 0 && Columns > 1) || (_rowStride == 0 && Rows > 1))
            throw new ArgumentException($"{vertical}, {horizontal} and {curve} are not dimensions of {data}.", nameof(data));
    }

    private MapCurves(MapCurves other, int[] steps)
    {
        (Data, Curve, Rows, Columns) = (other.Data, other.Curve, other.Rows, other.Columns);
        (_rowStride, _columnStride, _pointStride, _others, _steps, _cycle) = (other._rowStride, other._columnStride, other._pointStride, other._others, steps, other._cycle);
        _first = First();
    }

    /// <summary>What was measured.</summary>
    public Dataset Data { get; }

    /// <summary>The dimension of the curves.</summary>
    public Dimension Curve { get; }

    /// <summary>Rows of the map.</summary>
    public int Rows { get; }

    /// <summary>Columns of the map.</summary>
    public int Columns { get; }

    /// <summary>Curves of one pixel: the product of the dimensions that are neither the map's nor the curves'.</summary>
    public int CurveCount => _others.Aggregate(1, (product, other) => product * other.Dimension.Length);

    /// <summary>The curves of each cycle, the other dimensions as here; none where there is no dimension of that name, or more cycles than are drawn together.</summary>
    public IReadOnlyList<MapCurves> Cycles => _cycle >= 0 && _others[_cycle].Dimension.Length is > 1 and <= CurvePanels.MostCycles
        ? [.. Enumerable.Range(0, _others[_cycle].Dimension.Length).Select(k => new MapCurves(this, [.. _steps.Select((step, i) => i == _cycle ? k : step)]))] : [];

    /// <summary>Which of <see cref="Cycles"/> these are.</summary>
    public int Cycle => _cycle < 0 ? 0 : _steps[_cycle];

    /// <summary>The curves at other steps of the dimensions that are neither the map's nor the curves', numbered row-major.</summary>
    public MapCurves At(int number)
    {
        var steps = new int[_others.Length];
        for (var i = _others.Length - 1; i >= 0; number /= _others[i--].Dimension.Length) steps[i] = number % _others[i].Dimension.Length;
        return new(this, steps);
    }

    /// <summary>The same for the same curves of the same samples.</summary>
    public Place Key => new(Data.Samples, _first, _rowStride, _columnStride, _pointStride, Rows, Columns, PointCount);

    /// <summary>Numbers per sample: 1, or 2 for complex data.</summary>
    public int Parts => Data.IsComplex ? 2 : 1;

    /// <summary>Points of a curve.</summary>
    public int PointCount => Curve.Length;

    /// <summary>True when the numbers are in memory, so that nothing need be thinned or waited for.</summary>
    public bool IsInMemory => Data.Samples is RealMemoryStore or ComplexMemoryStore;

    /// <summary>How many pixels, one after the other along the faster axis of the map, can be read at once; 1 where something lies between them.</summary>
    public int PixelsPerRun => _pointStride == 1 && FastStride == PointCount ? FastLength : 1;

    /// <summary>Whether the columns are stored one after the other, and not the rows.</summary>
    public bool ColumnsAreFast => Rows == 1 || (Columns > 1 && _columnStride <= _rowStride);

    private long FastStride => ColumnsAreFast ? _columnStride : _rowStride;

    private int FastLength => ColumnsAreFast ? Columns : Rows;

    /// <summary>The pixel that is stored as number <paramref name="n"/>.</summary>
    public (int Row, int Column) StoredAs(int n) => ColumnsAreFast ? (n / Columns, n % Columns) : (n % Rows, n / Rows);

    /// <summary>Reads the curve of a pixel, [point × part].</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Read(int row, int column, Span<double> destination)
    {
        var first = Offset(row, column);
        if (_pointStride == 1)
        {
            ReadSamples(first, destination);
            return;
        }
        var span = (PointCount - 1) * _pointStride + 1;
        if (span > _mostRead)
        {
            for (var i = 0; i < PointCount; i++) ReadSamples(first + i * _pointStride, destination.Slice(i * Parts, Parts));
            return;
        }
        var block = new double[span * Parts];
        ReadSamples(first, block);
        for (var i = 0; i < PointCount; i++) block.AsSpan((int)(i * _pointStride) * Parts, Parts).CopyTo(destination[(i * Parts)..]);
    }

    /// <summary>Reads curves of pixels that lie one after the other (<see cref="PixelsPerRun"/>), [pixel × point × part].</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void ReadRun(int row, int column, Span<double> destination)
    {
        if (destination.Length == PointCount * Parts) Read(row, column, destination);
        else ReadSamples(Offset(row, column), destination);
    }

    /// <summary>Reads one point of a pixel's curve.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void ReadPoint(int row, int column, int point, Span<double> parts) => ReadSamples(Offset(row, column) + point * _pointStride, parts);

    private long First() => _others.Zip(_steps, (other, step) => other.Stride * step).Sum();

    private long Offset(int row, int column) => _first + row * _rowStride + column * _columnStride;

    private void ReadSamples(long first, Span<double> destination)
    {
        if (Data.IsComplex) Data.Samples.Read(first, MemoryMarshal.Cast<double, Complex>(destination));
        else Data.Samples.Read(first, destination);
    }

    /// <summary>Where curves are.</summary>
    internal sealed record Place(SampleStore Samples, long First, long RowStride, long ColumnStride, long PointStride, int Rows, int Columns, int Points);

    private static bool IsSame(Dimension a, Dimension b) => a.Name == b.Name && a.Length == b.Length;
}
