namespace Spm.Core.Instruments;

/// <summary>One finished line of a running scan, for a display that fills while it is measured.</summary>
/// <param name="Row">Row of the frame, 0 at the lowest y.</param>
/// <param name="Channels">Values of the row in the order of <see cref="ImageRequest.Channels"/>, x increasing, in the channel's unit; then the retrace of each, if asked for. Valid only during the call.</param>
public sealed record ScanLine(int Row, IReadOnlyList<ReadOnlyMemory<double>> Channels)
{
    /// <summary>Unit of each channel of the request; empty where the instrument does not say.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];
}
