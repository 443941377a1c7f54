using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting.Solvers;

/// <summary>Brings one loop to slots, centred and scaled to about ±1, and its parameters back: the fit sees no units.</summary>
internal sealed class LoopScaling(LoopWaveform waveform)
{
    /// <summary>Scaled data are clamped here: such a point is an outlier whatever its exact value, and must not cost precision.</summary>
    private const double Clamp = 1e6;

    /// <summary>Spans below this lose digits to the smallest doubles.</summary>
    private const double LeastSpan = 1e-290;

    /// <summary>More points than parameters with three to spare.</summary>
    public const int LeastPoints = LoopModel.ParameterCount + 3;

    private const double SpanFraction = 0.75;

    private readonly double[] sorted = new double[waveform.PointCount];
    private double centre, span;

    /// <summary>More points than parameters with three to spare, and enough on each branch.</summary>
    public bool HasEnoughPoints { get; private set; }

    /// <summary>True when the loop has one value, or none but a few stray ones.</summary>
    public bool IsConstant { get; private set; }

    /// <summary>Loads a loop; returns the number of finite points.</summary>
    public int Load(ReadOnlySpan<double> values, Span<double> data, Span<double> finite)
    {
        int count = 0, falling = 0;
        for (var slot = 0; slot < data.Length; slot++)
        {
            var point = waveform.Order[slot];
            var isFinite = point >= 0 && double.IsFinite(values[point]);
            finite[slot] = isFinite ? 1 : 0;
            if (!isFinite)
                continue;
            falling += slot < waveform.RisingStart ? 1 : 0;
            // Half the value: the difference of any two doubles is then finite.
            sorted[count++] = values[point] / 2;
        }
        HasEnoughPoints = count >= LeastPoints && falling >= LoopWaveform.MinimumBranchPoints && count - falling >= LoopWaveform.MinimumBranchPoints;
        if (!HasEnoughPoints)
            return count;
        sorted.AsSpan(0, count).Sort();
        centre = sorted[count / 2];
        var (low, high) = Shortest(sorted.AsSpan(0, count), SpanFraction);
        span = high - low;
        if (!(span > LeastSpan))
            span = sorted[count - 1] - sorted[0];
        IsConstant = !(span > LeastSpan && span > 1e-13 * Math.Abs(centre));
        for (var slot = 0; slot < data.Length; slot++)
            data[slot] = finite[slot] == 0 || IsConstant ? 0 : Math.Clamp((values[waveform.Order[slot]] / 2 - centre) / span, -Clamp, Clamp);
        return count;
    }

    /// <summary>
    /// Weight 1 for the points within one width of the shortest interval that holds a fraction of them, else 0; returns how many.
    /// </summary>
    public int Core(double fraction, ReadOnlySpan<double> data, ReadOnlySpan<double> finite, Span<double> weights)
    {
        var count = 0;
        for (var i = 0; i < data.Length; i++)
            if (finite[i] != 0)
                sorted[count++] = data[i];
        sorted.AsSpan(0, count).Sort();
        var (low, high) = Shortest(sorted.AsSpan(0, count), fraction);
        var width = high - low;
        var inside = 0;
        for (var i = 0; i < data.Length; i++)
        {
            weights[i] = data[i] >= low - width && data[i] <= high + width ? finite[i] : 0;
            inside += weights[i] > 0 ? 1 : 0;
        }
        return inside;
    }

    /// <summary>a0..a4, b0..b3 in the data's units from the scaled linear parameters (a0, a1, slope) and the shape.</summary>
    public void Parameters(ReadOnlySpan<double> linear, ReadOnlySpan<double> shape, Span<double> parameters)
    {
        var unit = 2 * span;
        var slope = linear[2] / (waveform.Range / 2);
        parameters[0] = (linear[0] - slope * waveform.Middle) * unit + 2 * centre;
        parameters[1] = linear[1] * unit;
        parameters[2] = shape[0];
        parameters[3] = shape[3];
        parameters[4] = slope * unit;
        parameters[5] = shape[1];
        parameters[6] = shape[2];
        parameters[7] = shape[4];
        parameters[8] = shape[5];
    }

    /// <summary>Standard errors in the data's units from scaled ones in the order a0..a4, b0..b3 (the slope per volt).</summary>
    public void Errors(ReadOnlySpan<double> scaled, Span<double> errors)
    {
        scaled.CopyTo(errors);
        foreach (var i in (ReadOnlySpan<int>)[0, 1, 4])
            errors[i] *= 2 * span;
    }

    /// <summary>A sum of squares in the data's unit.</summary>
    public double Square(double scaled) => scaled * (2 * span) * (2 * span);

    private static (double Low, double High) Shortest(ReadOnlySpan<double> ascending, double fraction)
    {
        var inside = Math.Max(1, (int)Math.Ceiling(fraction * ascending.Length));
        var best = 0;
        for (var i = 1; i + inside <= ascending.Length; i++)
            if (ascending[i + inside - 1] - ascending[i] < ascending[best + inside - 1] - ascending[best])
                best = i;
        return (ascending[best], ascending[best + inside - 1]);
    }
}
