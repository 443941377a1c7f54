using System.Globalization;

namespace Spm.Interactive.Formatters;

/// <summary>
/// Numbers that stand below each other, in one notation with the same decimals: as few as show every number to six significant digits of the largest. Where sizes
/// span more than six decades, or no power of ten is near, with exponents.
/// </summary>
internal static class NumberColumn
{
    private const int _digits = 6;
    private const double _widest = 1e6, _leastPlain = 1e-4, _greatestPlain = 1e9;

    /// <summary>How to write the numbers of a column.</summary>
    public static Func<double, string> For(IEnumerable<double> values)
    {
        double[] sizes = [.. values.Where(double.IsFinite).Select(Math.Abs).Where(v => v > 0)];
        if (sizes.Length == 0) return value => Text(value, "0");
        var (least, greatest) = (sizes.Min(), sizes.Max());
        if (greatest >= _greatestPlain || greatest < _leastPlain || (greatest / least > _widest && !sizes.All(double.IsInteger)))
        {
            var exponential = "0." + new string('#', _digits - 1) + "e0";
            return value => Text(value, value == 0 ? "0" : exponential);
        }
        var most = Math.Clamp(_digits - 1 - (int)Math.Floor(Math.Log10(greatest)), 0, 12);
        var decimals = sizes.Max(value => Decimals(value.ToString("0." + new string('#', most), CultureInfo.InvariantCulture)));
        return value => Text(value, decimals == 0 ? "0" : "0." + new string('0', decimals));
    }

    private static string Text(double value, string format) => double.IsNaN(value) ? "NaN" : double.IsInfinity(value) ? value > 0 ? "∞" : "-∞" : WithoutMinusZero(value.ToString(format, CultureInfo.InvariantCulture));

    private static string WithoutMinusZero(string text) => text.StartsWith('-') && text.AsSpan(1).IndexOfAnyExcept('0', '.') < 0 ? text[1..] : text;

    private static int Decimals(string text) => text.IndexOf('.') is var point && point < 0 ? 0 : text.Length - point - 1;
}
