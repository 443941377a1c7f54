namespace Spm.Interactive.Views.Live;

/// <summary>
/// What slices and regions of data that stay in a file are answered from: a thinned copy in memory, made by one pass over the file in the background.
/// Per pixel the sweep is cut into blocks of <see cref="PointStep"/> points, and the mean of each block's finite samples is kept (NaN where there is none).
/// Of maps larger than <see cref="LiveLimits.MapSide"/> every <see cref="PixelStep"/>th pixel is kept in both directions. Any thread may read while the pass runs.
/// </summary>
internal sealed class SweepIndex
{
    private const int _samplesPerRead = 1 << 20;

    private readonly MapCurves _curves;
    private readonly float[] _means;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _columnsAreFast;
    private int _read;
    private volatile Exception? _failure;
    private volatile bool _isStopped;

    /// <summary>An empty index; <see cref="Start"/> fills it.</summary>
    /// <exception cref="ArgumentException">There are so many pixels that not one point of each fits.</exception>
    public SweepIndex(MapCurves curves, LiveLimits limits)
    {
        _curves = curves;
        PixelStep = PixelStepOf(curves, limits);
        (Rows, Columns) = (Cells(curves.Rows, PixelStep), Cells(curves.Columns, PixelStep));
        var most = Math.Clamp(limits.IndexBytes / (sizeof(float) * (long)curves.Parts * Rows * Columns), 1, limits.IndexPoints);
        PointStep = Cells(curves.PointCount, (int)most);
        Points = Cells(curves.PointCount, PointStep);
        _columnsAreFast = curves.ColumnsAreFast;
        _means = new float[(long)Rows * Columns * Points * curves.Parts];
        Array.Fill(_means, float.NaN);
        X = [.. Enumerable.Range(0, Points).Select(b => curves.Curve.Values[(b * PointStep)..Math.Min((b + 1) * PointStep, curves.PointCount)].Average())];
    }

    /// <summary>Every how many pixels, in both directions, one is kept.</summary>
    public int PixelStep { get; }

    /// <summary>Points of the sweep per block; the last block may have fewer.</summary>
    public int PointStep { get; }

    /// <summary>Rows of the pixels that are kept.</summary>
    public int Rows { get; }

    /// <summary>Columns of the pixels that are kept.</summary>
    public int Columns { get; }

    /// <summary>Blocks per pixel.</summary>
    public int Points { get; }

    /// <summary>The mean of the sweep's values in each block.</summary>
    public double[] X { get; }

    /// <summary>Bytes in memory.</summary>
    public long Bytes => sizeof(float) * _means.LongLength;

    /// <summary>The part of the file that has been read, 0 to 1.</summary>
    public double Ready => (double)Volatile.Read(ref _read) / (Rows * Columns);

    /// <summary>True when every pixel is there.</summary>
    public bool IsFinished => Volatile.Read(ref _read) == Rows * Columns;

    /// <summary>Ends when the pass has, however it ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>How far it is, in words; empty when it is finished.</summary>
    public string Words => IsFinished ? "" : _failure is { } failure ? $"the file cannot be read further: {failure.Message}" : $"reading the file: {Math.Floor(100 * Ready):F0} %";

    /// <summary>Every how many pixels a map of these curves is read.</summary>
    public static int PixelStepOf(MapCurves curves, LiveLimits limits) => Cells(Math.Max(curves.Rows, curves.Columns), limits.MapSide);

    /// <summary>Number of pieces of <paramref name="size"/> that <paramref name="length"/> is cut into; the size of the pieces when it is cut into <paramref name="size"/>.</summary>
    public static int Cells(int length, int size) => (int)(((long)length + size - 1) / size);

    /// <summary>Begins the pass on a thread of its own.</summary>
    public void Start() => new Thread(Run) { IsBackground = true, Name = "sweep index", Priority = ThreadPriority.BelowNormal }.UnsafeStart();

    /// <summary>Ends the pass early; what has been read stays.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>The block that holds a point of the sweep.</summary>
    public int BlockOf(int point) => point / PointStep;

    /// <summary>The means of a kept pixel, [block × part]; false when it has not been read yet.</summary>
    public bool TryGet(int row, int column, out ReadOnlySpan<float> means)
    {
        var read = (_columnsAreFast ? row * Columns + column : column * Rows + row) < Volatile.Read(ref _read);
        var size = Points * _curves.Parts;
        means = _means.AsSpan((row * Columns + column) * size, size);
        return read;
    }

    private void Run()
    {
        try
        {
            Pass();
        }
        catch (Exception e)
        {
            // Whatever reading throws: it is said in every answer; the thread must not end the process.
            _failure = e;
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    private void Pass()
    {
        var (slow, fast) = _columnsAreFast ? (Rows, Columns) : (Columns, Rows);
        var curve = _curves.PointCount * _curves.Parts;
        var run = PixelStep > 1 ? 1 : Math.Min(_curves.PixelsPerRun, Math.Max(1, _samplesPerRead / curve));
        var buffer = new double[run * curve];
        for (var s = 0; s < slow; s++)
            for (var f = 0; f < fast; f += run)
            {
                if (_isStopped) return;
                var count = Math.Min(run, fast - f);
                var (row, column) = _columnsAreFast ? (s, f) : (f, s);
                _curves.ReadRun(row * PixelStep, column * PixelStep, buffer.AsSpan(0, count * curve));
                for (var k = 0; k < count; k++)
                {
                    var cell = _columnsAreFast ? row * Columns + column + k : (row + k) * Columns + column;
                    Thin(buffer.AsSpan(k * curve, curve), _means.AsSpan(cell * Points * _curves.Parts, Points * _curves.Parts));
                }
                Volatile.Write(ref _read, _read + count);
            }
    }

    private void Thin(ReadOnlySpan<double> curve, Span<float> means)
    {
        for (var b = 0; b < Points; b++)
        {
            var end = Math.Min((b + 1) * PointStep, _curves.PointCount);
            var (real, imaginary, count) = (0.0, 0.0, 0);
            if (_curves.Parts == 1)
            {
                for (var i = b * PointStep; i < end; i++)
                {
                    if (!double.IsFinite(curve[i])) continue;
                    real += curve[i];
                    count++;
                }
                if (count > 0) means[b] = (float)(real / count);
                continue;
            }
            for (var i = b * PointStep; i < end; i++)
            {
                if (!double.IsFinite(curve[2 * i]) || !double.IsFinite(curve[2 * i + 1])) continue;
                (real, imaginary, count) = (real + curve[2 * i], imaginary + curve[2 * i + 1], count + 1);
            }
            if (count > 0) (means[2 * b], means[2 * b + 1]) = ((float)(real / count), (float)(imaginary / count));
        }
    }
}
