using Spm.Core.Data;

namespace Spm.Core.Instruments;

/// <summary>A limit that was made wider, and why.</summary>
/// <param name="Limit">The limit's name.</param>
/// <param name="FromLower">The lowest value before.</param>
/// <param name="FromUpper">The highest value before.</param>
/// <param name="ToLower">The lowest value now.</param>
/// <param name="ToUpper">The highest value now.</param>
/// <param name="Unit">Unit of the four.</param>
/// <param name="Reason">Why, in the words of who did it.</param>
public sealed record LimitWidening(string Limit, double FromLower, double FromUpper, double ToLower, double ToUpper, string Unit, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Limit} {Range(FromLower, FromUpper)} → {Range(ToLower, ToUpper)}" + (Reason.Length == 0 ? "" : $" ({Reason})");

    private string Range(double lower, double upper) => $"{Quantity.Compact(lower, Unit)} to {Quantity.Compact(upper, Unit)}";
}
