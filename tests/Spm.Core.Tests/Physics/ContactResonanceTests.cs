using System.Numerics;
using CsCheck;
using Spm.Core.Physics;

namespace Spm.Core.Tests.Physics;

public class ContactResonanceTests
{
    private static readonly Gen<ContactResonance> Oscillators =
        Gen.Select(Gen.Double[1e-6, 1], Gen.Double[1e5, 1e6], Gen.Double[5, 5000], Gen.Double[-3.14, 3.14], (a, f0, q, phi) => new ContactResonance(a, f0, q, phi));

    [Fact]
    public void Response_at_resonance_is_amplitude_times_quality_turned_by_a_quarter() =>
        Oscillators.ForAll(o => Near(o.Response(o.ResonanceHz), Complex.ImaginaryOne * o.QualityFactor * Complex.FromPolarCoordinates(o.AmplitudeV, o.PhaseRad)));

    [Fact]
    public void Response_at_zero_frequency_is_minus_the_drive() =>
        Oscillators.ForAll(o => Near(o.Response(0), -Complex.FromPolarCoordinates(o.AmplitudeV, o.PhaseRad)));

    [Fact]
    public void Response_is_the_formula_of_the_field() =>
        Gen.Select(Oscillators, Gen.Double[0.5, 1.5]).ForAll((o, detuning) =>
        {
            var (f, f0) = (detuning * o.ResonanceHz, o.ResonanceHz);
            var formula = Complex.FromPolarCoordinates(o.AmplitudeV, o.PhaseRad) * f0 * f0 / (f * f - Complex.ImaginaryOne * f * f0 / o.QualityFactor - f0 * f0);
            return Near(o.Response(f), formula);
        });

    [Fact]
    public void Phase_turns_by_pi_where_the_signed_response_is_negative()
    {
        var cantilever = new Cantilever();
        var surface = new SurfacePoint(0, 0, 0, 0, 0);
        var up = cantilever.Resonance(surface, 1, 0, 1);
        var down = cantilever.Resonance(surface, -1, 0, 1);
        Assert.Equal(up.AmplitudeV, down.AmplitudeV, 1e-15);
        Assert.Equal(Math.PI, Math.Abs(up.PhaseRad - down.PhaseRad), 1e-12);
    }

    [Fact]
    public void Electrostatic_response_vanishes_at_the_contact_potential()
    {
        var cantilever = new Cantilever();
        var surface = new SurfacePoint(0, 0, 0, 0, 0.4);
        Assert.Equal(0, cantilever.Resonance(surface, 0, 0.4, 1).AmplitudeV, 1e-18);
        Assert.Equal(cantilever.ElectrostaticVPerV2 * 2, cantilever.Resonance(surface, 0, 2.4, 1).AmplitudeV, 1e-15);
    }

    // Both sides are a handful of double operations; the worst cancellation, f² − f0² near resonance, is the same in both.
    private static bool Near(Complex actual, Complex expected) => (actual - expected).Magnitude <= 1e-9 * expected.Magnitude;
}
