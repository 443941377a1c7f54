using System.Numerics;

namespace Spm.Interactive.Views;

/// <summary>
/// Single wild points of a curve that was not fitted, so that one of a thousand times the signal costs neither the picture its scale nor the embedded curve
/// its digits. A Hampel filter (Hampel, J. Am. Stat. Assoc. 69, 383 (1974)) whose scale is the range of the running median: a resonance of three points is no spike.
/// </summary>
internal static class Spikes
{
    private const int _reach = 2;

    /// <summary>Of fewer points of noise the median may hardly vary by chance.</summary>
    private const int _leastPoints = 32;

    /// <summary>A point is a spike when |y − m| is above this many ranges of m, the running median over five points.</summary>
    private const double _ranges = 5;

    /// <summary>Which finite points are spikes; none of a curve of less than 32 points, or of one whose median does not vary.</summary>
    public static bool[] Of(ReadOnlySpan<double> curve)
    {
        var spikes = new bool[curve.Length];
        if (curve.Length < _leastPoints) return spikes;
        var medians = new double[curve.Length];
        var window = new double[2 * _reach + 1];
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (var i = 0; i < curve.Length; i++)
        {
            var first = Math.Clamp(i - _reach, 0, curve.Length - window.Length);
            var count = 0;
            foreach (var value in curve.Slice(first, window.Length))
                if (double.IsFinite(value))
                    window[count++] = value;
            Array.Sort(window, 0, count);
            medians[i] = Quantiles.Of(window.AsSpan(0, count), 0.5);
            if (count > 0) (low, high) = (Math.Min(low, medians[i]), Math.Max(high, medians[i]));
        }
        if (!(high > low)) return spikes;
        for (var i = 0; i < curve.Length; i++) spikes[i] = double.IsFinite(curve[i]) && Math.Abs(curve[i] - medians[i]) > _ranges * (high - low);
        return spikes;
    }

    /// <summary>The same of one part of complex points.</summary>
    public static bool[] Of(ReadOnlySpan<Complex> curve, Func<Complex, double> part)
    {
        var values = new double[curve.Length];
        for (var i = 0; i < values.Length; i++) values[i] = part(curve[i]);
        return Of(values);
    }
}
