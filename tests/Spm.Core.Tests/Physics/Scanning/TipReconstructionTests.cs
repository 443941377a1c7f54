using CsCheck;
using Spm.Core.Physics.Scanning;

namespace Spm.Core.Tests.Physics.Scanning;

public class TipReconstructionTests
{
    private const int Side = 24;
    private const double Cell = 1e-9, Unit = 1.0 / (1L << 50);

    [Fact]
    public void Where_the_reconstruction_is_certain_it_is_the_true_surface()
    {
        var certain = 0;
        Gen.Int[0, 1_000_000].ForAll(n =>
        {
            // Heights in whole units, so that contact is equality; many ties between few levels would leave little certain.
            var random = new Random(n);
            var roughness = random.Next(2, 1 << 12);
            var surface = Enumerable.Range(0, Side * Side).Select(_ => random.Next(roughness) * Unit).ToArray();
            var tip = new TipShape([.. Enumerable.Range(0, 15).Select(_ => random.Next(1 << 12) * Unit)], 3, 5, Cell);
            var image = GreyMorphology.Dilate(surface, Side, Side, tip);
            var reconstruction = TipReconstruction.Of(image, Side, Side, tip, 0);
            for (var i = 0; i < surface.Length; i++)
            {
                Assert.True(reconstruction.SurfaceM[i] >= surface[i]);
                if (!reconstruction.Certain[i]) continue;
                Assert.Equal(surface[i], reconstruction.SurfaceM[i]);
                certain++;
            }
        });
        Assert.True(certain > 1000, $"Only {certain} points were certain: the test compares too little.");
    }

    [Fact]
    public void A_gentle_surface_is_recovered_and_certain_away_from_the_edge()
    {
        // A hill: contacts lie closer together than pixels, so that each point is touched, and its middle is such that no contact falls between two.
        var surface = SampledSurface.Of(new FunctionSurface((x, y) => -(x - 12.3e-9) * (x - 12.3e-9) / 400e-9 - (y - 9.1e-9) * (y - 9.1e-9) / 400e-9), Side, Side, Cell);
        var tip = TipShape.Paraboloid(20e-9, Cell, 4e-9);
        var reconstruction = TipReconstruction.Of(surface.SeenBy(tip).HeightsM, Side, Side, tip);
        for (var i = 0; i < Side * Side; i++)
        {
            if (Math.Min(Math.Min(i / Side, Side - 1 - i / Side), Math.Min(i % Side, Side - 1 - i % Side)) < 8) continue;
            Assert.True(reconstruction.Certain[i]);
            Assert.Equal(surface.HeightsM[i], reconstruction.SurfaceM[i], 1e-20);
        }
    }

    [Fact]
    public void The_bottom_of_a_trench_that_is_narrower_than_the_tip_is_not_certain_and_is_reconstructed_too_high()
    {
        var surface = SampledSurface.Of(new FunctionSurface((x, _) => Math.Abs(x - 12e-9) < 3e-9 ? -10e-9 : 0.05 * x), Side, Side, Cell);
        var tip = TipShape.Sphere(6e-9, Cell);
        var reconstruction = TipReconstruction.Of(surface.SeenBy(tip).HeightsM, Side, Side, tip);
        for (var column = 9; column < 15; column++)
        {
            var i = 12 * Side + column;
            Assert.False(reconstruction.Certain[i]);
            Assert.True(reconstruction.SurfaceM[i] > surface.HeightsM[i] + 5e-9);
        }
    }

    [Fact]
    public void A_missing_pixel_makes_nothing_certain_that_it_could_have_decided()
    {
        double[] image = [.. Enumerable.Range(0, Side * Side).Select(i => 0.01e-9 * Math.Sin(i % Side))];
        for (var i = 10 * Side; i < 14 * Side; i++) image[i] = double.NaN;
        var reconstruction = TipReconstruction.Of(image, Side, Side, TipShape.Point(Cell));
        for (var i = 0; i < image.Length; i++) Assert.Equal(!double.IsNaN(image[i]), reconstruction.Certain[i]);
    }
}
