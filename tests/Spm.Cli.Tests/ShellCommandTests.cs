using System.Text.Json.Nodes;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Cli.Tests;

public class ShellCommandTests
{
    [Fact]
    public async Task A_command_of_an_extension_is_a_shell_command()
    {
        var shell = await Shell.Run("roll", "--sides", "4");
        Assert.Equal((0, "Die { Sides = 4, Value = 3 }\n", ""), (shell.Code, shell.Output, shell.Error));
        Assert.Equal("hello\n", (await Shell.Run("echo", "hello")).Output);
    }

    [Fact]
    public async Task With_json_only_JSON_is_on_the_output()
    {
        var shell = await Shell.Run("roll", "--json");
        Assert.Equal("Die { Sides = 6, Value = 3 }", (string)JsonNode.Parse(shell.Output)!["text"]!);
        shell = await Shell.Run("echo", "hello", "--json");
        Assert.Equal("{}", JsonNode.Parse(shell.Output)!.ToJsonString());
        Assert.Equal("hello\n", shell.Error);
    }

    [Fact]
    public async Task A_result_with_numbers_gives_them_as_JSON()
    {
        using var output = new StringWriter();
        var code = await new SpmProgram([new CountingExtension()], output, TextWriter.Null).RunAsync(["count", "--json"]);
        Assert.Equal((0, 7), (code, (int)JsonNode.Parse(output.ToString())!["pixels"]!));
    }

    [Theory]
    [InlineData("rol", "There is no command «rol». Did you mean roll? Commands: run, lab, serve, install, kernel, roll, echo, wait, help. Try: spm help")]
    [InlineData("roll --side 3", "There is no option --side. Did you mean --sides? Options of roll: --sides, --seed. Try: toy roll --sides 6 as die")]
    [InlineData("roll --sides 1", "--sides must be 2 to 100, got 1. Try: toy roll --sides 6 as die")]
    [InlineData("echo", "WORD is missing: What to say. Try: toy echo hello")]
    [InlineData("run", "NOTEBOOK is missing: The .ipynb file. Try: spm run notebooks/00-quick-start.ipynb --to out")]
    [InlineData("run a.ipynb --too x", "There is no option --too. Did you mean --to? Options of run: --to. Try: spm run notebooks/00-quick-start.ipynb --to out")]
    [InlineData("run a.ipynb b.ipynb", "There is one word too many: «b.ipynb». Try: spm run notebooks/00-quick-start.ipynb --to out")]
    [InlineData("run a.ipynb --to", "--to has no value: Folder for the results (default out). Try: spm run notebooks/00-quick-start.ipynb --to out")]
    [InlineData("run a.ipynb --to x --to y", "--to is given 2 times; give it once. Try: spm run notebooks/00-quick-start.ipynb --to out")]
    [InlineData("install here", "There is one word too many: «here». Try: spm install")]
    [InlineData("lab --port 99999", "--port must be 1 to 65535, got «99999». Try: spm lab")]
    [InlineData("kernel", "kernel wants the file that Jupyter wrote, and nothing else: spm kernel --connection-file FILE. To work in Jupyter: spm lab")]
    [InlineData("help roll now", "There is one word too many: «now». Try: spm help roll")]
    [InlineData("help rnu", "There is no command «rnu». Did you mean run? Commands: run, lab, serve, install, kernel, roll, echo, wait, help. Try: spm help")]
    public async Task A_wrong_line_answers_with_what_would_be_right(string line, string answer)
    {
        var shell = await Shell.Run(line.Split(' '));
        Assert.Equal((2, $"spm: {answer}\n", ""), (shell.Code, shell.Error, shell.Output));
    }

    [Fact]
    public async Task Help_on_help_is_the_list_of_all_commands() =>
        Assert.Equal((await Shell.Run("help")).Output, (await Shell.Run("help", "help")).Output);

    [Fact]
    public async Task A_command_that_cannot_be_carried_out_is_an_error_and_not_wrong_usage()
    {
        using var error = new StringWriter();
        var code = await new SpmProgram([new CountingExtension()], TextWriter.Null, error).RunAsync(["lose"]);
        Assert.Equal((1, "spm: The scan is lost."), (code, error.ToString().TrimEnd()));
    }

    [Fact]
    public async Task Whatever_a_command_throws_is_told_by_its_message()
    {
        using var error = new StringWriter();
        var code = await new SpmProgram([new CountingExtension()], TextWriter.Null, error).RunAsync(["break"]);
        Assert.Equal((1, "spm: break: The file ends at byte 12."), (code, error.ToString().TrimEnd()));
    }

    [Fact]
    public async Task Help_lists_verbs_and_commands_and_explains_each()
    {
        var overview = (await Shell.Run("help")).Output;
        foreach (var word in new[] { "run", "lab", "install", "kernel", "roll", "echo" })
            Assert.Contains($"\n  {word} ", overview, StringComparison.Ordinal);
        Assert.Contains("spm run NOTEBOOK [--to DIR]", (await Shell.Run("help", "run")).Output, StringComparison.Ordinal);
        Assert.Equal((await Shell.Run("help", "run")).Output, (await Shell.Run("run", "--help")).Output);
        Assert.Contains("Example: toy roll --sides 6 as die", (await Shell.Run("help", "roll")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_that_of_the_program() =>
        Assert.Matches(@"^spm \d+\.\d+\.\d+\n$", (await Shell.Run("--version")).Output);

    private sealed class CountingExtension : INotebookExtension
    {
        public string Name => "count";

        public IReadOnlyList<string> Imports => [];

        public IReadOnlyList<System.Reflection.Assembly> References => [];

        public IReadOnlyList<(string Name, object Value)> Variables => [];

        public CommandCatalogue Commands { get; } = new CommandCatalogue("spm", "Counts", new Spm.Kernel.TestHost.PlainNotation())
            .Add(CommandDefinition.Create<NoOptions>("count", "Counts pixels", "count", (_, _, _) => Task.FromResult<object?>(new Count())))
            .Add(CommandDefinition.Create<NoOptions>("lose", "Fails", "lose", (_, _, _) => throw new CommandException("The scan is lost.")))
            .Add(CommandDefinition.Create<NoOptions>("break", "Throws", "break", (_, _, _) => throw new InvalidDataException("The file ends at byte 12.")));

        public void RegisterFormatters() => JsonSummary.Register<Count>(_ => new JsonObject { ["pixels"] = 7 });

        public void Attach(INotebookOutput output)
        {
        }

        public void OnInterrupt()
        {
        }
    }

    private sealed class NoOptions;

    private sealed class Count;
}
