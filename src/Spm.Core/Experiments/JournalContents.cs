namespace Spm.Core.Experiments;

/// <summary>What a journal holds, as far as it is whole.</summary>
/// <param name="Header">What it begins with.</param>
/// <param name="Points">The points, in order; those before the damage when there is one.</param>
/// <param name="IsComplete">Whether the run came to its end.</param>
/// <param name="Tail">An unfinished record at the end; null when there is none.</param>
/// <param name="Damage">The first damaged place; null when there is none.</param>
public sealed record JournalContents(JournalHeader Header, IReadOnlyList<JournalPoint> Points, bool IsComplete, JournalTail? Tail, JournalDamage? Damage);
