using System.Text.RegularExpressions;

namespace Spm.Kernel.Tests.Engine;

public sealed partial class CompilerHelpTests : IDisposable
{
    private readonly TestNotebook _notebook = new();

    [Theory]
    [InlineData("double Mean(double[] v) => v.Average();\nMaen([1])", "Did you mean Mean?")]
    [InlineData("var resonance = 1;\nresonnance + 1", "Did you mean resonance?")]
    [InlineData("Console.WritLine(1);", "Did you mean WriteLine?")]
    [InlineData("new List<int>().Ad(3);", "Did you mean Add?")]
    [InlineData("new List<int>().sum()", "A sequence has Sum(); C# tells capital and small letters apart.")]
    [InlineData("string? t = null;\nt?.Trimm()", "Did you mean Trim?")]
    [InlineData("new Lst<int>()", "Did you mean List?")]
    [InlineData("new double[3].Size", "double[] calls it Length.")]
    [InlineData("new List<int>().Length", "List<int> calls it Count.")]
    [InlineData("new Regex(\"a\")", "Regex is in System.Text.RegularExpressions. Write at the top of the cell: using System.Text.RegularExpressions;")]
    [InlineData("JsonSerializer.Serialize(1)", "JsonSerializer is in System.Text.Json, Newtonsoft.Json. Write at the top of the cell, for example: using System.Text.Json;")]
    [InlineData("double Mix(double a, string name = \"x\") => a;\nMix()", "The parameters are Mix(double a, string name = \"x\").")]
    public async Task What_is_misspelled_or_out_of_reach_is_told_with_what_would_be_right(string cell, string help)
    {
        var output = await _notebook.Run(cell);
        Assert.Equal("CompilationError", output.Failure?.Ename);
        Assert.Contains($"  help: {help}", output.Failure!.Traceback.Select(l => Escape().Replace(l, "")));
        Assert.EndsWith(help, output.Failure.Evalue, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_like_no_other_gets_no_guess()
    {
        var output = await _notebook.Run("var y = qwertzuiop + 1;");
        Assert.DoesNotContain(output.Failure!.Traceback, l => l.Contains("help"));
    }

    [Fact]
    public async Task The_same_error_on_several_lines_is_told_once()
    {
        var output = await _notebook.Run("var a = nowhere;\nvar b = nowhere;\nvar c = nowhere;");
        Assert.Single(output.Failure!.Traceback, l => l.Contains("CS0103"));
        Assert.Contains(output.Failure.Traceback, l => l.Contains("the same on line 2, 3"));
    }

    [Fact]
    public async Task A_task_that_nobody_waits_for_is_noted_quietly_and_one_that_is_shown_is_not()
    {
        var output = await _notebook.Run("async Task Save() => await Task.Delay(1);\nSave();\n1");
        Assert.Equal("1", output.ResultBundle?.Text);
        Assert.Contains("note, line 2: the task is started and not waited for; to wait, write await before the call:  Save();", output.Stderr);
        Assert.Empty((await _notebook.Run("await Save();")).Stderr);
        var shown = await _notebook.Run("Save()");
        Assert.Empty(shown.Stderr);
        Assert.StartsWith("Task (", shown.ResultBundle!.Text);
    }

    public void Dispose() => _notebook.Dispose();

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Escape();
}
