using Spm.Core.Instruments;
using Spm.Core.Instruments.Twin;
using Spm.Core.Physics;
using Spm.Core.Physics.Samples;

namespace Spm.Core.Tests.Physics.Samples;

public class CustomSampleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sample_of_ones_own_is_scanned_as_it_was_defined()
    {
        var mine = new CustomSample { Name = "stripes", HeightM = (x, _) => 5e-9 * Math.Sin(2 * Math.PI * x / 500e-9), ContactPotentialV = (_, y) => y / 5e-6, CurrentA = (_, _, v) => 1e-9 * v };
        await using var twin = TwinInstrument.Create(mine, options: new TwinOptions { NoiseOn = false });
        Assert.Equal("stripes", twin.Sample);
        var request = new ImageRequest { Rows = 8, Columns = 32, BiasV = 2, Channels = ["height", "current", "potential"] };
        var images = await twin.ScanAsync(request, cancellationToken: Token);
        var (xs, ys) = (request.ColumnPositionsM(twin.Limits), request.RowPositionsM(twin.Limits));
        double[] height = new double[256], current = new double[256], potential = new double[256];
        images[0].ReadPixels(0, height.AsSpan());
        images[1].ReadPixels(0, current.AsSpan());
        images[2].ReadPixels(0, potential.AsSpan());
        for (var i = 0; i < 256; i++)
        {
            Assert.Equal(5e-9 * Math.Sin(2 * Math.PI * xs[i % 32] / 500e-9), height[i], 1e-18);
            Assert.Equal(2e-9, current[i], 1e-18);
            // Linear in y, so that averaging over the tip's spot changes nothing.
            Assert.Equal(ys[i / 32] / 5e-6, potential[i], 1e-12);
        }
    }

    [Fact]
    public async Task A_sample_with_polarization_switches_at_the_bias_that_was_asked_for_and_imprint_shifts_its_loop()
    {
        async Task<(double Minus, double Plus)> Coercive(double coerciveV, double imprintV)
        {
            var mine = new CustomSample { SizeM = 1e-6, Polarization = (_, _) => -1, CoerciveBiasV = (_, _) => coerciveV, ImprintBiasV = (_, _) => imprintV };
            await using var twin = TwinInstrument.Create(mine, options: new TwinOptions { NoiseOn = false, Limits = new InstrumentLimits { RangeXM = 1e-6, RangeYM = 1e-6 } });
            await twin.MeasureLoopsAsync(new LoopRequest { Rows = 1, Columns = 1, SizeM = 1e-7, StepsPerCycle = 160, MaxBiasV = 10, Bins = 8 }, cancellationToken: Token);
            return (twin.LastTruth!.CoerciveMinusV[0], twin.LastTruth.CoercivePlusV[0]);
        }
        var symmetric = await Coercive(3.5, 0);
        // Steps of 0.25 V. A tip must turn the whole spot it senses, where its field is weaker than at the apex: 1 to 1.5 coercive biases.
        Assert.Equal(0, symmetric.Plus + symmetric.Minus, 0.01);
        Assert.InRange(symmetric.Plus / 3.5, 1, 1.5);
        var softer = await Coercive(2, 0);
        Assert.InRange(softer.Plus / 2, 1, 1.7);
        var shifted = await Coercive(3.5, 1);
        // The built-in field is uniform and the tip's is not, so the shift is 1 V divided by the field where the spot turns, 1 to 1.5.
        Assert.InRange((shifted.Plus + shifted.Minus) / 2, 0.9, 1.6);
    }

    [Fact]
    public void In_a_uniform_field_a_uniform_sample_switches_at_its_coercive_bias()
    {
        // A wide tip over a small sample: the field falls to 0.93 at the corners.
        var tip = new TipGeometry(FieldRadiusM: 1e-6);
        foreach (var coerciveV in new[] { 1.5, 3.5, 6 })
        {
            var sample = new CustomSample { SizeM = 320e-9, Polarization = (_, _) => -1, CoerciveBiasV = (_, _) => coerciveV }.Build();
            double After(double biasV)
            {
                sample.Apply(new TipContact(160e-9, 160e-9, tip, biasV), biasV, 0.3);
                return sample.PolarizationAt(160e-9, 160e-9, 28e-9);
            }
            Assert.True(After(0.98 * coerciveV) < -0.5);
            Assert.True(After(1.1 * coerciveV) > 0.5);
        }
    }

    public static TheoryData<CustomSample, string> Impossible => new()
    {
        { new CustomSample { Name = "mine", HeightM = (x, _) => Math.Log(x - 2e-6) }, "HeightM of the sample 'mine' gives NaN at x = 500 nm, y = 500 nm. It must give a finite number of m for every place" },
        { new CustomSample { ContactPotentialV = (_, _) => double.PositiveInfinity }, "ContactPotentialV of the sample 'custom' gives" },
        { new CustomSample { ModulusPa = (_, _) => 0 }, "It must give a finite number of Pa above 0" },
        { new CustomSample { AdhesionEnergyJPerM2 = (_, _) => -1 }, "of J/m², 0 or more" },
        { new CustomSample { Polarization = (_, _) => 2 }, "from -1 to 1" },
        { new CustomSample { Polarization = (_, _) => 1, Response = (_, _) => 1 }, "Leave one out." },
        { new CustomSample { SizeM = 0 }, "SizeM must be 10 nm to 1 mm, got 0 m." },
        { new CustomSample { TemperatureK = -3 }, "TemperatureK must be above 0 K" },
        { new CustomSample { Name = " " }, "needs a name" },
    };

    [Theory]
    [MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public void An_impossible_sample_says_where_and_what_would_be_right(CustomSample definition, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() => TwinInstrument.Create(definition));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_becomes_impossible_during_a_scan_stops_it_with_bias_zero_and_the_twin_ready()
    {
        var broken = false;
        var mine = new CustomSample { HeightM = (_, _) => broken ? double.NaN : 0 };
        await using var twin = TwinInstrument.Create(mine);
        broken = true;
        var error = await Assert.ThrowsAsync<ArgumentException>(() => twin.ScanAsync(new ImageRequest { Rows = 4, Columns = 4, BiasV = 1 }, cancellationToken: Token));
        Assert.Contains("HeightM of the sample 'custom' gives NaN", error.Message, StringComparison.Ordinal);
        Assert.Equal((0.0, false), (twin.Status.BiasV, twin.Status.IsMeasuring));
        broken = false;
        Assert.Single(await twin.ScanAsync(new ImageRequest { Rows = 4, Columns = 4, Channels = ["height"] }, cancellationToken: Token));
    }

    [Fact]
    public async Task Ones_own_variables_evolve_and_are_restored()
    {
        var charge = 0.0;
        var mine = new CustomSample { Evolve = (_, bias, duration) => charge += bias * duration, Restore = () => charge = 0, ContactPotentialV = (_, _) => charge };
        await using var twin = TwinInstrument.Create(mine, options: new TwinOptions { NoiseOn = false });
        await twin.ScanAsync(new ImageRequest { Rows = 2, Columns = 2, BiasV = 3 }, cancellationToken: Token);
        Assert.Equal(4 * 3 * 4e-3, charge, 1e-12);
        await twin.ResetAsync();
        Assert.Equal(0, charge);
    }

    [Fact]
    public void Two_twins_of_one_definition_do_not_share_their_polarization()
    {
        var mine = new CustomSample { Polarization = (_, _) => -1, SizeM = 0.5e-6 };
        var (first, second) = (mine.Build(), mine.Build());
        first.Apply(new TipContact(0.25e-6, 0.25e-6, new TipGeometry(), 9), 9, 20e-3);
        Assert.True(first.PolarizationAt(0.25e-6, 0.25e-6, 20e-9) > 0.9);
        Assert.Equal(-1, second.PolarizationAt(0.25e-6, 0.25e-6, 20e-9), 1e-3);
    }
}
