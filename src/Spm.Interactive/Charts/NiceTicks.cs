using System.Globalization;

namespace Spm.Interactive.Charts;

/// <summary>A mark on an axis.</summary>
/// <param name="Value">Where, in the axis' unscaled unit.</param>
/// <param name="Label">The number written, in the shown unit.</param>
public readonly record struct Tick(double Value, string Label);

/// <summary>
/// Round numbers for an axis: multiples of 1, 2 or 5 times a power of ten, the smallest such step that needs no more marks than wanted.
/// Source: P. Heckbert, "Nice numbers for graph labels", Graphics Gems (1990), with the ends left where the data end.
/// </summary>
public static class NiceTicks
{
    private const double _slack = 1e-9;

    /// <summary>Marks from <paramref name="min"/> to <paramref name="max"/>; each label is value / <paramref name="factor"/> with as many decimals as the step has.</summary>
    /// <exception cref="ArgumentException">The ends are not finite or not in order.</exception>
    public static IReadOnlyList<Tick> Between(double min, double max, double factor, int wanted)
    {
        if (!double.IsFinite(min) || !double.IsFinite(max) || min >= max)
            throw new ArgumentException($"An axis runs from a finite number to a larger one, got {min} to {max}.");
        var (low, high) = (min / factor, max / factor);
        var step = Step((high - low) / Math.Max(wanted, 1));
        var decimals = Math.Clamp(-(int)Math.Floor(Math.Log10(step) + _slack), 0, 15);
        var first = Math.Ceiling(low / step - _slack);
        var last = Math.Floor(high / step + _slack);
        var ticks = new List<Tick>();
        for (var i = first; i <= last; i++)
            ticks.Add(new(Math.Clamp(i * step * factor, min, max), Label(i * step, decimals)));
        return ticks;
    }

    /// <summary>The smallest of 1, 2, 5 × 10ⁿ that is not below <paramref name="atLeast"/>.</summary>
    private static double Step(double atLeast)
    {
        var decade = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        foreach (var multiple in (ReadOnlySpan<double>)[1, 2, 5])
            if (multiple * decade >= atLeast * (1 - _slack))
                return multiple * decade;
        return 10 * decade;
    }

    private static string Label(double value, int decimals)
    {
        var text = value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        if (!text.StartsWith('-')) return text;
        return text.AsSpan(1).IndexOfAnyExcept('0', '.') < 0 ? text[1..] : "−" + text[1..];
    }
}
