using Spm.Core.Physics;

namespace Spm.Core.Experiments;

/// <summary>What a plan knows when it says where to measure next.</summary>
/// <param name="index">Number of the point that is to be chosen.</param>
/// <param name="before">All points before it, on disk already; empty for a plan that does not look at them.</param>
/// <param name="seed">The run's seed.</param>
public sealed class PointChoice(long index, IReadOnlyList<JournalPoint> before, int seed)
{
    /// <summary>Number of the point that is to be chosen.</summary>
    public long Index { get; } = index;

    /// <summary>All points before it.</summary>
    public IReadOnlyList<JournalPoint> Before { get; } = before;

    /// <summary>Random numbers that depend only on the run's seed, the point's number and the stream: the same again when the run is resumed.</summary>
    public RandomSequence OpenRandom(int stream = 0) => new(seed, RandomPurpose.PointChoice, Index, stream);
}
