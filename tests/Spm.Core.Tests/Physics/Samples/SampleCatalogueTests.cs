using Spm.Core.Physics;
using Spm.Core.Physics.Samples;

namespace Spm.Core.Tests.Physics.Samples;

public class SampleCatalogueTests
{
    public static TheoryData<string> Names => [.. SampleCatalogue.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_sample_has_finite_properties_everywhere_and_a_truth(string name)
    {
        var sample = SampleCatalogue.Grow(name, 3);
        Assert.Equal(name, sample.Name);
        Assert.NotEmpty(sample.Truth);
        Assert.True(sample.TemperatureK > 0);
        for (var i = 0; i <= 20 * 20; i++)
        {
            var (x, y) = (i % 20 / 19.0 * sample.SizeM, Math.Min(i / 20 / 19.0, 1) * sample.SizeM);
            var surface = sample.SurfaceAt(x, y);
            double[] values = [surface.HeightM, surface.Slope, surface.SlopeY, surface.Stiffness, surface.Dissipation, surface.ContactPotentialV, surface.Contact.ModulusPa,
                surface.Contact.AdhesionEnergyJPerM2, sample.ResponseAt(x, y, 28e-9), sample.CurrentA(x, y, 5, 100), .. sample.Truth.Select(t => t.At(x, y))];
            Assert.All(values, v => Assert.True(double.IsFinite(v)));
            Assert.Equal(sample.HeightM(x, y), surface.HeightM);
            Assert.InRange(surface.Stiffness, -8, 8);
            Assert.Equal(sample.IsFerroelectric, double.IsFinite(sample.PolarizationAt(x, y, 28e-9)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Time_adds_up_and_reset_gives_the_new_sample_back(string name)
    {
        var sample = SampleCatalogue.Grow(name, 3);
        double[] Sensed() => [.. Enumerable.Range(0, 100).Select(i => sample.ResponseAt((20.5 + i % 10) * 1e-7, (20.5 + i / 10) * 1e-7, 28e-9))];
        double[] Potential() => [.. Enumerable.Range(0, 100).Select(i => sample.SurfaceAt((20.5 + i % 10) * 1e-7, (20.5 + i / 10) * 1e-7).ContactPotentialV)];
        var (response, potential) = (Sensed(), Potential());
        var contact = new TipContact(2.45e-6, 2.45e-6, new TipGeometry(), 9);
        sample.Apply(contact, 9, 20e-3);
        sample.Apply(contact, -9, 20e-3);
        sample.Wait(0.5);
        Assert.Equal(0.54, sample.ElapsedS, 1e-12);
        if (name is "pto" or "cathode" or "library") Assert.NotEqual(response, Sensed());
        if (name is "linbo3" or "cathode") Assert.NotEqual(potential, Potential());
        sample.Reset();
        Assert.Equal(0, sample.ElapsedS);
        Assert.Equal(response, Sensed());
        Assert.Equal(potential, Potential());
        Assert.Throws<ArgumentOutOfRangeException>(() => sample.Wait(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => sample.Apply(contact, 1, double.NaN));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_seed_grows_the_same_sample_again(string name)
    {
        double[] Look(int seed)
        {
            var sample = SampleCatalogue.Grow(name, seed);
            return [.. Enumerable.Range(0, 200).SelectMany(i =>
            {
                var (x, y) = ((i % 20 + 0.5) * 2.5e-7, (i / 20 + 0.5) * 5e-7);
                return new[] { sample.HeightM(x, y), sample.SurfaceAt(x, y).Stiffness, sample.ResponseAt(x, y, 28e-9) };
            })];
        }
        Assert.Equal(Look(5), Look(5));
        if (name != "grating") Assert.NotEqual(Look(5), Look(6));
    }

    [Fact]
    public void An_unknown_name_is_told_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => SampleCatalogue.Grow("linbo", 1));
        Assert.Contains("no sample 'linbo'. Known: linbo3, ", error.Message, StringComparison.Ordinal);
        Assert.Contains("hidden phase boundary", SampleCatalogue.Summary("library"), StringComparison.Ordinal);
    }

    [Fact]
    public void Flanks_of_the_grating_are_as_steep_as_they_say_and_its_response_is_the_same_everywhere()
    {
        var grating = new GratingSample();
        var slopes = Enumerable.Range(0, 5000).Select(i => grating.SurfaceAt(i * 1e-9, 1e-6)).ToArray();
        // The slope is taken over 20 nm of a cubic flank 60 nm wide: lower than the tangent by (10/60)²·4/3.
        Assert.Equal(grating.SteepestSlope * (1 - 4.0 / 3 / 36), slopes.Max(s => s.Slope), 1e-3);
        Assert.Equal(-slopes.Max(s => s.Slope), slopes.Min(s => s.Slope), 1e-3);
        Assert.Equal((0.0, 60e-9), (slopes.Min(s => s.HeightM), slopes.Max(s => s.HeightM)));
        Assert.All(slopes, s => Assert.Equal(0, s.SlopeY));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GratingSample(flankM: 300e-9));
    }
}
