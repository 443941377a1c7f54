using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Twin;

namespace Spm.Core.Tests.Instruments;

public class TwinInstrumentTests
{
    private static readonly LoopRequest SmallLoops = new() { Rows = 4, Columns = 5, SizeM = 1e-6, StepsPerCycle = 32, Bins = 16 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Same_seed_gives_the_same_loops_on_any_number_of_threads()
    {
        var alone = await LoopsOf(new TwinOptions { Threads = 1 }, 3);
        Assert.Equal(alone, await LoopsOf(new TwinOptions { Threads = 4 }, 3));
        Assert.NotEqual(alone, await LoopsOf(new TwinOptions(), 4));
    }

    [Fact]
    public async Task Loops_switch_the_sample_and_reset_restores_sample_and_noise()
    {
        await using var twin = TwinInstrument.Create(seed: 2);
        var image = new ImageRequest { Rows = 32, Columns = 32, SizeM = 1e-6 };
        var before = Read(await twin.ScanAsync(image, cancellationToken: Token));
        var asGrown = twin.LastTruth!.Polarization;
        await twin.MeasureLoopsAsync(SmallLoops, cancellationToken: Token);
        await twin.ScanAsync(image, cancellationToken: Token);
        Assert.True(asGrown.Zip(twin.LastTruth!.Polarization, (a, b) => Math.Abs(a - b)).Max() > 1);
        await twin.ResetAsync();
        Assert.Equal(TimeSpan.Zero, twin.Status.Clock);
        Assert.Null(twin.LastTruth);
        Assert.Equal(before, Read(await twin.ScanAsync(image, cancellationToken: Token)));
    }

    [Fact]
    public async Task Loop_dataset_has_the_dimensions_units_and_attributes_of_a_beps_measurement()
    {
        await using var twin = TwinInstrument.Create();
        var loops = await twin.MeasureLoopsAsync(SmallLoops with { Cycles = 2 }, cancellationToken: Token);
        Assert.Equal(("Piezoresponse", "V", true), (loops.Quantity, loops.Unit, loops.IsComplex));
        Assert.Equal(["Y:m:4", "X:m:5", "Cycle::2", "DC_Offset:V:32", "Frequency:Hz:16"], loops.Dimensions.Select(d => $"{d.Name}:{d.Unit}:{d.Length}"));
        Assert.Equal(20, loops.PixelCount);
        Assert.Equal(350e3, loops.Metadata["BE_center_frequency_[Hz]"]);
        Assert.Equal(8.0, loops.Metadata["VS_amplitude_[V]"]);
        Assert.Equal(32, loops.Metadata["VS_steps_per_full_cycle"]);
        Assert.Equal("out-of-field", loops.Metadata["VS_measure_in_field_loops"]);
        Assert.Equal("1", Assert.Single(loops.Provenance).Parameters["seed"]);
        var single = await twin.MeasureLoopsAsync(SmallLoops, cancellationToken: Token);
        Assert.DoesNotContain(single.Dimensions, d => d.Name == "Cycle");
    }

    [Fact]
    public async Task Image_channels_come_in_the_order_asked_for_with_their_units()
    {
        await using var twin = TwinInstrument.Create();
        var images = await twin.ScanAsync(new ImageRequest { Rows = 6, Columns = 9, Channels = ["resonance", "height", "phase"] }, cancellationToken: Token);
        Assert.Equal(["resonance:Hz", "height:m", "phase:rad"], images.Select(i => $"{i.Name}:{i.Unit}"));
        Assert.All(images, i => Assert.Equal("Y 6, X 9", string.Join(", ", i.Dimensions.Select(d => $"{d.Name} {d.Length}"))));
        Assert.All(Read([images[0]]), hz => Assert.InRange(hz, 330e3, 370e3));
    }

    [Fact]
    public async Task Bias_scan_writes_a_domain()
    {
        await using var twin = TwinInstrument.Create(seed: 3);
        var written = new ImageRequest { Rows = 40, Columns = 40, SizeM = 0.5e-6, CenterXM = 1.2e-6, CenterYM = 1.2e-6 };
        foreach (var (bias, sign) in new[] { (9.0, 1), (-9.0, -1) })
        {
            await twin.ScanAsync(written with { BiasV = bias }, cancellationToken: Token);
            await twin.ScanAsync(written with { SizeM = 0.4e-6 }, cancellationToken: Token);
            Assert.True(sign * twin.LastTruth!.Polarization.Average() > 0.7);
        }
    }

    [Fact]
    public async Task Virtual_clock_advances_by_the_time_a_laboratory_needs()
    {
        await using var twin = TwinInstrument.Create();
        await twin.MeasureLoopsAsync(SmallLoops, cancellationToken: Token);
        // 20 pixels: 50 ms to move, then 2 cycles of 32 steps of a 4 ms pulse and a 4 ms read.
        Assert.Equal(20 * (0.050 + 2 * 32 * 2 * 0.004), twin.Status.Clock.TotalSeconds, 1e-6);
        await twin.ScanAsync(new ImageRequest { Rows = 10, Columns = 16 }, cancellationToken: Token);
        Assert.Equal(20 * (0.050 + 2 * 32 * 2 * 0.004) + 10, twin.Status.Clock.TotalSeconds, 1e-4);
    }

    [Theory]
    [InlineData("pt")]
    [InlineData("PTO")]
    public void Unknown_sample_is_told_the_known_ones(string sample)
    {
        var error = Assert.Throws<ArgumentException>(() => TwinInstrument.Create(sample));
        Assert.Contains($"no sample '{sample}'. Known: pto", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_channel_is_told_the_known_ones_nearest_first()
    {
        await using var twin = TwinInstrument.Create();
        var error = await Assert.ThrowsAsync<ArgumentException>(() => twin.ScanAsync(new ImageRequest { Channels = ["fase"] }, cancellationToken: Token));
        Assert.Contains("no channel 'fase'. Known: phase, ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Impossible_options_are_refused()
    {
        Assert.Throws<ArgumentException>(() => TwinInstrument.Create(options: new TwinOptions { Threads = 0 }));
        Assert.Throws<ArgumentException>(() => TwinInstrument.Create(options: new TwinOptions { NoiseSigmaV = -1 }));
        Assert.Throws<ArgumentException>(() => TwinInstrument.Create(options: new TwinOptions { Limits = new InstrumentLimits { RangeXM = 1e-5 } }));
    }

    private static async Task<Complex[]> LoopsOf(TwinOptions options, int seed)
    {
        await using var twin = TwinInstrument.Create(seed: seed, options: options);
        var loops = await twin.MeasureLoopsAsync(SmallLoops, cancellationToken: Token);
        var samples = new Complex[loops.Samples.Length];
        loops.ReadPixels(0, samples.AsSpan());
        return samples;
    }

    private static double[] Read(IReadOnlyList<Dataset> images) => [.. images.SelectMany(image =>
    {
        var values = new double[image.Samples.Length];
        image.ReadPixels(0, values.AsSpan());
        return values;
    })];
}
