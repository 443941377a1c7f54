using CsCheck;
using Spm.Core.Physics.Detection;

namespace Spm.Core.Tests.Physics.Detection;

public class ContactMechanicsTests
{
    private const double RadiusM = 20e-9, ModulusPa = 1e9, AdhesionJPerM2 = 0.05;

    private static readonly JkrContact Jkr = new(RadiusM, ModulusPa, AdhesionJPerM2);

    private static readonly DmtContact Dmt = new(RadiusM, ModulusPa, AdhesionJPerM2);

    private static readonly Gen<double> Separations = Gen.Double[-8e-9, 3e-9];

    [Fact]
    public void JKR_pulls_off_at_three_halves_pi_R_w()
    {
        // The minimum over separations, searched finely; F is flat there, so that a grid of 1e-4 of the range gives 1e-7 of it.
        var smallest = Enumerable.Range(0, 20_001).Min(i => Jkr.ForceN(Jkr.BreakingSeparationM - i * 1e-4 * Jkr.BreakingSeparationM, true));
        Assert.Equal(-1.5 * Math.PI * RadiusM * AdhesionJPerM2, smallest, 1e-6 * Math.Abs(Jkr.PullOffN));
        Assert.Equal(-1.5 * Math.PI * RadiusM * AdhesionJPerM2, Jkr.PullOffN, 1e-20);
    }

    [Fact]
    public void A_JKR_neck_breaks_at_the_published_separation_with_five_ninths_of_the_pull_off_force()
    {
        Assert.Equal(0.75 * Math.Cbrt(Math.PI * Math.PI * AdhesionJPerM2 * AdhesionJPerM2 * RadiusM / (ModulusPa * ModulusPa)), Jkr.BreakingSeparationM, 1e-18);
        Assert.Equal(5.0 / 9 * Jkr.PullOffN, Jkr.ForceN(Jkr.BreakingSeparationM, true), 1e-6 * Math.Abs(Jkr.PullOffN));
    }

    [Fact]
    public void DMT_pulls_off_at_two_pi_R_w_and_is_continuous_at_first_touch()
    {
        Assert.Equal(-2 * Math.PI * RadiusM * AdhesionJPerM2, Dmt.ForceN(0, true), 1e-20);
        Assert.Equal(Dmt.ForceN(0, true), Dmt.ForceN(1e-18, false), 1e-7 * Math.Abs(Dmt.PullOffN));
        Assert.Equal(Dmt.PullOffN, Enumerable.Range(-1000, 2001).Min(i => Dmt.ForceN(i * 5e-12, true)), 1e-15);
    }

    [Fact]
    public void Without_adhesion_JKR_is_Hertz() => Separations.ForAll(d =>
    {
        var (weak, hertz) = (new JkrContact(RadiusM, ModulusPa, 1e-12), new HertzContact(RadiusM, ModulusPa));
        // Adhesion enters as √w: 1e-5 of what 0.01 J/m² would do.
        return d > -1e-10 || Math.Abs(weak.ForceN(d, true) / hertz.ForceN(d, true) - 1) < 1e-3;
    });

    [Fact]
    public void Stiffness_is_the_slope_of_the_force() => Separations.ForAll(d =>
    {
        const double h = 1e-14;
        foreach (var law in new ITipSampleForce[] { Jkr, Dmt, new HertzContact(RadiusM, ModulusPa) })
        {
            // Not at a kink, nor where the slope is vertical.
            if (Math.Abs(d) < 1e-11 || (law is JkrContact jkr && d > 0.98 * jkr.BreakingSeparationM)) continue;
            var slope = -(law.ForceN(d + h, true) - law.ForceN(d - h, true)) / (2 * h);
            // Differences of 1e-14 m lose 1e-16/1e-5 of the force.
            if (Math.Abs(slope - law.StiffnessNPerM(d, true)) > 1e-4 * (Math.Abs(slope) + 1)) return false;
        }
        return true;
    });

    [Fact]
    public void A_neck_forms_at_touch_and_holds_until_it_breaks()
    {
        Assert.False(Jkr.Touches(1e-12, false));
        Assert.True(Jkr.Touches(0, false));
        Assert.True(Jkr.Touches(0.99 * Jkr.BreakingSeparationM, true));
        Assert.False(Jkr.Touches(1.01 * Jkr.BreakingSeparationM, true));
        Assert.Equal(0, Jkr.ForceN(1e-12, false));
    }

    [Fact]
    public void Contact_raises_the_resonance_as_a_second_spring_does()
    {
        var free = new EigenMode(3, 70e3, 100);
        var contact = free.InContact(24);
        Assert.Equal(210e3, contact.ResonanceHz, 1e-6);
        Assert.Equal(27, contact.SpringConstantNPerM);
        Assert.Equal(free.MassKg, contact.MassKg, 1e-12 * free.MassKg);
        // Same damping constant m ω0/Q.
        Assert.Equal(free.ResonanceHz / free.QualityFactor, contact.ResonanceHz / contact.QualityFactor, 1e-9);
        Assert.Contains("snaps in", Assert.Throws<ArgumentOutOfRangeException>(() => free.InContact(-3)).Message);
    }

    [Fact]
    public void Modes_of_a_beam_have_its_published_frequencies_stiffnesses_and_slopes()
    {
        var modes = CantileverModes.Rectangular(1, 1000, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100);
        // Butt and Jaschke: 6.267, 17.547, 34.386 times the first frequency.
        Assert.Equal(6.267, modes[1].ResonanceHz / 1000, 5e-4);
        Assert.Equal(17.547, modes[2].ResonanceHz / 1000, 5e-4);
        Assert.Equal(34.386, modes[3].ResonanceHz / 1000, 5e-4);
        // k_1 = 1.030 k; all modes together bend as the beam: the rest of Σ 12/α⁴ beyond 12 modes is 2.4e-5.
        Assert.Equal(1.0302, modes[0].SpringConstantNPerM, 1e-4);
        Assert.Equal(1, modes.Sum(m => 1 / m.SpringConstantNPerM), 5e-5);
        // The lever sees 1/1.09 of the first mode; static bending as the sum of modes has the static slope.
        Assert.Equal(1 / 1.0897, Math.Abs(modes[0].DetectorWeight), 1e-3);
        Assert.Equal(1, modes.Sum(m => m.DetectorWeight / m.SpringConstantNPerM), 2e-3);
    }
}
