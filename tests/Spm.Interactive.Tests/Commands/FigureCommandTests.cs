using Spm.Core.Data;
using Spm.Core.Experiments;
using Spm.Core.Fitting;
using Spm.Interactive.Charts;
using Spm.Interactive.Tests.Views;
using Spm.Interactive.Tests.Views.Plots;
using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Commands;

/// <summary>The command <c>figure</c>: whatever has a picture in a cell can be saved.</summary>
public sealed class FigureCommandTests : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spm-figure-");
    private readonly CommandHost _host = new();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_dashboard_of_a_run_is_saved()
    {
        _host.Set("run", PlotGalleryLooks.Objects().First(entry => entry.Name == "run").Value);
        await _host.Run($"figure run --to {At("run.pdf")} --width 178mm");
        Assert.StartsWith("%PDF", File.ReadAllText(At("run.pdf")));
    }

    [Fact]
    public async Task A_page_of_data_has_the_curve_of_every_pixel_to_click_at()
    {
        _host.Set("loops", SyntheticFits.Loops(6, 5).Source);
        await _host.Run($"figure loops --to {At("loops.html")}");
        Assert.Contains("data-spm-selected", File.ReadAllText(At("loops.html")));
    }

    [Fact]
    public async Task One_channel_of_a_scan_is_one_picture()
    {
        await _host.Run("connect twin --seed 7");
        await _host.Run("scan --size 1um --pixels 8 --channels height,amplitude as image");
        Assert.Equal(2, (await _host.Run<Figure>("figure image")).Panels.Count);
        Assert.Equal("amplitude", (await _host.Run<Figure>("figure image --channel amplitude")).Title);
    }

    [Fact]
    public async Task The_signal_of_a_sweep_is_fitted_and_shown_by_its_name()
    {
        await _host.Run("connect twin --sample electrode --seed 3");
        await _host.Run("iv --start -1V --end 1V --points 21 --channels current,deflection as iv");
        Assert.Contains("several channels: Current, Deflection", await _host.Error("fit line iv"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("line", (await _host.Run<FitResult>("fit line iv --channel current --along Bias")).Model);
    }

    [Fact]
    public async Task A_thing_without_a_picture_names_those_that_have_one()
    {
        _host.Set("n", new Dimension("x", "Position", "m", DimensionKind.Spatial, [1]));
        _host.Set("view", new ExplorerView(SyntheticFits.Loops(3, 3).Source));
        _host.Set("matrix", new double[3, 3]);
        _host.Set("journal", new JournalContents(new() { Plan = new() { Name = "none", Coordinates = [] }, Seed = 1 }, [], false, null, null));
        Assert.EndsWith("Variables that have one: view, matrix, journal.", await _host.Error("figure n"));
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
