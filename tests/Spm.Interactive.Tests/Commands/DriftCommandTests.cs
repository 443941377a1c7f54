using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Registration;
using Spm.Core.Instruments.Twin;
using Spm.Core.Physics.Scanning;
using Spm.Interactive.Session;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Commands;

/// <summary>A scanner that drifts by a known velocity and has no other fault.</summary>
public sealed class DriftCommandTests : IAsyncDisposable
{
    private const double XMPerS = 0.4e-9, YMPerS = -0.25e-9;

    /// <summary>Domain walls narrower than a pixel are sampled too coarsely for more than a tenth of one.</summary>
    private const double ShiftM = 0.1 * 2e-6 / 64;

    private readonly CommandHost _host = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private Task<InstrumentStatus> Connect() => _host.Extension.Session.ConnectAsync(TwinInstrument.Create("pto", 3, new TwinOptions
    {
        Scanner = ScannerOptions.Ideal with { DriftOn = true, Drift = new DriftOptions { XMPerS = XMPerS, YMPerS = YMPerS, WalkMPerRootS = 0 } },
    }));

    private async Task<ScanImages> Scan(string name) => await _host.Run<ScanImages>($"scan --size 2um --pixels 64 --channels amplitude as {name}");

    [Fact]
    public async Task The_drift_between_two_scans_is_that_of_the_scanner()
    {
        await Connect();
        await Scan("before");
        await Scan("after");
        var drift = await _host.Run<DriftEstimate>("drift before after as d");
        // The point below the tip goes one way, features in the picture the other. Scans take a minute: the shift is near a pixel.
        var interval = drift.TimesS[1] - drift.TimesS[0];
        Assert.Equal(-XMPerS, drift.X.VelocityMPerS, ShiftM / interval);
        Assert.Equal(-YMPerS, drift.Y.VelocityMPerS, ShiftM / interval);
        var bundle = BundleFormatter.TryFormat(drift)!;
        Assert.Matches(@"moved by ± standard error\s+velocity ± standard error", bundle.Text);
        Assert.Contains("m/s along x", bundle.Text, StringComparison.Ordinal);
        Assert.True(bundle.Data.ContainsKey(MimeTypes.Svg));
    }

    [Fact]
    public async Task Frames_that_follow_the_drift_see_the_same_place_and_stop_when_told()
    {
        await Connect();
        var session = _host.Extension.Session;
        var before = await Scan("before");
        await Scan("after");
        await _host.Run("drift before after --apply");
        Assert.Contains("frames follow the drift, now by", session.Status().ToString(), StringComparison.Ordinal);
        Assert.Contains("Drift", BundleFormatter.TryFormat(session.Status())!.Text, StringComparison.Ordinal);
        var third = await Scan("third");
        var (still, moved) = (Residual(before, third), Math.Abs(XMPerS) * (Middle(third) - Middle(before)));
        Assert.True(still < moved / 10, $"{still:E2} m left of {moved:E2} m");
        // The axes say where the frame was, so the drift over the sample is found again, now over a longer time.
        var again = await _host.Run<DriftEstimate>("drift before third --apply");
        Assert.Equal(-XMPerS, again.X.VelocityMPerS, ShiftM / (again.TimesS[1] - again.TimesS[0]));
        var path = await _host.Run<PathImages>("scan --path grid --pixels 4 --dwell 1ms --size 1um --channels height");
        Assert.NotEqual(2.5e-6, ((Spm.Core.Instruments.Paths.GridPath)path.Samples.Path).Center.XM);
        await _host.Run("drift --off");
        Assert.Null(session.DriftCorrection);
        Assert.Equal(before["amplitude"].Dimensions[1].Values, (await Scan("fourth"))["amplitude"].Dimensions[1].Values);
    }

    [Fact]
    public async Task A_frame_that_follows_the_drift_out_of_the_range_is_refused()
    {
        await Connect();
        await Scan("before");
        await Scan("after");
        await _host.Run("drift before after --apply");
        Assert.Contains("x range", await _host.Error("scan --size 5um --pixels 16"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_do_not_say_how_far_they_moved_along_themselves()
    {
        await _host.Run("connect twin --sample grating --scanner real --seed 7");
        await _host.Run("scan --size 1um --pixels 64 --channels height as before");
        await _host.Run("scan --size 1um --pixels 64 --channels height as after");
        Assert.Contains("the same all along y", await _host.Error("drift before after --apply"), StringComparison.Ordinal);
        Assert.Null(_host.Extension.Session.DriftCorrection);
        // Across them it is known: 20 pm/s, and what the random walk and creep add.
        Assert.InRange((await _host.Run<DriftEstimate>("drift before after")).X.VelocityMPerS, -60e-12, 20e-12);
    }

    [Fact]
    public async Task Files_say_when_they_were_taken_and_an_interval_says_it_for_them()
    {
        await Connect();
        string a = Path.Combine(_folder.FullName, "a.h5"), b = Path.Combine(_folder.FullName, "b.h5");
        _host.Extension.Session.Save(await Scan("before"), a);
        _host.Extension.Session.Save(await Scan("after"), b);
        var drift = await _host.Run<DriftEstimate>("drift before after");
        Assert.Equal(drift.X.VelocityMPerS, (await _host.Run<DriftEstimate>($"drift {a} {b}")).X.VelocityMPerS, 1e-18);
        var interval = drift.TimesS[1] - drift.TimesS[0];
        var half = await _host.Run<DriftEstimate>($"drift before after --interval {interval / 2:R}s");
        Assert.Equal(2 * drift.X.VelocityMPerS, half.X.VelocityMPerS, 1e-15);
    }

    [Theory]
    [InlineData("drift after before", "The second image must be the later one")]
    [InlineData("drift before", "drift wants two images, the earlier one first.")]
    [InlineData("drift before small", "Drift is measured between images of as many pixels; amplitude has 64 × 64, amplitude 8 × 8")]
    [InlineData("drift before nothing", "There is no variable and no file called «nothing».")]
    [InlineData("drift before after --channel current", "There is no channel «current» in this scan.")]
    [InlineData("drift before silent", "does not say when it was taken. Give the time from one image to the other: --interval 120s")]
    [InlineData("drift --apply", "--apply wants the two images")]
    [InlineData("drift before after --off", "--off ends what --apply began")]
    public async Task What_cannot_be_compared_says_why(string line, string expected)
    {
        await Connect();
        var before = await Scan("before");
        await Scan("after");
        await _host.Run("scan --size 2um --pixels 8 --channels amplitude as small");
        _host.Set("silent", new Dataset("silent", "Height", "m", before["amplitude"].Dimensions, before["amplitude"].Samples));
        Assert.Contains(expected, await _host.Error(line), StringComparison.Ordinal);
        Assert.Null(_host.Extension.Session.DriftCorrection);
    }

    private static double Middle(ScanImages scan) => MeasuringTime.Of(scan["amplitude"])!.MiddleS;

    /// <summary>How far features moved within the picture along x.</summary>
    private static double Residual(ScanImages first, ScanImages second) =>
        Math.Abs(FrameRegistration.Between(Image(first), Image(second)).XM);

    private static ScalarMap Image(ScanImages scan) => Spm.Interactive.Formatters.DatasetImages.Of(scan["amplitude"])[0];

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
