using System.Diagnostics;
using System.Text.Json.Nodes;
using Spm.Kernel.Engine;
using Spm.Kernel.Notebooks;
using Spm.Notebook;

namespace Spm.Kernel.Tests.Notebooks;

public class NotebookRunnerTests
{
    private sealed class Steps : IProgress<CellProgress>
    {
        public List<CellProgress> Seen { get; } = [];

        public void Report(CellProgress value) => Seen.Add(value);
    }

    private static Task<NotebookRun> Run(NotebookDocument document, ICellEngine engine, IProgress<CellProgress>? progress = null) =>
        NotebookRunner.RunAsync(document, engine, KernelIdentity.Plain, progress, TestContext.Current.CancellationToken);

    private static string Text(JsonNode? node) => string.Concat(((JsonArray)node!).Select(l => (string)l!));

    [Fact]
    public async Task Neighbouring_text_of_one_stream_is_one_output()
    {
        var document = Sample.Of("go");
        await Run(document, new ScriptedEngine().On("go", (_, output) =>
        {
            output.Stream(StreamName.Stdout, "a\nb");
            output.Stream(StreamName.Stdout, "c\n");
            output.Stream(StreamName.Stderr, "warning\n");
            output.Stream(StreamName.Stdout, "d");
        }));
        var outputs = document.Cells[0].Outputs;
        Assert.Equal(["a\nbc\n", "warning\n", "d"], outputs.Select(o => Text(o!["text"])));
        Assert.Equal(["stdout", "stderr", "stdout"], outputs.Select(o => (string)o!["name"]!));
        Assert.Equal(["a\n", "bc\n"], ((JsonArray)outputs[0]!["text"]!).Select(l => (string)l!));
    }

    [Fact]
    public async Task An_update_changes_every_output_of_its_id_in_the_whole_notebook()
    {
        var document = Sample.Of("show", "again", "update");
        await Run(document, new ScriptedEngine()
            .On("show", (_, output) => output.Display(new MimeBundle("old"), "id"))
            .On("again", (_, output) => output.Display(new MimeBundle("old too"), "id"))
            .On("update", (_, output) => output.Update("id", new MimeBundle("new").With(MimeTypes.Html, "<b>new</b>"))));
        foreach (var cell in document.Cells.Take(2))
            Assert.Equal("<b>new</b>", Text(cell.Outputs.Single()!["data"]!["text/html"]));
        Assert.Empty(document.Cells[2].Outputs);
    }

    [Fact]
    public async Task Clearing_takes_effect_at_once_or_with_the_next_output()
    {
        var document = Sample.Of("now", "later", "never");
        await Run(document, new ScriptedEngine()
            .On("now", (_, output) => { output.Stream(StreamName.Stdout, "x"); output.Clear(wait: false); })
            .On("later", (_, output) => { output.Stream(StreamName.Stdout, "1"); output.Clear(wait: true); output.Stream(StreamName.Stdout, "2"); })
            .On("never", (_, output) => { output.Stream(StreamName.Stdout, "kept"); output.Clear(wait: true); }));
        Assert.Empty(document.Cells[0].Outputs);
        Assert.Equal("2", Text(document.Cells[1].Outputs.Single()!["text"]));
        Assert.Equal("kept", Text(document.Cells[2].Outputs.Single()!["text"]));
    }

    [Fact]
    public async Task The_run_stops_at_the_first_error_and_says_where_it_is()
    {
        var document = Sample.Of("md:# Title", "fine", "a\nb\nc", "after");
        var engine = new ScriptedEngine().FailsOn("a\nb\nc", line: 2, "No such loop.");
        var steps = new Steps();
        var run = await Run(document, engine, steps);
        Assert.False(run.Succeeded);
        Assert.Equal((3, 2, "b", 2), (run.Failure!.CellNumber, run.Failure.CodeCellNumber, run.Failure.CodeLine, run.Failure.Error.Line));
        Assert.Equal(["fine", "a\nb\nc"], engine.Ran);
        Assert.Equal("error", (string)document.Cells[2].Outputs.Single()!["output_type"]!);
        Assert.Null(document.Cells[3].ExecutionCount);
        Assert.Equal([CellPhase.Started, CellPhase.Succeeded, CellPhase.Started, CellPhase.Failed], steps.Seen.Select(s => s.Phase));
        Assert.Equal((2, 3, 3, "a"), (steps.Seen[^1].Index, steps.Seen[^1].Count, steps.Seen[^1].CellNumber, steps.Seen[^1].FirstLine));
    }

    [Fact]
    public async Task A_cell_tagged_raises_exception_may_fail()
    {
        var engine = new ScriptedEngine().FailsOn("bad", line: 1, "Expected.");
        var run = await Run(Sample.Of("tag=raises-exception:bad", "after"), engine);
        Assert.True(run.Succeeded);
        Assert.Equal(["bad", "after"], engine.Ran);
    }

    [Fact]
    public async Task Skipped_and_empty_cells_are_not_run_and_not_counted()
    {
        var document = Sample.Of("tag=skip-execution:skip", "  \n", "one", "two");
        var engine = new ScriptedEngine();
        var run = await Run(document, engine);
        Assert.Equal(["one", "two"], engine.Ran);
        Assert.Equal([null, null, 1, 2], document.Cells.Select(c => c.ExecutionCount));
        Assert.Equal((2, 2), (run.CellsToRun, run.CellsRun));
    }

    [Fact]
    public async Task Outputs_of_an_earlier_run_do_not_survive_an_error()
    {
        var document = Sample.Of("bad", "after");
        document.Cells[1].Outputs.Add(new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = "stale" });
        await Run(document, new ScriptedEngine().FailsOn("bad", line: 1, "No."));
        Assert.Empty(document.Cells[1].Outputs);
    }

    [Fact]
    public async Task Cancelling_keeps_what_was_shown_until_then()
    {
        using var cancel = new CancellationTokenSource();
        var document = Sample.Of("long", "after");
        var engine = new ScriptedEngine().On("long", (_, output, token) =>
        {
            output.Stream(StreamName.Stdout, "half\n");
            cancel.Cancel();
            Assert.True(token.IsCancellationRequested);
            var error = new CellError("CellInterruptedException", "The cell was interrupted.", [], null, null);
            output.Error(error);
            return Task.FromResult<CellOutcome>(new CellOutcome.Interrupted(error));
        });
        var run = await NotebookRunner.RunAsync(document, engine, KernelIdentity.Plain, null, cancel.Token);
        Assert.True(run.Cancelled);
        Assert.Equal(1, run.Failure!.CellNumber);
        Assert.Equal("half\n", Text(document.Cells[0].Outputs[0]!["text"]));
        Assert.Equal(["long"], engine.Ran);
    }

    [Fact]
    public async Task What_a_thread_writes_after_the_run_does_not_change_the_notebook()
    {
        ICellOutput? kept = null;
        var document = Sample.Of("go", "more");
        await Run(document, new ScriptedEngine()
            .On("go", (_, output) => { output.Stream(StreamName.Stdout, "in time\n"); kept = output; })
            .On("more", (_, _) => kept!.Stream(StreamName.Stdout, "late\n")));
        var before = document.ToText();
        kept!.Stream(StreamName.Stdout, "too late\n");
        Assert.Equal(before, document.ToText());
        Assert.Equal(["in time\n", "late\n"], document.Cells[0].Outputs.Select(o => Text(o!["text"])));
    }

    [Fact]
    public async Task A_notebook_in_another_language_is_refused_before_anything_runs()
    {
        var document = Sample.Of("import numpy");
        document.Metadata["kernelspec"] = new JsonObject { ["name"] = "python3", ["display_name"] = "Python 3", ["language"] = "python" };
        var engine = new ScriptedEngine();
        var error = await Assert.ThrowsAsync<NotebookFormatException>(() => Run(document, engine));
        Assert.Contains("in python (its kernel: Python 3)", error.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Ran);
    }

    [Fact]
    public async Task The_executed_notebook_is_valid_for_nbformat()
    {
        const string python = "/usr/bin/python3";
        if (!File.Exists(python)) Assert.Skip("Debian's python3 with nbformat is not installed.");
        var document = Sample.Of("md:# T", "all", "tag=raises-exception:bad");
        await Run(document, new ScriptedEngine().FailsOn("bad", 1, "x").On("all", (count, output) =>
        {
            output.Stream(StreamName.Stdout, "text\n");
            output.Display(new MimeBundle("t").With(MimeTypes.Png, "AAAA").With(MimeTypes.Plotly, new JsonObject { ["data"] = new JsonArray() }), "id");
            output.Result(count, new MimeBundle("two\nlines").With(MimeTypes.Svg, "<svg>\n</svg>"));
        }));
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.ipynb");
        document.Save(path);
        try
        {
            const string check = "import sys, nbformat; n = nbformat.read(sys.argv[1], as_version=nbformat.NO_CONVERT); nbformat.validate(n); print(n.nbformat, n.nbformat_minor, len(n.cells))";
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", check, path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var answer = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            if (errors.Contains("No module named 'nbformat'", StringComparison.Ordinal)) Assert.Skip("Debian's python3-nbformat is not installed.");
            Assert.Equal("", errors);
            Assert.Equal("4 5 3", answer.Trim());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_real_engine_fills_a_notebook()
    {
        using var engine = new CellEngine([]);
        var document = Sample.Of("Console.WriteLine(\"hello\");\nvar x = 20;", "x + 1", "int y = 1;\nthrow new InvalidOperationException(\"no\");", "x");
        var run = await Run(document, engine);
        Assert.Equal("hello\n", Text(document.Cells[0].Outputs.Single()!["text"]));
        Assert.Equal("21", Text(document.Cells[1].Outputs.Single()!["data"]!["text/plain"]));
        Assert.Equal((3, 2, "InvalidOperationException"), (run.Failure!.CellNumber, run.Failure.Error.Line, run.Failure.Error.Ename));
        Assert.Equal("throw new InvalidOperationException(\"no\");", run.Failure.CodeLine);
    }
}
