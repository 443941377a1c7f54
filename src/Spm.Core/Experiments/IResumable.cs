namespace Spm.Core.Experiments;

/// <summary>
/// An instrument (or any other thing a measurement uses) that remembers: a sample that stays switched, a generator of random numbers, a clock. It tells its
/// state with every point, or is brought to it again from the points: <see cref="StateSnapshots"/> and <see cref="SimulatorReplay"/> are the two
/// ways. A real instrument needs none of this: its sample remembers by itself.
/// </summary>
public interface IResumable
{
    /// <summary>The state after the point just measured, to be kept with it; empty when the points themselves are enough.</summary>
    byte[] SaveState();

    /// <summary>Brings a fresh instrument to the state it had after these points; none means the state at the start.</summary>
    /// <param name="points">All points of the run so far, in order.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="JournalException">That state cannot be reached.</exception>
    Task RestoreAsync(IReadOnlyList<JournalPoint> points, CancellationToken cancellationToken);
}
