using System.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>
/// A complex spectrum of one guess, by rising frequency, real parts before imaginary ones. One per thread is kept and used again.
/// </summary>
internal sealed class ResonancePoints
{
    [ThreadStatic]
    private static ResonancePoints? _own;

    private double[] _frequencies = [], _values = [], _columns = [];
    /// <summary>Number of points.</summary>
    public int Count { get; private set; }

    /// <summary>Frequencies, rising.</summary>
    public ReadOnlySpan<double> Frequencies => _frequencies.AsSpan(0, Count);

    /// <summary>Real parts, then imaginary parts.</summary>
    public Span<double> Values => _values.AsSpan(0, 2 * Count);

    /// <summary>Highest frequency less the lowest.</summary>
    public double Band => _frequencies[Count - 1] - _frequencies[0];

    /// <summary>Middle of the band.</summary>
    public double Centre => 0.5 * (_frequencies[Count - 1] + _frequencies[0]);

    /// <summary>Mean distance of neighbouring points.</summary>
    public double Spacing => Band / (Count - 1);

    /// <summary>Σ|y − ȳ|².</summary>
    public double Variation
    {
        get
        {
            var sum = 0.0;
            for (var part = 0; part < 2; part++)
            {
                var values = Values.Slice(part * Count, Count);
                var mean = 0.0;
                foreach (var y in values) mean += y / Count;
                foreach (var y in values) sum += (y - mean) * (y - mean);
            }
            return sum;
        }
    }

    /// <summary>The spectrum made ready; null when there is no band, a frequency is not above 0, or all values are 0.</summary>
    /// <param name="x">Frequencies, [point].</param>
    /// <param name="y">[point × 2], interleaved.</param>
    public static ResonancePoints? Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var points = _own ??= new();
        points.Fill(x, y);
        return points._frequencies[0] > 0 && points.Band > 0 && points.Values.ContainsAnyExcept(0.0) ? points : null;
    }

    /// <summary>Takes single bins that lie beyond everything in the spectrum of medians of five down to these; true when there were any.</summary>
    public bool TakeDownSpikes()
    {
        if (Count < 7) return false;
        var medians = Columns(1);
        var largest = 0.0;
        for (var k = 2; k < Count - 2; k++)
        {
            (medians[k], medians[Count + k]) = (GuessPoints.MedianOfFive(Values[(k - 2)..]), GuessPoints.MedianOfFive(Values[(Count + k - 2)..]));
            largest = Math.Max(largest, Complex.Abs(new(medians[k], medians[Count + k])));
        }
        var any = false;
        for (var k = 0; k < Count; k++)
        {
            var near = Math.Clamp(k, 2, Count - 3);
            var median = new Complex(medians[near], medians[Count + near]);
            if (!(Complex.Abs(Value(k) - median) > largest)) continue;
            (_values[k], _values[Count + k]) = (median.Real, median.Imaginary);
            any = true;
        }
        return any;
    }

    /// <summary>Working memory for columns of least squares, [column × 2 × point].</summary>
    public Span<double> Columns(int count)
    {
        var length = count * 2 * Count;
        if (_columns.Length < length) _columns = new double[length];
        return _columns.AsSpan(0, length);
    }

    /// <summary>The value at point k.</summary>
    public Complex Value(int k) => new(_values[k], _values[Count + k]);

    private void Fill(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Count = x.Length;
        if (_frequencies.Length < Count) (_frequencies, _values) = (new double[Count], new double[2 * Count]);
        var axis = GuessAxis.Of(x);
        axis.Sorted.CopyTo(_frequencies);
        axis.SortComplex(y, _values.AsSpan(0, 2 * Count));
    }
}
