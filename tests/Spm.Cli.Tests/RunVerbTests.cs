using System.Text.Json.Nodes;

namespace Spm.Cli.Tests;

[Collection(OneAtATime.Name)]
public sealed class RunVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spm-run");

    public void Dispose() => _folder.Delete(recursive: true);

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private string Notebook(string name, params string[] cells)
    {
        var json = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select((source, i) => new JsonObject
            {
                ["cell_type"] = "code",
                ["id"] = $"c{i}",
                ["metadata"] = new JsonObject(),
                ["execution_count"] = null,
                ["outputs"] = new JsonArray(),
                ["source"] = source,
            })]),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        File.WriteAllText(In(name), json.ToJsonString());
        return In(name);
    }

    [Fact]
    public async Task A_notebook_is_run_and_written_with_a_report_and_the_source_stays_as_it_was()
    {
        var source = Notebook("n.ipynb", "#!toy roll --sides 4 as die", "Console.WriteLine(die.Value + 1);", "File.Exists(\"n.ipynb\")");
        var before = File.ReadAllText(source);
        var shell = await Shell.Run("run", source, "--to", In("out"));
        Assert.Equal("", shell.Error);
        Assert.Equal(0, shell.Code);
        Assert.Matches(@"\[2/3\] cell 2 … ok \d+\.\d s\n", shell.Output);
        Assert.Contains($"Report:   {In("out/n.html")}", shell.Output, StringComparison.Ordinal);
        var cells = (JsonArray)JsonNode.Parse(File.ReadAllText(In("out/n.ipynb")))!["cells"]!;
        Assert.Equal("4\n", (string)cells[1]!["outputs"]![0]!["text"]![0]!);
        Assert.Equal("True", (string)cells[2]!["outputs"]![0]!["data"]!["text/plain"]![0]!, ignoreCase: true);
        Assert.Contains("<b>3</b>", File.ReadAllText(In("out/n.html")), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(source));
    }

    [Fact]
    public async Task An_error_in_a_cell_is_shown_with_its_place_and_both_files_are_still_written()
    {
        var shell = await Shell.Run("run", Notebook("n.ipynb", "1 + 1", "var x = 1;\n  x.Foo();", "2"), "--to", In("out"));
        Assert.Equal(1, shell.Code);
        Assert.StartsWith("Cell 2 (code cell 2), line 2, column 5: CompilationError:", shell.Error, StringComparison.Ordinal);
        Assert.Contains("     2 |   x.Foo();\n       |     ^\n", shell.Error, StringComparison.Ordinal);
        Assert.Contains("1 of 3 cells ran", shell.Output, StringComparison.Ordinal);
        Assert.Contains("Cell 2, line 2", File.ReadAllText(In("out/n.html")), StringComparison.Ordinal);
        Assert.True(File.Exists(In("out/n.ipynb")));
    }

    [Fact]
    public async Task An_exception_is_shown_with_the_line_that_threw()
    {
        var shell = await Shell.Run("run", Notebook("n.ipynb", "int a = 1;\n\nConsole.WriteLine(int.Parse(\"x\"));"), "--to", In("out"));
        Assert.Equal(1, shell.Code);
        Assert.StartsWith("Cell 1 (code cell 1), line 3, column 19: FormatException: ", shell.Error, StringComparison.Ordinal);
        Assert.Contains("     3 | Console.WriteLine(int.Parse(\"x\"));\n       |                   ^", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_notebooks_own_folder_is_refused_as_target()
    {
        var source = Notebook("n.ipynb", "1");
        var before = File.ReadAllText(source);
        Directory.CreateSymbolicLink(In("link"), _folder.FullName);
        foreach (var folder in new[] { _folder.FullName, In("x/.."), In("link") })
        {
            var shell = await Shell.Run("run", source, "--to", folder);
            Assert.Equal(1, shell.Code);
            Assert.Contains("must not be overwritten", shell.Error, StringComparison.Ordinal);
        }
        Assert.Equal(before, File.ReadAllText(source));
    }

    [Fact]
    public async Task A_target_that_cannot_be_written_is_told_before_the_run()
    {
        File.WriteAllText(In("file"), "");
        var shell = await Shell.Run("run", Notebook("n.ipynb", "1"), "--to", In("file"));
        Assert.Equal(1, shell.Code);
        Assert.Contains("cannot be written", shell.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("cell 1", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_notebook_is_answered_with_the_nearest()
    {
        Notebook("00-quick-start.ipynb", "1");
        Notebook("01-loops.ipynb", "1");
        var shell = await Shell.Run("run", In("00-quickstart.ipynb"));
        Assert.Equal(1, shell.Code);
        Assert.Contains($"Did you mean {In("00-quick-start.ipynb")}?", shell.Error, StringComparison.Ordinal);
        Assert.Contains("01-loops.ipynb", shell.Error, StringComparison.Ordinal);
        Assert.Contains("is a folder", (await Shell.Run("run", _folder.FullName)).Error, StringComparison.Ordinal);
        Assert.Contains("there is no folder", (await Shell.Run("run", In("no/n.ipynb"))).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_a_notebook_is_refused_with_the_reason()
    {
        File.WriteAllText(In("bad.ipynb"), "{\"nbformat\": 3}");
        var shell = await Shell.Run("run", In("bad.ipynb"), "--to", In("out"));
        Assert.Equal((1, true), (shell.Code, shell.Error.Contains("format 3", StringComparison.Ordinal)));
    }
}
