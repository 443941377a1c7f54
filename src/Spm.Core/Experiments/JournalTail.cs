namespace Spm.Core.Experiments;

/// <summary>What follows the last whole record of a journal: a record that was being written when the program or the machine died.</summary>
/// <param name="Offset">First byte.</param>
/// <param name="Bytes">How many bytes.</param>
/// <param name="SavedIn">The file they were put into before they were cut off; null when the journal was only read, and not cut.</param>
public sealed record JournalTail(long Offset, long Bytes, string? SavedIn)
{
    /// <inheritdoc/>
    public override string ToString() => SavedIn is null
        ? $"{Bytes} bytes from byte {Offset} on are a record that was never finished"
        : $"{Bytes} bytes from byte {Offset} on were a record that was never finished; they were cut off and are kept in {SavedIn}";
}
