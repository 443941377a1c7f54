using Spm.Core.Data;

namespace Spm.Core.Instruments;

/// <summary>Records signals while the bias is swept at one place: I–V curves and the like.</summary>
public interface IBiasSpectroscopy : IInstrument
{
    /// <summary>Sweeps the bias. After it the bias is what it was before; after an error or a cancel it is 0.</summary>
    /// <param name="request">From where to where.</param>
    /// <param name="progress">Told the number of points done.</param>
    /// <param name="cancellationToken">Stops at the next point.</param>
    /// <returns>One real dataset per channel with dimension Bias in V, or Direction (forward, backward) and Bias when there are two sweeps; both list the points in the order of the forward sweep.</returns>
    /// <exception cref="ArgumentException">The request makes no sense, or names an unknown channel.</exception>
    /// <exception cref="LimitExceededException">The request goes beyond a limit.</exception>
    /// <exception cref="InvalidOperationException">Another measurement is running.</exception>
    Task<IReadOnlyList<Dataset>> SweepBiasAsync(BiasSweepRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default);
}

/// <summary>Records signals while z is swept at one place: force–distance curves.</summary>
public interface IForceSpectroscopy : IInstrument
{
    /// <summary>Sweeps z. After it z and the feedback are what they were before; after an error or a cancel the instrument is safe.</summary>
    /// <param name="request">From where to where.</param>
    /// <param name="progress">Told the number of points done.</param>
    /// <param name="cancellationToken">Stops at the next point.</param>
    /// <returns>One real dataset per channel with dimension Z in m, or Direction (forward, backward) and Z when there are two sweeps; both list the points in the order of the forward sweep.</returns>
    /// <exception cref="ArgumentException">The request makes no sense, or names an unknown channel.</exception>
    /// <exception cref="LimitExceededException">The request goes beyond a limit.</exception>
    /// <exception cref="InvalidOperationException">Another measurement is running.</exception>
    Task<IReadOnlyList<Dataset>> SweepZAsync(ZSweepRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default);
}
