namespace Spm.Core.Experiments;

/// <summary>A measured point, as it is kept in the journal. Whoever reads it must not write into its arrays.</summary>
/// <param name="index">Its place in the run, from 0.</param>
/// <param name="coordinates">Where it was measured, in the order and units of the plan.</param>
/// <param name="values">What was measured.</param>
/// <param name="clockS">The instrument's clock after the measurement in s; virtual time for a simulator.</param>
/// <param name="state">The instrument's state after the measurement, as <see cref="IResumable.SaveState"/> gave it: random generators, memory of the sample.</param>
public sealed class JournalPoint(long index, double[] coordinates, IReadOnlyList<JournalValue> values, double clockS, byte[] state)
{
    /// <summary>Its place in the run, from 0.</summary>
    public long Index { get; } = index;

    /// <summary>Where it was measured.</summary>
    public double[] Coordinates { get; } = coordinates;

    /// <summary>What was measured.</summary>
    public IReadOnlyList<JournalValue> Values { get; } = values;

    /// <summary>The instrument's clock after the measurement in s.</summary>
    public double ClockS { get; } = clockS;

    /// <summary>The instrument's state after the measurement; empty when it has none.</summary>
    public byte[] State { get; } = state;

    /// <summary>What was measured under a name.</summary>
    /// <exception cref="ArgumentException">Nothing was.</exception>
    public JournalValue this[string name] => Values.FirstOrDefault(v => v.Name == name)
        ?? throw new ArgumentException($"Nothing named '{name}' was measured at point {Index}. Measured: {string.Join(", ", Values.Select(v => v.Name))}.");
}
