using Spm.Core.Data;

namespace Spm.Core.Instruments;

/// <summary>Measures hysteresis loops by band excitation.</summary>
public interface ILoopSpectroscopy : IInstrument
{
    /// <summary>Raised on the measuring thread now and then, for a pixel that was just finished: copy what is wanted and return at once.</summary>
    event EventHandler<MeasuredPixel>? PixelMeasured;

    /// <summary>Measures one loop per pixel and cycle, which switches the sample. After it, an error or a cancel, the bias is 0.</summary>
    /// <param name="request">Where, which bias and which band.</param>
    /// <param name="progress">Told the number of pixels done.</param>
    /// <param name="cancellationToken">Stops at the next pixel.</param>
    /// <returns>Complex piezoresponse in V with dimensions Y, X, Cycle (when there is more than one), Field (when both are read), DC_Offset, Frequency.</returns>
    /// <exception cref="ArgumentException">The request makes no sense.</exception>
    /// <exception cref="LimitExceededException">The request goes beyond a limit.</exception>
    /// <exception cref="InvalidOperationException">Another measurement is running.</exception>
    Task<Dataset> MeasureLoopsAsync(LoopRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default);
}
