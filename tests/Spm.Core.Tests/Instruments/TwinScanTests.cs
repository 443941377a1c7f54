using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Twin;
using Spm.Core.Physics.Scanning;

namespace Spm.Core.Tests.Instruments;

/// <summary>Trace, retrace, direction and the faults of the scanner.</summary>
public class TwinScanTests
{
    private static readonly TwinOptions Quiet = new() { NoiseOn = false };
    private static readonly ImageRequest Frame = new() { Rows = 8, Columns = 16, SizeM = 1e-6, Channels = ["height", "resonance"] };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trace_and_retrace_of_a_scanner_without_faults_are_the_same_image()
    {
        await using var twin = TwinInstrument.Create("grating", 1, Quiet);
        var images = await twin.ScanAsync(Frame with { WithRetrace = true }, cancellationToken: Token);
        Assert.Equal(["height", "resonance", "height retrace", "resonance retrace"], images.Select(i => i.Name));
        Assert.Equal(Real(images[0]), Real(images[2]));
        Assert.Equal(Real(images[1]), Real(images[3]));
    }

    [Fact]
    public async Task Downward_and_upward_scans_show_the_same_surface_and_tell_their_lines_in_their_order()
    {
        await using var twin = TwinInstrument.Create("grating", 1, Quiet);
        var up = await twin.ScanAsync(Frame, cancellationToken: Token);
        var rows = new List<int>();
        twin.LineScanned += (_, line) => rows.Add(line.Row);
        var down = await twin.ScanAsync(Frame with { Downward = true }, cancellationToken: Token);
        Assert.Equal(Real(up[0]), Real(down[0]));
        Assert.Equal(Enumerable.Range(0, 8).Reverse(), rows);
    }

    [Fact]
    public async Task A_finished_line_carries_its_retrace()
    {
        await using var twin = TwinInstrument.Create("pto", 1);
        var lines = new List<double[][]>();
        twin.LineScanned += (_, line) => lines.Add([.. line.Channels.Select(c => c.ToArray())]);
        var images = await twin.ScanAsync(Frame with { WithRetrace = true }, cancellationToken: Token);
        for (var channel = 0; channel < 4; channel++) Assert.Equal(Real(images[channel]), lines.SelectMany(l => l[channel]));
    }

    [Fact]
    public async Task An_ideal_scanner_measures_the_surface_itself()
    {
        await using var twin = TwinInstrument.Create("grating", 1, Quiet with { Scanner = ScannerOptions.Ideal });
        var height = (await twin.ScanAsync(Frame, cancellationToken: Token))[0];
        var values = Real(height);
        for (var row = 0; row < 8; row++)
        {
            for (var column = 0; column < 16; column++)
                Assert.Equal(twin.Specimen.HeightM(height.Dimensions[1].Values[column], height.Dimensions[0].Values[row]), values[row * 16 + column], 1e-15);
        }
    }

    [Fact]
    public async Task Drift_shifts_a_second_scan_by_its_velocity_times_the_time_between()
    {
        var drifting = ScannerOptions.Ideal with { DriftOn = true, Drift = new DriftOptions { XMPerS = 2e-9, YMPerS = 0, ZMPerS = 0, WalkMPerRootS = 0, WalkZMPerRootS = 0 } };
        await using var twin = TwinInstrument.Create("grating", 1, Quiet with { Scanner = drifting });
        var first = Real((await twin.ScanAsync(Frame, cancellationToken: Token))[0]);
        var between = twin.Status.Clock.TotalSeconds;
        var height = (await twin.ScanAsync(Frame, cancellationToken: Token))[0];
        var second = Real(height);
        Assert.NotEqual(first, second);
        // The first pixel of the second scan: its time is the clock before it, give or take the landing and the turn.
        var (x, y) = (height.Dimensions[1].Values[8], height.Dimensions[0].Values[4]);
        var middle = between * 1.5;
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var part = -60; part <= 60; part++)
        {
            var there = twin.Specimen.HeightM(x + 2e-9 * (middle + part * 0.01 * between), y);
            (low, high) = (Math.Min(low, there), Math.Max(high, there));
        }
        Assert.InRange(second[4 * 16 + 8], low, high);
    }

    [Fact]
    public async Task A_real_scanner_makes_trace_and_retrace_differ_the_same_way_each_time()
    {
        async Task<double[][]> ScanOnce(int threads)
        {
            await using var twin = TwinInstrument.Create("grating", 4, new TwinOptions { Scanner = new ScannerOptions(), Threads = threads });
            return [.. (await twin.ScanAsync(Frame with { WithRetrace = true, LineTimeS = 0.05 }, cancellationToken: Token)).Select(Real)];
        }

        var (one, two) = (await ScanOnce(1), await ScanOnce(2));
        Assert.NotEqual(one[0], one[2]);
        for (var image = 0; image < one.Length; image++) Assert.Equal(one[image], two[image]);
    }

    [Fact]
    public async Task A_moved_tip_reads_back_where_it_was_told_to_be_and_creeps()
    {
        await using var twin = TwinInstrument.Create("pto", 1, new TwinOptions { Scanner = ScannerOptions.Ideal with { CreepOn = true } });
        await twin.MoveToAsync(1e-6, 1e-6, Token);
        Assert.Equal(new TipPosition(4e-6, 2e-6), await twin.MoveToAsync(4e-6, 2e-6, Token));
        // Where it really is, the status of the twin tells.
        Assert.NotEqual(4e-6, twin.Status.XM);
        Assert.Equal(4e-6, twin.Status.XM, 0.3e-6);
    }

    private static double[] Real(Dataset data)
    {
        var samples = new double[data.Samples.Length];
        data.Samples.Read(0, samples);
        return samples;
    }
}
