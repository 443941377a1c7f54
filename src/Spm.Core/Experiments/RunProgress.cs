namespace Spm.Core.Experiments;

/// <summary>How far a run is.</summary>
/// <param name="Done">Points that are on disk.</param>
/// <param name="Count">Points there will be, at most for an adaptive plan; null when nobody knows.</param>
/// <param name="Last">The point that has just reached the disk.</param>
public sealed record RunProgress(long Done, long? Count, JournalPoint Last);
