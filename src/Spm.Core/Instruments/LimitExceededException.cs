using Spm.Core.Data;

namespace Spm.Core.Instruments;

/// <summary>A request would have taken the instrument beyond a limit; nothing was done.</summary>
/// <param name="limit">The limit's name, such as <c>bias</c>.</param>
/// <param name="asked">The value asked for, in <paramref name="unit"/>.</param>
/// <param name="allowedMin">The smallest allowed value.</param>
/// <param name="allowedMax">The largest allowed value.</param>
/// <param name="unit">Unit symbol.</param>
/// <param name="source">The file the limit came from; null when it was set in code.</param>
/// <param name="where">Which part of a longer request asked for it, such as <c>by point 3 of 10</c>; null when there is only one.</param>
public sealed class LimitExceededException(string limit, double asked, double allowedMin, double allowedMax, string unit, string? source = null, string? where = null)
    : Exception($"The {limit} limit{(source is null ? "" : $" (from {source})")} allows {Quantity.Compact(allowedMin, unit)} to {Quantity.Compact(allowedMax, unit)}, {Quantity.Compact(asked, unit)} was asked for{(where is null ? "" : " " + where)}. " +
        "Nothing was done. Ask for a value within the limit, or widen the instrument's limits explicitly.")
{
    /// <summary>The limit's name.</summary>
    public string Limit { get; } = limit;

    /// <summary>The value asked for.</summary>
    public double Asked { get; } = asked;

    /// <summary>The smallest allowed value.</summary>
    public double AllowedMin { get; } = allowedMin;

    /// <summary>The largest allowed value.</summary>
    public double AllowedMax { get; } = allowedMax;

    /// <summary>Unit of the three values.</summary>
    public string Unit { get; } = unit;

    /// <summary>The file the limit came from; null when it was set in code.</summary>
    public string? LimitsFile { get; } = source;

    /// <summary>Which part of a longer request asked for it; null when there is only one.</summary>
    public string? Where { get; } = where;

    /// <summary>The same error with the place in a longer request.</summary>
    public LimitExceededException At(string place) => new(Limit, Asked, AllowedMin, AllowedMax, Unit, LimitsFile, place);
}
