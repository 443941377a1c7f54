namespace Spm.Core.Instruments;

/// <summary>Sets the dc bias between tip and sample.</summary>
public interface IBiasControl : IInstrument
{
    /// <summary>The bias in V.</summary>
    Task<double> GetBiasAsync(CancellationToken cancellationToken = default);

    /// <summary>Sets the bias, by a ramp where the instrument's limits ask for one. It stays until it is set again or the instrument is made safe.</summary>
    /// <returns>The bias in V, as read back.</returns>
    /// <exception cref="LimitExceededException">The bias is beyond its limit, or not a number.</exception>
    Task<double> SetBiasAsync(double biasV, CancellationToken cancellationToken = default);

    /// <summary>Applies a bias for a time, then returns to the bias from before, and waits for that.</summary>
    /// <param name="biasV">Bias during the pulse in V, not added to the one before.</param>
    /// <param name="durationS">Length of the pulse in s.</param>
    /// <param name="cancellationToken">Ends the pulse early; the bias returns all the same.</param>
    /// <returns>The bias in V after the pulse, as read back.</returns>
    /// <exception cref="LimitExceededException">The bias is beyond its limit, or not a number.</exception>
    /// <exception cref="ArgumentException">The duration is not positive.</exception>
    Task<double> PulseAsync(double biasV, double durationS, CancellationToken cancellationToken = default);
}
