using Spm.Core.Physics;

namespace Spm.Core.Tests.Physics;

public class PolarizationLatticeTests
{
    /// <summary>Where evolution is declared at rest a cell is still this far from equilibrium: RestTolerance / (dt γ 2|α|), twice over.</summary>
    private const double AtRest = 5e-5;

    private static readonly LandauCoefficients Landau = new(Coupling: 0);

    private static PolarizationLattice Uniform(int rows, int columns, double polarization, LandauCoefficients landau, double imprint = 0)
    {
        double[] Fill(double value) => [.. Enumerable.Repeat(value, rows * columns)];
        return new PolarizationLattice(rows, columns, 1e-8, landau, Fill(landau.Alpha), Fill(imprint), Fill(polarization));
    }

    private static PolarizationLattice Disordered(int rows, int columns, LandauCoefficients landau)
    {
        var random = new RandomSequence(5, RandomPurpose.Domains);
        double[] Draw(double middle, double spread) => [.. Enumerable.Range(0, rows * columns).Select(_ => middle + spread * random.NextGaussian())];
        return new PolarizationLattice(rows, columns, 1e-8, landau, Draw(landau.Alpha, 0.3), Draw(0, 0.2), Draw(0, 1));
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(3)]
    [InlineData(-0.05)]
    [InlineData(-3)]
    public void A_cell_without_field_rests_at_a_minimum_of_the_double_well(double start)
    {
        var lattice = Uniform(1, 1, start, Landau);
        lattice.Settle(50);
        Assert.Equal(Math.CopySign(Math.Sqrt(1.85 / 1.25), start), lattice.Polarization[0], AtRest);
    }

    [Theory]
    [InlineData(-1.85, 1.25, 0)]
    [InlineData(-1.85, 1.25, 1)]
    [InlineData(-0.9, 2.0, 0.3)]
    public void A_single_domain_switches_at_the_analytic_coercive_field(double alpha, double beta, double coupling)
    {
        var landau = new LandauCoefficients(alpha, beta, 2, coupling);
        var analytic = -2.0 / 3.0 * alpha * Math.Sqrt(-alpha / (3 * beta));
        Assert.Equal(analytic, landau.CoerciveField, 1e-12);

        const double step = 0.0025;
        var lattice = Uniform(3, 4, -landau.SpontaneousPolarization, landau);
        var window = new LatticeWindow(lattice, 3, 4);
        Array.Fill(window.Profile, 1);
        window.Load(0, 0);
        var field = 0.9 * analytic;
        while (lattice.Polarization[0] < 0 && field < 2 * analytic)
        {
            field += step * analytic;
            window.Evolve(field, 500);
            window.Store();
        }
        Assert.InRange(field / analytic, 1 - 1e-3, 1 + 2 * step);
    }

    [Fact]
    public void Imprint_shifts_both_coercive_fields_by_itself()
    {
        const double imprint = 0.2;
        var lattice = Uniform(1, 1, -Landau.SpontaneousPolarization, Landau, imprint);
        var window = new LatticeWindow(lattice, 1, 1);
        window.Profile[0] = 1;
        window.Load(0, 0);
        window.Evolve(Landau.CoerciveField - imprint - 0.01, 500);
        window.Store();
        Assert.True(lattice.Polarization[0] < 0);
        window.Evolve(Landau.CoerciveField - imprint + 0.01, 500);
        window.Store();
        Assert.True(lattice.Polarization[0] > 0);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-35)]
    public void Imprint_shifts_a_swept_loop_by_exactly_its_field(int imprintSteps)
    {
        const double step = 0.005;
        (int Plus, int Minus) Sweep(double imprint)
        {
            var lattice = Uniform(2, 2, -Landau.SpontaneousPolarization, Landau, imprint);
            var window = new LatticeWindow(lattice, 2, 2);
            Array.Fill(window.Profile, 1);
            window.Load(0, 0);
            int Turn(int direction)
            {
                for (var i = -400 * direction; ; i += direction)
                {
                    window.Evolve(i * step, 400);
                    window.Store();
                    if (direction * lattice.Polarization[0] > 0) return i;
                }
            }
            return (Turn(1), Turn(-1));
        }
        var (symmetric, shifted) = (Sweep(0), Sweep(imprintSteps * step));
        Assert.Equal(0, symmetric.Plus + symmetric.Minus);
        Assert.Equal(symmetric.Plus - imprintSteps, shifted.Plus);
        Assert.Equal(symmetric.Minus - imprintSteps, shifted.Minus);
        // The first step of the sweep beyond the analytic coercive field.
        Assert.Equal(Math.Ceiling(Landau.CoerciveField / step), symmetric.Plus, 1.0);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 7)]
    [InlineData(9, 16)]
    [InlineData(13, 31)]
    public void Vector_lanes_agree_with_a_plain_loop_for_any_window_size(int rows, int columns)
    {
        const double duration = 0.4, apexField = 0.7;
        var landau = new LandauCoefficients(Coupling: 0.3);
        var lattice = Disordered(rows + 2, columns + 2, landau);
        var expected = (double[])lattice.Polarization.Clone();
        var window = new LatticeWindow(lattice, rows, columns);
        window.Load(1, 1);
        for (var i = 0; i < window.Profile.Length; i++) window.Profile[i] = 1.0 / (1 + i);
        window.Evolve(apexField, duration);
        window.Store();
        EulerByPlainLoop(lattice, expected, rows, columns, window.Profile, apexField, duration);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], lattice.Polarization[i], 2e-5);
    }

    [Fact]
    public void A_small_disturbance_relaxes_at_the_rate_of_the_well()
    {
        // δ̇ = −γ(3βP_s² + α)δ = −2γ|α|δ, in steps short enough for Euler: relative error rate·dt/2 = 0.4 % of each exponent.
        var (rate, start) = (2 * Landau.Gamma * Math.Abs(Landau.Alpha), 0.01);
        var lattice = Uniform(1, 1, Landau.SpontaneousPolarization + start, Landau);
        var window = new LatticeWindow(lattice, 1, 1);
        window.Load(0, 0);
        for (var i = 0; i < 200; i++) window.Evolve(0, 1e-3);
        window.Store();
        Assert.Equal(-rate * 0.2, Math.Log((lattice.Polarization[0] - Landau.SpontaneousPolarization) / start), 0.02);
    }

    [Fact]
    public void Free_energy_never_rises_while_no_field_changes()
    {
        var landau = new LandauCoefficients(Coupling: 0.4);
        var lattice = Disordered(12, 15, landau);
        var energy = FreeEnergy(lattice);
        var start = energy;
        for (var i = 0; i < 60; i++)
        {
            lattice.Settle(0.1);
            var next = FreeEnergy(lattice);
            Assert.True(next <= energy + 1e-4, $"rose from {energy} to {next}");
            energy = next;
        }
        Assert.True(energy < start - 10);
    }

    [Fact]
    public void A_tip_senses_plus_and_minus_one_inside_domains_and_zero_on_a_straight_wall()
    {
        const int cells = 40;
        var polarization = Enumerable.Range(0, cells * cells).Select(i => i % cells < cells / 2 ? -Landau.SpontaneousPolarization : Landau.SpontaneousPolarization).ToArray();
        var lattice = new PolarizationLattice(cells, cells, 1e-8, Landau, new double[cells * cells], new double[cells * cells], polarization);
        Assert.Equal(-1, lattice.Sense(5e-8, 20e-8, 2e-8), 1e-12);
        Assert.Equal(1, lattice.Sense(35e-8, 20e-8, 2e-8), 1e-12);
        Assert.Equal(0, lattice.Sense(20e-8, 20e-8, 2e-8), 0.02);
    }

    [Fact]
    public void A_window_beyond_the_lattice_is_refused()
    {
        var lattice = Uniform(4, 4, 1, Landau);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LatticeWindow(lattice, 5, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LatticeWindow(lattice, 3, 3).Load(2, 0));
        Assert.Throws<ArgumentException>(() => new PolarizationLattice(2, 2, 1e-8, Landau, new double[4], new double[4], new double[3]));
    }

    [Theory]
    [InlineData(-1.85, 0)]
    [InlineData(-1.85, 2.3)]
    [InlineData(0.9, 1.5)]
    public void Outermost_equilibrium_solves_the_equation_of_state(double alpha, double field)
    {
        var p = Landau.OutermostEquilibrium(alpha, field);
        Assert.Equal(field, Landau.Beta * p * p * p + alpha * p, 1e-9);
        Assert.True(3 * Landau.Beta * p * p + alpha > 0);
    }

    private static void EulerByPlainLoop(PolarizationLattice lattice, double[] p, int rows, int columns, double[] profile, double apexField, double duration)
    {
        var (landau, width) = (lattice.Landau, lattice.Columns);
        double Field(int row, int column) => lattice.ImprintField[(row + 1) * width + column + 1] + apexField * profile[row * columns + column];
        int Inside(int cell) => (cell / columns + 1) * width + cell % columns + 1;
        var cells = Enumerable.Range(0, rows * columns).ToArray();
        var largestField = cells.Max(i => Math.Abs(Field(i / columns, i % columns)));
        var steps = (int)Math.Ceiling(duration / landau.StableStep(lattice.Alpha.Min(), lattice.Alpha.Max(), largestField, cells.Max(i => Math.Abs(p[Inside(i)]))));
        for (var step = 0; step < steps; step++)
        {
            var now = (double[])p.Clone();
            foreach (var cell in cells)
            {
                var i = Inside(cell);
                var neighbours = now[i - 1] + now[i + 1] + now[i - width] + now[i + width];
                p[i] -= duration / steps * landau.Gamma * (landau.Beta * Math.Pow(now[i], 3) + lattice.Alpha[i] * now[i]
                    + landau.Coupling * (4 * now[i] - neighbours) - Field(cell / columns, cell % columns));
            }
        }
    }

    private static double FreeEnergy(PolarizationLattice lattice)
    {
        var (landau, energy) = (lattice.Landau, 0.0);
        for (var row = 0; row < lattice.Rows; row++)
        {
            for (var column = 0; column < lattice.Columns; column++)
            {
                var i = row * lattice.Columns + column;
                var p = lattice.Polarization[i];
                energy += lattice.Alpha[i] / 2 * p * p + landau.Beta / 4 * Math.Pow(p, 4) - lattice.ImprintField[i] * p;
                if (column + 1 < lattice.Columns) energy += landau.Coupling / 2 * Math.Pow(p - lattice.Polarization[i + 1], 2);
                if (row + 1 < lattice.Rows) energy += landau.Coupling / 2 * Math.Pow(p - lattice.Polarization[i + lattice.Columns], 2);
            }
        }
        return energy;
    }
}
