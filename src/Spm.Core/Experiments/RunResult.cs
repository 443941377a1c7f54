namespace Spm.Core.Experiments;

/// <summary>A run that came to its end.</summary>
/// <param name="Points">All points.</param>
/// <param name="FoundInJournal">How many of them an earlier part of the run had measured.</param>
/// <param name="Digest">SHA-256 of the points: the same for an uninterrupted run and one that was resumed.</param>
/// <param name="Remarks">What whoever uses the points should know, in sentences.</param>
public sealed record RunResult(IReadOnlyList<JournalPoint> Points, long FoundInJournal, string Digest, IReadOnlyList<string> Remarks)
{
    /// <summary>Where was measured, with names and units of the coordinates; null where nobody said.</summary>
    public PlanDescription? Plan { get; init; }
}
