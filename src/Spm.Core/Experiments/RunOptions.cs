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
