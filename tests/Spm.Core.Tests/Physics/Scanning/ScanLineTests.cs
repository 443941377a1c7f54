using CsCheck;
using Spm.Core.Physics.Scanning;

namespace Spm.Core.Tests.Physics.Scanning;

/// <summary>One fault at a time, against what it alone must do.</summary>
public class ScanLineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly FunctionSurface Hills = new((x, y) => 20e-9 * Math.Sin(2e7 * x) * Math.Cos(1.3e7 * y) + 0.01 * x);

    [Fact]
    public void Without_faults_the_measured_height_is_exactly_the_surface() =>
        Gen.Select(Gen.Double[1e-6, 4e-6], Gen.Double[1e-6, 4e-6], Gen.Double[-1e-6, 1e-6], Gen.Double[-1e-6, 1e-6]).ForAll((x, y, dx, dy) =>
        {
            var simulator = new ScanLineSimulator(Hills, ScannerOptions.Ideal);
            var geometry = new LineGeometry { StartXM = x, StartYM = y, VectorXM = dx, VectorYM = dy, Pixels = 37, TraceTimeS = 0.02, RetraceTimeS = 0.013, Overscan = 0.1 };
            var line = simulator.Scan(simulator.Land(x, y), geometry, 0, Token);
            for (var i = 0; i < 37; i++)
            {
                var (px, py) = (x + i / 36.0 * dx, y + i / 36.0 * dy);
                foreach (var pass in new[] { line.Trace, line.Retrace })
                {
                    Assert.Equal((px, py), (pass.XM[i], pass.YM[i]));
                    Assert.Equal(Hills.HeightM(px, py), pass.HeightM[i]);
                    Assert.Equal(pass.HeightM[i], pass.TipM[i]);
                    Assert.Equal(pass.HeightM[i], pass.SurfaceM[i]);
                    Assert.Equal(0, pass.ErrorM[i]);
                }
            }
            Assert.Equal((0, false, 0), (line.TipChanges, line.StrokeExceeded, line.SaturatedPixels));
        }, 30);

    [Theory]
    [InlineData(1000, 0.2)]
    [InlineData(4000, 1)]
    public void On_a_slope_trace_and_retrace_lag_by_speed_over_gain(double gain, double slope)
    {
        var options = ScannerOptions.Ideal with { FeedbackDynamicsOn = true, Feedback = new FeedbackOptions { IntegralGainPerS = gain, DetectorTimeS = 0, Sensor = new DeflectionSensor(100e-9) } };
        var line = Scan(new FunctionSurface((x, _) => slope * (x - 1e-6)), options, Line);
        var lag = Line.SpeedMPerS / gain;
        for (var i = 64; i < 192; i++)
        {
            // Transients have died e^{−64 pixels · I}; heights are some 100 nm.
            Assert.Equal(slope * (line.Trace.XM[i] - lag - 1e-6), line.Trace.HeightM[i], 1e-17);
            Assert.Equal(slope * (line.Retrace.XM[i] + lag - 1e-6), line.Retrace.HeightM[i], 1e-17);
            Assert.Equal(slope * lag, line.Trace.ErrorM[i], 1e-17);
            Assert.Equal(-slope * lag, line.Retrace.ErrorM[i], 1e-17);
        }
    }

    [Fact]
    public void Drift_velocity_is_recovered_from_two_images_of_a_grating()
    {
        const double k = 2 * Math.PI / 200e-9, velocity = 0.15e-9;
        var options = ScannerOptions.Ideal with { DriftOn = true, Drift = new DriftOptions(velocity, 0, 0, 0, 0) };
        var simulator = new ScanLineSimulator(new FunctionSurface((x, _) => 5e-9 * Math.Sin(k * x)), options);
        var state = simulator.Land(1e-6, 1e-6);
        double Phase()
        {
            var pass = simulator.Scan(state, Line, 0, Token).Trace;
            double sine = 0, cosine = 0;
            for (var i = 0; i < Line.Pixels - 1; i++)
            {
                var x = i * Line.VectorXM / (Line.Pixels - 1);
                sine += pass.HeightM[i] * Math.Sin(k * x);
                cosine += pass.HeightM[i] * Math.Cos(k * x);
            }
            return Math.Atan2(cosine, sine);
        }

        var (first, started) = (Phase(), state.TimeS);
        simulator.Wait(state, 60);
        var second = Phase();
        // The features move against the tip, and the image of a drifting grating is stretched alike in both: the shift is v times the time between.
        Assert.Equal(velocity * (state.TimeS - started), (second - first) / k, 1e-3 * velocity * 60);
    }

    [Fact]
    public void After_a_move_the_tip_creeps_by_the_logarithm()
    {
        var axis = new AxisOptions { CreepPerDecade = 0.02, CreepReferenceS = 0.1 };
        var options = ScannerOptions.Ideal with { CreepOn = true, X = axis, Y = axis, MoveSpeedMPerS = 1, SettleTimeS = 0 };
        var simulator = new ScanLineSimulator(Hills, options);
        var state = simulator.Land(1e-6, 2e-6);
        simulator.MoveTo(state, 3e-6, 2e-6, Token);
        var began = state.TimeS;
        foreach (var time in new[] { 1.0, 10, 100, 1000 })
        {
            simulator.Wait(state, began + time - state.TimeS);
            Assert.Equal(3e-6 + 2e-6 * 0.02 * Math.Log10(time / 0.1), state.XM, 0.03 * 0.02 * 2e-6);
            Assert.Equal(2e-6, state.YM, 1e-18);
        }
    }

    [Fact]
    public void Hysteresis_parts_trace_from_retrace_alike_at_every_speed()
    {
        var options = ScannerOptions.Ideal with { HysteresisOn = true, X = new AxisOptions { HysteresisFraction = 0.1 } };
        ScanLine Loop(double seconds)
        {
            var simulator = new ScanLineSimulator(Hills, options);
            var geometry = new LineGeometry { StartXM = 0.5e-6, StartYM = 2.5e-6, VectorXM = 4e-6, Pixels = 129, TraceTimeS = seconds };
            var state = simulator.Land(2.5e-6, 2.5e-6);
            simulator.Scan(state, geometry, 0, Token);
            return simulator.Scan(state, geometry, 1, Token);
        }

        var (slow, fast) = (Loop(1), Loop(0.01));
        for (var i = 0; i < 129; i++)
        {
            // Sample positions between pixels differ by rounding only.
            Assert.Equal(slow.Trace.XM[i], fast.Trace.XM[i], 1e-18);
            Assert.Equal(slow.Retrace.XM[i], fast.Retrace.XM[i], 1e-18);
        }
        // A loop of 4/5 of the stroke opens by h · 4/5 of 4 µm; 16 plays make that sum to 5 %.
        Assert.Equal(0.1 * 0.8 * 4e-6, slow.Retrace.XM[64] - slow.Trace.XM[64], 0.05 * 0.32e-6);
        Assert.Equal(slow.Retrace.XM[128], slow.Trace.XM[128], 1e-15);
    }

    [Fact]
    public void Rounded_turns_ring_less_than_sharp_ones()
    {
        double Ringing(LineGeometry geometry)
        {
            var simulator = new ScanLineSimulator(Hills, ScannerOptions.Ideal with { ResonanceOn = true, X = new AxisOptions { ResonanceHz = 300, QualityFactor = 30 } });
            var pass = simulator.Scan(simulator.Land(1e-6, 1e-6), geometry, 0, Token).Retrace;
            // Retrace begins at the last pixel. Away from the steady lag v/(ωQ).
            var lag = geometry.SpeedMPerS / (2 * Math.PI * 300 * 30);
            return Enumerable.Range(192, 64).Max(i => Math.Abs(pass.XM[i] - geometry.At(i / 255.0).XM - lag));
        }

        var sharp = Line with { TraceTimeS = 0.1, Overscan = 0.05 };
        Assert.True(Ringing(sharp) > 3e-9);
        Assert.True(Ringing(sharp with { RoundedTurns = true }) < Ringing(sharp) / 2);
    }

    [Fact]
    public void The_tips_shape_is_dilation_at_the_centres_of_cells()
    {
        var surface = SampledSurface.Of(Hills, 100, 100, 10e-9);
        var tip = TipShape.Sphere(80e-9, 10e-9);
        var geometry = new LineGeometry { StartXM = 5e-9, StartYM = 405e-9, VectorXM = 990e-9, Pixels = 100, TraceTimeS = 0.1 };
        var line = Scan(surface, ScannerOptions.Ideal with { TipShapeOn = true, Tip = tip }, geometry);
        var seen = surface.SeenBy(tip);
        var higher = 0;
        for (var i = 0; i < 100; i++)
        {
            // Places meet centres to a rounding of 1e-22 m, on slopes of up to 0.4.
            Assert.Equal(seen.HeightsM[40 * 100 + i], line.Trace.HeightM[i], 1e-20);
            Assert.Equal(surface.HeightsM[40 * 100 + i], line.Trace.SurfaceM[i], 1e-20);
            if (line.Trace.HeightM[i] > line.Trace.SurfaceM[i] + 1e-12) higher++;
        }
        Assert.True(higher > 20);
    }

    [Fact]
    public void A_formula_is_sampled_on_the_tips_cells()
    {
        var tip = TipShape.Point(10e-9).Doubled(200e-9, 0, 1e-9);
        var bump = new FunctionSurface((x, y) => 30e-9 * Math.Exp(-((x - 1.505e-6) * (x - 1.505e-6) + (y - 1.005e-6) * (y - 1.005e-6)) / 1e-15));
        var options = ScannerOptions.Ideal with { TipShapeOn = true, Tip = tip, X = new AxisOptions { StrokeM = 2e-6 }, Y = new AxisOptions { StrokeM = 2e-6 } };
        var line = Scan(bump, options, new LineGeometry { StartXM = 1.005e-6, StartYM = 1.005e-6, VectorXM = 0.9e-6, Pixels = 91, TraceTimeS = 0.1 });
        Assert.Equal(30e-9, line.Trace.HeightM[50], 1e-18);
        Assert.Equal(29e-9, line.Trace.HeightM[30], 1e-18);
    }

    [Fact]
    public void White_noise_has_the_density_asked_for()
    {
        var options = ScannerOptions.Ideal with { WhiteNoiseOn = true, Noise = new ScanNoiseOptions(WhiteMPerRootHz: 1e-12), SampleRateHz = 8e3 };
        var line = Scan(new FunctionSurface((_, _) => 0), options, Line with { Pixels = 8001, TraceTimeS = 1 });
        var variance = line.Trace.HeightM.Concat(line.Retrace.HeightM).Average(h => h * h);
        // Density² times half the sampling rate; five standard errors of 16002 samples.
        Assert.Equal(1, variance / (1e-24 * 4e3), 5 * Math.Sqrt(2 / 16002.0));
    }

    [Fact]
    public void Hum_is_in_the_image_at_the_time_of_each_pixel()
    {
        var options = ScannerOptions.Ideal with { MainsHumOn = true };
        var line = Scan(new FunctionSurface((_, _) => 0), options, Line, seed: 12);
        var hum = new MainsHum(options.Noise.HumM, options.Noise.HumThirdHarmonic, options.Noise.MainsHz, 12);
        for (var i = 0; i < Line.Pixels; i++) Assert.Equal(hum.At(line.Trace.TimeS[i]), line.Trace.HeightM[i]);
        // sin θ + 0.3 sin 3θ is 0.920 at most; a pixel lasts a twentieth of a period.
        Assert.Equal(0.92 * options.Noise.HumM, line.Trace.HeightM.Max(), 0.05 * options.Noise.HumM);
    }

    [Fact]
    public void A_change_of_the_tip_moves_the_image_and_may_change_its_shape()
    {
        var surface = SampledSurface.Of(new FunctionSurface((x, y) => 10e-9 * Math.Sin(4e7 * x)), 100, 200, 10e-9);
        var sharp = TipShape.Point(10e-9);
        var options = ScannerOptions.Ideal with
        {
            TipShapeOn = true,
            TipChangesOn = true,
            Tip = sharp,
            TipChanges = new TipChangeOptions(RatePerS: 3, ApexShiftM: 1e-9) { Shapes = [TipShape.Sphere(60e-9, 10e-9)] },
        };
        var simulator = new ScanLineSimulator(surface, options, 3);
        var state = simulator.Land(0.1e-6, 0.5e-6);
        var changes = state.TipChanges;
        var shapes = new HashSet<int>();
        for (var n = 0; n < 60; n++)
        {
            var line = simulator.Scan(state, Line with { StartXM = 0.1e-6, StartYM = 0.5e-6 }, n, Token);
            changes += line.TipChanges;
            shapes.Add(state.TipShape);
            // The line's last pixel, read just now, is that of the tip as it now is.
            var seen = state.TipShape == 0 ? surface : surface.SeenBy(options.TipChanges.Shapes[0]);
            Assert.Equal(seen.HeightM(line.Retrace.XM[0], line.Retrace.YM[0]) + state.TipApexM, line.Retrace.HeightM[0], 1e-20);
        }
        Assert.Equal(changes, state.TipChanges);
        Assert.Equal(2, shapes.Count);
        Assert.NotEqual(0, state.TipApexM);
        // A Poisson number; five of its deviations.
        var expected = 3 * state.TimeS;
        Assert.InRange(changes, expected - 5 * Math.Sqrt(expected), expected + 5 * Math.Sqrt(expected));
    }

    [Fact]
    public void Beyond_the_stroke_the_tip_stops_and_the_line_says_so()
    {
        var line = Scan(Hills, ScannerOptions.Ideal, new LineGeometry { StartXM = 4e-6, StartYM = 1e-6, VectorXM = 2e-6, Pixels = 101, TraceTimeS = 0.1 });
        Assert.True(line.StrokeExceeded);
        Assert.Equal(4.5e-6, line.Trace.XM[25], 1e-18);
        for (var i = 50; i <= 100; i++) Assert.Equal(5e-6, line.Trace.XM[i], 1e-20);
    }

    [Fact]
    public void Heights_beyond_the_stroke_of_z_are_cut_and_counted()
    {
        var line = Scan(new FunctionSurface((x, _) => x > 1.5e-6 ? 3e-6 : 0), ScannerOptions.Ideal, Line);
        Assert.Equal(0, line.Trace.HeightM[0]);
        Assert.Equal(2e-6, line.Trace.HeightM[^1]);
        Assert.Equal(256, line.SaturatedPixels);
    }

    [Fact]
    public void At_constant_height_the_surface_is_in_the_error_signal()
    {
        var options = ScannerOptions.Ideal with { Feedback = new FeedbackOptions { FeedbackOn = false, LiftM = 2e-9, Sensor = new DeflectionSensor(50e-9) } };
        var simulator = new ScanLineSimulator(Hills, options);
        var state = simulator.Land(1e-6, 1e-6);
        var height = Hills.HeightM(1e-6, 1e-6) + 2e-9;
        var line = simulator.Scan(state, Line, 0, Token);
        Assert.All(line.Trace.HeightM, h => Assert.Equal(height, h));
        for (var i = 0; i < Line.Pixels; i++) Assert.Equal(line.Trace.SurfaceM[i] - height, line.Trace.ErrorM[i], 1e-20);
    }

    [Fact]
    public void Whatever_the_settings_the_image_is_finite_and_z_within_its_stroke() =>
        Gen.Select(Gen.Double[0, 7], Gen.Double[0, 5], Gen.Int[0, 3], Gen.Double[0, 1]).ForAll((gain, proportional, sensor, level) =>
        {
            FeedbackSensor[] sensors = [new DeflectionSensor(), new AmplitudeSensor(), new CurrentSensor(), new CurrentSensor(Logarithmic: false)];
            var feedback = new FeedbackOptions { IntegralGainPerS = Math.Pow(10, gain), ProportionalGain = proportional, Sensor = sensors[sensor], FeedbackOn = level > 0.1, SlewLimitMPerS = Math.Pow(10, -6 + 6 * level) };
            var cliffs = new FunctionSurface((x, y) => Math.Sin(1e8 * x) > 0 ? 1e-6 : -1e-6);
            var line = Scan(cliffs, new ScannerOptions { Feedback = feedback, Tip = null }, Line with { TraceTimeS = 0.02 });
            foreach (var pass in new[] { line.Trace, line.Retrace })
            {
                Assert.All(pass.HeightM, h => Assert.InRange(h, -2e-6, 2e-6));
                Assert.All(pass.ErrorM.Concat(pass.TipM).Concat(pass.XM), v => Assert.True(double.IsFinite(v)));
            }
        }, 40);

    private static LineGeometry Line => new() { StartXM = 1e-6, StartYM = 1e-6, VectorXM = 1e-6, Pixels = 256, TraceTimeS = 0.25 };

    private static ScanLine Scan(ISurface surface, ScannerOptions options, LineGeometry line, int seed = 1)
    {
        var simulator = new ScanLineSimulator(surface, options, seed);
        return simulator.Scan(simulator.Land(line.StartXM, line.StartYM), line, 0, Token);
    }
}
