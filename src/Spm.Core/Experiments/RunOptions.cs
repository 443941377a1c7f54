namespace Spm.Core.Experiments;

/// <summary>How a run is carried out.</summary>
public sealed record RunOptions
{
    /// <summary>What remembers: its state is kept with every point and restored when the run is resumed. Null for instruments that need none of it.</summary>
    public IResumable? Instrument { get; init; }

    /// <summary>
    /// How many points share one wait for the disk (a few ms). Each is handed to the operating system at once all the same, so that a killed program loses none of them;
    /// a loss of power may take points back that nobody has seen yet. A plan that looks at the points waits for each, whatever is given here.
    /// </summary>
    public int CommitTogether { get; init; } = 1;
}

/// <summary>How far a run is.</summary>
/// <param name="Done">Points that are on disk.</param>
/// <param name="Count">Points there will be, at most for an adaptive plan; null when nobody knows.</param>
/// <param name="Last">The point that has just reached the disk.</param>
public sealed record RunProgress(long Done, long? Count, JournalPoint Last);

/// <summary>A run that came to its end.</summary>
/// <param name="Points">All points.</param>
/// <param name="FoundInJournal">How many of them an earlier part of the run had measured.</param>
/// <param name="Digest">SHA-256 of the points: the same for an uninterrupted run and one that was resumed.</param>
/// <param name="Remarks">What whoever uses the points should know, in sentences.</param>
public sealed record RunResult(IReadOnlyList<JournalPoint> Points, long FoundInJournal, string Digest, IReadOnlyList<string> Remarks);
