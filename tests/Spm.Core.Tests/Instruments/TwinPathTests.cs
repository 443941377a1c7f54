using Spm.Core.Instruments;
using Spm.Core.Instruments.Paths;
using Spm.Core.Instruments.Playback;
using Spm.Core.Instruments.Twin;
using Spm.Core.Physics.Scanning;

namespace Spm.Core.Tests.Instruments;

/// <summary>The twin, and a record that is played, along paths that are no raster.</summary>
public class TwinPathTests
{
    /// <summary>Clock of the twin: ticks of 100 ns, one rounding per step.</summary>
    private const double TickS = 1e-7;

    private static readonly TwinOptions _quiet = new() { NoiseOn = false };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_grid_of_points_measures_what_a_raster_over_the_same_pixels_does()
    {
        await using var twin = TwinInstrument.Create(seed: 3, options: _quiet);
        var request = new ImageRequest { Rows = 6, Columns = 8, SizeM = 1e-6, Channels = ["height", "amplitude", "phase", "potential"] };
        var images = await twin.ScanAsync(request, cancellationToken: Token);
        var samples = await twin.FollowAsync(new PathRequest { Path = new GridPath { Rows = 6, Columns = 8, SizeM = 1e-6 }, Channels = request.Channels }, cancellationToken: Token);
        foreach (var image in images)
        {
            var raster = new double[image.Samples.Length];
            image.Samples.Read(0, raster);
            var map = PathImage.Of(samples, image.Name, cancel: Token).Map;
            // The pixels' positions differ by rounding alone.
            Assert.Equal(raster, map.Values.Cast<double>(), (a, b) => Math.Abs(a - b) <= 1e-9 * Math.Abs(a));
            Assert.Equal(image.Name == "phase", map.IsCyclic);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_path_takes_as_long_as_it_says_and_points_are_reached_when_it_says(bool withScanner)
    {
        await using var twin = TwinInstrument.Create("grating", 3, _quiet with { Scanner = withScanner ? ScannerOptions.Ideal : null });
        foreach (ScanPath path in new ScanPath[] { new SpiralPath { Count = 300, DwellS = 1e-3 }, new SpiralPath { Count = 200, Motion = SpiralMotion.ConstantAngularVelocity }, new SparsePath { Rows = 16, Columns = 16, DwellS = 2e-3 } })
        {
            var samples = await twin.FollowAsync(new PathRequest { Path = path, Channels = ["height"] }, cancellationToken: Token);
            var precision = 2 * samples.Points.Count * TickS;
            Assert.Equal(path.ArrivalsS(), samples.TimesS, (a, b) => Math.Abs(a - b) < precision);
        }
    }

    [Fact]
    public async Task The_height_is_that_of_the_surface_at_each_point()
    {
        // The scanner of ScannerOptions.Ideal goes through all of the simulation of a real one, with every fault off.
        foreach (var scanner in (ScannerOptions?[])[null, ScannerOptions.Ideal])
        {
            await using var twin = TwinInstrument.Create("grating", 3, _quiet with { Scanner = scanner });
            var samples = await twin.FollowAsync(new PathRequest { Path = new SpiralPath { Count = 500 }, Channels = ["height"] }, cancellationToken: Token);
            Assert.Equal(samples.Points.Select(p => twin.Specimen.SurfaceAt(p.XM, p.YM).HeightM), samples.Values("height"), (a, b) => Math.Abs(a - b) < 1e-15);
        }
    }

    [Fact]
    public async Task A_real_scanner_lags_behind_the_surface_the_more_the_faster_it_goes()
    {
        var errors = new List<double>();
        foreach (var speed in (double[])[0.5e-6, 50e-6])
        {
            await using var twin = TwinInstrument.Create("grating", 3, _quiet with { Scanner = ScannerOptions.Ideal with { FeedbackDynamicsOn = true } });
            var samples = await twin.FollowAsync(new PathRequest { Path = new PolylinePath { Corners = [new(1e-6, 2e-6), new(3e-6, 2e-6)], SpeedMPerS = speed }, Channels = ["height"] }, cancellationToken: Token);
            errors.Add(Math.Sqrt(samples.Points.Zip(samples.Values("height"), (p, height) => Math.Pow(height - twin.Specimen.SurfaceAt(p.XM, p.YM).HeightM, 2)).Average()));
        }
        Assert.True(errors[1] > 3 * errors[0], $"{errors[0]:E2} m slow, {errors[1]:E2} m fast");
    }

    [Fact]
    public async Task A_path_under_bias_writes_between_its_points_and_ends_with_bias_zero()
    {
        await using var twin = TwinInstrument.Create(seed: 3, options: _quiet);
        var middle = new PathRequest { Path = new PointsPath { Places = [new(2.5e-6, 2.5e-6)] } };
        var polarizations = new List<double>();
        foreach (var biasV in (double[])[9, -9])
        {
            await twin.FollowAsync(new PathRequest { Path = new PointsPath { Places = [new(2.2e-6, 2.5e-6), new(2.8e-6, 2.5e-6)], SpeedMPerS = 0.1e-6 }, BiasV = biasV }, cancellationToken: Token);
            Assert.Equal(0, twin.Status.BiasV);
            await twin.FollowAsync(middle, cancellationToken: Token);
            polarizations.Add(twin.LastTruth!.Polarization[0]);
        }
        Assert.True(polarizations[0] * polarizations[1] < 0, $"{polarizations[0]} after 9 V, {polarizations[1]} after −9 V");
    }

    [Fact]
    public async Task What_is_beyond_a_limit_is_refused_with_its_name_before_anything_moves()
    {
        await using var twin = TwinInstrument.Create(seed: 3);
        await twin.MoveToAsync(1e-6, 2e-6, Token);
        var before = twin.Status;
        async Task<string> Limit(PathRequest request) => (await Assert.ThrowsAsync<LimitExceededException>(() => twin.FollowAsync(request, cancellationToken: Token))).Limit;
        var path = new SpiralPath { Count = 100 };
        Assert.Equal("x range", await Limit(new() { Path = path with { Center = new(4.5e-6, 2.5e-6) } }));
        Assert.Equal("y range", await Limit(new() { Path = new PointsPath { Places = [new(1e-6, 1e-6), new(1e-6, -1e-6)] } }));
        Assert.Equal("scan speed", await Limit(new() { Path = path with { SpeedMPerS = 0.1 } }));
        Assert.Equal("dwell", await Limit(new() { Path = path with { DwellS = 1e3 } }));
        Assert.Equal("bias", await Limit(new() { Path = path, BiasV = double.NaN }));
        Assert.Equal("excitation amplitude", await Limit(new() { Path = path, AcAmplitudeV = 9 }));
        await Assert.ThrowsAsync<ArgumentException>(() => twin.FollowAsync(new() { Path = path, Channels = ["heigth"] }, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(() => twin.FollowAsync(new() { Path = path, Channels = [] }, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(() => twin.FollowAsync(new() { Path = new PointsPath() }, cancellationToken: Token));
        Assert.Equal(before, twin.Status);
    }

    [Fact]
    public async Task Every_point_is_told_once_in_order_with_its_values_and_threads_change_nothing()
    {
        var all = new List<double[]>();
        foreach (var threads in (int[])[1, 3])
        {
            await using var twin = TwinInstrument.Create(seed: 3, options: new TwinOptions { Threads = threads });
            var (told, reports) = (new List<double>(), new List<long>());
            twin.PointsMeasured += (_, points) =>
            {
                Assert.Equal(told.Count, points.First);
                Assert.Equal(["V"], points.Units);
                told.AddRange(points.Channels[0].ToArray());
            };
            var samples = await twin.FollowAsync(new PathRequest { Path = new SparsePath { Rows = 32, Columns = 32 }, Channels = ["amplitude"] }, new Immediate<long>(reports.Add), Token);
            Assert.Equal(samples.Values("amplitude"), told);
            Assert.Equal(samples.Points.Count, reports[^1]);
            all.Add(samples.Values("amplitude"));
        }
        Assert.Equal(all[0], all[1]);
    }

    [Fact]
    public async Task A_cancelled_path_leaves_it_safe_and_ready()
    {
        await using var twin = TwinInstrument.Create(seed: 3);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        twin.PointsMeasured += (_, _) => cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => twin.FollowAsync(new PathRequest { Path = new SpiralPath(), BiasV = 2 }, cancellationToken: cancel.Token));
        Assert.Equal((0.0, false), (twin.Status.BiasV, twin.Status.IsMeasuring));
        Assert.Single((await twin.FollowAsync(new PathRequest { Path = new PointsPath { Places = [new(1e-6, 1e-6)] } }, cancellationToken: Token)).Points);
    }

    [Fact]
    public async Task A_record_answers_with_its_nearest_pixel()
    {
        await using var twin = TwinInstrument.Create(seed: 3);
        var record = await twin.ScanAsync(new ImageRequest { Rows = 16, Columns = 16, SizeM = 1.6e-6, Channels = ["height"] }, cancellationToken: Token);
        await using var player = PlaybackInstrument.Of("record", record);
        var samples = await player.FollowAsync(new PathRequest { Path = new PointsPath { Places = [new(0.05e-6, 0.05e-6), new(1.54e-6, 0.26e-6)] }, Channels = ["height"] }, cancellationToken: Token);
        var values = new double[256];
        record[0].Samples.Read(0, values);
        Assert.Equal([values[0], values[2 * 16 + 15]], samples.Values("height"));
        Assert.Equal("x range", (await Assert.ThrowsAsync<LimitExceededException>(() => player.FollowAsync(new PathRequest { Path = new PointsPath { Places = [new(1.7e-6, 0)] }, Channels = ["height"] }, cancellationToken: Token))).Limit);
        Assert.Contains("no channel 'current'", (await Assert.ThrowsAsync<ArgumentException>(() => player.FollowAsync(new PathRequest { Path = new SpiralPath(), Channels = ["current"] }, cancellationToken: Token))).Message, StringComparison.Ordinal);
    }
}
