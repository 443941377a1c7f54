using System.Globalization;

namespace Spm.Core.Data;

/// <summary>
/// Products of powers of unit symbols, such as the slope's <c>V/s</c>, the rate's <c>1/s</c> or the curvature's <c>m/V^2</c>:
/// factors that occur twice are joined, and what cancels is left out.
/// </summary>
internal static class UnitProduct
{
    /// <summary>The symbol of aᵐ·bⁿ.</summary>
    public static string Of(string a, int m, string b, int n)
    {
        var factors = new List<(string Symbol, int Power)>();
        Add(factors, a, m);
        Add(factors, b, n);
        var above = Join(factors.Where(f => f.Power > 0), 1);
        var below = Join(factors.Where(f => f.Power < 0), -1);
        if (below.Length == 0) return above;
        var divisor = factors.Count(f => f.Power < 0) > 1 ? $"({below})" : below;
        return $"{(above.Length > 0 ? above : "1")}/{divisor}";
    }

    private static void Add(List<(string Symbol, int Power)> factors, string unit, int power)
    {
        if (power == 0) return;
        var sign = 1;
        foreach (var part in unit.Replace("(", "").Replace(")", "").Split('/'))
        {
            foreach (var factor in part.Split(['·', '*', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (factor == "1") continue;
                var (symbol, own) = Take(factor);
                var at = factors.FindIndex(f => f.Symbol == symbol);
                if (at < 0) factors.Add((symbol, sign * own * power));
                else factors[at] = (symbol, factors[at].Power + sign * own * power);
            }
            sign = -1;
        }
    }

    private static (string Symbol, int Power) Take(string factor)
    {
        if (factor.EndsWith('²')) return (factor[..^1], 2);
        if (factor.EndsWith('³')) return (factor[..^1], 3);
        var caret = factor.IndexOf('^', StringComparison.Ordinal);
        return caret > 0 && int.TryParse(factor.AsSpan(caret + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) ? (factor[..caret], power) : (factor, 1);
    }

    private static string Join(IEnumerable<(string Symbol, int Power)> factors, int sign) =>
        string.Join('·', factors.Select(f => f.Power * sign == 1 ? f.Symbol : $"{f.Symbol}^{f.Power * sign}"));
}
