namespace Spm.Core.Instruments;

/// <summary>What the z feedback is doing.</summary>
/// <param name="IsOn">True while it keeps the controlled signal at its setpoint.</param>
/// <param name="Setpoint">The setpoint, in <paramref name="SetpointUnit"/>.</param>
/// <param name="SetpointUnit">Unit of the controlled signal, such as <c>N</c> in contact mode or <c>A</c> for a tunnelling current.</param>
/// <param name="ZM">Position of the z piezo in m; larger is away from the sample.</param>
/// <param name="Gains">Its gains.</param>
public sealed record FeedbackState(bool IsOn, double Setpoint, string SetpointUnit, double ZM, FeedbackGains Gains);

/// <summary>Gains of a PI controller <c>z(t) = P e(t) + (P/T) ∫ e dt</c>, e being the controlled signal minus its setpoint.</summary>
/// <param name="Proportional">P in m per unit of the controlled signal.</param>
/// <param name="TimeConstantS">T in s, positive. The integral gain is I = P/T.</param>
public sealed record FeedbackGains(double Proportional, double TimeConstantS)
{
    /// <summary>I = P/T, in m per unit of the controlled signal and second.</summary>
    public double Integral => Proportional / TimeConstantS;
}

/// <summary>Controls the distance between tip and sample.</summary>
public interface IFeedback : IInstrument
{
    /// <summary>What it is doing.</summary>
    Task<FeedbackState> GetFeedbackAsync(CancellationToken cancellationToken = default);

    /// <summary>Switches the feedback on or off. Off, the z piezo stays where it is.</summary>
    /// <returns>True when it is on, as read back.</returns>
    Task<bool> SetFeedbackAsync(bool on, CancellationToken cancellationToken = default);

    /// <summary>Sets what the feedback keeps constant, in the unit that <see cref="FeedbackState.SetpointUnit"/> names.</summary>
    /// <returns>The setpoint, as read back.</returns>
    /// <exception cref="LimitExceededException">The setpoint is beyond its limit, or not a number.</exception>
    Task<double> SetSetpointAsync(double setpoint, CancellationToken cancellationToken = default);

    /// <summary>Sets the gains.</summary>
    /// <returns>The gains, as read back.</returns>
    /// <exception cref="ArgumentException">A gain is negative or not a number, or the time constant is not positive.</exception>
    Task<FeedbackGains> SetGainsAsync(FeedbackGains gains, CancellationToken cancellationToken = default);

    /// <summary>Moves the z piezo.</summary>
    /// <returns>Its position in m, as read back.</returns>
    /// <exception cref="LimitExceededException">The position is outside the z range, or not a number.</exception>
    /// <exception cref="InvalidOperationException">The feedback is on; switch it off first.</exception>
    Task<double> SetZAsync(double zM, CancellationToken cancellationToken = default);

    /// <summary>Switches the feedback off and takes the tip away from the sample, as far as the z piezo goes.</summary>
    /// <returns>The position of the z piezo in m, as read back.</returns>
    Task<double> WithdrawAsync(CancellationToken cancellationToken = default);
}
