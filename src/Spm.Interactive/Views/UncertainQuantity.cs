using System.Globalization;
using Spm.Core.Data;

namespace Spm.Interactive.Views;

/// <summary>A value with its standard error, digits chosen by the error.</summary>
public static class UncertainQuantity
{
    private const int _fallbackDigits = 4;

    /// <summary>
    /// <c>350.12 ± 0.05 kHz</c>: the error with two significant digits (one decimal place at most six), the value to the same place, one prefix for both.
    /// Without a finite positive error <see cref="Quantity.Format"/> with four digits.
    /// </summary>
    public static string Format(double value, double standardError, string unit)
    {
        if (!double.IsFinite(value) || !double.IsFinite(standardError) || standardError <= 0) return Quantity.Format(value, unit, _fallbackDigits);
        var (symbol, factor) = Quantity.Scale(Math.Max(Math.Abs(value), standardError), unit);
        var (shown, error) = (value / factor, standardError / factor);
        var decimals = 1 - (int)Math.Floor(Math.Log10(error));
        var tail = symbol.Length > 0 ? " " + symbol : "";
        if (decimals > 9 || Math.Max(Math.Abs(shown), error) >= 1e6)
            return $"{shown.ToString("0.###e0", CultureInfo.InvariantCulture)} ± {error.ToString("0.#e0", CultureInfo.InvariantCulture)}{tail}";
        var format = $"F{Math.Max(decimals, 0)}";
        return $"{shown.ToString(format, CultureInfo.InvariantCulture)} ± {error.ToString(format, CultureInfo.InvariantCulture)}{tail}";
    }
}
