namespace Spm.Core.Tests.Instruments.Nanonis;

public class WatchdogTests
{
    [Fact]
    public async Task A_cut_connection_ramps_the_bias_to_zero()
    {
        await using var bench = await Bench.Start();
        using var client = await bench.Connect();
        Assert.Null(await client.Tell("Bias.Set", w => w.Single(3)));
        client.Cut();
        await bench.Logged("the microscope is safe");
        Assert.Contains("bias ramped from 3 V to 0 in 30 steps", string.Join('\n', bench.Server.Log), StringComparison.Ordinal);
        // From 3 V down by a tenth each, then 0 once more by making safe.
        Assert.Equal([.. Enumerable.Range(0, 31).Select(i => 3 * (30 - i) / 30.0), 0], bench.Instrument.Biases);
        Assert.Equal(0, bench.Instrument.Withdrawals);
    }

    [Fact]
    public async Task A_client_that_is_cut_off_in_a_scan_stops_it_and_withdraws_if_that_is_wanted()
    {
        await using var bench = await Bench.Start(o => o with { Withdraw = true });
        bench.Instrument.Go.Reset();
        using var client = await bench.Connect();
        Assert.Null(await client.Tell("Bias.Set", w => w.Single(1)));
        Assert.Null(await client.Tell("Scan.Action", w => w.UInt16(0).UInt32(1)));
        // It waits for the end of the scan when the cable is cut.
        await client.Send(RawClient.Message("Scan.WaitEndOfScan", w => w.Int32(-1)));
        client.Cut();
        await bench.Logged("the microscope is safe");
        Assert.False(bench.Server.IsMeasuring);
        Assert.False(bench.Instrument.Status.IsMeasuring);
        Assert.Equal((0.0, 1), (bench.Instrument.Status.BiasV, bench.Instrument.Withdrawals));
        Assert.Contains(bench.Server.Log, l => l.Contains("what was running is stopped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Half_a_command_and_then_nothing_is_a_lost_client_as_well()
    {
        await using var bench = await Bench.Start();
        using var client = await bench.Connect();
        Assert.Null(await client.Tell("Bias.Set", w => w.Single(-2)));
        await client.Send(RawClient.Message("Bias.Get").AsMemory(0, 20));
        client.Dispose();
        await bench.Logged("the microscope is safe");
        Assert.Equal(0, bench.Instrument.Status.BiasV);
    }

    [Fact]
    public async Task A_client_that_only_reads_may_leave_while_another_measures()
    {
        await using var bench = await Bench.Start();
        using var measuring = await bench.Connect();
        Assert.Null(await measuring.Tell("Bias.Set", w => w.Single(1)));
        using (var reading = await bench.Connect()) Assert.Equal(1, (await reading.Ask("Bias.Get")).ReadSingle());
        await bench.Logged("client 2 disconnected");
        Assert.Equal(1, (await measuring.Ask("Bias.Get")).ReadSingle());
    }

    [Fact]
    public async Task A_silent_client_with_a_bias_is_lost_after_the_idle_time()
    {
        await using var bench = await Bench.Start(o => o with { IdleTimeout = TimeSpan.FromMilliseconds(50) });
        using var client = await bench.Connect();
        Assert.Null(await client.Tell("Bias.Set", w => w.Single(1)));
        Assert.Contains("client 1 said nothing for 0.05 s", await bench.Logged("said nothing"), StringComparison.Ordinal);
        await bench.Logged("the microscope is safe");
        // It was only silent: it may go on.
        Assert.Equal(0, (await client.Ask("Bias.Get")).ReadSingle());
    }

    [Fact]
    public async Task The_end_of_the_server_leaves_the_microscope_safe()
    {
        var bench = await Bench.Start();
        using (var client = await bench.Connect()) Assert.Null(await client.Tell("Bias.Set", w => w.Single(2)));
        await bench.DisposeAsync();
        await bench.Server.DisposeAsync();
        Assert.Equal(0, bench.Instrument.Status.BiasV);
    }
}
