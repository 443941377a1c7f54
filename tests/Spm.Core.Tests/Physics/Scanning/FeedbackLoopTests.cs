using CsCheck;
using Spm.Core.Physics.Scanning;

namespace Spm.Core.Tests.Physics.Scanning;

public class FeedbackLoopTests
{
    private const double Nm = 1e-9;

    [Theory]
    [InlineData(500, 0, 1e-3)]
    [InlineData(2000, 0, 1e-3)]
    [InlineData(2000, 0.4, 1e-3)]
    [InlineData(10_000, 0.2, 2e-4)]
    public void Step_response_is_that_of_the_second_order_system(double integralGain, double proportionalGain, double detectorS)
    {
        const double dt = 2e-7, height = 2 * Nm;
        var loop = Loop(new FeedbackOptions { IntegralGainPerS = integralGain, ProportionalGain = proportionalGain, DetectorTimeS = detectorS, SlewLimitMPerS = 1 });
        var damping = (1 + proportionalGain) / (2 * detectorS);
        var omega = Math.Sqrt(integralGain / detectorS - damping * damping);
        Assert.False(double.IsNaN(omega));
        // (P s + I)/(τ s² + (1 + P) s + I): rises from 0 with the slope P/τ.
        var b = (damping - proportionalGain / detectorS) / omega;
        for (var k = 1; k <= 50_000; k++)
        {
            Step(loop, height, dt);
            var t = k * dt;
            var analytic = height * (1 - Math.Exp(-damping * t) * (Math.Cos(omega * t) + b * Math.Sin(omega * t)));
            // Sampling delays the loop by a sample or two: the fastest motion, ω₀ h, during that time.
            Assert.Equal(analytic, loop.HeightM, 3 * dt * Math.Sqrt(integralGain / detectorS) * height);
        }
    }

    [Fact]
    public void Overshoot_at_a_step_grows_with_the_gain()
    {
        double Overshoot(double gain)
        {
            var loop = Loop(new FeedbackOptions { IntegralGainPerS = gain, DetectorTimeS = 1e-3, SlewLimitMPerS = 1 });
            var highest = 0.0;
            for (var k = 0; k < 40_000; k++)
            {
                Step(loop, Nm, 1e-6);
                highest = Math.Max(highest, loop.HeightM / Nm - 1);
            }
            return highest;
        }

        // ζ = 1/(2√(Iτ)), overshoot exp(−πζ/√(1 − ζ²)), none at ζ ≥ 1. Peaks are flat; the sampling is 1/1000 of a detector time.
        Assert.Equal(0, Overshoot(200), 1e-6);
        foreach (var gain in new[] { 500.0, 1000, 4000 })
        {
            var zeta = 1 / (2 * Math.Sqrt(gain * 1e-3));
            Assert.Equal(Math.Exp(-Math.PI * zeta / Math.Sqrt(1 - zeta * zeta)), Overshoot(gain), 0.01);
        }
    }

    [Theory]
    [InlineData(0.85, false)]
    [InlineData(1.15, true)]
    public void With_a_resonant_piezo_the_integral_gain_is_limited_to_omega_over_q(double part, bool grows)
    {
        // s (s²/ω² + s/(ωQ) + 1) + I has its roots in the left half plane for I < ω/Q (Routh). At ±15 % the swing changes by e^{±90 t}.
        var axis = AxisOptions.Height with { ResonanceHz = 1000, QualityFactor = 5 };
        var loop = new FeedbackLoop(new FeedbackOptions { IntegralGainPerS = part * 2 * Math.PI * 1000 / 5, DetectorTimeS = 0, SlewLimitMPerS = 1 }, new PiezoAxis(axis, -2e-6, false, false, true));
        double Swing(int samples)
        {
            var swing = 0.0;
            for (var k = 0; k < samples; k++)
            {
                Step(loop, 0.01 * Nm, 1e-6);
                swing = Math.Max(swing, Math.Abs(loop.TipM - 0.01 * Nm));
            }
            return swing;
        }

        Swing(10_000);
        var early = Swing(5_000);
        Swing(20_000);
        var late = Swing(5_000);
        Assert.Equal(grows, late > 3 * early);
        Assert.Equal(!grows, late < early / 3);
    }

    [Theory]
    [InlineData(300, 0)]
    [InlineData(2000, 0)]
    [InlineData(2000, 0.5)]
    public void On_a_ramp_the_error_settles_at_velocity_over_gain(double gain, double proportional)
    {
        const double velocity = 100 * Nm, dt = 5e-6;
        var loop = Loop(new FeedbackOptions { IntegralGainPerS = gain, ProportionalGain = proportional, DetectorTimeS = 0 });
        for (var k = 1; k <= 40_000; k++) Step(loop, velocity * k * dt, dt);
        Assert.Equal(velocity / gain, loop.ErrorM, 1e-9 * velocity / gain);
        Assert.Equal(velocity * 0.2 - velocity / gain, loop.HeightM, 1e-9 * velocity);
    }

    [Fact]
    public void A_high_step_is_climbed_at_the_slew_limit_and_without_wind_up()
    {
        const double slew = 1e-6, dt = 1e-5, height = 300 * Nm;
        var loop = Loop(new FeedbackOptions { IntegralGainPerS = 5000, DetectorTimeS = 0, SlewLimitMPerS = slew });
        // Where I e exceeds the limit: until slew/I = 0.2 nm below the top.
        for (var k = 0; k <= 60_000; k++)
        {
            Step(loop, height, dt);
            if (k * slew * dt < height - slew / 5000) Assert.Equal(k * slew * dt, loop.HeightM, 1e-9 * height);
            Assert.True(loop.HeightM <= height * (1 + 1e-12));
        }
        Assert.Equal(height, loop.HeightM, 1e-9 * height);
    }

    [Fact]
    public void A_tip_that_has_lost_the_surface_comes_down_at_gain_times_what_the_signal_shows()
    {
        const double dt = 1e-5;
        foreach (var (sensor, shows) in new (FeedbackSensor, double)[] { (new DeflectionSensor(20 * Nm), 20 * Nm), (new AmplitudeSensor(15 * Nm, 20 * Nm), 5 * Nm) })
        {
            var loop = Loop(new FeedbackOptions { IntegralGainPerS = 500, DetectorTimeS = 0, Sensor = sensor });
            loop.Land(400 * Nm);
            for (var k = 0; k <= 1000; k++)
            {
                Step(loop, 0, dt);
                Assert.Equal(400 * Nm - k * dt * 500 * shows, loop.HeightM, 1e-15);
            }
        }
    }

    [Fact]
    public void Beyond_the_stroke_z_stops_says_so_and_comes_back_without_delay()
    {
        var loop = Loop(new FeedbackOptions { IntegralGainPerS = 5000, DetectorTimeS = 0, SlewLimitMPerS = 1, Sensor = new DeflectionSensor(20e-6, 500e-6) });
        for (var k = 0; k < 5000; k++) Step(loop, 3e-6, 1e-5);
        Assert.True(loop.AtLimit);
        Assert.Equal(2e-6, loop.HeightM, 1e-18);
        Assert.Equal(1e-6, loop.ErrorM, 1e-18);
        Step(loop, 1.9e-6, 1e-5);
        Step(loop, 1.9e-6, 1e-5);
        Assert.False(loop.AtLimit);
        Assert.True(loop.HeightM < 2e-6);
    }

    [Fact]
    public void With_the_feedback_off_z_stays_and_the_surface_is_in_the_error()
    {
        var loop = Loop(new FeedbackOptions { FeedbackOn = false, LiftM = 3 * Nm, DetectorTimeS = 0, Sensor = new AmplitudeSensor(15 * Nm, 20 * Nm) });
        loop.Land(1 * Nm);
        foreach (var height in new[] { -10.0, -1.5, 0, 2, 7 })
        {
            Step(loop, height * Nm, 1e-5);
            Assert.Equal(4 * Nm, loop.HeightM, 1e-24);
            // The amplitude shows no more than 5 nm away from the setpoint.
            Assert.Equal(Math.Max(height - 4, -5) * Nm, loop.ErrorM, 1e-20);
        }
    }

    [Fact]
    public void Near_the_setpoint_every_signal_gives_the_distance()
    {
        FeedbackSensor[] sensors = [new DeflectionSensor(), new AmplitudeSensor(), new CurrentSensor(), new CurrentSensor(Logarithmic: false)];
        foreach (var sensor in sensors)
        {
            Assert.Equal(0, sensor.ErrorM(0), 1e-24);
            // A picometre: the tunnelling current is linear to κD = 1 %.
            foreach (var d in new[] { 1e-12, -1e-12 }) Assert.Equal(-d, sensor.ErrorM(d), 0.012e-12);
        }
    }

    [Fact]
    public void The_logarithm_makes_the_current_linear_up_to_the_amplifiers_range()
    {
        var sensor = new CurrentSensor(100e-12, 1.1e10, 10e-9, 1e-12);
        Gen.Double[-0.2e-9, 0.2e-9].ForAll(d => Assert.Equal(-d, sensor.ErrorM(d), 1e-18));
        // Both ends are two decades from the setpoint.
        Assert.Equal(Math.Log(100) / 2.2e10, sensor.ErrorM(-1e-9), 1e-18);
        Assert.Equal(-Math.Log(100) / 2.2e10, sensor.ErrorM(1e-9), 1e-18);
        Assert.Equal(10e-9, sensor.Signal(sensor.ErrorM(-1e-9)), 1e-20);
        Assert.Equal(100e-12 * Math.Exp(-2.2), sensor.Signal(sensor.ErrorM(0.1e-9)), 1e-21);
    }

    [Fact]
    public void Impossible_settings_are_refused_with_what_would_be_right()
    {
        Assert.Contains("SetpointM must be", Assert.Throws<ArgumentException>(() => Loop(new FeedbackOptions { Sensor = new AmplitudeSensor(30 * Nm, 20 * Nm) })).Message, StringComparison.Ordinal);
        Assert.Contains("Try: IntegralGainPerS = 2000", Assert.Throws<ArgumentException>(() => Loop(new FeedbackOptions { IntegralGainPerS = double.NaN })).Message, StringComparison.Ordinal);
    }

    private static FeedbackLoop Loop(FeedbackOptions options) => new(options, new PiezoAxis(AxisOptions.Height, -2e-6, false, false, false));

    private static void Step(FeedbackLoop loop, double surfaceM, double dt)
    {
        loop.Drive(dt);
        loop.Sense(surfaceM, 0, dt);
    }
}
