namespace Spm.Core.Experiments;

/// <summary>A place in a journal that was whole on disk once and is not any more: something else than a kill has changed the file.</summary>
/// <param name="Offset">First byte of the record.</param>
/// <param name="Sequence">Number of the record: 0 is the header, k + 1 is point k.</param>
/// <param name="NextWholeOffset">First byte of the next record whose head is whole.</param>
public sealed record JournalDamage(long Offset, long Sequence, long NextWholeOffset)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"the {(Sequence == 0 ? "header" : $"record of point {Sequence - 1}")} (from byte {Offset}) is damaged: its checksum is not that of its content, and later records (from byte {NextWholeOffset}) show that it was whole once";
}
