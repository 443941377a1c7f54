using Spm.Core.Instruments.Nanonis.Emulator;

namespace Spm.Core.Tests.Instruments.Nanonis;

/// <summary>What commands mean, beyond their bytes.</summary>
public class EmulatorCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_come_in_the_order_in_which_they_were_measured_and_the_retrace_from_right_to_left()
    {
        await using var bench = await Bench.Start();
        using var client = await bench.Connect();
        Assert.Null(await client.Tell("Scan.FrameSet", w => w.Single(0).Single(0).Single(1.6e-6).Single(4e-7).Single(0)));
        Assert.Null(await client.Tell("Scan.BufferSet", w => w.Ints([3]).Int32(16).Int32(4)));
        foreach (var up in new[] { true, false })
        {
            Assert.Null(await client.Tell("Scan.Action", w => w.UInt16(0).Flag(up)));
            Assert.Equal(0u, (await client.Ask("Scan.WaitEndOfScan", w => w.Int32(-1))).ReadUInt32());
            var trace = await Grab(client, forward: true, up);
            var retrace = await Grab(client, forward: false, up);
            // height = x + 2y, a pixel is 100 nm; the retrace is the trace plus 1.
            Assert.Equal(1e-7, trace[1] - trace[0], 1e-12);
            Assert.Equal(up ? 2e-7 : -2e-7, trace[16] - trace[0], 1e-12);
            // float32 at 1 has 1.2e-7.
            for (var i = 0; i < 16; i++) Assert.Equal(trace[i] + 1, retrace[15 - i], 2e-7);
        }
    }

    [Fact]
    public async Task A_scan_can_be_paused_resumed_and_stopped_and_what_is_not_measured_is_no_number()
    {
        await using var bench = await Bench.Start();
        using var client = await bench.Connect();
        Assert.Null(await client.Tell("Scan.BufferSet", w => w.Ints([3]).Int32(16).Int32(16)));
        bench.Instrument.Go.Reset();
        Assert.Null(await client.Tell("Scan.Action", w => w.UInt16(0).UInt32(1)));
        Assert.Equal(1u, (await client.Ask("Scan.WaitEndOfScan", w => w.Int32(1))).ReadUInt32());
        Assert.Contains("is running already", await client.Tell("Scan.Action", w => w.UInt16(0).UInt32(1)), StringComparison.Ordinal);
        Assert.Null(await client.Tell("Scan.Action", w => w.UInt16(2).UInt32(1)));
        bench.Instrument.Go.Set();
        Assert.Equal(1u, (await client.Ask("Scan.StatusGet")).ReadUInt32());
        Assert.Contains(float.NaN, await Grab(client, forward: true, up: true));
        Assert.Null(await client.Tell("Scan.Action", w => w.UInt16(3).UInt32(1)));
        Assert.Equal(0u, (await client.Ask("Scan.WaitEndOfScan", w => w.Int32(-1))).ReadUInt32());
        Assert.DoesNotContain(float.NaN, await Grab(client, forward: true, up: true));
        bench.Instrument.Go.Reset();
        Assert.Null(await client.Tell("Scan.Action", w => w.UInt16(0).UInt32(1)));
        Assert.Null(await client.Tell("Scan.Action", w => w.UInt16(1).UInt32(1)));
        Assert.Equal(0u, (await client.Ask("Scan.StatusGet")).ReadUInt32());
        Assert.Contains("Scan.Action is 0 (start)", await client.Tell("Scan.Action", w => w.UInt16(9).UInt32(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scan_has_begun_when_its_start_is_answered_and_is_over_when_its_end_is()
    {
        await using var instrument = new BenchInstrument();
        await using var controller = await OneLine(instrument);
        var scan = controller.Scan;
        // Often, because threads that meet once may miss each other.
        for (var n = 0; n < 200; n++)
        {
            instrument.Go.Reset();
            scan.Start(up: true);
            Assert.True(await scan.WaitAsync(0, Token), $"Scan {n} ended while it was held at its line.");
            Assert.All(scan.Image.Rows(3, forward: true)[0], height => Assert.Equal(double.NaN, height));
            instrument.Go.Set();
            Assert.False(await scan.WaitAsync(-1, Token));
            Assert.False(scan.IsRunning);
            Assert.DoesNotContain(double.NaN, scan.Image.Rows(3, forward: true)[0]);
        }
    }

    [Fact]
    public async Task Each_frame_of_a_continuous_scan_has_its_own_end_and_a_bouncy_one_turns_round()
    {
        await using var instrument = new BenchInstrument();
        await using var controller = await OneLine(instrument);
        var scan = controller.Scan;
        scan.Props = scan.Props with { Continuous = true, Bouncy = true };
        instrument.Go.Reset();
        instrument.LineScanned += (_, _) => instrument.Go.Reset();
        scan.Start(up: true);
        for (var frame = 0; frame < 3; frame++)
        {
            while (!instrument.Status.IsMeasuring) await Task.Yield();
            Assert.Equal(frame % 2 == 0, scan.Image.Up);
            var end = scan.WaitAsync(-1, Token);
            Assert.False(end.IsCompleted);
            if (frame == 2) scan.Props = scan.Props with { Continuous = false };
            instrument.Go.Set();
            Assert.False(await end);
        }
        Assert.False(scan.IsRunning);
    }

    [Fact]
    public async Task The_bias_outlasts_a_scan_as_on_a_controller()
    {
        await using var bench = await Bench.Start();
        using var client = await bench.Connect();
        Assert.Null(await client.Tell("Bias.Set", w => w.Single(0.75)));
        Assert.Null(await client.Tell("Scan.BufferSet", w => w.Ints([0, 3]).Int32(16).Int32(2)));
        Assert.Null(await client.Tell("Scan.Action", w => w.UInt16(0).UInt32(1)));
        Assert.Equal(0u, (await client.Ask("Scan.WaitEndOfScan", w => w.Int32(-1))).ReadUInt32());
        Assert.Equal(0.75, (await client.Ask("Bias.Get")).ReadSingle());
        Assert.All(await Grab(client, forward: true, up: true, signal: 0), v => Assert.Equal(0.75f, v));
    }

    [Fact]
    public async Task Speed_and_time_of_a_line_follow_from_each_other()
    {
        await using var bench = await Bench.Start();
        using var client = await bench.Connect();
        Assert.Null(await client.Tell("Scan.FrameSet", w => w.Single(0).Single(0).Single(1e-6).Single(1e-6).Single(0)));
        // Time 0.5 s, ratio 2, keep the time.
        Assert.Null(await client.Tell("Scan.SpeedSet", w => w.SinglesAlone([double.NaN, double.NaN, 0.5, double.NaN]).UInt16(2).Single(2)));
        await AssertNumbers(client, "Scan.SpeedGet", 2e-6, 4e-6, 0.5, 0.25);
        // A wider frame at the same time is faster; at the same speed it takes longer.
        Assert.Null(await client.Tell("Scan.FrameSet", w => w.Single(0).Single(0).Single(2e-6).Single(1e-6).Single(0)));
        await AssertNumbers(client, "Scan.SpeedGet", 4e-6, 8e-6, 0.5, 0.25);
        Assert.Null(await client.Tell("Scan.SpeedSet", w => w.SinglesAlone([1e-6, double.NaN, double.NaN, double.NaN]).UInt16(1).Single(double.NaN)));
        await AssertNumbers(client, "Scan.SpeedGet", 1e-6, 2e-6, 2, 1);
    }

    [Fact]
    public async Task A_frame_out_of_range_is_refused_with_the_limits_name_and_the_old_one_stays()
    {
        await using var bench = await Bench.Start();
        using var client = await bench.Connect();
        var before = (await client.Ask("Scan.FrameGet")).ReadNumbers(5);
        Assert.Contains("x range", await client.Tell("Scan.FrameSet", w => w.Single(2e-6).Single(0).Single(2e-6).Single(1e-6).Single(0)), StringComparison.Ordinal);
        // Turned by 45° its corners leave the range.
        Assert.Contains("range", await client.Tell("Scan.FrameSet", w => w.Single(0).Single(0).Single(5e-6).Single(5e-6).Single(45)), StringComparison.Ordinal);
        Assert.NotNull(await client.Tell("Scan.FrameSet", w => w.Single(double.NaN).Single(0).Single(1e-6).Single(1e-6).Single(0)));
        Assert.Equal(before, (await client.Ask("Scan.FrameGet")).ReadNumbers(5));
        // All of the range is no mistake.
        Assert.Null(await client.Tell("Scan.FrameSet", w => w.Single(0).Single(0).Single(5e-6).Single(5e-6).Single(0)));
    }

    [Fact]
    public async Task An_experiment_visits_each_point_and_can_be_asked_for_its_state()
    {
        await using var bench = await Bench.Start();
        using var client = await bench.Connect();
        Assert.Null(await client.Tell("Pattern.PropsSet", w => w.Text("Z Spectroscopy ASCII").Text("").Text("").Single(0).UInt32(0)));
        Assert.Null(await client.Tell("Pattern.GridSet", w => w.UInt32(1).Int32(2).Int32(2).UInt32(0).SinglesAlone([0, 0, 1e-6, 1e-6, 0])));
        bench.Instrument.Go.Reset();
        Assert.Null(await client.Tell("Pattern.ExpStart", w => w.UInt16(1)));
        Assert.Equal(1u, (await client.Ask("Pattern.ExpStatusGet")).ReadUInt32());
        bench.Instrument.Go.Set();
        await bench.Logged("Z Spectroscopy ASCII at 4 points done");
        // The line is the experiment's last act, so that the status may be that of a running one for a moment more; clients ask again as well.
        while ((await client.Ask("Pattern.ExpStatusGet")).ReadUInt32() != 0) await Task.Yield();
        // The last pixel's centre: a quarter of the frame right of and above the middle.
        Assert.Equal((2.75e-6, 2.75e-6), (Math.Round(bench.Instrument.Status.XM, 12), Math.Round(bench.Instrument.Status.YM, 12)));
        Assert.Contains("x range", await client.Tell("Pattern.CloudSet", w => w.UInt32(1).Int32(1).SinglesAlone([1, 0])), StringComparison.Ordinal);
        Assert.Null(await client.Tell("Pattern.CloudSet", w => w.UInt32(1).Int32(2).SinglesAlone([1e-7, 2e-7, -1e-7, -2e-7])));
        Assert.Null(await client.Tell("Pattern.ExpStart", w => w.UInt16(0)));
        await bench.Logged("at 2 points done");
        Assert.Equal((2.7e-6, 2.3e-6), (Math.Round(bench.Instrument.Status.XM, 12), Math.Round(bench.Instrument.Status.YM, 12)));
    }

    [Fact]
    public async Task A_sweep_is_stopped_by_another_client()
    {
        await using var bench = await Bench.Start();
        using var sweeping = await bench.Connect();
        using var stopping = await bench.Connect();
        bench.Instrument.Go.Reset();
        await sweeping.Send(RawClient.Message("BiasSpectr.Start", w => w.UInt32(1).Text("")));
        while (!bench.Server.IsMeasuring) await Task.Yield();
        Assert.Equal(1u, (await stopping.Ask("BiasSpectr.StatusGet")).ReadUInt32());
        Assert.Null(await stopping.Tell("BiasSpectr.Stop"));
        var answer = (await sweeping.Receive())!.Read();
        Assert.Empty(answer.ReadTexts());
        Assert.Empty(answer.ReadMatrix().Values);
        Assert.Empty(answer.ReadSingles());
        Assert.Equal("Bias spectroscopy was stopped.", answer.ReadError());
    }

    [Fact]
    public async Task Not_a_number_and_zero_leave_a_setting_as_it_is()
    {
        await using var bench = await Bench.Start();
        using var client = await bench.Connect();
        Assert.Null(await client.Tell("Bias.CalibrSet", w => w.Single(2).Single(0.5)));
        Assert.Null(await client.Tell("Bias.CalibrSet", w => w.Single(double.NaN).Single(-0.5)));
        await AssertNumbers(client, "Bias.CalibrGet", 2, -0.5);
        Assert.Null(await client.Tell("BiasSpectr.LimitsSet", w => w.Single(double.NaN).Single(3)));
        await AssertNumbers(client, "BiasSpectr.LimitsGet", -1, 3);
        Assert.Contains("0 (no change), 1 (on) or 2 (off), got 7", await client.Tell("BiasSpectr.AdvPropsSet", w => w.UInt16(7).UInt16(0).UInt16(0).UInt16(0)), StringComparison.Ordinal);
        Assert.Contains("there is no number 4711", await client.Tell("LockIn.DemodSignalSet", w => w.Int32(4711).Int32(0)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_engine_counts_channels_by_the_slot_a_signal_is_in()
    {
        await using var bench = await Bench.Start(10862);
        using var client = await bench.Connect();
        Assert.Contains("There is no command Util.VersionGet", await client.Tell("Util.VersionGet"), StringComparison.Ordinal);
        Assert.Null(await client.Tell("Signals.InSlotSet", w => w.Int32(20).Int32(4)));
        Assert.Null(await client.Tell("BiasSpectr.ChsSet", w => w.Ints([20])));
        Assert.Null(await client.Tell("BiasSpectr.PropsSet", w => w.UInt16(0).Int32(0).UInt16(2).Int32(3).Single(0).UInt16(0).UInt16(0)));
        Assert.Equal(["Bias calc (V)", "Current (A)"], (await client.Ask("BiasSpectr.Start", w => w.UInt32(1).Text(""))).ReadTexts());
        var channels = await client.Ask("BiasSpectr.ChsGet");
        Assert.Equal([20], channels.ReadInts());
        Assert.Null(channels.ReadError());
        Assert.Contains("There is no channel 24", await client.Tell("BiasSpectr.ChsSet", w => w.Ints([24])), StringComparison.Ordinal);
    }

    /// <summary>A controller whose scans have one line of 16 square pixels of signal 3.</summary>
    private static async Task<EmulatedController> OneLine(BenchInstrument instrument)
    {
        var controller = await EmulatedController.CreateAsync(instrument, new NanonisServerOptions(), new EmulatorLog(), Token);
        controller.Scan.SetFrame(new ScanFrame(0, 0, 1.6e-6, 1e-7, 0));
        controller.Scan.SetBuffer([3], 16, 1);
        return controller;
    }

    private static async Task AssertNumbers(RawClient client, string command, params double[] expected) =>
        Assert.Equal(expected, (await client.Ask(command)).ReadNumbers(expected.Length));

    private static async Task<float[]> Grab(RawClient client, bool forward, bool up, uint signal = 3)
    {
        var reader = await client.Ask("Scan.FrameDataGrab", w => w.UInt32(signal).Flag(forward));
        reader.ReadText();
        var values = reader.ReadMatrix().Values;
        Assert.Equal(up ? 1u : 0u, reader.ReadUInt32());
        Assert.Null(reader.ReadError());
        return values;
    }
}
