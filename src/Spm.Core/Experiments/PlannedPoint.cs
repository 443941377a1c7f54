using Spm.Core.Physics;

namespace Spm.Core.Experiments;

/// <summary>A point that is to be measured now.</summary>
/// <param name="index">Its number in the run, from 0.</param>
/// <param name="coordinates">Where, in the order and units of the plan.</param>
/// <param name="seed">The run's seed.</param>
public sealed class PlannedPoint(long index, double[] coordinates, int seed)
{
    /// <summary>Its number in the run.</summary>
    public long Index { get; } = index;

    /// <summary>Where.</summary>
    public double[] Coordinates { get; } = coordinates;

    /// <summary>Random numbers that depend only on the run's seed, the point's number and the stream: the same again when the run is resumed.</summary>
    public RandomSequence OpenRandom(int stream = 0) => new(seed, RandomPurpose.PointMeasurement, Index, stream);
}
