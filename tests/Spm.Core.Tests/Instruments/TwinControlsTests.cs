using Spm.Core.Instruments;
using Spm.Core.Instruments.Twin;

namespace Spm.Core.Tests.Instruments;

/// <summary>What is set by hand, and what the sample makes of it.</summary>
public class TwinControlsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_strong_pulse_switches_the_polarization_below_the_tip_and_leaves_the_bias_as_it_was()
    {
        await using var twin = TwinInstrument.Create(seed: 3);
        await twin.SetLockInAsync(new LockInSettings(true, 1, 350e3), Token);
        await twin.SetBiasAsync(0.5, Token);
        Assert.Equal(0.5, await twin.PulseAsync(8, 50e-3, Token));
        var up = await PhaseAsync(twin);
        Assert.Equal(0.5, await twin.PulseAsync(-8, 50e-3, Token));
        var down = await PhaseAsync(twin);
        Assert.Equal(0.5, await twin.PulseAsync(8, 50e-3, Token));
        Assert.Equal(Math.PI, Math.Abs(Math.IEEERemainder(up - down, 2 * Math.PI)), 0.35);
        Assert.Equal(0, Math.IEEERemainder(up - await PhaseAsync(twin), 2 * Math.PI), 0.2);
    }

    [Fact]
    public async Task A_withdrawn_tip_writes_nothing_and_senses_nothing()
    {
        await using var twin = TwinInstrument.Create(seed: 3);
        await twin.SetLockInAsync(new LockInSettings(true, 1, 350e3), Token);
        var before = await PhaseAsync(twin);
        await twin.WithdrawAsync(Token);
        Assert.Equal(0, await SignalAsync(twin, "Amplitude"));
        await twin.PulseAsync(9, 50e-3, Token);
        await twin.PulseAsync(-9, 50e-3, Token);
        Assert.True(await twin.SetFeedbackAsync(true, Token));
        Assert.Equal(before, await PhaseAsync(twin), 1e-9);
    }

    [Fact]
    public async Task Moving_takes_as_long_as_the_way_at_the_speed()
    {
        await using var twin = TwinInstrument.Create();
        await twin.MoveToAsync(1e-6, 1e-6, Token);
        Assert.Equal(2e-6, await twin.SetMoveSpeedAsync(2e-6, Token));
        var start = twin.Status.Clock;
        Assert.Equal(new TipPosition(4e-6, 5e-6), await twin.MoveToAsync(4e-6, 5e-6, Token));
        Assert.Equal(2.5, (twin.Status.Clock - start).TotalSeconds, 1e-6);
    }

    [Fact]
    public async Task A_tip_that_moves_with_a_bias_writes_a_line()
    {
        await using var twin = TwinInstrument.Create(seed: 5);
        await twin.MoveToAsync(1e-6, 2.5e-6, Token);
        await twin.SetBiasAsync(-9, Token);
        await twin.MoveToAsync(3e-6, 2.5e-6, Token);
        await twin.SetBiasAsync(9, Token);
        await twin.MoveToAsync(2e-6, 2.5e-6, Token);
        await twin.SetBiasAsync(0, Token);
        var spectra = await twin.AcquireGridAsync(new BandExcitationRequest { Rows = 1, Columns = 2, SizeM = 2e-6, CenterXM = 2e-6, CenterYM = 2.5e-6, Bins = 8 }, cancellationToken: Token);
        Assert.Equal(2, spectra.PixelCount);
        Assert.True(twin.LastTruth!.Polarization[0] * twin.LastTruth.Polarization[1] < 0, "The two halves of the line point the same way.");
    }

    [Fact]
    public async Task Feedback_keeps_the_force_at_its_setpoint_and_z_stays_where_it_was_when_it_is_switched_off()
    {
        await using var twin = TwinInstrument.Create();
        Assert.Equal(90e-9, await twin.SetSetpointAsync(90e-9, Token));
        Assert.Equal(90e-9 / 3, await SignalAsync(twin, "Deflection"), 1e-15);
        var on = await twin.GetFeedbackAsync(Token);
        Assert.False(await twin.SetFeedbackAsync(false, Token));
        Assert.Equal(on.ZM, (await twin.GetFeedbackAsync(Token)).ZM);
        Assert.Equal(on.ZM + 1e-9, await twin.SetZAsync(on.ZM + 1e-9, Token), 1e-18);
        Assert.Equal(30e-9 - 1e-9, await SignalAsync(twin, "Deflection"), 1e-15);
    }

    [Fact]
    public async Task Z_is_not_moved_against_the_feedback()
    {
        await using var twin = TwinInstrument.Create();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => twin.SetZAsync(1e-9, Token));
        Assert.Contains("Switch it off first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_set_by_hand_is_as_at_the_start_after_a_reset()
    {
        await using var twin = TwinInstrument.Create();
        await twin.SetSetpointAsync(90e-9, Token);
        await twin.WithdrawAsync(Token);
        await twin.ResetAsync();
        Assert.Equal((true, 30e-9), ((await twin.GetFeedbackAsync(Token)).IsOn, (await twin.GetFeedbackAsync(Token)).Setpoint));
    }

    [Fact]
    public async Task Lines_of_a_scan_are_told_as_they_are_finished()
    {
        await using var twin = TwinInstrument.Create();
        var lines = new List<(int Row, double[] Height, double[] Phase)>();
        twin.LineScanned += (_, line) => lines.Add((line.Row, line.Channels[0].ToArray(), line.Channels[1].ToArray()));
        var images = await twin.ScanAsync(new ImageRequest { Rows = 5, Columns = 7, Channels = ["height", "phase"] }, cancellationToken: Token);
        Assert.Equal([0, 1, 2, 3, 4], lines.Select(l => l.Row));
        var (height, phase) = (new double[35], new double[35]);
        images[0].ReadPixels(0, height);
        images[1].ReadPixels(0, phase);
        Assert.Equal(height, lines.SelectMany(l => l.Height));
        Assert.Equal(phase, lines.SelectMany(l => l.Phase));
    }

    private static async Task<double> SignalAsync(TwinInstrument twin, string name)
    {
        var signal = (await twin.GetSignalsAsync(Token)).Single(s => s.Name == name);
        return (await twin.ReadSignalsAsync([signal.Index], Token))[0];
    }

    private static async Task<double> PhaseAsync(TwinInstrument twin)
    {
        // At the resonance of the place: off it, a shift of the resonance would look like a turn of the phase.
        var resonance = await SignalAsync(twin, "Resonance frequency");
        await twin.SetLockInAsync(new LockInSettings(true, 1, resonance), Token);
        return await SignalAsync(twin, "Phase");
    }
}
