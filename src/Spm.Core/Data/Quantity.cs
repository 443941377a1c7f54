using System.Globalization;
using System.Text.RegularExpressions;

namespace Spm.Core.Data;

/// <summary>
/// Numbers with SI units as people type and read them: <c>350kHz</c>, <c>2 µm</c>, <c>-8V</c>. Invariant culture everywhere.
/// Prefixes run from y (10⁻²⁴) to Y (10²⁴), <c>u</c> is read as µ; <c>a.u.</c>, <c>rad</c>, <c>%</c>, <c>°</c> and plain numbers take none.
/// </summary>
public static partial class Quantity
{
    /// <summary>
    /// Reads a quantity: number × 10^prefix, in <paramref name="unit"/>; a number without a unit is in that unit already.
    /// The decimal result is rounded once, so <c>3um</c> is the same double as <c>3e-6</c>. Degrees are read where radians are expected.
    /// </summary>
    /// <param name="text">What was typed, such as <c>350kHz</c>.</param>
    /// <param name="unit">Unit expected, such as <c>Hz</c>; empty for a plain number.</param>
    /// <param name="what">What it is, for the error: <c>bias</c>, <c>scan size</c>. Taken from the unit when null.</param>
    /// <exception cref="QuantityFormatException">Not a finite number, or in another unit.</exception>
    public static double Parse(string text, string unit, string? what = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(unit);
        var match = NumberAndUnit().Match(text);
        if (!match.Success) throw QuantityErrors.NotANumber(text, unit, what);
        var given = UnitSymbol.Normalize(match.Groups["unit"].Value);
        var exponent = ExponentBetween(given, UnitSymbol.Parse(unit));
        var isDegrees = exponent is null && given == "°" && unit == "rad";
        if (exponent is null && !isDegrees) throw QuantityErrors.WrongUnit(text, match.Groups["mantissa"].Value + match.Groups["exponent"].Value, given, unit, what);
        var typed = match.Groups["power"].Success && int.TryParse(match.Groups["power"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) ? power : 0;
        var mantissa = match.Groups["mantissa"].Value.Replace('−', '-');
        var value = double.Parse($"{mantissa}e{typed + (exponent ?? 0)}", NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value)) throw QuantityErrors.NotANumber(text, unit, what);
        return isDegrees ? value * Math.PI / 180 : value;
    }

    /// <summary>As <see cref="Parse"/>, with false in place of the error.</summary>
    public static bool TryParse(string text, string unit, out double value)
    {
        try
        {
            value = Parse(text, unit);
            return true;
        }
        catch (QuantityFormatException)
        {
            value = double.NaN;
            return false;
        }
    }

    /// <summary>
    /// Writes a quantity with the prefix that leaves 1 to 999 before the point, rounded to <paramref name="significantDigits"/>, zeros kept:
    /// <c>350.0 kHz</c>, <c>2.000 µm</c> (4 digits), <c>350 kHz</c> (3 digits). Where no prefix is possible very large and small values get an exponent.
    /// Digits before the point are never dropped. Not finite: <c>NaN V</c>, <c>∞ V</c>, <c>-∞ V</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to 17 significant digits.</exception>
    public static string Format(double value, string unit, int significantDigits = 4)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentOutOfRangeException.ThrowIfLessThan(significantDigits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(significantDigits, 17);
        var symbol = UnitSymbol.Parse(unit);
        if (!double.IsFinite(value))
            return Join(double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞", symbol.TakesPrefix ? symbol.Base : unit);
        if (value == 0) return Join("0", symbol.TakesPrefix ? symbol.Base : unit);
        var decade = Decade(value, significantDigits);
        var prefix = 3 * (int)Math.Floor((decade + symbol.Exponent) / 3.0);
        if (!symbol.TakesPrefix || prefix is < UnitSymbol.MinExponent or > UnitSymbol.MaxExponent)
            return Join(Plain(value, decade, significantDigits), unit);
        var shift = prefix - symbol.Exponent;
        return Join(Fixed(value, shift, significantDigits - 1 - (decade - shift)), UnitSymbol.PrefixOf(prefix) + symbol.Base);
    }

    /// <summary>Writes a quantity without trailing zeros, for settings and limits: 10 V rather than 10.00 V.</summary>
    /// <param name="value">The value in <paramref name="unit"/>.</param>
    /// <param name="unit">SI unit symbol.</param>
    /// <param name="mostDigits">Significant digits at most.</param>
    public static string Compact(double value, string unit, int mostDigits = 6)
    {
        var text = Format(value, unit, mostDigits);
        var end = text.IndexOf(' ');
        if (end < 0) end = text.Length;
        var number = text[..end];
        return (number.Contains('.') && !number.Contains('e', StringComparison.OrdinalIgnoreCase) ? number.TrimEnd('0').TrimEnd('.') : number) + text[end..];
    }

    /// <summary>
    /// The prefix for an axis whose largest value is <paramref name="magnitude"/>, and its factor: shown value = value / factor.
    /// Zero and values that are not finite get none (<c>""</c>, 1).
    /// </summary>
    public static (string Prefix, double Factor) Prefix(double magnitude)
    {
        if (magnitude == 0 || !double.IsFinite(magnitude)) return ("", 1);
        var exponent = Math.Clamp(3 * (int)Math.Floor(Decade(magnitude, 15) / 3.0), UnitSymbol.MinExponent, UnitSymbol.MaxExponent);
        return (UnitSymbol.PrefixOf(exponent), PowerOfTen(exponent));
    }

    /// <summary>
    /// The unit for an axis and its factor: shown value = value / factor. A unit that takes no prefix stays as it is with factor 1;
    /// a unit that has a prefix changes it (5000 in <c>nm</c> is shown in <c>µm</c> with factor 1000).
    /// </summary>
    public static (string Unit, double Factor) Scale(double magnitude, string unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var symbol = UnitSymbol.Parse(unit);
        if (!symbol.TakesPrefix || magnitude == 0 || !double.IsFinite(magnitude)) return (unit, 1);
        var exponent = 3 * (int)Math.Floor((Decade(magnitude, 15) + symbol.Exponent) / 3.0);
        exponent = Math.Clamp(exponent, UnitSymbol.MinExponent, UnitSymbol.MaxExponent);
        return (UnitSymbol.PrefixOf(exponent) + symbol.Base, PowerOfTen(exponent - symbol.Exponent));
    }

    /// <summary>Power of ten from the unit given to the unit expected, or null when they are different units.</summary>
    private static int? ExponentBetween(string given, UnitSymbol expected)
    {
        if (given.Length == 0) return 0;
        if (!expected.TakesPrefix) return given == expected.Base ? 0 : null;
        return given.EndsWith(expected.Base, StringComparison.Ordinal) && UnitSymbol.ExponentOf(given[..^expected.Base.Length]) is { } exponent
            ? exponent - expected.Exponent
            : null;
    }

    /// <summary>⌊log10|value|⌋ after rounding to the digits, so that 999.96 with 4 digits is in decade 3.</summary>
    private static int Decade(double value, int digits)
    {
        var text = value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture);
        return int.Parse(text.AsSpan(text.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    private static string Plain(double value, int decade, int digits) => decade is >= -4 and < 6
        ? Fixed(value, 0, digits - 1 - decade)
        : value.ToString((digits == 1 ? "0" : "0." + new string('0', digits - 1)) + "e0", CultureInfo.InvariantCulture);

    private static string Fixed(double value, int shift, int decimals) =>
        (value / PowerOfTen(shift)).ToString($"F{Math.Max(decimals, 0)}", CultureInfo.InvariantCulture);

    private static double PowerOfTen(int exponent) => double.Parse($"1e{exponent}", CultureInfo.InvariantCulture);

    private static string Join(string number, string unit) => unit switch
    {
        "" => number,
        "%" or "°" => number + unit,
        _ => $"{number} {unit}",
    };

    [GeneratedRegex(@"^\s*(?<mantissa>[+\-−]?([0-9]+\.?[0-9]*|\.[0-9]+))(?<exponent>[eE](?<power>[+\-]?[0-9]{1,4}))?\s*(?<unit>[^0-9\s.,+\-−][^,]*?)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberAndUnit();
}
