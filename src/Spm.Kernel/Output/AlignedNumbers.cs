using System.Globalization;
using System.Numerics;

namespace Spm.Kernel.Output;

/// <summary>
/// Numbers that stand in one column or list, in one notation and with the same decimals, as few as they need and at most eight: the rule
/// that NumPy has made everybody's.
/// </summary>
internal static class AlignedNumbers
{
    private const int MostDecimals = 8;
    private const double Largest = 1e8;
    private const double Smallest = 1e-4;
    private const double WidestRange = 1e6;

    /// <summary>One text for each; numbers of floating point only, others as they are.</summary>
    /// <param name="values">Numbers of any kind.</param>
    public static string[] Of(IReadOnlyList<object?> values)
    {
        if (values.Count > 0 && values.All(v => v is Complex)) return Complexes([.. values.Cast<Complex>()]);
        if (!values.Any(v => v is double or float or Half)) return [.. values.Select(v => v is null ? "null" : ScalarText.TryOf(v) ?? "")];
        var numbers = values.Select(v => v switch
        {
            null => (double?)null,
            // Through the shortest text, so that 0.1f is 0.1 and not 0.10000000149.
            float f => double.Parse(f.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            _ => Convert.ToDouble(v, CultureInfo.InvariantCulture),
        }).ToList();
        var format = FormatFor(numbers.OfType<double>());
        return [.. numbers.Select(n => n is { } x ? format(x) : "null")];
    }

    /// <summary>A number that stands in a line and not in a column: without the zeros that align it.</summary>
    public static string Trimmed(string text)
    {
        if (text.Contains(' ')) return string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Trimmed));
        if (text.EndsWith('i')) return Trimmed(text[..^1]) + "i";
        return text.Contains('.') && !text.Contains('e') ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    private static string[] Complexes(List<Complex> values)
    {
        var (real, imaginary) = (FormatFor(values.Select(c => c.Real)), FormatFor(values.Select(c => Math.Abs(c.Imaginary))));
        var parts = values.Select(c => (Real: real(c.Real), Sign: double.IsNegative(c.Imaginary) ? '-' : '+', Imaginary: imaginary(Math.Abs(c.Imaginary)))).ToList();
        var width = parts.Max(p => p.Imaginary.Length);
        return [.. parts.Select(p => $"{p.Real} {p.Sign} {p.Imaginary.PadLeft(width)}i")];
    }

    private static Func<double, string> FormatFor(IEnumerable<double> values)
    {
        var sizes = values.Where(v => double.IsFinite(v) && v != 0).Select(Math.Abs).ToList();
        if (sizes.Count == 0) return static v => v.ToString("R", CultureInfo.InvariantCulture);
        var (smallest, largest) = (sizes.Min(), sizes.Max());
        var isPower = largest >= Largest || smallest < Smallest || largest / smallest > WidestRange;
        if (isPower && largest < 1e15 && sizes.TrueForAll(double.IsInteger)) isPower = false;
        // Eight digits after the point or as many as a double has, whichever is less.
        var most = isPower ? MostDecimals : Math.Clamp(15 - (int)Math.Floor(Math.Log10(largest)), 0, MostDecimals);
        var decimals = sizes.Max(v => Decimals(v.ToString("0." + new string('#', most) + (isPower ? "e+00" : ""), CultureInfo.InvariantCulture)));
        var format = (decimals > 0 ? "0." + new string('0', decimals) : "0") + (isPower ? "e+00" : "");
        return v => v.ToString(double.IsFinite(v) ? format : "R", CultureInfo.InvariantCulture);
    }

    private static int Decimals(string text)
    {
        var point = text.IndexOf('.');
        if (point < 0) return 0;
        var end = text.IndexOf('e');
        return (end < 0 ? text.Length : end) - point - 1;
    }
}
