using Spm.Core.Data;
using Spm.Core.IO;
using Spm.Core.IO.Nsid;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Tests.Commands;

/// <summary>What a person reads who typed something that cannot be done.</summary>
public sealed class CommandRefusalTests : IAsyncDisposable
{
    private readonly SpmExtension _extension = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("spm-commands-").FullName;

    public async ValueTask DisposeAsync()
    {
        await _extension.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("loops --on twin --steps 63", "--steps must be a multiple of 4, got 63. Try: --steps 64")]
    [InlineData("loops --on twin:bto", "the twin has no sample «bto». Did you mean pto?")]
    [InlineData("loops --on twin:pto:-3", "a whole number from 0")]
    [InlineData("loops --on twin --at 1um", "--at wants two coordinates")]
    [InlineData("loops --on twin --vmax", "--vmax has no value: largest bias (100 mV to 100 V; default 8 V).")]
    [InlineData("scan --on twin --channels ,", "--channels names nothing: what to record. Such as: height, amplitude, phase, resonance, potential")]
    [InlineData("status as class", "«class» is a word of C#")]
    [InlineData("status as spm", "«spm» is the session itself")]
    public async Task A_wrong_option_is_wrong_usage_and_answered_in_the_words_of_the_command(string line, string answer)
    {
        var error = await Error(line);
        Assert.Contains(answer, error.Message, StringComparison.Ordinal);
        Assert.True(error.IsWrongUsage);
    }

    [Fact]
    public async Task An_error_of_the_data_names_no_parameter_of_a_method()
    {
        NsidWriter.Write(Image(), File("image.h5"));
        var error = await Error($"fit loop {File("image.h5")}");
        Assert.Contains("has no loop-like dimension", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spectra_without_a_bias_are_refused_before_they_are_fitted()
    {
        NsidWriter.Write(Spectra(), File("spectra.h5"));
        Assert.Contains("has no loop-like dimension", (await Error($"fit loop {File("spectra.h5")}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_twice_is_refused()
    {
        Assert.Contains("more than once", (await Error("scan --on twin --channels height,height --pixels 2")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_of_an_image_is_refused()
    {
        NsidWriter.Write(Image(), File("image.h5"));
        Assert.Contains("has no parameter «a1»", (await Error($"map {File("image.h5")} --of a1")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scan --on twin --pixels 4")]
    [InlineData("be --on twin --grid 2x2")]
    [InlineData("loops --on twin --grid 1x1")]
    public async Task A_measurement_whose_file_cannot_be_written_is_not_begun(string line)
    {
        await Assert.ThrowsAsync<DataFileException>(() => Run($"{line} --to {_folder}"));
        Assert.Null(_extension.Session.Instrument);
    }

    [Fact]
    public async Task A_fit_is_not_begun_when_its_result_would_overwrite_its_source()
    {
        NsidWriter.Write(Image(), File("image.h5"));
        // An image cannot be fitted: the name of the file is looked at first.
        await Assert.ThrowsAsync<DataFileException>(() => Run($"fit loop {File("image.h5")} --to {File("image.h5")}"));
    }

    [Fact]
    public async Task The_folder_of_a_picture_is_made()
    {
        NsidWriter.Write(Image(), File("image.h5"));
        _extension.RegisterFormatters();
        await Run($"map {File("image.h5")} --to {File("new/folder/image.svg")}");
        Assert.StartsWith("<", System.IO.File.ReadAllText(File("new/folder/image.svg")), StringComparison.Ordinal);
    }

    private string File(string name) => Path.Combine(_folder, name);

    private static Dataset Image() => new("image", "Height", "m", Square(), new RealMemoryStore([1, 2, 3, 4]));

    private static Dataset Spectra() => new("spectra", "Response", "V",
        [.. Square(), new("Frequency", "Frequency", "Hz", DimensionKind.Spectroscopic, [1e5, 2e5, 3e5])], new ComplexMemoryStore(new System.Numerics.Complex[12]));

    private static Dimension[] Square() => [new("Y", "Y", "m", DimensionKind.Spatial, [0, 1e-6]), new("X", "X", "m", DimensionKind.Spatial, [0, 1e-6])];

    private Task<CommandResult> Run(string line) =>
        _extension.Commands.ExecuteAsync(line, new CommandContext(SilentOutput.Instance, NoVariables.Instance), TestContext.Current.CancellationToken);

    private Task<CommandException> Error(string line) => Assert.ThrowsAsync<CommandException>(() => Run(line));
}
