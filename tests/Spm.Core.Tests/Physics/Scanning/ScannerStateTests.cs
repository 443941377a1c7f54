using Spm.Core.Physics.Scanning;

namespace Spm.Core.Tests.Physics.Scanning;

/// <summary>Determinism, what is carried from line to line, and the scanner with all its faults.</summary>
public class ScannerStateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly SampledSurface Surface =
        SampledSurface.Of(new FunctionSurface((x, y) => 15e-9 * Math.Sin(2e7 * x) * Math.Cos(1.5e7 * y) + (Math.Abs(x - 2.5e-6) < 0.2e-6 ? 20e-9 : 0)), 256, 256, 5e-6 / 256);

    private static readonly ScannerOptions Everything = new()
    {
        Tip = TipShape.Sphere(60e-9, 5e-6 / 256),
        TipChanges = new TipChangeOptions(RatePerS: 1) { Shapes = [TipShape.Sphere(60e-9, 5e-6 / 256).Doubled(100e-9, 0, 2e-9)] },
    };

    private static readonly RasterFrame Frame = new() { WidthM = 3e-6, HeightM = 3e-6, Rows = 6, Columns = 96, TraceTimeS = 0.1 };

    [Fact]
    public void The_same_seed_gives_the_same_frame_and_another_seed_another()
    {
        Assert.Equal(Heights(new ScanLineSimulator(Surface, Everything, 4)), Heights(new ScanLineSimulator(Surface, Everything, 4)));
        Assert.NotEqual(Heights(new ScanLineSimulator(Surface, Everything, 4)), Heights(new ScanLineSimulator(Surface, Everything, 5)));
    }

    [Fact]
    public void Threads_that_share_a_simulator_get_the_same_frames_as_one_after_the_other()
    {
        var simulator = new ScanLineSimulator(Surface, Everything, 4);
        var together = new double[4][];
        Parallel.For(0, 4, i => together[i] = Heights(simulator));
        Assert.All(together, heights => Assert.Equal(Heights(simulator), heights));
    }

    [Fact]
    public void A_copy_of_the_state_goes_on_as_the_original_does()
    {
        var simulator = new ScanLineSimulator(Surface, Everything, 4);
        var state = simulator.Land(2e-6, 2e-6);
        for (var row = 0; row < 3; row++) simulator.Scan(state, Frame.Line(row), row, Token);
        var copy = state.Clone();
        var first = simulator.Scan(copy, Frame.Line(3), 3, Token);
        simulator.Wait(copy, 3);
        simulator.MoveTo(copy, 1e-6, 4e-6, Token);
        Assert.NotEqual(copy.TimeS, state.TimeS);
        var second = simulator.Scan(state, Frame.Line(3), 3, Token);
        simulator.Wait(state, 3);
        simulator.MoveTo(state, 1e-6, 4e-6, Token);
        Assert.Equal(first.Trace.HeightM, second.Trace.HeightM);
        Assert.Equal(first.Retrace.ErrorM, second.Retrace.ErrorM);
        Assert.Equal((copy.XM, copy.YM, copy.TimeS, copy.HeightM, copy.TipM, copy.TipApexM), (state.XM, state.YM, state.TimeS, state.HeightM, state.TipM, state.TipApexM));
    }

    [Fact]
    public void Lines_without_memory_are_the_same_in_any_order()
    {
        // Drift, tip changes, white noise and hum are functions of seed, line number and virtual time.
        var options = Everything with { CreepOn = false, HysteresisOn = false, ResonanceOn = false, FlickerNoiseOn = false, FeedbackDynamicsOn = false };
        var simulator = new ScanLineSimulator(Surface, options, 4);
        double[] Line(int row)
        {
            var geometry = Frame.Line(row) with { Overscan = 0 };
            return simulator.Scan(simulator.Land(geometry.StartXM, geometry.StartYM, 10 + row), geometry, row, Token).Trace.HeightM;
        }

        var upwards = Enumerable.Range(0, 6).Select(Line).ToArray();
        var downwards = Enumerable.Range(0, 6).Reverse().Select(Line).Reverse().ToArray();
        for (var row = 0; row < 6; row++) Assert.Equal(upwards[row], downwards[row]);
        Assert.NotEqual(upwards[0], upwards[1]);
    }

    [Fact]
    public void Lines_of_different_numbers_have_different_noise()
    {
        var simulator = new ScanLineSimulator(new FunctionSurface((_, _) => 0), ScannerOptions.Ideal with { WhiteNoiseOn = true });
        double[] Line(long number) => simulator.Scan(simulator.Land(1e-6, 1e-6), Frame.Line(0), number, Token).Trace.HeightM;
        Assert.Equal(Line(7), Line(7));
        Assert.NotEqual(Line(7), Line(8));
    }

    [Fact]
    public void With_all_faults_the_image_is_still_that_of_the_surface()
    {
        var simulator = new ScanLineSimulator(Surface, Everything with { TipChangesOn = false });
        var state = simulator.Land(2.5e-6, 2.5e-6);
        foreach (var (_, line) in simulator.ScanFrame(state, Frame with { TraceTimeS = 0.25 }, 0, Token))
        {
            foreach (var pass in new[] { line.Trace, line.Retrace })
            {
                // The surface is 50 nm from lowest to highest; tip, lag, scale of the z piezo and noise cost a fifth of it, drift and creep of z an offset.
                var offset = pass.HeightM.Average() - pass.SurfaceM.Average();
                var deviation = Math.Sqrt(pass.HeightM.Zip(pass.SurfaceM, (h, s) => Math.Pow(h - s - offset, 2)).Average());
                Assert.InRange(deviation, 0.05e-9, 6e-9);
                Assert.All(pass.XM.Zip(pass.XM.Skip(1), (a, b) => b - a), step => Assert.InRange(step, 0.5 * 3e-6 / 96, 1.5 * 3e-6 / 96));
            }
            Assert.Equal((false, 0), (line.StrokeExceeded, line.SaturatedPixels));
        }
    }

    [Fact]
    public void A_move_rings_and_then_settles()
    {
        var simulator = new ScanLineSimulator(Surface, ScannerOptions.Ideal with { ResonanceOn = true, SettleTimeS = 0 });
        var state = simulator.Land(1e-6, 1e-6);
        simulator.MoveTo(state, 3e-6, 1e-6, Token);
        const double omega = 2 * Math.PI * 900;
        var largest = 0.0;
        for (var i = 0; i < 40; i++)
        {
            simulator.Wait(state, 50e-6);
            largest = Math.Max(largest, Math.Abs(state.XM - 3e-6));
        }
        // Stopping at once from the speed v rings with v/ω, which decays as e^{−ωt/2Q}.
        Assert.InRange(largest, 0.7 * 20e-6 / omega, 1.1 * 20e-6 / omega);
        simulator.Wait(state, 0.048);
        Assert.InRange(Math.Abs(state.XM - 3e-6), 0, 1.1 * 20e-6 / omega * Math.Exp(-omega * 0.05 / 24));
    }

    [Fact]
    public void Virtual_time_is_moves_waits_and_lines()
    {
        var simulator = new ScanLineSimulator(Surface, ScannerOptions.Ideal with { SettleTimeS = 0.25, MoveSpeedMPerS = 1e-6 });
        var state = simulator.Land(1e-6, 1e-6, 100);
        Assert.Equal(100.1, state.TimeS, 1e-9);
        simulator.MoveTo(state, 4e-6, 5e-6, Token);
        // A move takes whole samples.
        Assert.Equal(105.35, state.TimeS, 1e-4);
        simulator.Wait(state, 600);
        Assert.Equal(705.35, state.TimeS, 1e-4);
        var geometry = new LineGeometry { StartXM = 4e-6, StartYM = 5e-6, VectorXM = -1e-6, Pixels = 101, TraceTimeS = 0.5, RetraceTimeS = 0.25 };
        var began = state.TimeS;
        var line = simulator.Scan(state, geometry, 0, Token);
        // Both ends are read at the beginning and the end of a pass; each pass begins with a sample of its own.
        Assert.Equal(1 / geometry.LineRateHz, state.TimeS - began, 3 / simulator.Options.SampleRateHz);
        Assert.Equal(0.5, line.Trace.TimeS[100] - line.Trace.TimeS[0], 1e-8);
        Assert.Equal(0.25, line.Retrace.TimeS[0] - line.Retrace.TimeS[100], 1e-8);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_line_takes_the_time_of_its_rate(bool rounded)
    {
        var simulator = new ScanLineSimulator(Surface, ScannerOptions.Ideal);
        var geometry = new LineGeometry { StartXM = 1e-6, StartYM = 1e-6, Pixels = 101, TraceTimeS = 0.5, Overscan = 0.1, RoundedTurns = rounded };
        var state = simulator.Land(geometry.At(-0.1).XM, 1e-6);
        var began = state.TimeS;
        simulator.Scan(state, geometry, 0, Token);
        Assert.Equal(1 / geometry.LineRateHz, state.TimeS - began, 4 / simulator.Options.SampleRateHz);
    }

    [Fact]
    public void Pixels_of_a_frame_lie_where_a_grid_puts_them()
    {
        var frame = new RasterFrame { CenterXM = 2e-6, CenterYM = 3e-6, WidthM = 2e-6, HeightM = 1e-6, Rows = 4, Columns = 8, Downwards = true, TraceTimeS = 0.01, AngleRad = Math.PI / 2 };
        var simulator = new ScanLineSimulator(Surface, ScannerOptions.Ideal);
        var rows = new List<int>();
        foreach (var (row, line) in simulator.ScanFrame(simulator.Land(2e-6, 3e-6), frame, 0, Token))
        {
            rows.Add(row);
            for (var column = 0; column < 8; column++)
            {
                // A quarter turn: along the line is +y, across it −x.
                Assert.Equal(2e-6 - (row + 0.5 - 2) * 0.25e-6, line.Trace.XM[column], 1e-18);
                Assert.Equal(3e-6 + (column + 0.5 - 4) * 0.25e-6, line.Retrace.YM[column], 1e-18);
            }
        }
        int[] downwards = [3, 2, 1, 0];
        Assert.Equal(downwards, rows);
    }

    [Fact]
    public void Impossible_scanners_surfaces_and_lines_are_refused_with_what_would_be_right()
    {
        static string Refusal(Action action) => Assert.Throws<ArgumentException>(action).Message;
        static void Make(ScannerOptions options) => _ = new ScanLineSimulator(Surface, options);
        Assert.Contains("Make the tip with cellM: 1.9531", Refusal(() => Make(new ScannerOptions { Tip = TipShape.Point(1e-9) })), StringComparison.Ordinal);
        Assert.Contains("need the same cells", Refusal(() => Make(Everything with { TipChanges = new TipChangeOptions { Shapes = [TipShape.Point(1e-9)] } })), StringComparison.Ordinal);
        Assert.Contains("sample the part of the surface", Refusal(() => _ = new ScanLineSimulator(new FunctionSurface((_, _) => 0), new ScannerOptions { Tip = TipShape.Point(1e-10) })), StringComparison.Ordinal);
        Assert.Contains("X.StrokeM must be", Refusal(() => Make(new ScannerOptions { X = new AxisOptions { StrokeM = 0 } })), StringComparison.Ordinal);
        Assert.Contains("Try: SampleRateHz = 20e3", Refusal(() => Make(new ScannerOptions { SampleRateHz = double.PositiveInfinity })), StringComparison.Ordinal);
        Assert.Contains("row 0, column 1 is NaN", Refusal(() => _ = new SampledSurface([0, double.NaN], 1, 2, 1e-9)), StringComparison.Ordinal);
        var simulator = new ScanLineSimulator(Surface, Everything);
        var state = simulator.Land(2e-6, 2e-6);
        var before = state.TimeS;
        Assert.Contains("Pixels must be", Refusal(() => simulator.Scan(state, new LineGeometry { Pixels = 1 }, 0, Token)), StringComparison.Ordinal);
        Assert.Contains("StartXM must be", Refusal(() => simulator.Scan(state, new LineGeometry { StartXM = double.NaN }, 0, Token)), StringComparison.Ordinal);
        Assert.Contains("xM must be", Refusal(() => simulator.MoveTo(state, double.NaN, 0, Token)), StringComparison.Ordinal);
        Assert.Contains("durationS must be", Refusal(() => simulator.Wait(state, -1)), StringComparison.Ordinal);
        Assert.Contains("Rows must be", Refusal(() => simulator.ScanFrame(state, Frame with { Rows = 0 }, 0, Token)), StringComparison.Ordinal);
        Assert.Equal(before, state.TimeS);
    }

    [Fact]
    public void A_cancelled_scan_stops_and_the_scanner_goes_on()
    {
        var simulator = new ScanLineSimulator(Surface, Everything);
        var state = simulator.Land(2e-6, 2e-6);
        using var cancellation = new CancellationTokenSource();
        var lines = 0;
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var _ in simulator.ScanFrame(state, Frame, 0, cancellation.Token))
                if (++lines == 2) cancellation.Cancel();
        });
        Assert.Equal(2, lines);
        Assert.All(simulator.Scan(state, Frame.Line(2), 2, Token).Trace.HeightM, h => Assert.True(double.IsFinite(h)));
    }

    [Fact]
    public void A_move_or_a_line_that_would_take_for_ever_is_refused()
    {
        var simulator = new ScanLineSimulator(Surface, ScannerOptions.Ideal with { MoveSpeedMPerS = 1e-12 });
        var state = simulator.Land(1e-6, 1e-6);
        Assert.Contains("Change MoveSpeedMPerS", Assert.Throws<ArgumentException>(() => simulator.MoveTo(state, 4e-6, 1e-6, Token)).Message, StringComparison.Ordinal);
        var line = new LineGeometry { StartXM = 1e-6, StartYM = 1e-6, TraceTimeS = 3600, Overscan = 1 };
        Assert.Contains("Change TraceTimeS", Assert.Throws<ArgumentException>(() => simulator.Scan(state, line, 0, Token)).Message, StringComparison.Ordinal);
    }

    private static double[] Heights(ScanLineSimulator simulator) =>
        [.. simulator.ScanFrame(simulator.Land(2.5e-6, 2.5e-6), Frame, 0, Token).SelectMany(l => l.Line.Trace.HeightM.Concat(l.Line.Retrace.HeightM))];
}
