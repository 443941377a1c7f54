using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Notebook;

namespace Spm.Interactive.Session;

/// <content>The instrument set by hand, and curves at one place.</content>
public sealed partial class SpmSession
{
    /// <summary>Moves the tip.</summary>
    /// <param name="xM">x in m.</param>
    /// <param name="yM">y in m.</param>
    /// <param name="speedMPerS">Speed in m/s from now on; null leaves it as it is.</param>
    /// <param name="cancel">Stops on the way.</param>
    /// <returns>Where the tip is, as read back.</returns>
    /// <exception cref="LimitExceededException">The place is outside the scan range.</exception>
    public async Task<TipPosition> MoveAsync(double xM, double yM, double? speedMPerS = null, CancellationToken cancel = default)
    {
        var positioning = Capability<IPositioning>("move its tip");
        cancel = Stoppable(null, cancel);
        if (speedMPerS is { } speed) await positioning.SetMoveSpeedAsync(speed, cancel).ConfigureAwait(false);
        return await positioning.MoveToAsync(xM, yM, cancel).ConfigureAwait(false);
    }

    /// <summary>Sets the dc bias, which stays until it is set again or the instrument is made safe.</summary>
    /// <returns>The bias in V, as read back.</returns>
    /// <exception cref="LimitExceededException">The bias is beyond its limit.</exception>
    public Task<double> BiasAsync(double biasV, CancellationToken cancel = default) =>
        Capability<IBiasControl>("set a bias").SetBiasAsync(biasV, Stoppable(null, cancel));

    /// <summary>Applies a bias for a time and returns to the one before.</summary>
    /// <returns>The bias in V after the pulse, as read back.</returns>
    /// <exception cref="LimitExceededException">The bias is beyond its limit.</exception>
    public Task<double> PulseAsync(double biasV, double durationS, CancellationToken cancel = default) =>
        Capability<IBiasControl>("pulse its bias").PulseAsync(biasV, durationS, Stoppable(null, cancel));

    /// <summary>Changes what is given of the z feedback, and says what it does now.</summary>
    /// <param name="on">On or off; null leaves it.</param>
    /// <param name="setpoint">Setpoint in the unit of the controlled signal; null leaves it.</param>
    /// <param name="gains">Gains; null leaves them.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="LimitExceededException">The setpoint is beyond its limit.</exception>
    public async Task<FeedbackState> FeedbackAsync(bool? on = null, double? setpoint = null, FeedbackGains? gains = null, CancellationToken cancel = default)
    {
        var feedback = Capability<IFeedback>("control its z feedback");
        cancel = Stoppable(null, cancel);
        if (gains is not null) await feedback.SetGainsAsync(gains, cancel).ConfigureAwait(false);
        if (setpoint is { } wanted) await feedback.SetSetpointAsync(wanted, cancel).ConfigureAwait(false);
        if (on is { } state) await feedback.SetFeedbackAsync(state, cancel).ConfigureAwait(false);
        return await feedback.GetFeedbackAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Switches the feedback off and takes the tip away from the sample.</summary>
    /// <returns>The position of the z piezo in m, as read back.</returns>
    public Task<double> WithdrawAsync(CancellationToken cancel = default) => Capability<IFeedback>("withdraw its tip").WithdrawAsync(Stoppable(null, cancel));

    /// <summary>Reads all signals.</summary>
    public async Task<SignalReadings> SignalsAsync(CancellationToken cancel = default)
    {
        var instrument = Capability<ISignals>("read signals");
        cancel = Stoppable(null, cancel);
        var signals = await instrument.GetSignalsAsync(cancel).ConfigureAwait(false);
        var values = await instrument.ReadSignalsAsync([.. signals.Select(s => s.Index)], cancel).ConfigureAwait(false);
        return new SignalReadings([.. signals.Zip(values)]);
    }

    /// <summary>Captures a signal over time.</summary>
    /// <param name="signal">Its name, in upper or lower case.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ArgumentException">There is no such signal; the message lists those there are.</exception>
    public async Task<Dataset> CaptureAsync(string signal, int samples = 4096, double sampleRateHz = 1e6, CancellationToken cancel = default)
    {
        cancel = Stoppable(null, cancel);
        var all = await Capability<ISignals>("read signals").GetSignalsAsync(cancel).ConfigureAwait(false);
        var found = all.FirstOrDefault(s => s.Name.Equals(signal, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no signal «{signal}». Signals: {string.Join(", ", all.Select(s => s.Name))}.", nameof(signal));
        return await Capability<IOscilloscope>("capture a signal over time")
            .CaptureAsync(new CaptureRequest { Signal = found.Index, Samples = samples, SampleRateHz = sampleRateHz }, cancel).ConfigureAwait(false);
    }

    /// <summary>Sweeps the bias where the tip is.</summary>
    public async Task<SweepCurves> SweepAsync(BiasSweepRequest request, INotebookOutput? output = null, CancellationToken cancel = default)
    {
        using var work = Start("sweeping the bias", request.Points * (request.Backward ? 2 : 1), "points", output, ref cancel);
        return new SweepCurves(await Capability<IBiasSpectroscopy>("sweep its bias").SweepBiasAsync(request, work, cancel).ConfigureAwait(false));
    }

    /// <summary>Sweeps z where the tip is: a force–distance curve.</summary>
    public async Task<SweepCurves> SweepAsync(ZSweepRequest request, INotebookOutput? output = null, CancellationToken cancel = default)
    {
        using var work = Start("sweeping z", request.Points * (request.Backward ? 2 : 1), "points", output, ref cancel);
        return new SweepCurves(await Capability<IForceSpectroscopy>("take force curves").SweepZAsync(request, work, cancel).ConfigureAwait(false));
    }

    /// <summary>Stops what is running and takes the instrument to its safe state: bias 0, no scan.</summary>
    public async Task<SessionStatus> StopAsync()
    {
        if (Instrument is not null) await Instrument.MakeSafeAsync().ConfigureAwait(false);
        return Status();
    }
}
