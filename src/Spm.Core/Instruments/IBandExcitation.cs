using Spm.Core.Data;

namespace Spm.Core.Instruments;

/// <summary>Takes band-excitation spectra.</summary>
public interface IBandExcitation : IInstrument
{
    /// <summary>Takes one spectrum per pixel. After it, an error or a cancel, the bias is 0.</summary>
    /// <param name="request">Where and which band.</param>
    /// <param name="progress">Told the number of pixels done.</param>
    /// <param name="cancellationToken">Stops at the next pixel.</param>
    /// <returns>Complex piezoresponse in V with dimensions Y, X, Frequency.</returns>
    /// <exception cref="ArgumentException">The request makes no sense.</exception>
    /// <exception cref="LimitExceededException">The request goes beyond a limit.</exception>
    /// <exception cref="InvalidOperationException">Another measurement is running.</exception>
    Task<Dataset> AcquireGridAsync(BandExcitationRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default);
}
