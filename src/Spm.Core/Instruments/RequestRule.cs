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
}
