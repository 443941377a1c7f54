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

    /// <summary>Throws unless channels are asked for, each once.</summary>
    /// <exception cref="ArgumentException">There is none, or one twice.</exception>
    public static void Channels(IReadOnlyList<string> channels)
    {
        if (channels.Count == 0) throw new ArgumentException("No channels were asked for. Try: Channels = [\"height\", \"amplitude\", \"phase\"]");
        if (channels.GroupBy(c => c).FirstOrDefault(c => c.Count() > 1) is { Key: var twice })
            throw new ArgumentException($"The channel '{twice}' is asked for more than once; name each once, such as {string.Join(",", channels.Distinct())}.");
    }

    private static string Text<T>(T value, string unit) where T : INumber<T> => Quantity.Compact(double.CreateChecked(value), unit);
}
