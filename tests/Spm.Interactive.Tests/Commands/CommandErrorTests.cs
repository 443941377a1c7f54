namespace Spm.Interactive.Tests.Commands;

/// <summary>What a person reads who gets it wrong; the session lives on.</summary>
public sealed class CommandErrorTests : IAsyncDisposable
{
    private readonly CommandHost _host = new();

    [Theory]
    [InlineData("scan", "No instrument is connected that could scan an image. Connect one first (#!spm connect twin)")]
    [InlineData("connect twin --sample ptoo", "Did you mean pto?")]
    [InlineData("loops --on twin --vmax 12V --grid 2x2", "The bias limit allows -10 V to 10 V, 12 V was asked for.")]
    [InlineData("loops --on twin --vmax 8s", "volts")]
    [InlineData("loops --on twin --steps 30 --grid 2x2", "multiple of 4")]
    [InlineData("scan --on twin --size 2V", "--size")]
    [InlineData("scan --on twin --at 9um,1um --pixels 8", "range")]
    [InlineData("scan --on twin --at 1um --pixels 8", "two coordinates")]
    [InlineData("scan --on nanonis", "--on cannot be «nanonis»")]
    [InlineData("open nothing-here.h5", "nothing-here.h5")]
    [InlineData("fit loop bepz", "There is no variable and no file called «bepz»")]
    [InlineData("map image --channel colour", "Channels: height, phase")]
    [InlineData("map image", "several channels: height, phase")]
    [InlineData("map sho --of Qality", "Q (Quality Factor)")]
    [InlineData("map be --of a1", "Fit it first")]
    [InlineData("fit loop be", "has no loop-like dimension")]
    [InlineData("fit sho height", "A SHO fit needs a spectroscopic dimension in Hz")]
    [InlineData("fit sho sho", "already the result of a fit")]
    [InlineData("fit sho \"two words.h5\"", "two words.h5: there is no such file")]
    [InlineData("map height --to map.bmp", "ends in .pdf, .svg, .png, or .html to click in")]
    [InlineData("map height --to map", "does not say what kind of picture")]
    [InlineData("map height --to map.pdf --width -86mm", "--width must be above 0")]
    [InlineData("map height --to map.pdf --width 5mm", "needs at least")]
    [InlineData("map height --to map.pdf --width 86", "a number without a unit is in m. Try: --width 86mm")]
    [InlineData("map height --to map.html --width 86mm", "A page has no width on paper")]
    [InlineData("figure nothing", "There is no variable and no file called «nothing»")]
    [InlineData("figure height --width 5mm", "needs at least")]
    public async Task An_error_says_what_was_wrong_and_what_would_be_right(string line, string expected)
    {
        await _host.Run("scan --on twin:pto:3 --pixels 8 --size 1um --channels height,phase as image");
        await _host.Run("be --grid 3x3 --size 1um as be");
        await _host.Run("fit sho be as sho");
        await _host.Run("open " + Save() + " --channel height as height");
        if (line == "scan") await _host.Extension.DisposeAsync();
        Assert.Contains(expected, await _host.Error(line), StringComparison.Ordinal);
        Assert.NotNull(await _host.Run("status"));
    }

    private string Save()
    {
        _host.TryGet("image", out var image);
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "image.h5");
        _host.Extension.Session.Save(image!, file);
        return file;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
