using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Twin;
using Spm.Core.Physics.Samples;
using Spm.Core.Spectroscopy;

namespace Spm.Core.Tests.Instruments;

/// <summary>Every measurement on every sample, and what the channels show of each.</summary>
public class TwinSamplesTests
{
    private static readonly TwinOptions Noiseless = new() { NoiseOn = false };

    private static readonly LoopRequest SmallLoops = new() { Rows = 3, Columns = 4, SizeM = 2e-6, StepsPerCycle = 16, Bins = 8, Field = LoopField.Both };

    public static TheoryData<string> Samples => [.. TwinInstrument.Samples];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Every_measurement_works_on_every_sample_and_does_not_depend_on_threads(string sample)
    {
        async Task<(double[] Images, Complex[] Spectra, Complex[] Loops)> Measure(int threads)
        {
            await using var twin = TwinInstrument.Create(sample, seed: 2, options: new TwinOptions { Threads = threads });
            var images = await twin.ScanAsync(new ImageRequest { Rows = 9, Columns = 11, BiasV = 5, Channels = twin.ImageChannels }, cancellationToken: Token);
            Assert.Equal(twin.ImageChannels, images.Select(i => i.Name));
            var spectra = await twin.AcquireGridAsync(new BandExcitationRequest { Rows = 5, Columns = 7, Bins = 16 }, cancellationToken: Token);
            var loops = await twin.MeasureLoopsAsync(SmallLoops, cancellationToken: Token);
            return ([.. images.SelectMany(Real)], Samples(spectra), Samples(loops));
        }
        var alone = await Measure(1);
        Assert.All(alone.Images, v => Assert.True(double.IsFinite(v)));
        Assert.All(alone.Loops, z => Assert.True(Complex.IsFinite(z)));
        var many = await Measure(4);
        Assert.Equal(alone.Images, many.Images);
        Assert.Equal(alone.Spectra, many.Spectra);
        Assert.Equal(alone.Loops, many.Loops);

        static Complex[] Samples(Dataset data)
        {
            var samples = new Complex[data.Samples.Length];
            data.ReadPixels(0, samples.AsSpan());
            return samples;
        }
    }

    [Fact]
    public async Task Loops_of_both_fields_are_the_loops_of_each_field()
    {
        async Task<(Dataset Data, double[] Polarization)> Measure(LoopField field)
        {
            await using var twin = TwinInstrument.Create(options: Noiseless);
            var data = await twin.MeasureLoopsAsync(SmallLoops with { Cycles = 2, Field = field }, cancellationToken: Token);
            return (data, twin.LastTruth!.Polarization);
        }
        var (both, polarization) = await Measure(LoopField.Both);
        Assert.Equal(["Y:m:3", "X:m:4", "Cycle::2", "Field::2", "DC_Offset:V:16", "Frequency:Hz:8"], both.Dimensions.Select(d => $"{d.Name}:{d.Unit}:{d.Length}"));
        Assert.Equal("in and out-of-field", both.Metadata["VS_measure_in_field_loops"]);
        Assert.Equal("0 = out-of-field, 1 = in-field", both.Metadata["Field"]);
        var (off, inField) = ((await Measure(LoopField.OffField)).Polarization, (await Measure(LoopField.InField)).Polarization);
        for (var spectrum = 0; spectrum < off.Length; spectrum++)
        {
            var (pixelAndCycle, step) = (spectrum / 16, spectrum % 16);
            Assert.Equal(off[spectrum], polarization[(pixelAndCycle * 2 + 0) * 16 + step]);
            Assert.Equal(inField[spectrum], polarization[(pixelAndCycle * 2 + 1) * 16 + step]);
        }
        Assert.NotEqual(off, inField);
    }

    [Fact]
    public async Task Loops_of_both_fields_go_through_the_fits_and_in_field_loops_are_larger()
    {
        await using var twin = TwinInstrument.Create(seed: 5);
        var data = await twin.MeasureLoopsAsync(new LoopRequest { Rows = 3, Columns = 3, StepsPerCycle = 32, Bins = 40, Field = LoopField.Both }, cancellationToken: Token);
        var projected = LoopProjection.Project(ShoFitter.Fit(data, cancel: Token));
        Assert.Equal(["Y", "X", "Field", "DC_Offset"], projected.Dimensions.Select(d => d.Name));
        Assert.Equal(18, LoopFitter.Fit(projected, cancel: Token).Count);
        var values = new double[projected.Samples.Length];
        projected.ReadPixels(0, values.AsSpan());
        // At the largest bias the induced and the electrostatic part add to the remanent one.
        var (off, inField) = (Enumerable.Range(0, 9).Average(p => values[p * 64 + 8] - values[p * 64 + 24]), Enumerable.Range(0, 9).Average(p => values[p * 64 + 40] - values[p * 64 + 56]));
        Assert.True(inField > 1.1 * off, $"{inField} against {off} V");
    }

    [Fact]
    public async Task Resonance_of_the_grating_follows_the_slope_while_its_response_is_uniform()
    {
        await using var twin = TwinInstrument.Create("grating", options: Noiseless);
        var images = await twin.ScanAsync(new ImageRequest { Rows = 2, Columns = 128, Channels = ["resonance", "amplitude", "deflection"] }, cancellationToken: Token);
        var (resonance, truth) = (Real(images[0]), twin.LastTruth!);
        Assert.All(truth.Polarization, p => Assert.Equal(GratingSample.UniformResponse, p));
        // τ ∂h/∂x with τ = 0.03 and slopes up to 1.5: ±4.5 % of 350 kHz.
        Assert.InRange(resonance.Max() - 350e3, 12e3, 16e3);
        Assert.InRange(resonance.Min() - 350e3, -16e3, -12e3);
        Assert.True(Real(images[2]).Max() > Real(images[2]).Min());
    }

    [Fact]
    public async Task Kelvin_probe_and_current_show_the_electrode()
    {
        await using var twin = TwinInstrument.Create("electrode", options: Noiseless);
        var images = await twin.ScanAsync(new ImageRequest { Rows = 10, Columns = 10, SizeM = 5e-6, BiasV = 8, Channels = ["potential", "current"] }, cancellationToken: Token);
        var (potential, current) = (Real(images[0]), Real(images[1]));
        Assert.Equal(("Contact potential", "V", "Current", "A"), (images[0].Quantity, images[0].Unit, images[1].Quantity, images[1].Unit));
        Assert.InRange(potential[0], ElectrodeSample.MetalPotentialV - 0.1, ElectrodeSample.MetalPotentialV + 0.1);
        // Ohmic quadrant, 1 nS with a local factor e^{0.25 n}.
        Assert.InRange(current[0], 8e-9 * Math.Exp(-1), 8e-9 * Math.Exp(1));
        Assert.True(current.Distinct().Count() > 90);
    }

    [Fact]
    public async Task Adhesion_and_modulus_of_the_blend_are_those_of_its_contacts()
    {
        await using var twin = TwinInstrument.Create("soft", options: Noiseless);
        var request = new ImageRequest { Rows = 12, Columns = 12, SizeM = 4e-6, Channels = ["adhesion", "modulus"] };
        var images = await twin.ScanAsync(request, cancellationToken: Token);
        var (xs, ys, adhesion, modulus) = (request.ColumnPositionsM(twin.Limits), request.RowPositionsM(twin.Limits), Real(images[0]), Real(images[1]));
        for (var i = 0; i < adhesion.Length; i++)
        {
            var contact = twin.Specimen.SurfaceAt(xs[i % 12], ys[i / 12]).Contact;
            Assert.Equal((contact.PullOffN(25e-9), contact.ModulusPa), (adhesion[i], modulus[i]));
        }
        Assert.InRange(modulus.Max() / modulus.Min(), 10, 40);
    }

    [Fact]
    public async Task Noise_of_the_other_channels_has_the_declared_standard_deviation()
    {
        async Task<double[][]> Scan(bool noise)
        {
            await using var twin = TwinInstrument.Create(new CustomSample(), options: new TwinOptions { NoiseOn = noise });
            return [.. (await twin.ScanAsync(new ImageRequest { Rows = 64, Columns = 64, Channels = ["potential", "current", "adhesion", "modulus", "deflection"] }, cancellationToken: Token)).Select(Real)];
        }
        var (noisy, clean, options) = (await Scan(true), await Scan(false), new TwinOptions());
        double Deviation(int channel, Func<double, double, double> error) => Math.Sqrt(noisy[channel].Zip(clean[channel], error).Average(e => e * e));
        // 4096 samples: five standard errors of a standard deviation are 5/√8192 = 5.5 %.
        Assert.Equal(1, Deviation(0, (a, b) => a - b) / options.Channels.PotentialNoiseV, 0.055);
        Assert.Equal(1, Deviation(1, (a, b) => a - b) / options.Channels.CurrentNoiseA, 0.055);
        Assert.Equal(1, Deviation(2, (a, b) => a - b) / options.Channels.AdhesionNoiseN, 0.055);
        Assert.Equal(1, Deviation(3, (a, b) => Math.Log(a / b)) / options.Channels.ModulusNoise, 0.055);
        Assert.Equal(1, Deviation(4, (a, b) => a - b) / options.HeightNoiseM, 0.055);
    }

    [Fact]
    public async Task Loops_of_the_cathode_open_because_ions_lag_and_stay_closed_where_they_are_much_faster_or_much_slower()
    {
        async Task<double> Opening(double diffusionTimeS)
        {
            await using var twin = TwinInstrument.Create(new CathodeSample(1, disorder: false, diffusionTimeS), options: Noiseless);
            var request = new LoopRequest { Rows = 1, Columns = 1, SizeM = 1e-8, StepsPerCycle = 32, Bins = 8, PreparationCycles = 2 };
            await twin.MeasureLoopsAsync(request, cancellationToken: Token);
            // Step 16 is 0 V on the way down, step 0 is 0 V on the way up.
            return twin.LastTruth!.Polarization[16] - twin.LastTruth.Polarization[0];
        }
        var opening = await Opening(0.02);
        Assert.True(opening > 0.02, $"opening {opening}");
        Assert.True(opening > 10 * await Opening(1e-6));
        Assert.True(opening > 10 * await Opening(1e4));
    }

    [Fact]
    public async Task Loops_close_beyond_the_hidden_boundary_of_the_library()
    {
        await using var twin = TwinInstrument.Create("library", seed: 4, options: Noiseless);
        var request = new LoopRequest { Rows = 1, Columns = 20, SizeM = 4.8e-6, StepsPerCycle = 32, Bins = 8 };
        await twin.MeasureLoopsAsync(request, cancellationToken: Token);
        var (library, p) = ((LibrarySample)twin.Specimen, twin.LastTruth!.Polarization);
        var xs = request.ColumnPositionsM(twin.Limits);
        for (var pixel = 0; pixel < 20; pixel++)
        {
            var distance = library.Boundary(2.5e-6) - library.Composition(xs[pixel]);
            var opening = p[pixel * 32 + 16] - p[pixel * 32];
            if (distance < -0.05) Assert.Equal(0, opening, 0.02);
            if (distance > 0.1) Assert.True(opening > 0.2, $"opening {opening} at distance {distance}");
        }
    }

    [Fact]
    public async Task Potential_channel_sees_the_charge_that_writing_leaves_on_lithium_niobate()
    {
        await using var twin = TwinInstrument.Create("linbo3", options: Noiseless);
        await twin.ScanAsync(new ImageRequest { Rows = 4, Columns = 4, SizeM = 0.4e-6, BiasV = 8 }, cancellationToken: Token);
        var request = new ImageRequest { Rows = 20, Columns = 20, SizeM = 2e-6, Channels = ["potential"] };
        var fresh = Real((await twin.ScanAsync(request, cancellationToken: Token))[0]);
        for (var wait = 0; wait < 4; wait++) await twin.ScanAsync(request, cancellationToken: Token);
        var later = Real((await twin.ScanAsync(request, cancellationToken: Token))[0]);
        Assert.True(fresh.Max() > 0.305);
        Assert.Equal(0.3, later.Max(), 1e-3);
        Assert.NotEmpty(((LithiumNiobateSample)twin.Specimen).Domains);
    }

    [Fact]
    public void A_scan_range_larger_than_the_sample_is_refused_and_a_small_sample_limits_the_range()
    {
        var small = new CustomSample { SizeM = 1e-6 };
        var error = Assert.Throws<ArgumentException>(() => TwinInstrument.Create(small, options: new TwinOptions()));
        Assert.Contains("RangeXM must be 1 nm to 1 µm, got 5 µm", error.Message, StringComparison.Ordinal);
        Assert.Equal(1e-6, TwinInstrument.Create(small).Limits.RangeXM);
    }

    private static double[] Real(Dataset image)
    {
        var values = new double[image.Samples.Length];
        image.ReadPixels(0, values.AsSpan());
        return values;
    }
}
