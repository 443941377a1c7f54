using System.Globalization;
using System.Numerics;
using Microsoft.CodeAnalysis.CSharp;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Output;

/// <summary>Text of single values, the same in every country: numbers as C# reads them back, dates as in ISO 8601, text in quotes.</summary>
internal static class ScalarText
{
    private const int LongestQuoted = 1000;

    /// <summary>The text, or null for a value that consists of others.</summary>
    public static string? TryOf(object value) => value switch
    {
        string s => s.Contains('\n') || s.Length > LongestQuoted ? s : Quoted(s),
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        float f => f.ToString("R", CultureInfo.InvariantCulture),
        bool b => b ? "true" : "false",
        char c => SymbolDisplay.FormatLiteral(c, quote: true),
        Enum e => e.ToString(),
        Complex c => Of(c),
        DateTime t => Of(t),
        DateTimeOffset t => $"{Of(t.DateTime)} {t.ToString("zzz", CultureInfo.InvariantCulture)}",
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly t => t.ToString(t.Ticks % TimeSpan.TicksPerSecond == 0 ? "HH:mm:ss" : "HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        TimeSpan t => t.ToString("c", CultureInfo.InvariantCulture),
        Type t => TypeName(t),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>True for types whose values are one number, date, text or the like.</summary>
    public static bool IsScalar(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || typeof(IFormattable).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type)
        || (Nullable.GetUnderlyingType(type) is { } inner && IsScalar(inner));

    /// <summary>True for types whose values are aligned on the right.</summary>
    public static bool IsNumber(Type type) =>
        (type.IsPrimitive && type != typeof(bool) && type != typeof(char)) || type == typeof(decimal) || type == typeof(BigInteger) || type == typeof(Half)
        || type == typeof(Int128) || type == typeof(UInt128) || type == typeof(Complex) || (Nullable.GetUnderlyingType(type) is { } inner && IsNumber(inner));

    /// <summary>Text in quotes, as C# reads it.</summary>
    public static string Quoted(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static string Of(Complex c)
    {
        var isNegative = c.Imaginary < 0 || (c.Imaginary == 0 && double.IsNegative(c.Imaginary));
        return $"{c.Real.ToString("R", CultureInfo.InvariantCulture)} {(isNegative ? '-' : '+')} {Math.Abs(c.Imaginary).ToString("R", CultureInfo.InvariantCulture)}i";
    }

    private static string Of(DateTime t) =>
        t.ToString(t.TimeOfDay == TimeSpan.Zero && t.Kind != DateTimeKind.Utc ? "yyyy-MM-dd" : t.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)
        + (t.Kind == DateTimeKind.Utc ? "Z" : "");

    private static string TypeName(Type type) =>
        $"{(type.IsPrimitive || type == typeof(string) || type == typeof(object) || type.IsArray || string.IsNullOrEmpty(type.Namespace) ? "" : type.Namespace + ".")}{TypeSpelling.Short(type)}";
}
