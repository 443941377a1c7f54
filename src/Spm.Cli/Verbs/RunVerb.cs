using Spm.Cli.Running;
using Spm.Kernel.Engine;
using Spm.Kernel.Notebooks;
using Spm.Notebook;

namespace Spm.Cli.Verbs;

/// <summary><c>spm run NOTEBOOK [--to DIR]</c>: runs a notebook and writes it, executed, beside an HTML report. The source is never changed.</summary>
/// <param name="extensions">What the cells may use.</param>
/// <param name="output">Progress and results.</param>
/// <param name="error">The error that ended the run.</param>
internal sealed class RunVerb(IReadOnlyList<INotebookExtension> extensions, TextWriter output, TextWriter error)
{
    public const string Name = "run";

    public async Task<int> RunAsync(VerbWords words, CancellationToken cancel)
    {
        var source = NotebookFile.Find(words.Argument!);
        var document = NotebookDocument.Load(source);
        var target = RunTarget.For(source, words.Options.GetValueOrDefault("--to") ?? "out");

        // Before the engine, which puts its own writers in the place of the console's.
        using var progress = RunProgress.Create(output, isInteractive: ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected);
        using var engine = new CellEngine(extensions);
        var folder = Directory.GetCurrentDirectory();
        NotebookRun run;
        try
        {
            // As in Jupyter: a relative file name in a cell starts at the notebook.
            Directory.SetCurrentDirectory(Path.GetDirectoryName(source)!);
            run = await NotebookRunner.RunAsync(document, engine, Composition.Kernel, progress, cancel).ConfigureAwait(false);
        }
        finally
        {
            Directory.SetCurrentDirectory(folder);
        }
        progress.Dispose();

        document.Save(target.Notebook);
        HtmlReport.Write(document, target.Report, new HtmlReportOptions(Path.GetFileNameWithoutExtension(source), Path.GetDirectoryName(source)));
        if (run.Failure is { } failure) error.WriteLine(FailureText.Of(failure, run.Cancelled));
        output.WriteLine(run.Succeeded
            ? $"All {run.CellsRun} cells ran in {run.Duration.TotalSeconds:0.0} s."
            : $"{run.CellsRun} of {run.CellsToRun} cells ran; {(run.Cancelled ? "the run was interrupted" : "the run stopped at the error")}. What they showed is kept:");
        output.WriteLine($"Notebook: {RunTarget.Shown(target.Notebook)}");
        output.WriteLine($"Report:   {RunTarget.Shown(target.Report)}");
        return run.Succeeded ? ExitCode.Success : run.Cancelled ? ExitCode.Interrupted : ExitCode.Error;
    }
}
