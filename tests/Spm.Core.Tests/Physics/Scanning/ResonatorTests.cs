using CsCheck;
using Spm.Core.Physics.Scanning;

namespace Spm.Core.Tests.Physics.Scanning;

public class ResonatorTests
{
    private const double F = 900, Omega = 2 * Math.PI * F;

    [Theory]
    [InlineData(20)]
    [InlineData(3)]
    [InlineData(0.5)]
    [InlineData(0.2)]
    public void Step_response_is_the_analytic_one(double q)
    {
        var resonator = new Resonator(F, q);
        const double dt = 37e-6;
        var damping = Omega / (2 * q);
        var root = System.Numerics.Complex.Sqrt(Omega * Omega - damping * damping);
        for (var i = 1; i <= 200; i++)
        {
            var t = i * dt;
            // sin(bt)/b → t at b = 0, where damping is critical.
            var sine = root.Magnitude < 1e-6 * Omega ? t : (System.Numerics.Complex.Sin(root * t) / root).Real;
            var analytic = 1 - Math.Exp(-damping * t) * (System.Numerics.Complex.Cos(root * t).Real + damping * sine);
            Assert.Equal(analytic, resonator.Step(1, dt), 1e-10);
        }
    }

    [Fact]
    public void First_overshoot_is_that_of_the_damping_ratio()
    {
        var resonator = new Resonator(F, 10);
        var highest = Enumerable.Range(0, 4000).Max(_ => resonator.Step(1, 1e-6));
        var zeta = 1 / 20.0;
        // The peak is flat: half a step beside it costs (ω dt)²/8.
        Assert.Equal(1 + Math.Exp(-Math.PI * zeta / Math.Sqrt(1 - zeta * zeta)), highest, 1e-5);
    }

    [Fact]
    public void After_a_turn_of_a_line_the_axis_overshoots_and_rings_by_the_formula()
    {
        // Ramp at v until only the lag v/(ωQ) is left, then −v: y = x − u obeys the free oscillation about +v/(ωQ) from y = −v/(ωQ), y′ = 2v.
        const double v = 4e-6, dt = 1e-7, q = 12;
        var resonator = new Resonator(F, q);
        var u = 0.0;
        for (var i = 0; i < 400_000; i++) resonator.Step(u += v * dt, dt);
        var (lag, damping) = (v / (Omega * q), Omega / (2 * q));
        var b = Math.Sqrt(Omega * Omega - damping * damping);
        var largest = 0.0;
        for (var i = 1; i <= 20_000; i++)
        {
            var x = resonator.Step(u -= v * dt, dt);
            var t = i * dt;
            var y = lag + Math.Exp(-damping * t) * (-2 * lag * Math.Cos(b * t) + (2 * v - 2 * lag * damping) / b * Math.Sin(b * t));
            // The input is held during a step: half a step of lead before the turn and after it.
            Assert.Equal(u + y, x, 2 * v * dt);
            largest = Math.Max(largest, Math.Abs(x - u));
        }
        Assert.InRange(largest, 1.6 * v / Omega, 2 * v / Omega + 2 * lag);
    }

    [Fact]
    public void No_step_is_too_long() => Gen.Select(Gen.Double[1, 1e6], Gen.Double[0.05, 1000], Gen.Double[1e-9, 1e5]).ForAll((f, q, dt) =>
    {
        var resonator = new Resonator(f, q);
        for (var i = 0; i < 100; i++) Assert.InRange(resonator.Step(1, dt), -1e-9, 2 + 1e-9);
    });

    [Fact]
    public void One_long_step_is_many_short_ones()
    {
        var (once, often) = (new Resonator(F, 8), new Resonator(F, 8));
        once.Step(1, 2e-3);
        for (var i = 0; i < 100; i++) often.Step(1, 2e-5);
        Assert.Equal(once.Output, often.Output, 1e-12);
    }
}
