using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Playback;
using Spm.Core.Instruments.Twin;
using Spm.Core.IO.Nsid;

namespace Spm.Core.Tests.Instruments;

public sealed class PlaybackTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spm-playback-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Asking_for_the_recorded_grid_gives_the_record_bit_by_bit()
    {
        await using var twin = TwinInstrument.Create(seed: 4);
        var record = await twin.MeasureLoopsAsync(new LoopRequest { Rows = 3, Columns = 4, SizeM = 1e-6, StepsPerCycle = 8, Bins = 8, Cycles = 2 }, cancellationToken: Token);
        await using var player = PlaybackInstrument.Of("record", [record]);
        var played = await player.MeasureLoopsAsync(new LoopRequest { Rows = 3, Columns = 4, SizeM = 1e-6 }, cancellationToken: Token);
        Assert.Equal(record.SpectroscopicDimensions.Select(d => d.ToString()), played.SpectroscopicDimensions.Select(d => d.ToString()));
        Assert.Equal(Samples(record), Samples(played));
        Assert.Equal("playback", played.Provenance[^1].Action);
    }

    [Fact]
    public async Task A_place_between_pixels_is_answered_by_the_nearest()
    {
        var record = Ramp(4, 4, 1e-6);
        await using var player = PlaybackInstrument.Of("ramp", [record]);
        // Pixels are 250 nm wide: 0.30 µm lies in the second, 0.95 µm in the fourth.
        var played = (await player.ScanAsync(new ImageRequest { Rows = 1, Columns = 1, SizeM = 1e-9, CenterXM = 0.3e-6, CenterYM = 0.95e-6, Channels = ["ramp"] }, cancellationToken: Token))[0];
        Assert.Equal(3 * 4 + 1, Real(played)[0]);
    }

    [Fact]
    public async Task A_file_is_played_as_it_was_written()
    {
        var path = Path.Combine(_folder.FullName, "record.h5");
        NsidWriter.Write([Ramp(3, 5, 2e-6)], path);
        await using var player = PlaybackInstrument.Open(path);
        Assert.Equal(2e-6, player.Limits.RangeXM, 1e-15);
        Assert.Equal(1.2e-6, player.Limits.RangeYM, 1e-15);
        var played = (await player.ScanAsync(new ImageRequest { Rows = 3, Columns = 5, SizeM = 2e-6, Channels = ["RAMP"] }, cancellationToken: Token))[0];
        Assert.Equal(Enumerable.Range(0, 15).Select(i => (double)i), Real(played));
    }

    [Fact]
    public async Task What_the_record_does_not_hold_is_refused_with_what_it_holds()
    {
        await using var player = PlaybackInstrument.Of("ramp", [Ramp(3, 3, 1e-6)]);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => player.MeasureLoopsAsync(new LoopRequest(), cancellationToken: Token));
        Assert.Contains("holds no spectra over bias and frequency", error.Message, StringComparison.Ordinal);
        Assert.Contains("ramp: Height in m", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_outside_the_record_is_refused()
    {
        await using var player = PlaybackInstrument.Of("ramp", [Ramp(3, 3, 1e-6)]);
        await Assert.ThrowsAsync<LimitExceededException>(() => player.MoveToAsync(1.1e-6, 0.5e-6, Token));
        await Assert.ThrowsAsync<LimitExceededException>(() => player.MoveToAsync(double.NaN, 0.5e-6, Token));
    }

    private static Dataset Ramp(int rows, int columns, double widthM)
    {
        // As a scan somewhere on the sample: the first pixel is not at 0.
        double[] Centres(int count) => [.. Enumerable.Range(0, count).Select(i => 7e-6 + i * widthM / columns)];
        return new Dataset("ramp", "Height", "m",
            [new("Y", "Position", "m", DimensionKind.Spatial, Centres(rows)), new("X", "Position", "m", DimensionKind.Spatial, Centres(columns))],
            new RealMemoryStore([.. Enumerable.Range(0, rows * columns).Select(i => (double)i)]));
    }

    private static Complex[] Samples(Dataset data)
    {
        var samples = new Complex[data.Samples.Length];
        data.Samples.Read(0, samples);
        return samples;
    }

    private static double[] Real(Dataset data)
    {
        var samples = new double[data.Samples.Length];
        data.Samples.Read(0, samples);
        return samples;
    }
}
