namespace Spm.Core.Instruments;

/// <summary>Follows scan paths that are no raster: spirals, grids, points, sparse scans, any way.</summary>
public interface IPathScanning : IInstrument
{
    /// <summary>Channels that can be asked for.</summary>
    IReadOnlyList<string> ImageChannels { get; }

    /// <summary>Raised on the measuring thread for points as they are measured: copy what is wanted and return at once.</summary>
    event EventHandler<MeasuredPoints>? PointsMeasured;

    /// <summary>Follows a path and measures at each of its points. After it, an error or a cancel, the bias is 0.</summary>
    /// <param name="request">Where to and what.</param>
    /// <param name="progress">Told the number of points done.</param>
    /// <param name="cancellationToken">Stops at the next point.</param>
    /// <returns>What was measured at each point, in the order visited.</returns>
    /// <exception cref="ArgumentException">The request makes no sense, or names an unknown channel.</exception>
    /// <exception cref="LimitExceededException">The path leaves the scan range, or something else is beyond a limit; nothing has moved.</exception>
    /// <exception cref="InvalidOperationException">Another measurement is running.</exception>
    Task<PathSamples> FollowAsync(PathRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default);
}
