using Spm.Core.Physics;
using Spm.Core.Physics.Samples;

namespace Spm.Core.Tests.Physics.Samples;

public class LithiumNiobateSampleTests
{
    private static readonly TipGeometry Tip = new();

    private static LithiumNiobateSample Uniform(LithiumNiobateOptions? options = null) => new(1, disorder: false, options);

    private static void Write(LithiumNiobateSample sample, double xM, double yM, double biasV, double durationS = 10e-3) =>
        sample.Apply(new TipContact(xM, yM, Tip, biasV), biasV, durationS);

    [Theory]
    [InlineData(5.0)]
    [InlineData(7.0)]
    [InlineData(10.0)]
    public void A_written_domain_has_the_area_of_the_cube_root_law(double biasV)
    {
        var sample = Uniform();
        Write(sample, 2e-6, 3e-6, biasV);
        var radius = sample.Options.Law.RadiusM(biasV, 10e-3);
        Assert.Equal(radius, Assert.Single(sample.Domains).RadiusM, 1e-15);
        var lattice = sample.Lattice;
        var turned = lattice.Polarization.Sum(p => (p / lattice.Landau.SpontaneousPolarization + 1) / 2);
        // The rim is drawn over one cell: its area is right to (cell/r)²/12 and to the cells of a circle, together 2 %.
        Assert.Equal(1, turned * lattice.CellM * lattice.CellM / (Math.PI * radius * radius), 0.02);
        Assert.Equal(1, sample.ResponseAt(2e-6, 3e-6, 10e-9), 0.01);
        Assert.Equal(-1, sample.ResponseAt(1e-6, 3e-6, 10e-9), 1e-12);
    }

    [Fact]
    public void Negative_bias_erases_and_reset_makes_new()
    {
        var sample = Uniform();
        Write(sample, 2e-6, 2e-6, 7);
        Write(sample, 2e-6, 2e-6, -9);
        Assert.Equal(-1, sample.ResponseAt(2e-6, 2e-6, 10e-9), 1e-9);
        Write(sample, 2e-6, 2e-6, 7);
        sample.Reset();
        Assert.Equal((0, 0.0), (sample.Domains.Count, sample.ElapsedS));
        Assert.All(sample.Lattice.Polarization, p => Assert.Equal(-sample.Lattice.Landau.SpontaneousPolarization, p));
    }

    [Theory]
    [InlineData(2.5)]
    [InlineData(1.5)]
    [InlineData(1.0)]
    [InlineData(0.85)]
    public void A_row_of_pulses_is_the_row_of_the_model_while_charge_does_not_fade(double spacing)
    {
        var sample = Uniform(new LithiumNiobateOptions { Charge = ScreeningCharge.Permanent });
        for (var n = 0; n < 40; n++) Write(sample, 1e-6 + n * spacing * sample.Options.Law.RadiusScaleM, 2e-6, 2 * sample.Options.Law.CriticalBiasV);
        var expected = new DomainRow().Radii(spacing, 40);
        Assert.Equal(expected.Length, sample.Domains.Count);
        // Chaos magnifies the rounding of positions, 1e-16, by e^{0.2 n}.
        for (var n = 0; n < expected.Length; n++) Assert.Equal(expected[n], sample.Domains[n].Drive, 1e-9);
    }

    [Fact]
    public void A_pause_of_many_charge_lifetimes_lets_every_domain_appear()
    {
        int Missing(double pauseS)
        {
            var sample = Uniform();
            for (var n = 0; n < 20; n++)
            {
                Write(sample, 1e-6 + n * 75e-9, 2e-6, 8, 1e-3);
                sample.Wait(pauseS);
            }
            return sample.Domains.Count(d => d.RadiusM == 0);
        }
        Assert.Equal(10, Missing(0));
        Assert.Equal(0, Missing(10 * new ScreeningCharge().SlowTimeS));
    }

    [Fact]
    public void Surface_potential_of_a_domain_fades_in_two_steps()
    {
        var (sample, charge) = (Uniform(), new ScreeningCharge());
        double Excess() => sample.SurfaceAt(2e-6, 2e-6).ContactPotentialV - 0.3;
        Write(sample, 2e-6, 2e-6, 8);
        var fresh = Excess();
        Assert.True(fresh > 0.1);
        sample.Wait(1);
        // After ten fast times only the slow part is left.
        Assert.Equal((1 - charge.FastFraction) * Math.Exp(-1 / charge.SlowTimeS), Excess() / fresh, 1e-4);
        sample.Wait(100);
        Assert.Equal(0, Excess(), 1e-4);
    }

    [Fact]
    public async Task It_can_be_looked_at_while_a_tip_writes()
    {
        var sample = Uniform();
        Write(sample, 2e-6, 2e-6, 8);
        using var written = new CancellationTokenSource();
        // Pulses at new places, at earlier ones, and a new crystal: whatever changes what is remembered.
        var writing = Task.Run(() =>
        {
            for (var n = 0; n < 3000; n++)
            {
                Write(sample, 1e-6 + n % 100 % 40 * 75e-9, 2e-6 + n / 200 % 3 * 75e-9, 8);
                if (n % 1000 == 999) sample.Reset();
            }
            written.Cancel();
        }, TestContext.Current.CancellationToken);
        while (!written.IsCancellationRequested && !writing.IsFaulted)
        {
            Assert.True(double.IsFinite(sample.SurfaceAt(2e-6, 2e-6).ContactPotentialV));
            Assert.True(double.IsFinite(sample.EffectiveBiasV(2e-6, 2e-6, 8)));
            Assert.All(sample.Domains, domain => Assert.True(domain.RadiusM >= 0));
        }
        await writing;
    }

    [Fact]
    public void Domains_can_be_gone_through_while_more_are_written()
    {
        var sample = Uniform();
        for (var n = 0; n < 5; n++) Write(sample, 1e-6 + n * 300e-9, 2e-6, 8);
        var places = new List<double>();
        foreach (var domain in sample.Domains)
        {
            places.Add(domain.XM);
            Write(sample, domain.XM, 3e-6, 8);
        }
        Assert.Equal(5, places.Count);
        Assert.Equal(10, sample.Domains.Count);
    }

    [Fact]
    public void Without_neighbours_a_row_has_no_gaps()
    {
        var sample = Uniform(new LithiumNiobateOptions { NeighboursOn = false });
        for (var n = 0; n < 20; n++) Write(sample, 1e-6 + n * 75e-9, 2e-6, 8);
        Assert.All(sample.Domains, d => Assert.Equal(Math.Cbrt(3), d.Drive, 1e-12));
    }

    [Fact]
    public void Bias_below_the_critical_one_writes_nothing_and_only_takes_time()
    {
        var sample = Uniform();
        Write(sample, 2e-6, 2e-6, 3.9, 0.5);
        Assert.Empty(sample.Domains);
        Assert.Equal(0.5, sample.ElapsedS);
    }

    [Fact]
    public void A_second_pulse_at_a_place_grows_its_domain_and_is_no_neighbour_of_its_own()
    {
        var sample = Uniform();
        Write(sample, 2e-6, 2e-6, 8, 5e-3);
        for (var n = 0; n < 100; n++) Write(sample, 1e-6 + n * 20e-9, 4e-6, -8);
        Write(sample, 2e-6 + 5e-9, 2e-6, 8, 5e-3);
        Assert.Equal(101, sample.Domains.Count);
        // Rows far away are felt by less than e^{−40}.
        Assert.Equal(sample.Options.Law.RadiusM(8, 10e-3), sample.Domains[0].RadiusM, 1e-15);
    }
}
