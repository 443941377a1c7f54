using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Interactive.Session;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Commands;

/// <summary>The lines of the quick start, small.</summary>
public sealed class CommandPathTests : IAsyncDisposable
{
    private readonly CommandHost _host = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    [Fact]
    public async Task Loops_of_the_twin_become_a_linked_map_in_five_lines()
    {
        await _host.Run("connect twin --sample pto --seed 7");
        var beps = await _host.Run<Dataset>("loops --grid 4x3 --size 1um --vmax 8V as beps");
        Assert.Equal([3, 4, 64, 80], beps.Dimensions.Select(d => d.Length));
        Assert.Same(beps, (await _host.Run<ExplorerView>("map beps")).Data);
        var sho = await _host.Run<FitResult>("fit sho beps as sho");
        Assert.Equal(3 * 4 * 64, sho.Count);
        var loops = await _host.Run<FitResult>("fit loop sho as loops");
        Assert.Equal(12, loops.Count);
        var map = await _host.Run<LinkedMapView>("map loops --of imprint");
        Assert.Equal((3, 4), (map.Maps[0].Values.GetLength(0), map.Maps[0].Values.GetLength(1)));
        Assert.Equal([MimeTypes.Png, MimeTypes.Html, MimeTypes.Text], BundleFormatter.TryFormat(map)!.Data.Keys);
    }

    [Fact]
    public async Task Complex_data_are_fitted_with_the_oscillator_on_the_way_to_loops()
    {
        await _host.Run("connect twin --seed 7");
        await _host.Run("loops --grid 2x2 --size 1um as beps");
        var both = await _host.Run<FitResult>("fit loop beps");
        await _host.Run("fit sho beps as sho");
        var stepwise = await _host.Run<FitResult>("fit loop sho");
        Assert.Equal(stepwise.Values, both.Values);
    }

    [Fact]
    public async Task What_is_saved_and_opened_again_gives_the_same_fit()
    {
        var file = Path.Combine(_folder.FullName, "beps.h5");
        await _host.Run($"loops --on twin:pto:7 --grid 2x2 --size 1um --to {file} as beps");
        var direct = await _host.Run<FitResult>("fit sho beps");
        var again = await _host.Run<FitResult>($"fit sho {file}");
        Assert.Equal(direct.Values, again.Values);
    }

    [Fact]
    public async Task A_scan_has_a_dataset_per_channel_and_all_go_into_one_file()
    {
        var file = Path.Combine(_folder.FullName, "scan.h5");
        var scan = await _host.Run<ScanImages>($"scan --on twin --pixels 16x8 --size 1um --channels height,phase --to {file} as image");
        Assert.Equal(["height", "phase"], scan.Channels.Select(c => c.Name));
        var phase = await _host.Run<Dataset>($"open {file} --channel phase");
        Assert.Equal([8, 16], phase.Dimensions.Select(d => d.Length));
        Assert.IsType<ScalarMap>(await _host.Run("map image --channel height"));
    }

    [Fact]
    public async Task A_picture_is_written_as_its_name_says()
    {
        await _host.Run("scan --on twin --pixels 8 --size 1um --channels height as image");
        foreach (var (name, begin) in new[] { ("map.svg", "<svg"), ("map.html", "<!DOCTYPE html>"), ("map.pdf", "%PDF-"), ("map.png", "\uFFFDPNG") })
        {
            var file = Path.Combine(_folder.FullName, name);
            await _host.Run($"map image --to {file}");
            Assert.StartsWith(begin, File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_saved_page_can_be_clicked_in_wherever_the_notebook_keeps_its_script()
    {
        await using var batch = new SpmExtension(ScriptPolicy.OncePerRun);
        batch.RegisterFormatters();
        var image = (await batch.Commands.ExecuteAsync("scan --on twin --pixels 8 --size 1um --channels height", new(SilentOutput.Instance, _host), TestContext.Current.CancellationToken)).Value!;
        Assert.Contains("__spmPending", (string)BundleFormatter.TryFormat(image)!.Data[MimeTypes.Html], StringComparison.Ordinal);
        var file = Path.Combine(_folder.FullName, "page.html");
        PictureFile.Write(batch.Session.Map(((ScanImages)image).Channels[0]), file, null);
        Assert.Contains(ViewScript.Element, File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_says_what_is_connected()
    {
        Assert.Contains("No instrument is connected", (await _host.Run("status"))!.ToString(), StringComparison.Ordinal);
        await _host.Run("connect twin");
        Assert.Contains("sample pto", (await _host.Run("status"))!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_measurement_leaves_the_bias_at_zero_and_the_session_alive()
    {
        await _host.Run("connect twin");
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _host.Run("loops --grid 8x8", stop.Token));
        Assert.Equal(0, _host.Extension.Session.Instrument!.Status.BiasV);
        Assert.NotNull(await _host.Run("be --grid 2x2"));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
