using System.Globalization;

namespace Spm.Core.Instruments;

/// <summary>Writes a quantity for a message with an SI prefix, such as <c>2.5 µm</c>.</summary>
internal static class SiText
{
    private static readonly (double Factor, string Prefix)[] Prefixes =
        [(1e9, "G"), (1e6, "M"), (1e3, "k"), (1, ""), (1e-3, "m"), (1e-6, "µ"), (1e-9, "n"), (1e-12, "p")];

    /// <summary>Up to six significant digits; no prefix without a unit.</summary>
    public static string Write(double value, string unit)
    {
        if (unit.Length == 0 || value == 0 || !double.IsFinite(value))
            return $"{value.ToString("G6", CultureInfo.InvariantCulture)} {unit}".TrimEnd();
        var magnitude = Math.Abs(value) * (1 + 1e-9);
        var (factor, prefix) = Prefixes.FirstOrDefault(p => magnitude >= p.Factor, Prefixes[^1]);
        return $"{(value / factor).ToString("G6", CultureInfo.InvariantCulture)} {prefix}{unit}";
    }
}
