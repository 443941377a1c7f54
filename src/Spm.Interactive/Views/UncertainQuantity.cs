using System.Globalization;
using Spm.Core.Data;

namespace Spm.Interactive.Views;

/// <summary>A value with its standard error, digits chosen by the error.</summary>
public static class UncertainQuantity
{
    private const int _fallbackDigits = 4;
    private const double _leastPlain = 1e-3, _greatestPlain = 1e6;

    /// <summary>
    /// <c>350.12 ± 0.05 kHz</c>: the error with two significant digits, the value to the same place, one prefix for both;
    /// <c>(-9.17 ± 0.13)e-5 a.u.</c> where the unit takes no prefix and the numbers are below 10⁻³ or from 10⁶ on.
    /// Without a finite positive error <see cref="Quantity.Format"/> with four digits.
    /// </summary>
    public static string Format(double value, double standardError, string unit)
    {
        if (!double.IsFinite(value) || !double.IsFinite(standardError) || standardError <= 0) return Quantity.Format(value, unit, _fallbackDigits);
        var (symbol, factor) = Quantity.Scale(Math.Max(Math.Abs(value), standardError), unit);
        var tail = symbol.Length > 0 ? " " + symbol : "";
        var size = Math.Max(Math.Abs(value), standardError) / factor;
        if (size is >= _leastPlain and < _greatestPlain && standardError / factor >= 1e-9) return Pair(value / factor, standardError / factor) + tail;
        var exponent = (int)Math.Floor(Math.Log10(size));
        return $"({Pair(value / factor / Math.Pow(10, exponent), standardError / factor / Math.Pow(10, exponent))})e{exponent}{tail}";
    }

    /// <summary>Both numbers to the place of the error's second digit, at most twelve places.</summary>
    private static string Pair(double value, double error)
    {
        var format = $"F{Math.Clamp(1 - (int)Math.Floor(Math.Log10(error)), 0, 12)}";
        return $"{value.ToString(format, CultureInfo.InvariantCulture)} ± {error.ToString(format, CultureInfo.InvariantCulture)}";
    }
}
