using Spm.Kernel.Language;
using Spm.Kernel.Tests.Engine;

namespace Spm.Kernel.Tests.Magics;

public sealed class KernelMagicTests : IDisposable
{
    private readonly TestNotebook _notebook = new();

    [Theory]
    [InlineData("var a = 1.5;", "a", "double", "1.5")]
    [InlineData("var a = \"two\\nlines\";", "a", "string", "\"two lines\"")]
    [InlineData("var a = new int[3];", "a", "int[]", "[0, 0, 0]")]
    [InlineData("var a = Enumerable.Range(0, 100).ToList();", "a", "List<int>", "[0, 1, 2, 3, 4, …] 100 elements")]
    [InlineData("var a = new double[3, 4];", "a", "double[,]", "3 × 4 elements")]
    [InlineData("string a = null;", "a", "null", "")]
    [InlineData("class Bad { public override string ToString() => throw new InvalidOperationException(); }\nvar a = new Bad();", "a", "Bad", "(InvalidOperationException in ToString)")]
    public async Task Who_shows_name_type_and_value_in_short(string code, string name, string type, string value)
    {
        await _notebook.Run(code);
        var output = await _notebook.Run("#!who");
        var row = output.ResultBundle!.Text.Split('\n').Single(l => l.StartsWith(name + " ", StringComparison.Ordinal));
        Assert.Equal([name, type, value], row.Split("  ", 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Concat(value.Length == 0 ? [""] : []));
        Assert.Contains("<table>", output.ResultBundle.Data["text/html"].ToString());
    }

    [Fact]
    public async Task Time_measures_a_line_and_shows_its_value()
    {
        var output = await _notebook.Run("#!time 1 + 2");
        Assert.Equal("3", output.ResultBundle?.Text);
        Assert.Matches("^[0-9.]+ (ns|µs|ms|s) \\([0-9.]+ (ns|µs|ms|s) of processor time\\), [0-9.]+ k?M?B allocated", output.Displays.Single().Bundle.Text);
    }

    [Fact]
    public async Task Time_repeats_a_line_and_once_more_before()
    {
        await _notebook.Run("var count = 0;");
        var output = await _notebook.Run("%time --runs 5 count++;");
        Assert.Contains("median of 5 runs", output.Displays.Single().Bundle.Text);
        Assert.Equal("6", await _notebook.Value("count"));
    }

    [Fact]
    public async Task Time_alone_on_a_line_measures_the_rest_of_the_cell_with_its_commands()
    {
        var output = await _notebook.Run("#!time\nvar a = 1;\n#!toy echo word\na + 1");
        Assert.Equal("2", output.ResultBundle?.Text);
        Assert.Equal(["Stdout", "Display", "Result"], output.Events.Distinct());
        Assert.Equal("1", await _notebook.Value("a"));
    }

    [Fact]
    public async Task Variables_of_a_measured_line_stay()
    {
        await _notebook.Run("#!time --runs 3 var b = new[] { 1, 2 };");
        Assert.Equal("2", await _notebook.Value("b.Length"));
    }

    [Theory]
    [InlineData("#!time --runs 0 1", "--runs must be 1 to 1000000")]
    [InlineData("#!time --runs x 1", "--runs must be a whole number")]
    [InlineData("#!time --runs 3\n#!toy roll", "--runs repeats C# only")]
    [InlineData("#!who me", "one word too many: «me». Try: #!who")]
    [InlineData("#!help roal", "Did you mean roll?")]
    public async Task A_wrong_line_says_what_would_be_right(string cell, string message) =>
        Assert.Contains(message, (await _notebook.Run(cell)).Failure?.Evalue);

    [Fact]
    public async Task An_error_in_a_measured_line_points_into_the_line()
    {
        var error = (await _notebook.Run("\n#!time wrong + 1")).Failure!;
        Assert.Equal((2, 8), (error.Line, error.Column));
    }

    [Fact]
    public async Task Reset_forgets_the_cells_and_keeps_the_extensions()
    {
        await _notebook.Run("var x = 1; class C { }\nusing System.Net;\ntable = null;");
        var interrupts = _notebook.Toy.Interrupts;
        var output = await _notebook.Run("#!reset");
        Assert.Contains("forgotten", output.ResultBundle?.Text);
        Assert.Equal(interrupts + 1, _notebook.Toy.Interrupts);
        Assert.Equal(["table"], _notebook.Engine.Variables.Names);
        Assert.Equal("CompilationError", (await _notebook.Run("x")).Failure?.Ename);
        Assert.Equal("CompilationError", (await _notebook.Run("new C()")).Failure?.Ename);
        Assert.Equal("CompilationError", (await _notebook.Run("WebUtility.HtmlEncode(\"\")")).Failure?.Ename);
        Assert.Equal("0", await _notebook.Value("table.Dice.Count"));
    }

    [Fact]
    public async Task After_a_reset_the_values_of_variables_are_free()
    {
        await _notebook.Run("var big = new byte[1000]; var weak = new WeakReference(big);");
        Assert.True(_notebook.Engine.Variables.TryGet("weak", out var weak));
        await _notebook.Run("#!reset");
        // A few collections: the thread's stack may still name the old session once.
        for (var n = 0; n < 10 && ((WeakReference)weak!).IsAlive; n++)
        {
            await _notebook.Run("1");
            GC.Collect();
        }
        Assert.False(((WeakReference)weak!).IsAlive);
    }

    [Fact]
    public async Task Reset_closes_the_widgets_of_the_cells_and_leaves_other_comms()
    {
        await _notebook.Run("var box = new VBox(new IntSlider(), new Text());\nDisplay(box);");
        var other = _notebook.Engine.Comms.Open("explorer", []);
        Assert.NotEmpty(_notebook.Engine.Comms.Info("jupyter.widget"));
        await _notebook.Run("#!reset");
        Assert.Empty(_notebook.Engine.Comms.Info("jupyter.widget"));
        Assert.Null(_notebook.Engine.Comms.Widgets.ToNotebook());
        Assert.Equal([other.Id], _notebook.Engine.Comms.Info(null).Select(c => c.Key));
        await _notebook.Run("var slider = new IntSlider();\nslider");
        Assert.NotEmpty(_notebook.Engine.Comms.Info("jupyter.widget"));
    }

    [Fact]
    public async Task After_a_reset_completion_has_forgotten_too()
    {
        using var language = new LanguageService(_notebook.Engine);
        await _notebook.Run("var forgotten = 1;");
        Assert.Contains((await language.CompleteAsync("forgo", 5, TestContext.Current.CancellationToken)).Items, i => i.Text == "forgotten");
        await _notebook.Run("#!reset");
        Assert.DoesNotContain((await language.CompleteAsync("forgo", 5, TestContext.Current.CancellationToken)).Items, i => i.Text == "forgotten");
    }

    [Theory]
    [InlineData("#!help", "Magics, at the start of a line")]
    [InlineData("#!help time", "--runs")]
    [InlineData("#!help toy", "Rolls a die")]
    [InlineData("#!help toy roll", "--sides")]
    [InlineData("#!help roll", "--sides")]
    [InlineData("#!time --help", "#!time --runs 10")]
    [InlineData("#!cd -h", "FOLDER")]
    public async Task Help_is_there_for_all_and_for_one(string cell, string text) => Assert.Contains(text, await _notebook.Value(cell));

    [Theory]
    [InlineData("#!ti", "time")]
    [InlineData("#!time --", "--runs")]
    [InlineData("%time --r", "--runs")]
    [InlineData("#!res", "reset")]
    public async Task The_kernels_magics_complete_like_commands(string typed, string expected)
    {
        using var language = new LanguageService(_notebook.Engine);
        var found = await language.CompleteAsync(typed, typed.Length, TestContext.Current.CancellationToken);
        Assert.Contains(expected, found.Items.Select(i => i.Text));
        Assert.StartsWith(typed[found.Start..], expected);
    }

    [Fact]
    public void The_words_of_the_kernel_are_those_of_its_catalogue() =>
        Assert.Equal(_notebook.Engine.Catalogues[0].Commands.Select(c => c.Name), Spm.Kernel.Magics.KernelMagics.Words);

    [Fact]
    public async Task The_kernels_magics_can_be_inspected()
    {
        using var language = new LanguageService(_notebook.Engine);
        Assert.Contains("--runs", (await language.InspectAsync("#!time 1", 4, TestContext.Current.CancellationToken))?.Text);
    }

    public void Dispose() => _notebook.Dispose();
}
