using Spm.Core.Physics;
using Spm.Core.Physics.Samples;

namespace Spm.Core.Tests.Physics.Samples;

public class LibrarySampleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void Polarization_vanishes_beyond_the_boundary_and_grows_as_a_square_root_before_it(int seed)
    {
        var library = new LibrarySample(seed, disorder: false);
        var (lattice, landau) = (library.Lattice, library.Lattice.Landau);
        const double y = 2.5e-6;
        var boundary = library.Boundary(y) * library.SizeM;
        Assert.InRange(boundary, 0.2 * library.SizeM, 0.8 * library.SizeM);
        Assert.Equal(0, library.ResponseAt(boundary + 0.5e-6, y, 28e-9), 0.02);
        foreach (var before in new[] { 0.4e-6, 0.8e-6 })
        {
            // Far from walls |P| is √(−α/β); the largest of a row across 1 µm of domains is one.
            var largest = Enumerable.Range(-50, 101).Max(i => Local(boundary - before, y + i * 10e-9));
            var alpha = landau.Alpha * before / library.SizeM / LibrarySample.CompositionScale;
            Assert.Equal(1, largest / Math.Sqrt(-alpha / landau.Beta), 0.1);
        }

        double Local(double x, double atY) => Math.Abs(lattice.Polarization[(int)(atY / lattice.CellM) * lattice.Columns + (int)(x / lattice.CellM)]);
    }

    [Fact]
    public void Where_the_boundary_lies_depends_on_the_seed_and_is_told_by_nothing_but_the_truth()
    {
        var boundaries = Enumerable.Range(1, 8).Select(seed => new LibrarySample(seed).Boundary(2.5e-6)).ToArray();
        Assert.Equal(8, boundaries.Distinct().Count());
        Assert.All(boundaries, b => Assert.InRange(b, 0.35, 0.65));
        var library = new LibrarySample(1);
        Assert.Equal(library.Boundary(1e-6) - 0.25, library.Truth.Single(t => t.Name == "distance").At(0.25 * library.SizeM, 1e-6), 1e-12);
    }

    [Fact]
    public void Composition_and_temperature_run_along_the_edges_and_the_lattice_softens_at_the_boundary()
    {
        var library = new LibrarySample(4, disorder: false);
        Assert.Equal((0.0, 1.0), (library.Composition(0), library.Composition(library.SizeM)));
        Assert.Equal((850.0, 950.0), (library.ProcessingTemperatureK(0), library.ProcessingTemperatureK(library.SizeM)));
        var atBoundary = library.SurfaceAt(library.Boundary(2e-6) * library.SizeM, 2e-6).Contact.ModulusPa;
        Assert.Equal(0.65 * ContactLaw.Oxide.ModulusPa, atBoundary, 1e-3 * atBoundary);
        Assert.Equal(ContactLaw.Oxide.ModulusPa, library.SurfaceAt(0.1e-6, 2e-6).Contact.ModulusPa, 1e6);
    }

    [Fact]
    public void The_ferroelectric_side_switches_and_the_other_does_not()
    {
        var library = new LibrarySample(3, disorder: false);
        const double y = 2.5e-6;
        double Remanence(double x)
        {
            var contact = new TipContact(x, y, new TipGeometry(), 9);
            double After(double biasV)
            {
                library.Apply(contact, biasV, 20e-3);
                library.Apply(contact, 0, 20e-3);
                return library.ResponseAt(x, y, 28e-9);
            }
            return After(9) - After(-9);
        }
        var boundary = library.Boundary(y) * library.SizeM;
        Assert.True(Remanence(boundary - 1.5e-6) > 1);
        Assert.Equal(0, Remanence(boundary + 0.6e-6), 0.02);
    }
}
