using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Nanonis.Client;
using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Tests.Instruments.Nanonis;

public class NanonisInstrumentTests
{
    // A float32 keeps seven digits.
    private const double SinglePrecision = 1e-6;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_scan_over_the_wire_is_the_microscopes_own_in_either_direction_with_its_retrace(bool downward)
    {
        await using var bench = await Bench.Start();
        await using var client = await bench.Client();
        var request = new ImageRequest { Rows = 5, Columns = 16, SizeM = 1.6e-6, CenterXM = 1e-6, CenterYM = 4e-6, Channels = ["height", "amplitude"], BiasV = 0.5, WithRetrace = true, Downward = downward };
        var lines = new List<int>();
        client.LineScanned += (_, line) => lines.Add(line.Row);
        var images = await client.ScanAsync(request, cancellationToken: Token);
        Assert.Equal(["height", "amplitude", "height retrace", "amplitude retrace"], images.Select(i => i.Name));
        var (xs, ys) = (request.ColumnPositionsM(client.Limits), request.RowPositionsM(client.Limits));
        Assert.Equal(xs, images[0].Dimensions[1].Values);
        double[] height = [.. from y in ys from x in xs select x + 2 * y];
        AssertClose(height, Samples(images[0]));
        AssertClose([.. height.Select(h => h + 1)], Samples(images[2]));
        Assert.All(Samples(images[1]), v => Assert.Equal(0.5, v));
        Assert.Equal(downward ? [4, 3, 2, 1, 0] : [0, 1, 2, 3, 4], lines);
        Assert.Equal(0, bench.Instrument.Status.BiasV);
    }

    [Fact]
    public async Task A_sweep_over_the_wire_is_the_microscopes_own_with_both_directions()
    {
        await using var bench = await Bench.Start();
        await using var client = await bench.Client();
        var sweep = Assert.Single(await client.SweepBiasAsync(new BiasSweepRequest { StartV = -2, EndV = 2, Points = 9, Channels = ["Current"] }, cancellationToken: Token));
        Assert.Equal(("Current", "A"), (sweep.Name, sweep.Unit));
        Assert.Equal(["Direction", "Bias"], sweep.Dimensions.Select(d => d.Name));
        double[] biases = Dimension.Linear(-2, 2, 9);
        AssertClose(biases, sweep.Dimensions[1].Values);
        AssertClose([.. biases.Select(v => v / 1e6), .. biases.Select(v => v / 1e6 + 1)], Samples(sweep));
        var force = Assert.Single(await client.SweepZAsync(new ZSweepRequest { StartM = 30e-9, EndM = -10e-9, Points = 5, Backward = false }, cancellationToken: Token));
        AssertClose(Dimension.Linear(30e-9, -10e-9, 5), Assert.Single(force.Dimensions).Values);
        AssertClose([.. Dimension.Linear(-3e-9, 1e-9, 5)], Samples(force));
    }

    [Fact]
    public async Task A_cancelled_sweep_is_stopped_over_the_second_connection_and_leaves_bias_zero()
    {
        await using var bench = await Bench.Start();
        await using var client = await bench.Client();
        Assert.Equal(1.5, await client.SetBiasAsync(1.5, Token));
        bench.Instrument.Go.Reset();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sweep = client.SweepBiasAsync(new BiasSweepRequest(), cancellationToken: cancel.Token);
        while (!bench.Server.IsMeasuring) await Task.Yield();
        Assert.True(client.Status.IsMeasuring);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sweep);
        Assert.False(bench.Server.IsMeasuring);
        Assert.Equal((0.0, 0.0), (bench.Instrument.Status.BiasV, client.Status.BiasV));
    }

    [Fact]
    public async Task A_stop_that_overtakes_the_start_of_its_sweep_is_told_again()
    {
        // Far longer than a sweep needs to hear the second stop: it is what one lasts that is not stopped.
        var lasts = TimeSpan.FromMinutes(1);
        var (stops, begun) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        using var overtaken = new ManualResetEventSlim();
        using var stopped = new ManualResetEventSlim();
        await using var fake = new FakeController(request =>
        {
            switch (request.Header.Command)
            {
                case "BiasSpectr.Start":
                    begun.SetResult();
                    overtaken.Wait(Token);
                    return WireHeader.Message(request.Header.Command, new WireWriter().Error(stopped.Wait(lasts, Token) ? "It was stopped." : "It ran to its end.").Body.Span, wantsResponse: false);
                case "BiasSpectr.Stop":
                    (Interlocked.Increment(ref stops) == 1 ? overtaken : stopped).Set();
                    return FakeController.Fine(request);
                default:
                    return FakeController.Fine(request, Known(request.Header.Command));
            }
        });
        await using var client = await NanonisInstrument.ConnectAsync(new NanonisOptions { Port = fake.Port, ControlPort = fake.Port, Version = new NanonisVersion(14500) }, Token);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sweep = client.SweepBiasAsync(new BiasSweepRequest { Points = 5 }, cancellationToken: cancel.Token);
        await begun.Task;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sweep);
        Assert.True(stopped.IsSet, $"Of {stops} stops none found the sweep.");

        // What a controller at rest answers.
        static Action<WireWriter>? Known(string command) => command switch
        {
            "Signals.NamesGet" => w => w.Texts(["Current (A)"]),
            "Piezo.RangeGet" => w => w.SinglesAlone([5e-6, 5e-6, 1e-6]),
            "ZCtrl.CtrlListGet" => w => w.Texts([]).Int32(-1),
            "FolMe.XYPosGet" => w => w.Double(0).Double(0),
            "Bias.Get" => w => w.Single(0),
            "BiasSpectr.TimingGet" => w => w.SinglesAlone(new double[8]),
            "Scan.StatusGet" => w => w.UInt32(0),
            _ => null,
        };
    }

    [Fact]
    public async Task A_cancelled_scan_is_stopped_and_the_bias_goes_to_zero()
    {
        await using var bench = await Bench.Start();
        await using var client = await bench.Client();
        bench.Instrument.Go.Reset();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var scan = client.ScanAsync(new ImageRequest { Rows = 4, Columns = 16, SizeM = 1e-6, BiasV = 2, Channels = ["height"] }, cancellationToken: cancel.Token);
        while (!bench.Instrument.Status.IsMeasuring || !bench.Server.IsMeasuring) await Task.Yield();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scan);
        Assert.False(bench.Server.IsMeasuring);
        Assert.Equal(0, bench.Instrument.Status.BiasV);
    }

    [Fact]
    public async Task Columns_that_the_controller_would_round_are_refused_before_anything_is_sent()
    {
        await using var bench = await Bench.Start();
        await using var client = await bench.Client();
        var error = await Assert.ThrowsAsync<ArgumentException>(() => client.ScanAsync(new ImageRequest { Columns = 20, Channels = ["height"] }, cancellationToken: Token));
        Assert.Contains("multiple of 16", error.Message, StringComparison.Ordinal);
        Assert.Contains("Columns = 32", error.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Instrument.Biases);
    }

    [Fact]
    public async Task The_frame_of_a_stranger_who_scans_obliquely_is_measured_pixel_by_pixel()
    {
        await using var bench = await Bench.Start();
        using var raw = await bench.Connect();
        Assert.Null(await raw.Tell("Scan.FrameSet", w => w.Single(1e-7).Single(0).Single(1e-6).Single(5e-7).Single(30)));
        Assert.Null(await raw.Tell("Scan.BufferSet", w => w.Ints([3]).Int32(16).Int32(2)));
        Assert.Null(await raw.Tell("Scan.Action", w => w.UInt16(0).UInt32(1)));
        Assert.Equal(0u, (await raw.Ask("Scan.WaitEndOfScan", w => w.Int32(-1))).ReadUInt32());
        var grabbed = await raw.Ask("Scan.FrameDataGrab", w => w.UInt32(3).UInt32(1));
        Assert.Equal("Z (m)", grabbed.ReadText());
        var (rows, columns, values) = grabbed.ReadMatrix();
        Assert.Equal((2, 16), (rows, columns));
        // Clockwise by 30°: a step along the frame's x goes right by cos 30° and down by sin 30°; height = x + 2y.
        var step = 1e-6 / 16 * (Math.Cos(Math.PI / 6) - 2 * Math.Sin(Math.PI / 6));
        Assert.Equal(step, values[1] - values[0], 1e-12);
        Assert.Equal(2.5e-7 * (Math.Sin(Math.PI / 6) + 2 * Math.Cos(Math.PI / 6)), values[16] - values[0], 1e-12);
    }

    [Fact]
    public async Task A_server_that_ends_is_reported_and_disposing_is_no_error()
    {
        var bench = await Bench.Start();
        var client = await bench.Client();
        Assert.Equal(1, await client.SetBiasAsync(1, Token));
        await bench.DisposeAsync();
        Assert.Equal(0, bench.Instrument.Status.BiasV);
        var error = await Assert.ThrowsAsync<InstrumentNotSafeException>(() => client.SetBiasAsync(2, Token));
        Assert.IsType<NanonisConnectionException>(error.Ending);
        Assert.Contains($"127.0.0.1:{bench.Server.Ports[1]}: no connection", error.Message, StringComparison.Ordinal);
        await client.DisposeAsync();
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Signals_positions_and_captures_are_in_our_frame()
    {
        await using var bench = await Bench.Start();
        await using var client = await bench.Client();
        Assert.Equal(new TipPosition(1e-6, 2e-6), Rounded(await client.MoveToAsync(1e-6, 2e-6, Token)));
        Assert.Equal(new TipPosition(1e-6, 2e-6), Rounded(await bench.Instrument.GetPositionAsync(Token)));
        var values = await client.ReadSignalsAsync([1, 2], Token);
        AssertClose([1e-6, 2e-6], values);
        var capture = await client.CaptureAsync(new CaptureRequest { Signal = 4, Samples = 100, SampleRateHz = 100e3 }, Token);
        // 125 kS/s is the slowest rate that is not slower than 100 kS/s.
        Assert.Equal(8e-6, capture.Dimensions[0].Values[1], 1e-12);
        Assert.Equal(Math.Sin(2 * Math.PI * 1e3 * 8e-6 * 30), Samples(capture)[30], SinglePrecision);
    }

    [Fact]
    public async Task The_stream_of_signals_runs_until_the_caller_stops()
    {
        await using var bench = await Bench.Start();
        await using var client = await bench.Client();
        await client.SetBiasAsync(0.25, Token);
        var frames = new List<DataFrame>();
        await foreach (var frame in client.StreamSignalsAsync([0], oversampling: 2, Token))
        {
            frames.Add(frame);
            if (frames.Count == 3) break;
        }
        Assert.All(frames, f => Assert.Equal(0.25f, Assert.Single(f.Values)));
        Assert.Equal([.. Enumerable.Range(0, 3).Select(i => frames[0].Counter + (ulong)i)], frames.Select(f => f.Counter));
    }

    private static TipPosition Rounded(TipPosition place) => new(Math.Round(place.XM, 15), Math.Round(place.YM, 15));

    private static double[] Samples(Dataset dataset)
    {
        var values = new double[dataset.Samples.Length];
        dataset.Samples.Read(0, values);
        return values;
    }

    private static void AssertClose(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        var scale = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], SinglePrecision * scale);
    }
}
