using Spm.Core.Data;

namespace Spm.Interactive.Session;

/// <summary>The signals recorded in one sweep at one place.</summary>
/// <param name="Channels">One dataset per signal, over the swept quantity, and over Direction where it was swept there and back.</param>
public sealed record SweepCurves(IReadOnlyList<Dataset> Channels)
{
    /// <summary>A signal by name.</summary>
    /// <exception cref="ArgumentException">There is no such signal; the message lists those there are.</exception>
    public Dataset this[string channel] =>
        Channels.FirstOrDefault(c => c.Name.Equals(channel, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"«{channel}» was not recorded in this sweep. Recorded: {string.Join(", ", Channels.Select(c => c.Name))}.", nameof(channel));

    /// <inheritdoc/>
    public override string ToString() => string.Join(Environment.NewLine, Channels.Select(c => c.ToString()));
}
