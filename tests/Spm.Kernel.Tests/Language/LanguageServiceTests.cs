using Spm.Kernel.Language;
using Spm.Kernel.Tests.Engine;

namespace Spm.Kernel.Tests.Language;

public sealed class LanguageServiceTests : IDisposable
{
    private readonly TestNotebook _notebook = new();
    private readonly LanguageService _language;

    public LanguageServiceTests() => _language = new LanguageService(_notebook.Engine);

    /// <summary>Completes at the bar.</summary>
    private async Task<CellCompletions> Complete(string cell)
    {
        var cursor = cell.IndexOf('|');
        return await _language.CompleteAsync(cell.Remove(cursor, 1), cursor, TestContext.Current.CancellationToken);
    }

    private async Task<string?> Inspect(string cell)
    {
        var cursor = cell.IndexOf('|');
        return (await _language.InspectAsync(cell.Remove(cursor, 1), cursor, TestContext.Current.CancellationToken))?.Text;
    }

    [Fact]
    public async Task Members_are_completed_with_their_kind()
    {
        var list = await Complete("Console.WriteL|");
        var item = Assert.Single(list.Items);
        Assert.Equal(("WriteLine", "function"), (item.Text, item.Kind));
        Assert.Equal((8, 14), (list.Start, list.End));
    }

    [Fact]
    public async Task Variables_of_earlier_cells_are_completed_also_while_a_cell_runs()
    {
        await _notebook.Run("var alpha_beta = new List<string>();");
        var (output, running) = _notebook.Start("Console.WriteLine(1); while (true) { }");
        await output.FirstText.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("alpha_beta", Assert.Single((await Complete("alpha_b|")).Items).Text);
        Assert.Contains((await Complete("alpha_beta.AddR|")).Items, i => i.Text == "AddRange");
        _notebook.Engine.Interrupt();
        await running;
        await _notebook.Run("var alpha_gamma = 1;");
        Assert.Equal(["alpha_beta", "alpha_gamma"], (await Complete("alpha_|")).Items.Select(i => i.Text));
    }

    [Theory]
    [InlineData("var declared_here = 1;")]
    [InlineData("int.TryParse(\"1\", out var declared_here);")]
    [InlineData("var (declared_here, second) = (1, 2);")]
    [InlineData("if (other is int declared_here) { }")]
    [InlineData("void declared_here() { }")]
    [InlineData("class declared_here { }")]
    [InlineData("using declared_here = System.Math;")]
    public async Task Whatever_a_cell_declares_is_completed_after_cells_that_declare_nothing(string cell)
    {
        await _notebook.Run("object other = 1;");
        await _notebook.Run(cell);
        await _notebook.Run("1 + 1");
        await _notebook.Run("Console.WriteLine(2);");
        Assert.Equal("declared_here", Assert.Single((await Complete("declared_h|")).Items).Text);
    }

    [Fact]
    public async Task Commands_and_options_of_magics_are_completed()
    {
        Assert.Equal(["roll"], (await Complete("var x = 1;\n#!toy ro|")).Items.Select(i => i.Text));
        var options = await Complete("%toy roll --s|");
        Assert.Equal(["--sides", "--seed"], options.Items.Select(i => i.Text));
        Assert.Equal((10, 13), (options.Start, options.End));
        Assert.Equal(["toy"], (await Complete("#!to|")).Items.Select(i => i.Text));
    }

    [Fact]
    public async Task Code_below_a_magic_is_completed() =>
        Assert.Contains((await Complete("#!toy roll as die\nConsole.WriteL|")).Items, i => i.Text == "WriteLine");

    [Fact]
    public async Task Inspection_gives_signature_and_documentation()
    {
        await _notebook.Run("/// <summary>Doubles a number.</summary>\nint Twice(int n) => 2 * n;");
        var text = await Inspect("Twic|e");
        Assert.Contains("int Twice(int n)", text);
        Assert.Contains("Doubles a number.", text);
        Assert.Contains("int Twice(int n)", await Inspect("Twice|"));
        Assert.Contains("int Twice(int n)", await Inspect("Twice(3|)"));
        Assert.Contains("State that the host and the cells share.", await Inspect("Tabl|e"));
        Assert.Null(await Inspect("no_su|ch_thing"));
    }

    [Fact]
    public async Task Inspection_of_a_magic_gives_its_help()
    {
        Assert.Contains("--sides", await Inspect("#!toy roll|"));
        Assert.Contains("Rolls a die", await Inspect("%toy |"));
    }

    [Theory]
    [InlineData("1+1", "complete", null)]
    [InlineData("for (var i=0;i<3;i++) {", "incomplete", "    ")]
    [InlineData("F(new[] {", "incomplete", "    ")]
    [InlineData("var x = = 1;", "invalid", null)]
    [InlineData("var s = @\"abc", "incomplete", "")]
    [InlineData("/* open", "incomplete", "")]
    [InlineData("#!toy roll", "complete", null)]
    [InlineData("%toy roll\nif (a) {", "incomplete", "    ")]
    [InlineData("", "complete", null)]
    public void It_is_known_whether_code_is_complete(string code, string status, string? indent) =>
        Assert.Equal(new CodeCompleteness(status, indent), _language.CompletenessOf(code));

    [Theory]
    [InlineData("abc", 2, 2)]
    [InlineData("😀b", 1, 2)]
    [InlineData("a😀b", 3, 4)]
    [InlineData("é", 5, 1)]
    public void Cursors_count_code_points(string text, int codePoints, int index)
    {
        Assert.Equal(index, CodePoints.ToIndex(text, codePoints));
        Assert.Equal(Math.Min(codePoints, text.EnumerateRunes().Count()), CodePoints.FromIndex(text, index));
    }

    public void Dispose()
    {
        _language.Dispose();
        _notebook.Dispose();
    }
}
