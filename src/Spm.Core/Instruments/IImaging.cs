using Spm.Core.Data;

namespace Spm.Core.Instruments;

/// <summary>Scans images.</summary>
public interface IImaging : IInstrument
{
    /// <summary>Channels that can be asked for.</summary>
    IReadOnlyList<string> ImageChannels { get; }

    /// <summary>Raised on the measuring thread for each finished line of a scan: copy what is wanted and return at once.</summary>
    event EventHandler<ScanLine>? LineScanned;

    /// <summary>Scans a frame. After the scan, an error or a cancel, the bias is 0.</summary>
    /// <param name="request">What to scan.</param>
    /// <param name="progress">Told the number of pixels done.</param>
    /// <param name="cancellationToken">Stops at the next pixel.</param>
    /// <returns>One real dataset (Y, X) per channel, in the order asked for; then the retrace of each, if asked for.</returns>
    /// <exception cref="ArgumentException">The request makes no sense, or names an unknown channel.</exception>
    /// <exception cref="LimitExceededException">The request goes beyond a limit.</exception>
    /// <exception cref="InvalidOperationException">Another measurement is running.</exception>
    Task<IReadOnlyList<Dataset>> ScanAsync(ImageRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default);
}
