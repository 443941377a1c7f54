using System.Numerics;
using CsCheck;
using Spm.Core.Physics.Detection;

namespace Spm.Core.Tests.Physics.Detection;

/// <summary>The step against the continuous oscillator: every test is an identity, for under-, critically and overdamped modes.</summary>
public class OscillatorStepTests
{
    private const double StepS = 0.25e-6;

    private static readonly Gen<EigenMode> Modes = Gen.Select(Gen.Double[-1, 3], Gen.Double[3, 6.2], Gen.Double[-0.7, 4],
        (k, f, q) => new EigenMode(Math.Pow(10, k), Math.Pow(10, f), Math.Pow(10, q)));

    [Fact]
    public void A_free_oscillation_is_the_analytic_decay() => Modes.ForAll(mode =>
    {
        var step = new OscillatorStep(mode, StepS, 0);
        var (x, u) = (1.0, 0.0);
        for (var n = 0; n < 100; n++) (x, u) = (step.Xx * x + step.Xu * u, step.Ux * x + step.Uu * u);
        var (theta, delta) = (2 * Math.PI * mode.ResonanceHz * StepS * 100, 1 / (2 * mode.QualityFactor));
        var nu = Complex.Sqrt(1 - delta * delta);
        var decay = Complex.Exp(-delta * theta) * (Complex.Cos(nu * theta) + delta / nu * Complex.Sin(nu * theta));
        // 100 products of rounding, and a phase of up to 250 rad.
        return Math.Abs(x - decay.Real) < 1e-11 || !double.IsFinite(decay.Real);
    });

    [Fact]
    public void A_constant_force_leaves_the_static_deflection_at_rest() => Modes.ForAll(mode =>
    {
        var step = new OscillatorStep(mode, StepS, 0);
        var rest = 1 / mode.SpringConstantNPerM;
        var (x, u) = (step.Xx * rest + step.BeginX + step.EndX, step.Ux * rest + step.BeginU + step.EndU);
        return Math.Abs(x - rest) < 1e-14 * rest && Math.Abs(u) < 1e-14 * rest;
    });

    [Fact]
    public void A_ramp_is_followed_at_the_distance_of_the_damping() => Modes.ForAll(mode =>
    {
        // x = (F − Ḟ/(ω0 Q))/k and ẋ/ω0 = Ḟ/(k ω0) solve the equation of motion for F = t.
        var step = new OscillatorStep(mode, StepS, 0);
        var (omega, k) = (2 * Math.PI * mode.ResonanceHz, mode.SpringConstantNPerM);
        var (x0, u0) = (-1 / (omega * mode.QualityFactor * k), 1 / (omega * k));
        var (x, u) = (step.Xx * x0 + step.Xu * u0 + step.EndX * StepS, step.Ux * x0 + step.Uu * u0 + step.EndU * StepS);
        var scale = StepS / k + Math.Abs(x0) + u0;
        return Math.Abs(x - (x0 + StepS / k)) < 1e-13 * scale && Math.Abs(u - u0) < 1e-13 * scale;
    });

    [Fact]
    public void Two_half_steps_are_one_step() => Modes.ForAll(mode =>
    {
        var (whole, half) = (new OscillatorStep(mode, StepS, 0), new OscillatorStep(mode, StepS / 2, 0));
        // A force that runs from 0.3 to 1.1 N by way of their middle.
        var (x1, u1) = (half.BeginX * 0.3 + half.EndX * 0.7, half.BeginU * 0.3 + half.EndU * 0.7);
        var (x2, u2) = (half.Xx * x1 + half.Xu * u1 + half.BeginX * 0.7 + half.EndX * 1.1, half.Ux * x1 + half.Uu * u1 + half.BeginU * 0.7 + half.EndU * 1.1);
        var (x, u) = (whole.BeginX * 0.3 + whole.EndX * 1.1, whole.BeginU * 0.3 + whole.EndU * 1.1);
        var scale = Math.Abs(x) + Math.Abs(u);
        return Math.Abs(x - x2) < 1e-11 * scale && Math.Abs(u - u2) < 1e-11 * scale;
    });

    [Fact]
    public void Short_and_long_steps_agree_where_their_formulae_meet()
    {
        // The series serves θ(1 + 1/Q) < 1; just below and above it the coefficients must be the same function.
        foreach (var q in new[] { 0.3, 0.5, 3, 300 })
        {
            var border = 1 / (1 + 1 / q) / (2 * Math.PI * StepS);
            var (below, above) = (new OscillatorStep(new EigenMode(2, border * (1 - 1e-9), q), StepS, 300), new OscillatorStep(new EigenMode(2, border * (1 + 1e-9), q), StepS, 300));
            Assert.Equal(below.EndX, above.EndX, 1e-8 * above.EndX);
            Assert.Equal(below.BeginX, above.BeginX, 1e-8 * above.BeginX);
            Assert.Equal(below.EndU, above.EndU, 1e-8 * above.EndU);
            Assert.Equal(below.BeginU, above.BeginU, 1e-8 * above.BeginU);
        }
    }

    [Fact]
    public void Thermal_kicks_reproduce_the_equipartition_they_come_from() => Modes.ForAll(mode =>
    {
        var step = new OscillatorStep(mode, StepS, 300);
        var variance = EigenMode.BoltzmannJPerK * 300 / mode.SpringConstantNPerM;
        var xx = variance * (step.Xx * step.Xx + step.Xu * step.Xu) + step.KickX * step.KickX + step.SpreadX * step.SpreadX;
        var uu = variance * (step.Ux * step.Ux + step.Uu * step.Uu) + step.KickU * step.KickU;
        var xu = variance * (step.Xx * step.Ux + step.Xu * step.Uu) + step.KickX * step.KickU;
        return Math.Abs(xx - variance) < 1e-12 * variance && Math.Abs(uu - variance) < 1e-12 * variance && Math.Abs(xu) < 1e-12 * variance;
    });

    [Fact]
    public void A_short_step_kicks_the_velocity_by_the_thermal_force()
    {
        // The velocity gains √(S_F h/2)/m, so that ẋ/ω0 gains √(S_F h/2) ω0/k.
        var mode = new EigenMode(3, 1000, 50);
        var step = new OscillatorStep(mode, StepS, 300);
        var kick = Math.Sqrt(mode.ThermalForceDensity(300) * StepS / 2) * 2 * Math.PI * mode.ResonanceHz / mode.SpringConstantNPerM;
        // θ = 1.6e-3 is the size of what the oscillation changes within the step.
        Assert.Equal(kick, step.KickU, 2e-3 * kick);
    }

    [Fact]
    public void The_settled_response_is_that_of_the_oscillator_to_the_polygon_of_a_sampled_sine() => Gen.Select(Modes, Gen.Double[0.001, 0.45]).ForAll((mode, turns) =>
    {
        // The polygon has tones at f + m f_s with amplitudes sinc²(f h + m); the oscillator answers each with χ. The sum over m converges as m⁻⁴.
        var (settled, _) = new OscillatorStep(mode, StepS, 0).Settled(turns / StepS, StepS);
        var sum = Complex.Zero;
        for (var m = -400; m <= 400; m++)
        {
            var f = (turns + m) / StepS;
            var sinc = Math.Sin(Math.PI * (turns + m)) / (Math.PI * (turns + m));
            sum += sinc * sinc * mode.ComplianceMPerN(f);
        }
        return (settled - sum).Magnitude < 1e-9 * (settled.Magnitude + 1 / mode.SpringConstantNPerM);
    });

    [Fact]
    public void In_the_band_of_a_contact_resonance_the_response_is_the_oscillators_own_at_each_frequency()
    {
        var mode = new EigenMode(40, 350e3, 170);
        var step = new OscillatorStep(mode, StepS, 0);
        for (var f = 300e3; f <= 400e3; f += 500)
        {
            var ratio = step.Settled(f, StepS).X / OscillatorStep.HoldGain(f, StepS) / mode.ComplianceMPerN(f);
            // What is left are the images of the polygon around 4 MHz: χ(3.65 MHz) is 1e-2 of the static response, and the polygon has 1e-2 of the tone there.
            Assert.Equal(0, (ratio - 1).Magnitude, 2e-4 / (mode.ComplianceMPerN(f).Magnitude * mode.SpringConstantNPerM));
        }
    }
}
