using Spm.Core.Physics;

namespace Spm.Core.Tests.Physics;

public class PtoSampleTests
{
    [Fact]
    public void A_seed_grows_one_sample_and_another_seed_another()
    {
        var first = new PtoSample(4);
        Assert.Equal(first.Lattice.Polarization, new PtoSample(4).Lattice.Polarization);
        Assert.NotEqual(first.Lattice.Polarization, new PtoSample(5).Lattice.Polarization);
        Assert.Equal(first.SurfaceAt(1e-6, 2e-6), new PtoSample(4).SurfaceAt(1e-6, 2e-6));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Both_domains_walls_and_in_plane_needles_are_there(int seed)
    {
        var sample = new PtoSample(seed);
        var sensed = Enumerable.Range(0, 10_000).Select(i => sample.Lattice.Sense((i % 100 + 0.5) * 5e-8, (i / 100 + 0.5) * 5e-8, 28e-9)).ToArray();
        Assert.InRange(sensed.Count(p => p > 0.8), 1500, 8500);
        Assert.InRange(sensed.Count(p => p < -0.8), 500, 8500);
        Assert.InRange(sensed.Count(p => Math.Abs(p) < 0.5), 200, 4000);
        Assert.InRange(sample.InPlane.Average(), 0.01, 0.15);
    }

    [Fact]
    public void Without_disorder_every_cell_outside_the_needles_is_the_same()
    {
        var sample = new PtoSample(1, disorder: false);
        var outside = Enumerable.Range(0, sample.InPlane.Length).Where(i => sample.InPlane[i] == 0).ToArray();
        Assert.All(outside, i => Assert.Equal(sample.Lattice.Landau.Alpha, sample.Lattice.Alpha[i]));
        Assert.All(sample.Lattice.ImprintField, field => Assert.Equal(0, field));
        Assert.Equal(sample.SurfaceAt(1e-6, 1e-6).Stiffness, sample.SurfaceAt(3e-6, 2e-6).Stiffness);
    }

    [Fact]
    public void Slope_is_the_derivative_of_height_along_the_fast_axis()
    {
        var sample = new PtoSample(2);
        var cell = PtoSample.CellM;
        for (var i = 0; i < 200; i++)
        {
            var (x, y) = (0.5e-6 + i * 0.02e-6, 2e-6);
            var difference = (sample.SurfaceAt(x + cell, y).HeightM - sample.SurfaceAt(x - cell, y).HeightM) / (2 * cell);
            Assert.Equal(difference, sample.SurfaceAt(x, y).Slope, 1e-12);
        }
    }
}
