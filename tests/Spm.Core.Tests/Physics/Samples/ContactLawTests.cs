using CsCheck;
using Spm.Core.Fitting.Models;
using Spm.Core.Physics.Samples;

namespace Spm.Core.Tests.Physics.Samples;

public class ContactLawTests
{
    private static readonly Gen<(double ModulusPa, double AdhesionEnergy, double RadiusM)> Contacts =
        Gen.Select(Gen.Double[1e6, 1e11], Gen.Double[1e-3, 0.2], Gen.Double[5e-9, 1e-6]);

    [Fact]
    public void Hertz_is_the_three_halves_power_and_dmt_is_hertz_less_the_pull_off_force() => Gen.Select(Contacts, Gen.Double[1e-12, 1e-8]).ForAll((c, depth) =>
    {
        var hertz = new ContactLaw(ContactTheory.Hertz, c.ModulusPa, c.AdhesionEnergy);
        var dmt = hertz with { Theory = ContactTheory.Dmt };
        var expected = 4.0 / 3 * c.ModulusPa * Math.Sqrt(c.RadiusM) * Math.Pow(depth, 1.5);
        Assert.Equal(1, hertz.ForceN(depth, c.RadiusM) / expected, 1e-12);
        var pullOff = 2 * Math.PI * c.RadiusM * c.AdhesionEnergy;
        Assert.Equal(pullOff, dmt.PullOffN(c.RadiusM), 1e-12 * pullOff);
        Assert.Equal(expected - pullOff, dmt.ForceN(depth, c.RadiusM), 1e-12 * (expected + pullOff));
        Assert.Equal((0.0, 0.0), (dmt.ForceN(-depth, c.RadiusM), hertz.PullOffN(c.RadiusM)));
    });

    [Fact]
    public void Smallest_force_of_a_jkr_contact_is_three_halves_pi_R_w() => Contacts.ForAll(c =>
    {
        var law = new ContactLaw(ContactTheory.Jkr, c.ModulusPa, c.AdhesionEnergy);
        var (first, pullOff) = (law.BreakingIndentationM(c.RadiusM), law.PullOffN(c.RadiusM));
        Assert.Equal(1.5 * Math.PI * c.RadiusM * c.AdhesionEnergy, pullOff, 1e-12 * pullOff);
        // From the break, where the neck is longest, to three times as far on the other side; the smallest force lies between.
        var lowest = Enumerable.Range(0, 4001).Min(i => law.ForceN(first * (1 - i / 1000.0), c.RadiusM));
        // The scan has steps of a thousandth of the neck, and the force is flat to second order there.
        Assert.Equal(-1, lowest / pullOff, 1e-5);
        Assert.Equal(0, law.ForceN(first * 1.001, c.RadiusM));
    });

    [Fact]
    public void Jkr_agrees_with_the_fitting_library() => Gen.Select(Contacts, Gen.Double[-0.9, 20]).ForAll((c, depth) =>
    {
        var law = new ContactLaw(ContactTheory.Jkr, c.ModulusPa, c.AdhesionEnergy);
        var indentation = depth * Math.Abs(law.BreakingIndentationM(c.RadiusM));
        Span<double> value = stackalloc double[1];
        ForceModels.Jkr(c.RadiusM).Evaluate([c.ModulusPa, c.AdhesionEnergy, 0, 0, c.RadiusM], [indentation], value);
        Assert.Equal(value[0], law.ForceN(indentation, c.RadiusM), 1e-6 * Math.Abs(value[0]) + 1e-9 * law.PullOffN(c.RadiusM));
    });

    [Fact]
    public void Without_adhesion_jkr_is_hertz() => Gen.Select(Contacts, Gen.Double[1e-11, 1e-8]).ForAll((c, depth) =>
    {
        var jkr = new ContactLaw(ContactTheory.Jkr, c.ModulusPa, 1e-30);
        Assert.Equal(1, jkr.ForceN(depth, c.RadiusM) / (jkr with { Theory = ContactTheory.Hertz }).ForceN(depth, c.RadiusM), 1e-6);
    });

    [Fact]
    public void The_blend_is_stiff_and_less_sticky_in_droplets_and_soft_and_sticky_between()
    {
        var sample = new SoftSample(2, disorder: false);
        var contacts = Enumerable.Range(0, 2500).Select(i => sample.SurfaceAt((i % 50 + 0.5) * 1e-7, (i / 50 + 0.5) * 1e-7)).ToArray();
        var stiffest = contacts.MaxBy(c => c.Contact.ModulusPa);
        var softest = contacts.MinBy(c => c.Contact.ModulusPa);
        Assert.Equal(SoftSample.StiffModulusPa, stiffest.Contact.ModulusPa, 0.05 * SoftSample.StiffModulusPa);
        Assert.Equal(SoftSample.SoftModulusPa, softest.Contact.ModulusPa, 0.05 * SoftSample.SoftModulusPa);
        Assert.Equal((ContactTheory.Dmt, ContactTheory.Jkr), (stiffest.Contact.Theory, softest.Contact.Theory));
        Assert.True(softest.Contact.PullOffN(25e-9) > stiffest.Contact.PullOffN(25e-9));
        Assert.True(stiffest.Stiffness > softest.Stiffness + 5);
        Assert.InRange(contacts.Count(c => c.Contact.Theory == ContactTheory.Dmt) / 2500.0, 0.15, 0.5);
    }
}
