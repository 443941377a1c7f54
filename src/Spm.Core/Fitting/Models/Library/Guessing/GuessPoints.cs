using System.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>
/// The data of one guess: sorted by abscissa, single spikes taken down to the median of their neighbourhood, and at most so many points
/// (neighbours averaged). One per thread is kept and used again, so that a guess allocates nothing; a guess never calls another.
/// </summary>
internal sealed class GuessPoints
{
    /// <summary>A spike is further from the median of five than this many robust standard deviations…</summary>
    private const double SpikeDeviations = 8;

    /// <summary>…and than this part of the range of the medians, unless the model says otherwise.</summary>
    private const double SpikeRange = 0.25;

    /// <summary>A spike at either end is further from the nearest median than this many ranges of the medians.</summary>
    private const double EndRange = 2;

    /// <summary>Median of |r| to standard deviation, for normal noise.</summary>
    private const double MedianToDeviation = 1.4826;

    [ThreadStatic]
    private static GuessPoints? _own;

    private double[] _x = [], _y = [], _rows = [];

    /// <summary>Number of points.</summary>
    public int Count { get; private set; }

    /// <summary>Abscissa, ascending.</summary>
    public Span<double> X => _x.AsSpan(0, Count);

    /// <summary>Data.</summary>
    public Span<double> Y => _y.AsSpan(0, Count);

    /// <summary>Last abscissa less the first.</summary>
    public double Width => _x[Count - 1] - _x[0];

    /// <summary>Mean distance of neighbouring points.</summary>
    public double Spacing => Width / Math.Max(1, Count - 1);

    /// <summary>The data made ready; null when there is no width in x or no variation in y, so that nothing can be guessed.</summary>
    /// <param name="x">Abscissa, [point].</param>
    /// <param name="y">Data, [point].</param>
    /// <param name="maximum">Most points kept.</param>
    /// <param name="spikeRange">Ranges of the medians beyond which a point may be a spike: more where a jump is what the model describes.</param>
    public static GuessPoints? Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int maximum = 128, double spikeRange = SpikeRange)
    {
        var points = _own ??= new();
        points.Fill(x, y, spikeRange);
        points.Average(maximum);
        return points.Width > 0 && points.Y.ContainsAnyExcept(points.Y[0]) ? points : null;
    }

    /// <summary>Working memory, [row × point].</summary>
    public Span<double> Rows(int count)
    {
        if (_rows.Length < count * Count) _rows = new double[count * Count];
        return _rows.AsSpan(0, count * Count);
    }

    private void Fill(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double spikeRange)
    {
        if (_x.Length < x.Length) (_x, _y) = (new double[x.Length], new double[x.Length]);
        Count = x.Length;
        var axis = GuessAxis.Of(x);
        axis.Sorted.CopyTo(_x);
        axis.Sort(y, _y);
        if (Count >= 7) TakeDownSpikes(spikeRange);
    }

    private void TakeDownSpikes(double spikeRange)
    {
        var rows = Rows(2);
        var medians = rows[..Count];
        var sizes = rows[Count..];
        MediansOfFive(_y.AsSpan(0, Count), medians[2..]);
        double low = medians[2], high = low, largest = 0;
        for (var k = 2; k < Count - 2; k++)
        {
            sizes[k] = Math.Abs(_y[k] - medians[k]);
            low = low < medians[k] ? low : medians[k];
            high = high > medians[k] ? high : medians[k];
            largest = largest > sizes[k] ? largest : sizes[k];
        }
        // Most spectra hold no spike, and need no median of the sizes.
        if (largest > spikeRange * (high - low))
        {
            var sorted = sizes[2..^2];
            sorted.Sort();
            var limit = Math.Max(SpikeDeviations * MedianToDeviation * sorted[sorted.Length / 2], spikeRange * (high - low));
            for (var k = 2; k < Count - 2; k++)
                if (Math.Abs(_y[k] - medians[k]) > limit) _y[k] = medians[k];
        }
        // At the ends there is no neighbourhood on one side, and a steep start is no spike: only what lies far beyond all else is.
        foreach (var (end, next) in (ReadOnlySpan<(int, int)>)[(1, 2), (0, 2), (Count - 2, Count - 3), (Count - 1, Count - 3)])
            if (Math.Abs(_y[end] - medians[next]) > Math.Max(EndRange, spikeRange) * (high - low)) _y[end] = medians[next];
    }

    private void Average(int maximum)
    {
        if (Count <= maximum) return;
        var group = (Count + maximum - 1) / maximum;
        var groups = 0;
        for (var first = 0; first < Count; first += group, groups++)
        {
            var length = Math.Min(group, Count - first);
            double sumX = 0, sumY = 0;
            for (var k = first; k < first + length; k++) (sumX, sumY) = (sumX + _x[k], sumY + _y[k]);
            (_x[groups], _y[groups]) = (sumX / length, sumY / length);
        }
        Count = groups;
    }

    /// <summary>The median of each five neighbours, [count − 4].</summary>
    private static void MediansOfFive(ReadOnlySpan<double> y, Span<double> medians)
    {
        var k = 0;
        for (; k + 4 + Vector<double>.Count <= y.Length; k += Vector<double>.Count)
        {
            Vector<double> a = new(y[k..]), b = new(y[(k + 1)..]), c = new(y[(k + 2)..]), d = new(y[(k + 3)..]), e = new(y[(k + 4)..]);
            var low = Vector.Max(Vector.Min(a, b), Vector.Min(c, d));
            var high = Vector.Min(Vector.Max(a, b), Vector.Max(c, d));
            Vector.Max(Vector.Min(low, high), Vector.Min(Vector.Max(low, high), e)).CopyTo(medians[k..]);
        }
        for (; k + 4 < y.Length; k++) medians[k] = MedianOfFive(y[k..]);
    }

    /// <summary>Median of the first five numbers.</summary>
    public static double MedianOfFive(ReadOnlySpan<double> five)
    {
        var (a, b, c, d, e) = (five[0], five[1], five[2], five[3], five[4]);
        var low = Math.Max(Math.Min(a, b), Math.Min(c, d));
        var high = Math.Min(Math.Max(a, b), Math.Max(c, d));
        return Math.Max(Math.Min(low, high), Math.Min(Math.Max(low, high), e));
    }
}
