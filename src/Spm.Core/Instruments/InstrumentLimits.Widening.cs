using Spm.Core.Data;

namespace Spm.Core.Instruments;

public sealed partial record InstrumentLimits
{
    /// <summary>Names of the limits, as files and errors spell them.</summary>
    public static IReadOnlyList<string> Names => [.. LimitTable.Entries.Select(entry => entry.Name)];

    /// <summary>The lowest and highest value a limit allows, in its SI unit.</summary>
    /// <exception cref="ArgumentException">There is no limit of that name.</exception>
    public (double Lower, double Upper, string Unit) Of(string limit)
    {
        var entry = LimitTable.Find(limit);
        var (lower, upper) = entry.Get(this);
        return (lower, upper, entry.UnitOf(this));
    }

    /// <summary>What a limit means, in one sentence.</summary>
    /// <exception cref="ArgumentException">There is no limit of that name.</exception>
    public static string Meaning(string limit) => LimitTable.Find(limit).Explanation;

    /// <summary>Limits in which one is wider (or otherwise changed): the explicit act that asking for more needs. The reason is kept in <see cref="Widenings"/>.</summary>
    /// <param name="limit">One of <see cref="Names"/>.</param>
    /// <param name="lower">New lowest value in the limit's unit; must be 0 where a limit has only an upper end, and −upper for the current.</param>
    /// <param name="upper">New highest value.</param>
    /// <param name="reason">Why that is safe, for whoever reads the data later.</param>
    /// <exception cref="ArgumentException">No such limit, no reason, or values that are not finite and in order.</exception>
    public InstrumentLimits Widen(string limit, double lower, double upper, string reason)
    {
        var entry = LimitTable.Find(limit);
        return Widen(entry.Set(this, lower, upper), reason);
    }

    /// <summary>As <paramref name="wanted"/>, however wide that is: what <c>--allow-wider REASON</c> does with a file. Every limit that became wider is kept in <see cref="Widenings"/>.</summary>
    /// <exception cref="ArgumentException">No reason is given, or <paramref name="wanted"/> is not finite and in order.</exception>
    public InstrumentLimits Widen(InstrumentLimits wanted, string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new ArgumentException("Wider limits need a reason, which is kept with the data. Try: limits.Widen(\"bias\", -12, 12, \"thick film, tested on 3 March\")");
        wanted.RequireSound();
        var widened = LimitTable.Wider(this, wanted).Select(entry => entry.Change(this, wanted, reason.Trim()));
        return wanted with { Widenings = [.. Widenings, .. widened] };
    }

    /// <summary>As <paramref name="wanted"/>, which must not be wider than these limits anywhere.</summary>
    /// <exception cref="ArgumentException">A limit would become wider; the message names each, and the explicit act.</exception>
    public InstrumentLimits NarrowTo(InstrumentLimits wanted)
    {
        wanted.RequireSound();
        var wider = LimitTable.Wider(this, wanted).Select(entry => entry.Change(this, wanted, "")).ToList();
        if (wider.Count > 0)
            throw new ArgumentException($"Wider limits than the instrument has were given{wanted.From}: {string.Join("; ", wider)}. Nothing was changed. Give narrower ones, or widen them explicitly with a reason: limits.Widen(wanted, \"why that is safe\")");
        return wanted with { Widenings = Widenings };
    }

    /// <summary>Throws <see cref="ArgumentException"/> unless every limit is finite, and its lowest value not above its highest.</summary>
    internal void RequireSound()
    {
        foreach (var entry in LimitTable.Entries)
        {
            var ((lower, upper), unit) = (entry.Get(this), entry.UnitOf(this));
            if (!(double.IsFinite(lower) && double.IsFinite(upper) && lower <= upper))
                throw new ArgumentException($"The {entry.Name} limit must be two numbers, the lower one first, got {Quantity.Compact(lower, unit)} to {Quantity.Compact(upper, unit)}. Try: {entry.Name} = {entry.Text(new InstrumentLimits())}");
        }
    }
}
