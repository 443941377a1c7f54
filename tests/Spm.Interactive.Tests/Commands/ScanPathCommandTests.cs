using Spm.Core.Data;
using Spm.Core.Instruments.Nanonis.Client;
using Spm.Core.Instruments.Nanonis.Emulator;
using Spm.Core.Instruments.Paths;
using Spm.Core.Instruments.Twin;
using Spm.Interactive.Session;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Commands;

public sealed class ScanPathCommandTests : IAsyncDisposable
{
    private readonly CommandHost _host = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public static TheoryData<string, ScanPath> Lines => new()
    {
        { "--path spiral --size 1um --points 300 --pitch 50nm --at 2um,3um", new SpiralPath { Center = new(2e-6, 3e-6), RadiusM = 0.5e-6, PitchM = 50e-9, Count = 300 } },
        { "--path spiral --size 1um --points 300", new SpiralPath { RadiusM = 0.5e-6, PitchM = 25e-9, Count = 300 } },
        { "--path grid --size 1um --pixels 5x4 --dwell 20ms --speed 1um/s", new GridPath { SizeM = 1e-6, Columns = 5, Rows = 4, DwellS = 20e-3, SpeedMPerS = 1e-6 } },
        { "--path sparse --size 1um --pixels 24 --fraction 0.2 --pattern random --seed 4", new SparsePath { SizeM = 1e-6, Rows = 24, Columns = 24, Fraction = 0.2, Pattern = SparsePattern.Random, Seed = 4 } },
        { "--path lissajous --size 1um --points 400", new LissajousPath { WidthM = 1e-6, HeightM = 1e-6, Count = 400 } },
    };

    [Theory]
    [MemberData(nameof(Lines), DisableDiscoveryEnumeration = true)]
    public async Task A_line_follows_the_path_it_names_and_gives_an_image_of_each_channel(string line, ScanPath expected)
    {
        await _host.Run("connect twin --seed 3");
        var scan = await _host.Run<PathImages>($"scan {line} --channels height,phase as s");
        Assert.Equal(expected, scan.Samples.Path);
        Assert.Equal(["height", "phase"], scan.Images.Select(image => image.Map.Name));
        // Only a spiral leaves corners.
        Assert.All(scan.Images, image => Assert.InRange(image.Map.Values.Cast<double>().Count(double.IsNaN), 0, expected is SpiralPath ? 0.25 * image.Map.Values.Length : 0));
        var bundle = BundleFormatter.TryFormat(scan)!;
        Assert.Contains(expected.Title, bundle.Text, StringComparison.Ordinal);
        Assert.NotEmpty((string)bundle.Data[MimeTypes.Png]);
        Assert.IsType<ScalarMap>(await _host.Run("map s --channel height"));
    }

    [Fact]
    public async Task A_sparse_scan_of_the_grating_comes_near_to_the_raster_of_all_pixels()
    {
        await _host.Run("connect twin --sample grating --seed 3");
        var all = await _host.Run<ScanImages>("scan --size 2um --pixels 48 --channels height");
        var tenth = await _host.Run<PathImages>("scan --path sparse --size 2um --pixels 48 --fraction 0.3 --channels height");
        var raster = new double[48 * 48];
        all["height"].Samples.Read(0, raster);
        var mean = raster.Average();
        var error = Math.Sqrt(raster.Zip(tenth["height"].Map.Values.Cast<double>(), (a, b) => (a - b) * (a - b)).Average());
        var contrast = Math.Sqrt(raster.Average(v => (v - mean) * (v - mean)));
        // Steep walls are what a smooth surface cannot follow: a third of the contrast is far below the contrast itself, which a flat image would have.
        Assert.True(error < contrast / 3, $"{error:E2} m of {contrast:E2} m");
        Assert.Equal(691, tenth.Samples.Points.Count);
    }

    [Fact]
    public async Task Points_and_ways_are_shown_as_they_are()
    {
        await _host.Run("connect twin --seed 3");
        var points = await _host.Run<PathImages>("scan --path points --places 1um,1um,2um,1.5um,1.1um,1um --short --dwell 10ms --channels height");
        Assert.Equal([new(1e-6, 1e-6), new(1.1e-6, 1e-6), new(2e-6, 1.5e-6)], points.Samples.Points);
        Assert.Empty(points.Images);
        Assert.Matches(@"3\s+2 µm\s+1\.5 µm", BundleFormatter.TryFormat(points)!.Text);
        _host.Set("corners", new[] { 1e-6, 1e-6, 2e-6, 1e-6, 2e-6, 2e-6 });
        var way = await _host.Run<PathImages>("scan --path line --places @corners --spacing 50nm --channels height,current as w");
        Assert.Equal(41, way.Samples.Points.Count);
        Assert.Contains("Distance along the way", (string)BundleFormatter.TryFormat(way)!.Data[MimeTypes.Svg], StringComparison.Ordinal);
        Assert.Contains("makes no image by itself", await _host.Error("map w --channel height"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_of_ones_own_is_followed_by_name()
    {
        await _host.Run("connect twin --seed 3");
        _host.Set("p", new SpiralPath { Count = 100, Motion = SpiralMotion.ConstantAngularVelocity });
        Assert.Equal("spiral at constant angular velocity", (await _host.Run<PathImages>("scan --path @p --channels height --pixels 32")).Samples.Path.Title);
        _host.Set("n", 3);
        Assert.Contains("--path cannot be a Int32", await _host.Error("scan --path @n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Places_values_and_images_go_into_one_file()
    {
        var file = Path.Combine(_folder.FullName, "sparse.h5");
        var scan = await _host.Run<PathImages>($"scan --on twin:pto:3 --path sparse --pixels 16 --fraction 0.3 --channels height --to {file}");
        Assert.Equal(scan.Samples.Points.Select(p => p.XM), Read("x"));
        Assert.Equal(scan.Samples.TimesS, Read("time"));
        Assert.Equal(scan.Samples.Values("height"), Read("height"));
        Assert.Equal(scan["height"].Map.Values.Cast<double>(), Read("height image"));

        double[] Read(string channel)
        {
            var data = _host.Extension.Session.Open(file, channel);
            var values = new double[data.Samples.Length];
            data.Samples.Read(0, values);
            return values;
        }
    }

    [Theory]
    [InlineData("--path spiral --at 4.5um,2.5um", "The x range limit allows 0 m to 5 µm")]
    [InlineData("--path points --places 1um,1um,1um,7um", "The y range limit allows 0 m to 5 µm, 7 µm was asked for by point 2 of 2")]
    [InlineData("--path sparse --speed 0.1m/s", "The scan speed limit allows 0 m/s to 1 mm/s")]
    [InlineData("--path grid --dwell 1000s", "The dwell limit allows 1 µs to 600 s")]
    [InlineData("--path spiral --bias 12V", "The bias limit allows -10 V to 10 V")]
    [InlineData("--path spirl", "--path cannot be «spirl». Did you mean spiral?")]
    [InlineData("--path spiral --fraction 0.1", "--fraction is for --path sparse, not for spiral. spiral takes --pitch, --points, --speed, --dwell, --method.")]
    [InlineData("--path sparse --retrace", "--retrace is for --path raster, not for sparse.")]
    [InlineData("--speed 1um/s", "--speed is for --path grid, spiral, lissajous, sparse, points, line, not for raster.")]
    [InlineData("--path points", "--path points wants --places. Try: scan --path points --places 1um,1um,2um,1.5um")]
    [InlineData("--path line --places 1um,1um,2um", "got 3. Try: --places")]
    [InlineData("--path spiral --channels heigth", "no channel 'heigth'")]
    public async Task What_cannot_be_is_refused_and_nothing_has_moved(string line, string expected)
    {
        await _host.Run("connect twin --seed 3");
        var before = _host.Extension.Session.Status();
        Assert.Contains(expected, await _host.Error($"scan {line}"), StringComparison.Ordinal);
        Assert.Equal(before, _host.Extension.Session.Status());
    }

    [Fact]
    public async Task A_record_follows_a_path_and_a_controller_says_that_it_cannot()
    {
        var file = Path.Combine(_folder.FullName, "record.h5");
        await _host.Run($"scan --on twin:pto:3 --pixels 32 --size 2um --channels height --to {file}");
        await _host.Run($"connect playback {file}");
        Assert.Equal(300, (await _host.Run<PathImages>("scan --path spiral --size 1um --points 300 --channels height")).Samples.Points.Count);

        await using var twin = TwinInstrument.Create(seed: 3);
        await using var server = await NanonisServer.StartAsync(twin, new NanonisServerOptions { Port = 0 }, TestContext.Current.CancellationToken);
        await _host.Extension.Session.ConnectNanonisAsync(new NanonisOptions { Port = server.Ports[0], ControlPort = server.Ports[1], DataPort = server.DataPort }, TestContext.Current.CancellationToken);
        Assert.Contains("cannot follow a path; it scans rasters: scan without --path", await _host.Error("scan --path spiral"), StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_and_their_words_are_completed()
    {
        string[] Words(string line) => [.. _host.Extension.Commands.Complete(line, line.Length, _host).Select(c => c.Text)];
        Assert.Contains("spiral", Words("scan --path sp"));
        Assert.Contains("random", Words("scan --path sparse --pattern r"));
        Assert.Contains("--pitch", Words("scan --path spiral --pi"));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
