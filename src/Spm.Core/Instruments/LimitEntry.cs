using Spm.Core.Data;

namespace Spm.Core.Instruments;

/// <summary>One limit as a row of a table: how files and errors call it, and where it is kept.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Units">Units it may have, the usual one first; more than one only for the setpoint.</param>
/// <param name="Lower">What its lower end is.</param>
/// <param name="Explanation">One sentence for people, written above it into a file.</param>
/// <param name="Get">Its two ends.</param>
/// <param name="With">Limits in which it has other ends.</param>
internal sealed record LimitEntry(
    string Name, string[] Units, LimitLower Lower, string Explanation,
    Func<InstrumentLimits, (double Lower, double Upper)> Get, Func<InstrumentLimits, double, double, InstrumentLimits> With)
{
    /// <summary>The unit it has in these limits.</summary>
    public string UnitOf(InstrumentLimits limits) => Units.Length > 1 ? limits.SetpointUnit : Units[0];

    /// <summary>Limits in which this one is from <paramref name="lower"/> to <paramref name="upper"/>.</summary>
    /// <exception cref="ArgumentException">Not finite, not in order, or a lower end that this limit cannot have.</exception>
    public InstrumentLimits Set(InstrumentLimits limits, double lower, double upper)
    {
        var unit = UnitOf(limits);
        if (!(double.IsFinite(lower) && double.IsFinite(upper) && lower <= upper))
            throw new ArgumentException($"The {Name} limit must be two numbers, the lower one first, got {Quantity.Compact(lower, unit)} to {Quantity.Compact(upper, unit)}.");
        var only = Lower switch { LimitLower.Zero => 0, LimitLower.Mirrored => -upper, _ => lower };
        if (lower != only)
            throw new ArgumentException($"The {Name} limit begins at {Quantity.Compact(only, unit)}, not at {Quantity.Compact(lower, unit)}. Try: {Name} = {Quantity.Compact(upper, unit)}");
        return With(limits, lower, upper);
    }

    /// <summary>Its value as a file has it, exact: <c>-10 V to 10 V</c>, or <c>5 V</c> when the lower end goes without saying.</summary>
    public string Text(InstrumentLimits limits)
    {
        var ((lower, upper), unit) = (Get(limits), UnitOf(limits));
        return Lower == LimitLower.Own ? $"{Exact(lower, unit)} to {Exact(upper, unit)}" : Exact(upper, unit);
    }

    /// <summary>How it differs between two limits.</summary>
    public LimitWidening Change(InstrumentLimits from, InstrumentLimits to, string reason)
    {
        var ((fromLower, fromUpper), (toLower, toUpper)) = (Get(from), Get(to));
        return new(Name, fromLower, fromUpper, toLower, toUpper, UnitOf(to), reason);
    }

    private static string Exact(double value, string unit)
    {
        var readable = Quantity.Compact(value, unit, 9);
        return Quantity.TryParse(readable, unit, out var back) && back == value ? readable : $"{value:R} {unit}";
    }
}
