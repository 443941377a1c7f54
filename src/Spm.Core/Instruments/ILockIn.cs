namespace Spm.Core.Instruments;

/// <summary>The modulation of a lock-in amplifier.</summary>
/// <param name="IsOn">True while the tip is modulated.</param>
/// <param name="AmplitudeV">Amplitude of the modulation in V.</param>
/// <param name="FrequencyHz">Frequency of the modulation in Hz.</param>
/// <param name="PhaseRad">Phase of the reference in rad.</param>
public sealed record LockInSettings(bool IsOn, double AmplitudeV, double FrequencyHz, double PhaseRad = 0);

/// <summary>Modulates the tip and demodulates the response.</summary>
public interface ILockIn : IInstrument
{
    /// <summary>The settings.</summary>
    Task<LockInSettings> GetLockInAsync(CancellationToken cancellationToken = default);

    /// <summary>Changes the settings.</summary>
    /// <returns>The settings, as read back.</returns>
    /// <exception cref="LimitExceededException">Amplitude or frequency is beyond its limit, or not a number.</exception>
    Task<LockInSettings> SetLockInAsync(LockInSettings settings, CancellationToken cancellationToken = default);
}
