namespace Spm.Core.Instruments.Twin;

/// <content>Position, bias, feedback and lock-in, set by hand.</content>
public sealed partial class TwinInstrument : IPositioning, IBiasControl, IFeedback, ILockIn
{
    private TwinControls _controls;

    /// <inheritdoc/>
    public Task<TipPosition> GetPositionAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(_scanner.Commanded);

    /// <inheritdoc/>
    public Task<TipPosition> MoveToAsync(double xM, double yM, CancellationToken cancellationToken = default) =>
        SetAsync(limits => limits.CheckPosition(xM, yM), token =>
        {
            Travel(xM, yM, token);
            return _scanner.Commanded;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<double> SetMoveSpeedAsync(double speedMPerS, CancellationToken cancellationToken = default) =>
        SetAsync(limits =>
        {
            limits.CheckScanSpeed(speedMPerS);
            RequestRule.InRange(speedMPerS, 1e-12, 1, "m/s", nameof(speedMPerS), "speedMPerS: 20e-6 for 20 µm/s");
        }, _ => _controls.MoveSpeedMPerS = speedMPerS, cancellationToken);

    /// <inheritdoc/>
    public Task<double> GetBiasAsync(CancellationToken cancellationToken = default) => Task.FromResult(Microscope.BiasV);

    /// <inheritdoc/>
    public Task<double> SetBiasAsync(double biasV, CancellationToken cancellationToken = default) =>
        _gate.SetAsync(limits => limits.CheckBias(biasV), async token =>
        {
            _ramp.Note(Microscope.BiasV);
            await _ramp.ToAsync(biasV, token).ConfigureAwait(false);
            if (biasV != 0) Hold(biasV, TwinMicroscope.PulseS);
            return Microscope.BiasV;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<double> PulseAsync(double biasV, double durationS, CancellationToken cancellationToken = default) =>
        SetAsync(limits =>
        {
            limits.CheckBias(biasV);
            limits.CheckPulse(durationS);
            RequestRule.InRange(durationS, 1e-6, 3600, "s", nameof(durationS), "durationS: 10e-3 for 10 ms");
        }, token =>
        {
            var before = Microscope.BiasV;
            for (var left = durationS; left > 0; left -= TwinMicroscope.PulseS)
            {
                token.ThrowIfCancellationRequested();
                Hold(biasV, Math.Min(left, TwinMicroscope.PulseS));
            }
            Hold(before, TwinMicroscope.PulseS);
            return Microscope.BiasV;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<FeedbackState> GetFeedbackAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(new FeedbackState(_controls.IsFeedbackOn, _controls.SetpointN, "N", _controls.ZM(Microscope.Surface.HeightM), _controls.Gains));

    /// <inheritdoc/>
    public Task<bool> SetFeedbackAsync(bool on, CancellationToken cancellationToken = default) =>
        SetAsync(_ => { }, _ =>
        {
            // Off, the piezo stays where it was.
            _controls.HeldZM = _controls.ZM(Microscope.Surface.HeightM);
            return _controls.IsFeedbackOn = on;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<double> SetSetpointAsync(double setpoint, CancellationToken cancellationToken = default) =>
        SetAsync(limits => limits.CheckSetpoint(setpoint, "N"), _ => _controls.SetpointN = setpoint, cancellationToken);

    /// <inheritdoc/>
    public Task<FeedbackGains> SetGainsAsync(FeedbackGains gains, CancellationToken cancellationToken = default) =>
        SetAsync(_ =>
        {
            RequestRule.InRange(gains.Proportional, 0, 1e6, "m/N", nameof(FeedbackGains.Proportional), "new FeedbackGains(Proportional: 2, TimeConstantS: 1e-3)");
            RequestRule.InRange(gains.TimeConstantS, 1e-9, 1e3, "s", nameof(FeedbackGains.TimeConstantS), "new FeedbackGains(Proportional: 2, TimeConstantS: 1e-3)");
        }, _ => _controls.Gains = gains, cancellationToken);

    /// <inheritdoc/>
    public Task<double> SetZAsync(double zM, CancellationToken cancellationToken = default) =>
        SetAsync(limits => limits.CheckZ(zM), _ =>
        {
            if (_controls.IsFeedbackOn)
                throw new InvalidOperationException("The feedback is on and would move z back. Switch it off first: SetFeedbackAsync(false).");
            return _controls.HeldZM = zM;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<double> WithdrawAsync(CancellationToken cancellationToken = default) =>
        SetAsync(_ => { }, _ =>
        {
            _controls.IsFeedbackOn = false;
            return _controls.HeldZM = Limits.MaxZM;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<LockInSettings> GetLockInAsync(CancellationToken cancellationToken = default) => Task.FromResult(_controls.LockIn);

    /// <inheritdoc/>
    public Task<LockInSettings> SetLockInAsync(LockInSettings settings, CancellationToken cancellationToken = default) =>
        SetAsync(limits =>
        {
            limits.CheckAcAmplitude(settings.AmplitudeV);
            limits.CheckFrequency(settings.FrequencyHz);
            RequestRule.InRange(settings.PhaseRad, -1e3, 1e3, "rad", nameof(LockInSettings.PhaseRad), "PhaseRad: 0");
        }, _ => _controls.LockIn = settings, cancellationToken);

    private Task<T> SetAsync<T>(Action<InstrumentLimits> check, Func<CancellationToken, T> set, CancellationToken cancellationToken) =>
        _gate.SetAsync(check, token => Task.FromResult(set(token)), cancellationToken);

    /// <summary>Keeps a bias for a time; the sample below the tip answers when the tip touches it.</summary>
    private void Hold(double biasV, double durationS)
    {
        if (biasV != 0 && _controls.IsInContact(Microscope.Surface.HeightM))
        {
            Microscope.Pulse(Microscope.Touch(biasV), biasV, durationS);
        }
        else
        {
            Microscope.SetBias(biasV);
            Microscope.Wait(durationS);
        }
    }

    /// <summary>Goes in a straight line. A tip with a bias writes on its way, in steps of what it resolves.</summary>
    private void Travel(double xM, double yM, CancellationToken cancellationToken)
    {
        var (fromX, fromY) = _scanner.Commanded;
        var distance = double.Hypot(xM - fromX, yM - fromY);
        var steps = Microscope.BiasV == 0 ? 1 : Math.Max(1, (int)Math.Ceiling(distance / _options.Tip.ResolutionM));
        for (var step = 1; step <= steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _scanner.Go(double.Lerp(fromX, xM, (double)step / steps), double.Lerp(fromY, yM, (double)step / steps), cancellationToken);
            Hold(Microscope.BiasV, distance / steps / _controls.MoveSpeedMPerS);
        }
    }
}
