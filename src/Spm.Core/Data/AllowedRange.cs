using System.Numerics;

namespace Spm.Core.Data;

/// <summary>The one sentence that says what is wrong with a number and what would be right, in the unit that a person would write.</summary>
internal static class AllowedRange
{
    /// <summary>Throws unless min ≤ value ≤ max; not-a-number never passes.</summary>
    /// <exception cref="ArgumentException">The value is outside.</exception>
    public static void Check<T>(T value, T min, T max, string unit, string name, string example)
        where T : INumber<T>
    {
        if (value >= min && value <= max) return;
        throw new ArgumentException($"{name} must be {Text(min, unit)} to {Text(max, unit)}, got {Text(value, unit)}. Try: {example}");
    }

    private static string Text<T>(T value, string unit) where T : INumber<T> => Quantity.Compact(double.CreateChecked(value), unit);
}
