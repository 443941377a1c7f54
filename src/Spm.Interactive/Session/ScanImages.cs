using Spm.Core.Data;

namespace Spm.Interactive.Session;

/// <summary>The channels of one scan, measured at the same positions.</summary>
/// <param name="Channels">One dataset per channel, in the order they were asked for.</param>
public sealed record ScanImages(IReadOnlyList<Dataset> Channels)
{
    /// <summary>A channel by name.</summary>
    /// <exception cref="ArgumentException">There is no such channel; the message lists those there are.</exception>
    public Dataset this[string channel] =>
        Channels.FirstOrDefault(c => c.Name.Equals(channel, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no channel «{channel}» in this scan. Channels: {string.Join(", ", Channels.Select(c => c.Name))}.", nameof(channel));

    /// <inheritdoc/>
    public override string ToString() => string.Join(Environment.NewLine, Channels.Select(c => c.ToString()));
}
