using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>The one sentence in which the scanner says what is wrong with a value and what would be right.</summary>
internal static class ScannerRule
{
    /// <summary>Throws unless min ≤ value ≤ max; not-a-number never passes.</summary>
    /// <exception cref="ArgumentException">The value is outside.</exception>
    public static void InRange(double value, double min, double max, string unit, string name, string example)
    {
        if (value >= min && value <= max) return;
        throw new ArgumentException(
            $"{name} must be {Quantity.Compact(min, unit)} to {Quantity.Compact(max, unit)}, got {Quantity.Compact(value, unit)}. Try: {example}");
    }
}
