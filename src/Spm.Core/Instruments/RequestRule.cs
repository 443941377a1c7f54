using System.Numerics;
using Spm.Core.Data;

namespace Spm.Core.Instruments;

/// <summary>What a request says when something is wrong with it: <see cref="AllowedRange"/> has the sentence.</summary>
internal static class RequestRule
{
    /// <summary>Throws unless min ≤ value ≤ max; not-a-number never passes.</summary>
    /// <exception cref="ArgumentException">The value is outside.</exception>
    public static void InRange<T>(T value, T min, T max, string unit, string name, string example)
        where T : INumber<T> => AllowedRange.Check(value, min, max, unit, name, example);

    /// <summary>Throws unless channels are asked for, each once.</summary>
    /// <exception cref="ArgumentException">There is none, or one twice.</exception>
    public static void Channels(IReadOnlyList<string> channels)
    {
        if (channels.Count == 0) throw new ArgumentException("No channels were asked for. Try: Channels = [\"height\", \"amplitude\", \"phase\"]");
        if (channels.GroupBy(c => c).FirstOrDefault(c => c.Count() > 1) is { Key: var twice })
            throw new ArgumentException($"The channel '{twice}' is asked for more than once; name each once, such as {string.Join(",", channels.Distinct())}.");
    }
}
