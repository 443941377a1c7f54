using Spm.Kernel.Engine;
using Spm.Kernel.Language;

namespace Spm.Kernel.Tests.Engine;

public class HelpQuestionTests
{
    [Theory]
    [InlineData("x?", "", "x")]
    [InlineData("?x", "", "x")]
    [InlineData("x??", "", "x")]
    [InlineData("  Console.WriteLine ?  \n", "", "Console.WriteLine")]
    [InlineData("var x = 1;\nx?", "var x = 1;\n", "x")]
    [InlineData("List<Dictionary<string, int[]>>?", "", "List<Dictionary<string, int[]>>")]
    [InlineData("größe?", "", "größe")]
    [InlineData("#!toy roll?", "", "#!toy roll")]
    [InlineData("%toy?", "", "%toy")]
    public void The_last_line_may_ask_what_something_is(string cell, string code, string subject) =>
        Assert.Equal(new HelpQuestion(code, subject), HelpQuestion.Of(cell));

    [Theory]
    [InlineData("")]
    [InlineData("1 + 1")]
    [InlineData("x?.Length")]
    [InlineData("x ? 1 : 2")]
    [InlineData("x?\n1 : 2")]
    [InlineData("// what is this?")]
    [InlineData("var s = \"\"\"\nreally?\n\"\"\";")]
    [InlineData("?")]
    [InlineData("1 + x?")]
    public void Anything_else_is_code(string cell) => Assert.Equal(new HelpQuestion(cell, null), HelpQuestion.Of(cell));

    [Fact]
    public async Task The_cell_runs_first_and_then_the_help_is_shown()
    {
        using var notebook = new TestNotebook();
        using var language = new LanguageService(notebook.Engine);
        var output = await notebook.Run("/// <summary>Two times x.</summary>\nint Twice(int x) => 2 * x;\nTwice(21)\nTwice?");
        Assert.Equal("42", output.ResultBundle?.Text);
        var help = Assert.Single(output.Displays).Bundle.Text;
        Assert.Contains("int Twice(int x)", help);
        Assert.Contains("Two times x.", help);
    }

    [Fact]
    public async Task Help_for_a_command_is_that_of_its_catalogue()
    {
        using var notebook = new TestNotebook();
        using var language = new LanguageService(notebook.Engine);
        Assert.Contains("--sides", Assert.Single((await notebook.Run("#!toy roll?")).Displays).Bundle.Text);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_told_and_is_no_error()
    {
        using var notebook = new TestNotebook();
        using var language = new LanguageService(notebook.Engine);
        var output = await notebook.Run("nobody?");
        Assert.StartsWith("Nothing is known of nobody.", output.Stdout);
        Assert.IsType<CellOutcome.Success>(notebook.Outcome);
    }

    [Fact]
    public async Task Without_a_language_service_the_cell_says_where_help_is_to_be_had()
    {
        using var notebook = new TestNotebook();
        Assert.StartsWith("Help for Console is shown where", (await notebook.Run("Console?")).Stdout);
    }
}
