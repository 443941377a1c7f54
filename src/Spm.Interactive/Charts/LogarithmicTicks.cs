using System.Globalization;

namespace Spm.Interactive.Charts;

/// <summary>
/// Marks of a logarithmic axis: powers of ten, each or every so many, where at least two are on it; else 1, 2 and 5 times a power of ten, else round numbers. All marks of an axis are
/// written in one way, plain or with a power of ten.
/// </summary>
public static class LogarithmicTicks
{
    private const double _slack = 1e-9;
    private const int _leastPlain = -2, _greatestPlain = 3, _leastPlainMultiple = -3;

    /// <summary>Marks from <paramref name="min"/> to <paramref name="max"/>, at most about <paramref name="wanted"/>.</summary>
    /// <exception cref="ArgumentException">The ends are not finite, not above 0 or not in order.</exception>
    public static IReadOnlyList<Tick> Between(double min, double max, int wanted)
    {
        if (!double.IsFinite(max) || !(min > 0) || min >= max)
            throw new ArgumentException($"A logarithmic axis runs from a number above 0 to a larger one, got {min} to {max}.");
        var (first, last) = ((int)Math.Ceiling(Math.Log10(min) - _slack), (int)Math.Floor(Math.Log10(max) + _slack));
        if (last - first >= 1)
        {
            var every = (last - first) / Math.Max(wanted, 1) + 1;
            int[] exponents = [.. Enumerable.Range(first, last - first + 1).Where(e => e % every == 0)];
            if (exponents.Length == 1) exponents = [first, last];
            var isPlain = exponents[0] >= _leastPlain && exponents[^1] <= _greatestPlain;
            return [.. exponents.Select(e => new Tick(Math.Pow(10, e), isPlain ? Plain(Math.Pow(10, e)) : "10" + Superscript.Of(e)))];
        }
        int[] multiples = [1, 2, 5];
        var isShort = Math.Floor(Math.Log10(min)) >= _leastPlainMultiple && last <= _greatestPlain;
        Tick[] ticks = [.. Enumerable.Range(first - 1, 3).SelectMany(e => multiples.Select(m => (m, e)))
            .Select(t => (t.m, t.e, Value: t.m * Math.Pow(10, t.e))).Where(t => t.Value >= min * (1 - _slack) && t.Value <= max * (1 + _slack))
            .Select(t => new Tick(t.Value, isShort ? Plain(t.Value) : $"{(t.m == 1 ? "" : $"{t.m}·")}10{Superscript.Of(t.e)}"))];
        if (ticks.Length >= 2) return ticks;
        var decade = isShort ? 0 : last;
        return [.. NiceTicks.Between(min, max, Math.Pow(10, decade), wanted).Select(tick => decade == 0 ? tick : tick with { Label = $"{tick.Label}·10{Superscript.Of(decade)}" })];
    }

    private static string Plain(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
