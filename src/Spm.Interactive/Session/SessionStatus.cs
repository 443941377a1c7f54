using Spm.Core.Instruments;

namespace Spm.Interactive.Session;

/// <summary>What the session has connected.</summary>
/// <param name="Instrument">Status of the instrument, or null when none is connected.</param>
public sealed record SessionStatus(InstrumentStatus? Instrument)
{
    /// <summary>What frames follow, in words; null while they stay where they are told.</summary>
    public string? Following { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Instrument is not null ? $"{Instrument}{(Following is null ? "" : $"; {Following}")}" : "No instrument is connected. In a cell: #!spm connect twin --sample pto. In a shell every command is by itself: give scan, be and loops the option --on twin.";
}
