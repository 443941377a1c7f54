using Spm.Core.Instruments.Paths;

namespace Spm.Core.Instruments;

/// <summary>Points of a path that were just measured, for a display that fills meanwhile. Valid only during the call.</summary>
/// <param name="First">Number of the first of them.</param>
/// <param name="Places">Where they are.</param>
/// <param name="Channels">Their values in the order of <see cref="PathRequest.Channels"/>, each in the channel's unit.</param>
public sealed record MeasuredPoints(int First, ReadOnlyMemory<PathPoint> Places, IReadOnlyList<ReadOnlyMemory<double>> Channels)
{
    /// <summary>Unit of each channel of the request; empty where the instrument does not say.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];
}
