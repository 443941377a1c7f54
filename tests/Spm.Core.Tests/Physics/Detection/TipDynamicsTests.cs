using Spm.Core.Physics.Detection;

namespace Spm.Core.Tests.Physics.Detection;

public class TipDynamicsTests
{
    private static readonly EigenMode Mode = new(3, 70e3, 100);

    /// <summary>A law without force: free flight.</summary>
    private static readonly HertzContact Far = new(20e-9, 1e9);

    [Fact]
    public void Far_from_the_surface_the_integrator_is_the_exact_oscillator()
    {
        var force = Enumerable.Range(0, 4000).Select(n => 1e-9 * Math.Cos(0.11 * n)).ToArray();
        var (integrated, volts, exact) = (new double[4000], new double[4000], new double[4000]);
        new TipDynamics([Mode], Far, 1e-6, 4e6).Advance(Enumerable.Repeat(1e-6, 4000).ToArray(), force, integrated);
        var recorder = new SignalRecorder(new SignalChain().Quiet(), 1);
        recorder.Place(Mode, new TipForce(1));
        // From rest without a force, as the integrator: the first sample is a force of 0.
        recorder.Record([.. force], volts, exact);
        // 4000 steps of the tolerance, 1e-15 m each at most.
        for (var n = 0; n < 4000; n++) Assert.Equal(exact[n], integrated[n], 4e-12);
    }

    [Fact]
    public void Energy_is_kept_in_an_elastic_contact_without_damping()
    {
        // A lossless cantilever bounces on a Hertz spring; at the top of each bounce all energy is the cantilever's own.
        var lossless = new EigenMode(3, 70e3, 1e9);
        var dynamics = new TipDynamics([lossless], new HertzContact(20e-9, 1e9), 5e-9, 4e6);
        var deflection = new double[1];
        // A push of one sample, then free.
        dynamics.Advance([5e-9], [2e-7], deflection);
        dynamics.Advance([5e-9], [0], deflection);
        var start = dynamics.EnergyJ;
        var (worst, touched) = (0.0, false);
        for (var n = 0; n < 4000; n++)
        {
            dynamics.Advance([5e-9], [0], deflection);
            touched |= dynamics.Touching;
            if (dynamics.SeparationM > 0) worst = Math.Max(worst, Math.Abs(dynamics.EnergyJ / start - 1));
        }
        Assert.True(touched);
        // 70 bounces, steps of 1e-15 m of 1e-8 m.
        Assert.True(worst < 1e-4, $"energy off by {worst}");
    }

    [Fact]
    public void A_soft_cantilever_measures_the_pull_off_force_of_JKR()
    {
        var law = new JkrContact(20e-9, 1e9, 0.05);
        var curve = ForceCurve.Record([new EigenMode(0.2, 20e3, 2)], law, 40e-9, 2e-9, 20e-6, 200e3, TestContext.Current.CancellationToken);
        // k is 1/60 of the contact's stiffness: the tip comes off at −3/2 πRw to within the force of one step of the base, 0.2 N/m × 0.1 nm, and drag.
        Assert.Equal(law.PullOffN, curve.PullOffN, 0.02 * Math.Abs(law.PullOffN));
        Assert.True(curve.DissipatedJ > 0);
    }

    [Fact]
    public void A_soft_cantilever_measures_the_pull_off_force_of_DMT()
    {
        var law = new DmtContact(20e-9, 1e9, 0.05);
        var curve = ForceCurve.Record([new EigenMode(0.2, 20e3, 2)], law, 40e-9, 2e-9, 20e-6, 200e3, TestContext.Current.CancellationToken);
        Assert.Equal(law.PullOffN, curve.PullOffN, 0.02 * Math.Abs(law.PullOffN));
    }

    [Fact]
    public void The_slope_in_contact_is_that_of_two_springs_in_series()
    {
        var law = new HertzContact(20e-9, 1e9);
        var curve = ForceCurve.Record([new EigenMode(3, 70e3, 1)], law, 10e-9, 20e-9, 10e-6, 200e3, TestContext.Current.CancellationToken);
        var n = curve.Turn - 2;
        var slope = -(curve.DeflectionM[n] - curve.DeflectionM[n - 10]) / (curve.HeightM[n] - curve.HeightM[n - 10]);
        var indentation = -(curve.HeightM[n - 5] + curve.DeflectionM[n - 5]);
        var contact = law.StiffnessNPerM(-indentation, true);
        Assert.Equal(contact / (contact + 3), slope, 2e-3);
    }

    [Fact]
    public void A_small_oscillation_in_contact_has_the_contact_resonance()
    {
        var (free, law) = (new EigenMode(3, 70e3, 40), new HertzContact(20e-9, 1e9));
        var dynamics = new TipDynamics([free], law, 10e-9, 4e6);
        // Down to a base 6 nm below the surface slowly, then a wait for the ringing to end, then a push.
        var height = Enumerable.Range(0, 40_000).Select(n => Math.Max(-6e-9, 10e-9 - n * 16e-9 / 20_000)).ToArray();
        dynamics.Advance(height, [], new double[height.Length]);
        var contact = free.InContact(law.StiffnessNPerM(dynamics.SeparationM, true));
        var (deflection, rest, base6) = (new double[4000], dynamics.TipM, Enumerable.Repeat(-6e-9, 4000).ToArray());
        double[] push = [1e-10, .. new double[3999]];
        dynamics.Advance(base6, push, deflection);
        // Upward crossings of the rest position, the first and the last by interpolation.
        var crossings = Enumerable.Range(1, 3999).Where(n => deflection[n - 1] < rest && deflection[n] >= rest).Select(n => n - (deflection[n] - rest) / (deflection[n] - deflection[n - 1])).ToArray();
        var measured = (crossings.Length - 1) / (crossings[^1] - crossings[0]) * 4e6;
        Assert.True(contact.ResonanceHz > 150e3);
        // 27 ring-downs after the landing, 150 periods with interpolated crossings; the contact is curved over 2e-12 m of 2e-9 m.
        Assert.Equal(contact.ResonanceHz, measured, 5e-4 * contact.ResonanceHz);
    }

    [Fact]
    public void A_setpoint_that_is_never_reached_says_what_to_do() =>
        Assert.Contains("smaller setpoint", Assert.Throws<ArgumentException>(() => ForceCurve.Record([Mode], Far, 1e-9, 1e-3, 1e-5, 1e6, TestContext.Current.CancellationToken)).Message);

    [Fact]
    public void A_height_that_is_not_a_number_is_refused() =>
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => new TipDynamics([Mode], Far, 1e-6, 4e6).Advance([double.NaN], [], new double[1])).Message);
}
