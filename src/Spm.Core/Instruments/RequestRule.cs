using System.Numerics;
using Spm.Core.Data;

namespace Spm.Core.Instruments;

/// <summary>The one sentence in which a request says what is wrong with it and what would be right.</summary>
internal static class RequestRule
{
    /// <summary>Throws unless min ≤ value ≤ max; not-a-number never passes.</summary>
    /// <exception cref="ArgumentException">The value is outside.</exception>
    public static void InRange<T>(T value, T min, T max, string unit, string name, string example)
        where T : INumber<T>
    {
        if (value >= min && value <= max) return;
        throw new ArgumentException(
            $"{name} must be {Text(min, unit)} to {Text(max, unit)}, got {Text(value, unit)}. Try: {example}");
    }

    private static string Text<T>(T value, string unit) where T : INumber<T> => Quantity.Compact(double.CreateChecked(value), unit);
}
