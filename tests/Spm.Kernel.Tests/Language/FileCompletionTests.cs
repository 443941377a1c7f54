namespace Spm.Kernel.Tests.Language;

public sealed class FileCompletionTests : IDisposable
{
    private readonly LanguageNotebook _notebook = new();
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public FileCompletionTests()
    {
        foreach (var name in new[] { "loops one.h5", "helpers.csx", "physics.dll", ".hidden" }) File.WriteAllText(Path.Combine(_folder, name), "");
        Directory.CreateDirectory(Path.Combine(_folder, "scans"));
    }

    [Fact]
    public async Task A_string_that_is_a_path_is_completed()
    {
        Assert.Equal([$"{_folder}/loops one.h5"], await _notebook.Names($"var data = Open(\"{_folder}/lo|\");"));
        Assert.Equal([$"{_folder}/scans/"], await _notebook.Names($"@\"{_folder}/sc|"));
        Assert.Equal([$"{_folder}/helpers.csx", $"{_folder}/loops one.h5", $"{_folder}/physics.dll", $"{_folder}/scans/"], await _notebook.Names($"$\"{_folder}/|\""));
        Assert.Equal([$"{_folder}/.hidden"], await _notebook.Names($"\"{_folder}/.h|\""));
    }

    [Fact]
    public async Task Directives_complete_what_they_can_load()
    {
        Assert.Equal([$"{_folder}/physics.dll", $"{_folder}/scans/"], await _notebook.Names($"#r \"{_folder}/|"));
        Assert.Equal([$"{_folder}/helpers.csx", $"{_folder}/scans/"], await _notebook.Names($"#load \"{_folder}/|\""));
        Assert.Contains("nuget: ", await _notebook.Names("#r \"|\""));
    }

    [Fact]
    public async Task Packages_and_their_versions_are_completed_from_this_computer()
    {
        var list = await _notebook.Complete("#r \"nuget: xunit.v|");
        Assert.Contains("xunit.v3", list.Items.Select(i => i.Text));
        Assert.Equal(11, list.Start);
        Assert.All(await _notebook.Names("#r \"nuget: xunit.v3, |\""), v => Assert.True(char.IsDigit(v[0])));
        Assert.NotEmpty(await _notebook.Names("#r \"nuget: xunit.v3, |\""));
    }

    public void Dispose()
    {
        _notebook.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
