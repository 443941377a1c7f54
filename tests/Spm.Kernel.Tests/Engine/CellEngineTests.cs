using Spm.Kernel.Engine;
using Spm.Kernel.TestHost;

namespace Spm.Kernel.Tests.Engine;

public sealed class CellEngineTests : IDisposable
{
    private readonly TestNotebook _notebook = new();

    [Fact]
    public async Task The_value_of_the_last_expression_is_the_result()
    {
        var output = await _notebook.Run("1+1");
        Assert.Equal("2", output.ResultBundle?.Text);
        Assert.DoesNotContain("text/html", output.ResultBundle!.Data.Keys);
        Assert.Equal(2, Assert.IsType<CellOutcome.Success>(_notebook.Outcome).Value);
    }

    [Fact]
    public async Task A_statement_has_no_result()
    {
        Assert.Null(await _notebook.Value("var x = 1;"));
        Assert.Null(await _notebook.Value("Console.WriteLine(\"x\")"));
        Assert.Equal("null", await _notebook.Value("(string)null"));
    }

    [Fact]
    public async Task Variables_functions_types_and_usings_stay_for_later_cells()
    {
        await _notebook.Run("using System.Net;\nvar x = 20;\nint Twice(int n) => 2 * n;\nrecord Point(int X, int Y);");
        Assert.Equal("41", await _notebook.Value("Twice(x) + new Point(1, 2).X"));
        Assert.Equal("\"a&amp;b\"", await _notebook.Value("WebUtility.HtmlEncode(\"a&b\")"));
    }

    [Fact]
    public async Task A_variable_can_be_defined_again_with_another_type()
    {
        await _notebook.Run("var x = 1;");
        await _notebook.Run("var x = \"one\";");
        Assert.Equal("3", await _notebook.Value("x.Length"));
        Assert.True(_notebook.Engine.Variables.TryGet("x", out var value));
        Assert.Equal("one", value);
    }

    [Fact]
    public async Task Await_works_at_the_top_level_and_goes_on_on_the_same_thread()
    {
        await _notebook.Run("var before = Environment.CurrentManagedThreadId;\nvar n = await Task.Run(() => 42);\nawait Task.Delay(1);\nvar after = Environment.CurrentManagedThreadId;");
        Assert.Equal("42", await _notebook.Value("n"));
        Assert.Equal("true", await _notebook.Value("before == after"));
    }

    [Fact]
    public async Task Await_works_with_value_tasks_yields_and_in_functions()
    {
        Assert.Equal("7", await _notebook.Value("async Task<int> F() { await Task.Yield(); await Task.Delay(1); return 3; }\nawait Task.Yield();\nawait F() + await new ValueTask<int>(4)"));
    }

    [Fact]
    public async Task Console_output_is_merged_and_in_order_with_displays()
    {
        var output = await _notebook.Run("for (var i = 0; i < 1000; i++) Console.WriteLine(i);\nDisplay(\"shown\");\nConsole.Error.WriteLine(\"bad\");\n5");
        Assert.Equal(string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i}\n")), output.Stdout);
        Assert.Equal("bad\n", output.Stderr);
        var kinds = output.Events.Aggregate(new List<string>(), (list, kind) => { if (list.LastOrDefault() != kind) list.Add(kind); return list; });
        Assert.Equal(["Stdout", "Display", "Stderr", "Result"], kinds);
        Assert.InRange(output.Events.Count, 4, 100);
    }

    [Fact]
    public async Task What_a_thread_writes_after_its_cell_ended_goes_to_that_cell()
    {
        await _notebook.Run("var go = new ManualResetEventSlim();");
        var first = await _notebook.Run("new Thread(() => { go.Wait(); Console.WriteLine(\"late\"); }).Start();");
        var second = await _notebook.Run("go.Set();");
        await first.FirstText.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("late\n", first.Stdout);
        Assert.Equal("", second.Stdout);
    }

    [Fact]
    public async Task Console_ReadLine_asks_the_host_and_fails_when_nobody_can_answer()
    {
        Assert.Equal("got abc\n", (await _notebook.Run("Console.WriteLine(\"got \" + Console.ReadLine());", "abc")).Stdout);
        Assert.Equal("InvalidOperationException", (await _notebook.Run("Console.ReadLine()")).Failure?.Ename);
    }

    [Fact]
    public async Task Displays_can_be_updated_from_a_later_cell()
    {
        var shown = await _notebook.Run("var id = Display(Html(\"<b>0</b>\"));");
        var updated = await _notebook.Run("Update(id, Html(\"<b>1</b>\"));\nClearOutput(true);");
        Assert.Equal(shown.Displays.Single().Id, updated.Updates.Single().Id);
        Assert.Equal("<b>1</b>", updated.Updates.Single().Bundle.Data["text/html"]);
        Assert.Equal("Clear True", updated.Events[^1]);
    }

    [Fact]
    public async Task Cells_share_the_state_of_the_host()
    {
        await _notebook.Run("Table.Shared = 17; table.Dice.Add(new Die(6, 3));");
        Assert.IsType<CellOutcome.Success>(_notebook.Outcome);
        Assert.Equal(17, Table.Shared);
    }

    [Fact]
    public async Task An_assembly_given_by_its_path_is_the_one_the_host_has_loaded()
    {
        await _notebook.Run($"#r \"{typeof(CsCheck.Gen).Assembly.Location.Replace('\\', '/')}\"\ntypeof(CsCheck.Gen)");
        Assert.Same(typeof(CsCheck.Gen), Assert.IsType<CellOutcome.Success>(_notebook.Outcome).Value);
    }

    [Fact]
    public async Task Environment_Exit_is_an_error_of_the_cell()
    {
        Assert.Contains("would end the kernel", (await _notebook.Run("if (1 + 1 == 2) Environment.Exit(3);")).Failure?.Evalue);
        Assert.Equal("2", await _notebook.Value("1+1"));
    }

    [Fact]
    public async Task An_expression_can_be_evaluated_without_a_trace()
    {
        await _notebook.Run("var x = 41;");
        var output = new RecordedOutput();
        Assert.Equal("42", (await _notebook.Engine.EvaluateAsync("x + 1", output)).Value?.Text);
        Assert.Equal("CompilationError", (await _notebook.Engine.EvaluateAsync("y", output)).Error?.Ename);
        Assert.Equal(["table", "x"], _notebook.Engine.Variables.Names);
    }

    public void Dispose() => _notebook.Dispose();
}
