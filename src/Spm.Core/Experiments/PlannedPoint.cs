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

/// <summary>What a measurement gives.</summary>
/// <param name="Values">The numbers, by name.</param>
/// <param name="ClockS">The instrument's clock in s; virtual time for a simulator, so that a resumed run has the same.</param>
public sealed record MeasuredPoint(IReadOnlyList<JournalValue> Values, double ClockS = 0);

/// <summary>Measures a point. May use nothing but the point, the instrument, and constants: else a resumed run is not the run it would have been.</summary>
/// <param name="point">Where, and its random numbers.</param>
/// <param name="cancellationToken">Stops the run.</param>
public delegate Task<MeasuredPoint> MeasurePoint(PlannedPoint point, CancellationToken cancellationToken);
