namespace Spm.Core.Instruments.Nanonis.Client;

/// <content>Position, bias, feedback and lock-in.</content>
public sealed partial class NanonisInstrument : IPositioning, IBiasControl, IFeedback, ILockIn
{
    // The lock-in's first modulator.
    private const int Modulator = 1;
    private const double DegreesPerRad = 180 / Math.PI;

    /// <inheritdoc/>
    public async Task<TipPosition> GetPositionAsync(CancellationToken cancellationToken = default)
    {
        var place = await _control.AskAsync("FolMe.XYPosGet", w => w.UInt32(1), r => new TipPosition(
            r.ReadDouble() + (Limits.RangeXM / 2), r.ReadDouble() + (Limits.RangeYM / 2)), cancellationToken).ConfigureAwait(false);
        _known = _known with { XM = place.XM, YM = place.YM };
        return place;
    }

    /// <inheritdoc/>
    public Task<TipPosition> MoveToAsync(double xM, double yM, CancellationToken cancellationToken = default) =>
        _gate.SetAsync(limits => limits.CheckPosition(xM, yM), async token =>
        {
            var from = await GetPositionAsync(token).ConfigureAwait(false);
            var speed = await _work.AskAsync("FolMe.SpeedGet", null, r => (MPerS: r.ReadNumber(), Custom: r.ReadUInt32()), token).ConfigureAwait(false);
            var lasts = TimeSpan.FromSeconds(Math.Min(86400, double.Hypot(xM - from.XM, yM - from.YM) / Math.Max(1e-12, speed.MPerS)));
            await _work.AskAsync("FolMe.XYPosSet", w => w.Double(xM - Limits.RangeXM / 2).Double(yM - Limits.RangeYM / 2).UInt32(1), _ => true, lasts, token).ConfigureAwait(false);
            return await GetPositionAsync(token).ConfigureAwait(false);
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<double> SetMoveSpeedAsync(double speedMPerS, CancellationToken cancellationToken = default) =>
        _gate.SetAsync(limits => CheckSpeed(limits, speedMPerS), async token =>
        {
            await _work.TellAsync("FolMe.SpeedSet", w => w.Single(speedMPerS).Flag(true), token).ConfigureAwait(false);
            return await _work.AskAsync("FolMe.SpeedGet", null, r => (MPerS: r.ReadNumber(), Custom: r.ReadUInt32()).MPerS, token).ConfigureAwait(false);
        }, cancellationToken);

    /// <inheritdoc/>
    public async Task<double> GetBiasAsync(CancellationToken cancellationToken = default)
    {
        var bias = await _control.AskAsync("Bias.Get", null, r => r.ReadNumber(), cancellationToken).ConfigureAwait(false);
        _known = _known with { BiasV = bias };
        return bias;
    }

    /// <inheritdoc/>
    public Task<double> SetBiasAsync(double biasV, CancellationToken cancellationToken = default) =>
        _gate.SetAsync(limits => limits.CheckBias(biasV), token => RampBiasAsync(biasV, token), cancellationToken);

    /// <inheritdoc/>
    public Task<double> PulseAsync(double biasV, double durationS, CancellationToken cancellationToken = default) =>
        _gate.SetAsync(limits =>
        {
            limits.CheckBias(biasV);
            limits.CheckPulse(durationS);
            RequestRule.InRange(durationS, 1e-6, 3600, "s", nameof(durationS), "durationS: 10e-3 for 10 ms");
        }, async token =>
        {
            // Wait for its end, z controller as it is set, absolute.
            await _work.AskAsync("Bias.Pulse", w => w.Flag(true).Single(durationS).Single(biasV).UInt16(0).UInt16(2), _ => true, TimeSpan.FromSeconds(durationS), token).ConfigureAwait(false);
            return await GetBiasAsync(token).ConfigureAwait(false);
        }, cancellationToken);

    /// <inheritdoc/>
    public async Task<FeedbackState> GetFeedbackAsync(CancellationToken cancellationToken = default)
    {
        var on = await _control.AskAsync("ZCtrl.OnOffGet", null, r => r.ReadUInt32() != 0, cancellationToken).ConfigureAwait(false);
        var setpoint = await _control.AskAsync("ZCtrl.SetpntGet", null, r => r.ReadNumber(), cancellationToken).ConfigureAwait(false);
        var z = await _control.AskAsync("ZCtrl.ZPosGet", null, r => r.ReadNumber(), cancellationToken).ConfigureAwait(false);
        var gains = await GetGainsAsync(cancellationToken).ConfigureAwait(false);
        return new FeedbackState(on, setpoint, _setpointUnit ?? "", z, gains);
    }

    /// <inheritdoc/>
    public Task<bool> SetFeedbackAsync(bool on, CancellationToken cancellationToken = default) =>
        _gate.SetAsync(_ => { }, async token =>
        {
            await _work.TellAsync("ZCtrl.OnOffSet", w => w.Flag(on), token).ConfigureAwait(false);
            return await _work.AskAsync("ZCtrl.OnOffGet", null, r => r.ReadUInt32() != 0, token).ConfigureAwait(false);
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<double> SetSetpointAsync(double setpoint, CancellationToken cancellationToken = default) =>
        _gate.SetAsync(limits => limits.CheckSetpoint(setpoint, _setpointUnit), async token =>
        {
            await _work.TellAsync("ZCtrl.SetpntSet", w => w.Single(setpoint), token).ConfigureAwait(false);
            return await _work.AskAsync("ZCtrl.SetpntGet", null, r => r.ReadNumber(), token).ConfigureAwait(false);
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<FeedbackGains> SetGainsAsync(FeedbackGains gains, CancellationToken cancellationToken = default) =>
        _gate.SetAsync(_ =>
        {
            RequestRule.InRange(gains.Proportional, 0, 1e6, "", nameof(FeedbackGains.Proportional), "new FeedbackGains(Proportional: 2, TimeConstantS: 1e-3)");
            RequestRule.InRange(gains.TimeConstantS, 1e-9, 1e3, "s", nameof(FeedbackGains.TimeConstantS), "new FeedbackGains(Proportional: 2, TimeConstantS: 1e-3)");
        }, async token =>
        {
            await _work.TellAsync("ZCtrl.GainSet", w => w.Single(gains.Proportional).Single(gains.TimeConstantS).Single(gains.Integral), token).ConfigureAwait(false);
            return await GetGainsAsync(token).ConfigureAwait(false);
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<double> SetZAsync(double zM, CancellationToken cancellationToken = default) =>
        _gate.SetAsync(limits => limits.CheckZ(zM), async token =>
        {
            if (await _work.AskAsync("ZCtrl.OnOffGet", null, r => r.ReadUInt32() != 0, token).ConfigureAwait(false))
                throw new InvalidOperationException("The feedback is on and would move z back. Switch it off first: SetFeedbackAsync(false).");
            await _work.TellAsync("ZCtrl.ZPosSet", w => w.Single(zM), token).ConfigureAwait(false);
            return await _work.AskAsync("ZCtrl.ZPosGet", null, r => r.ReadNumber(), token).ConfigureAwait(false);
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<double> WithdrawAsync(CancellationToken cancellationToken = default) =>
        _gate.SetAsync(_ => { }, async token =>
        {
            await _work.AskAsync("ZCtrl.Withdraw", w => w.Flag(true).Int32(-1), _ => true, TimeSpan.FromMinutes(1), token).ConfigureAwait(false);
            return await _work.AskAsync("ZCtrl.ZPosGet", null, r => r.ReadNumber(), token).ConfigureAwait(false);
        }, cancellationToken);

    /// <inheritdoc/>
    public async Task<LockInSettings> GetLockInAsync(CancellationToken cancellationToken = default)
    {
        var on = await _control.AskAsync("LockIn.ModOnOffGet", w => w.Int32(Modulator), r => r.ReadUInt32() != 0, cancellationToken).ConfigureAwait(false);
        var amplitude = await _control.AskAsync("LockIn.ModAmpGet", w => w.Int32(Modulator), r => r.ReadNumber(), cancellationToken).ConfigureAwait(false);
        var frequency = await _control.AskAsync("LockIn.ModPhasFreqGet", w => w.Int32(Modulator), r => r.ReadDouble(), cancellationToken).ConfigureAwait(false);
        var phase = await _control.AskAsync("LockIn.ModPhasGet", w => w.Int32(Modulator), r => r.ReadNumber(), cancellationToken).ConfigureAwait(false);
        return new LockInSettings(on, amplitude, frequency, phase / DegreesPerRad);
    }

    /// <inheritdoc/>
    public Task<LockInSettings> SetLockInAsync(LockInSettings settings, CancellationToken cancellationToken = default) =>
        _gate.SetAsync(limits =>
        {
            limits.CheckAcAmplitude(settings.AmplitudeV);
            limits.CheckFrequency(settings.FrequencyHz);
            RequestRule.InRange(settings.PhaseRad, -1e3, 1e3, "rad", nameof(LockInSettings.PhaseRad), "PhaseRad: 0");
        }, async token =>
        {
            await TellLockInAsync(settings, token).ConfigureAwait(false);
            return await GetLockInAsync(token).ConfigureAwait(false);
        }, cancellationToken);

    /// <summary>Off first when it is to be off, on last when it is to be on: the tip is never modulated with half of the settings.</summary>
    private async Task TellLockInAsync(LockInSettings settings, CancellationToken token)
    {
        if (!settings.IsOn) await _work.TellAsync("LockIn.ModOnOffSet", w => w.Int32(Modulator).Flag(false), token).ConfigureAwait(false);
        await _work.TellAsync("LockIn.ModAmpSet", w => w.Int32(Modulator).Single(settings.AmplitudeV), token).ConfigureAwait(false);
        await _work.TellAsync("LockIn.ModPhasFreqSet", w => w.Int32(Modulator).Double(settings.FrequencyHz), token).ConfigureAwait(false);
        await _work.TellAsync("LockIn.ModPhasSet", w => w.Int32(Modulator).Single(settings.PhaseRad * DegreesPerRad), token).ConfigureAwait(false);
        if (settings.IsOn) await _work.TellAsync("LockIn.ModOnOffSet", w => w.Int32(Modulator).Flag(true), token).ConfigureAwait(false);
    }

    private static void CheckSpeed(InstrumentLimits limits, double speedMPerS)
    {
        limits.CheckScanSpeed(speedMPerS);
        RequestRule.InRange(speedMPerS, 1e-12, 1, "m/s", nameof(speedMPerS), "speedMPerS: 1e-6 for 1 µm/s");
    }

    private Task<FeedbackGains> GetGainsAsync(CancellationToken token) => _control.AskAsync("ZCtrl.GainGet", null, r =>
    {
        var gains = new FeedbackGains(r.ReadNumber(), r.ReadNumber());
        r.ReadNumber();
        return gains;
    }, token);
}
