using System.Diagnostics;
using System.Text.Json.Nodes;
using Spm.Kernel.Engine;

namespace Spm.Kernel.Notebooks;

/// <summary>Runs a notebook from top to bottom without Jupyter and puts the outputs where Jupyter would.</summary>
public static class NotebookRunner
{
    /// <summary>The tag of a cell that may fail without ending the run (nbclient's convention).</summary>
    public const string MayFailTag = "raises-exception";

    /// <summary>The tag of a cell that is left as it is (nbclient's convention).</summary>
    public const string SkipTag = "skip-execution";

    /// <summary>
    /// Runs the code cells in their order. Outputs of an earlier run are removed first, so that what stands in the document afterwards
    /// is of this run. Stops at the first error of a cell without <see cref="MayFailTag"/>. Cancelling interrupts the running cell;
    /// the document then holds what was shown until then.
    /// </summary>
    /// <param name="document">Filled in place.</param>
    /// <param name="engine">Where the cells run; a fresh one for a run that can be repeated.</param>
    /// <param name="identity">The kernel that the notebook then says has run it.</param>
    /// <param name="progress">Told of the start and the end of each cell, or null.</param>
    /// <param name="cancel">Interrupts the run.</param>
    /// <exception cref="NotebookFormatException">The notebook is in another language than C#.</exception>
    public static async Task<NotebookRun> RunAsync(NotebookDocument document, ICellEngine engine, KernelIdentity identity, IProgress<CellProgress>? progress, CancellationToken cancel)
    {
        RequireCSharp(document);
        var numbered = document.Cells.Select((cell, i) => (Cell: cell, Number: i + 1)).ToList();
        var code = numbered.Where(c => c.Cell.Kind == CellKind.Code).ToList();
        var toRun = code.Where(c => !c.Cell.Tags.Contains(SkipTag)).ToList();
        foreach (var (cell, _) in toRun)
        {
            cell.Outputs.Clear();
            cell.ExecutionCount = null;
        }
        toRun.RemoveAll(c => c.Cell.HasNothingToRun);

        var watch = Stopwatch.StartNew();
        var done = 0;
        using var outputs = new NotebookOutputs();
        foreach (var (cell, number) in toRun)
        {
            if (cancel.IsCancellationRequested) break;
            var report = new CellProgress(CellPhase.Started, done + 1, toRun.Count, number, FirstLine(cell.Source), TimeSpan.Zero);
            progress?.Report(report);
            var (outcome, elapsed) = await RunCellAsync(cell, done + 1, engine, outputs, cancel).ConfigureAwait(false);
            var mayFail = cell.Tags.Contains(MayFailTag);
            progress?.Report(report with { Phase = PhaseOf(outcome, mayFail), Elapsed = elapsed });
            var error = outcome switch
            {
                CellOutcome.Error failed when !mayFail => failed.Details,
                CellOutcome.Interrupted interrupted => interrupted.Details,
                _ => null,
            };
            if (error is not null)
            {
                var failure = new CellFailure(number, code.FindIndex(c => c.Number == number) + 1, error, LineOf(cell, error.Line));
                return Finish(failure, cancelled: outcome is CellOutcome.Interrupted && cancel.IsCancellationRequested);
            }
            done++;
        }
        return Finish(null, cancelled: done < toRun.Count);

        NotebookRun Finish(CellFailure? failure, bool cancelled)
        {
            Describe(document, identity);
            if (engine is CellEngine { Comms.Widgets: var widgets }) SavedWidgets.Write(document, widgets.ToNotebook());
            return new NotebookRun(toRun.Count, done, watch.Elapsed, failure, cancelled);
        }
    }

    private static async Task<(CellOutcome Outcome, TimeSpan Elapsed)> RunCellAsync(
        NotebookCell cell, int executionCount, ICellEngine engine, NotebookOutputs outputs, CancellationToken cancel)
    {
        var start = DateTimeOffset.UtcNow;
        var watch = Stopwatch.StartNew();
        var recorder = outputs.For(cell);
        var outcome = await engine.ExecuteAsync(cell.Source, executionCount, recorder, cancel).ConfigureAwait(false);
        recorder.Complete();
        cell.ExecutionCount = executionCount;
        RunTimes.Record(cell, start, start + watch.Elapsed);
        return (outcome, watch.Elapsed);
    }

    private static CellPhase PhaseOf(CellOutcome outcome, bool mayFail) => outcome switch
    {
        CellOutcome.Success => CellPhase.Succeeded,
        CellOutcome.Interrupted => CellPhase.Interrupted,
        _ => mayFail ? CellPhase.FailedAsAllowed : CellPhase.Failed,
    };

    private static string FirstLine(string source) => source.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "";

    private static string? LineOf(NotebookCell cell, int? line)
    {
        var lines = cell.Source.Split('\n');
        return line is { } number && number >= 1 && number <= lines.Length ? lines[number - 1] : null;
    }

    private static void RequireCSharp(NotebookDocument document)
    {
        var spec = document.Metadata["kernelspec"] as JsonObject;
        var language = (spec?["language"] ?? document.Metadata["language_info"]?["name"])?.ToString();
        if (language is null || language.ToLowerInvariant() is "c#" or "csharp" or "polyglot-notebook") return;
        throw new NotebookFormatException(
            $"The notebook is in {language}{(spec?["display_name"] is { } name ? $" (its kernel: {name})" : "")}, and C# is needed. "
            + "If its cells are C#, choose a C# kernel for it in Jupyter and save.");
    }

    // What nbclient leaves behind: the kernel that ran it, and its language for those who colour code.
    private static void Describe(NotebookDocument document, KernelIdentity identity)
    {
        document.Metadata["kernelspec"] = new JsonObject { ["display_name"] = identity.DisplayName, ["language"] = "C#", ["name"] = identity.Name };
        document.Metadata["language_info"] = new JsonObject
        {
            ["file_extension"] = ".cs",
            ["mimetype"] = "text/x-csharp",
            ["name"] = "C#",
            ["pygments_lexer"] = "csharp",
            ["version"] = KernelIdentity.LanguageVersion,
        };
    }
}
