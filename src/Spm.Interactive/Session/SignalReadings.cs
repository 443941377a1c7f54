using Spm.Core.Data;
using Spm.Core.Instruments;

namespace Spm.Interactive.Session;

/// <summary>The signals of an instrument and their values, read once.</summary>
/// <param name="Values">Each signal and its value in its unit.</param>
public sealed record SignalReadings(IReadOnlyList<(SignalInfo Signal, double Value)> Values)
{
    /// <summary>The value of a signal, by name.</summary>
    /// <exception cref="ArgumentException">There is no such signal; the message lists those there are.</exception>
    public double this[string name] => Values.Where(v => v.Signal.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(v => (double?)v.Value).FirstOrDefault()
        ?? throw new ArgumentException($"There is no signal «{name}». Signals: {string.Join(", ", Values.Select(v => v.Signal.Name))}.", nameof(name));

    /// <inheritdoc/>
    public override string ToString() => string.Join(Environment.NewLine, Values.Select(v => $"{v.Signal.Name}: {Quantity.Compact(v.Value, v.Signal.Unit, 5)}"));
}
