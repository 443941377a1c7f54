using Spm.Kernel.Engine;
using Spm.Kernel.TestHost;

namespace Spm.Kernel.Tests.Engine;

public sealed class MagicTests : IDisposable
{
    private readonly TestNotebook _notebook = new();

    [Theory]
    [InlineData("#!toy roll --sides 8 --seed 4")]
    [InlineData("%toy roll --sides 8 --seed 4")]
    [InlineData("  %toy roll --sides 8 --seed 4\r\n")]
    public async Task A_command_is_run_and_its_result_is_shown_by_its_formatter(string cell)
    {
        var output = await _notebook.Run(cell);
        Assert.Equal("<b>5</b>", output.ResultBundle?.Data["text/html"]);
        Assert.Equal(new Die(8, 5), Assert.IsType<CellOutcome.Success>(_notebook.Outcome).Value);
    }

    [Fact]
    public async Task As_binds_the_result_to_a_variable_of_its_own_type()
    {
        await _notebook.Run("#!toy roll --sides 12 as die");
        Assert.Equal("12", await _notebook.Value("die.Sides"));
        Assert.Equal("\"Die\"", await _notebook.Value("die.GetType().Name"));
    }

    [Fact]
    public async Task A_variable_can_be_the_value_of_an_option()
    {
        await _notebook.Run("var n = 20;");
        var output = await _notebook.Run("#!toy roll --sides @n as die\ndie.Sides");
        Assert.Equal("20", output.ResultBundle?.Text);
        Assert.Single(output.Displays);
    }

    [Fact]
    public async Task A_wrong_command_says_what_would_be_right()
    {
        var error = (await _notebook.Run("\n#!toy rol")).Failure!;
        Assert.Equal("CommandException", error.Ename);
        Assert.Contains("Did you mean roll?", error.Evalue);
        Assert.Equal(2, error.Line);
        Assert.Contains("2 to 100", (await _notebook.Run("#!toy roll --sides 1")).Failure!.Evalue);
    }

    [Fact]
    public async Task An_unknown_magic_names_the_nearest_one()
    {
        var error = (await _notebook.Run("#!toi roll")).Failure!;
        Assert.Contains("There is no magic #!toi. Did you mean toy?", error.Evalue);
        Assert.Contains("There is no magic #!tooy", (await _notebook.Run("var a = 1;\n%tooy roll")).Failure!.Evalue);
    }

    [Fact]
    public async Task Help_lists_the_commands_of_the_extensions()
    {
        var text = await _notebook.Value("#!help");
        Assert.Contains("#!toy", text);
        Assert.Contains("Rolls a die", text);
    }

    [Fact]
    public async Task Who_lists_the_variables_with_their_types()
    {
        await _notebook.Run("var numbers = new List<double> { 1 };");
        Assert.Matches(@"(?m)^numbers +List<double> +\[1\]$", await _notebook.Value("#!who"));
    }

    [Fact]
    public async Task The_segments_of_a_cell_run_in_order_and_only_the_last_value_is_the_result()
    {
        var output = await _notebook.Run("1 + 1\n#!toy echo between\nConsole.WriteLine(\"after\");\n#!toy roll --seed 1");
        Assert.Equal("2", output.Displays.Single().Bundle.Text);
        Assert.Equal("between\nafter\n", output.Stdout);
        Assert.Equal(["Display", "Stdout", "Result"], output.Events.Distinct());
    }

    [Fact]
    public async Task A_name_that_CSharp_does_not_allow_is_refused()
    {
        Assert.Contains("cannot be the name of a variable", (await _notebook.Run("#!toy roll as class")).Failure!.Evalue);
    }

    public void Dispose() => _notebook.Dispose();
}
