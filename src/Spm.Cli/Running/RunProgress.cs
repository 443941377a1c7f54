using System.Globalization;
using Spectre.Console;
using Spm.Kernel.Notebooks;

namespace Spm.Cli.Running;

/// <summary>How a run is followed on the screen.</summary>
internal abstract class RunProgress : IProgress<CellProgress>, IDisposable
{
    /// <summary>A living line for a person, plain lines for a file.</summary>
    public static RunProgress Create(TextWriter output, bool isInteractive) =>
        isInteractive ? new LiveProgress(output) : new PlainProgress(output);

    public abstract void Report(CellProgress value);

    public virtual void Dispose()
    {
    }

    /// <summary><c>[3/12] cell 5</c>.</summary>
    protected static string Place(CellProgress step) => $"[{step.Index}/{step.Count}] cell {step.CellNumber}";

    /// <summary><c>ok 0.4 s</c>.</summary>
    protected static string End(CellProgress step)
    {
        var word = step.Phase switch
        {
            CellPhase.Succeeded => "ok",
            CellPhase.FailedAsAllowed => "failed, as it may",
            CellPhase.Interrupted => "interrupted",
            _ => "failed",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{word} {step.Elapsed.TotalSeconds:0.0} s");
    }
}

/// <summary>One line per cell: <c>[3/12] cell 5 … ok 0.4 s</c>. The first half is written when the cell begins, so that a log shows where a run hangs.</summary>
internal sealed class PlainProgress(TextWriter output) : RunProgress
{
    public override void Report(CellProgress value)
    {
        if (value.Phase == CellPhase.Started) output.Write($"{Place(value)} … ");
        else output.WriteLine(End(value));
        output.Flush();
    }
}

/// <summary>A spinner with the running cell's first line, and a line for each cell that has ended.</summary>
internal sealed class LiveProgress : RunProgress
{
    private readonly IAnsiConsole _console;
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _display;
    private readonly Lock _gate = new();
    private StatusContext? _status;

    public LiveProgress(TextWriter output)
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        _display = _console.Status().StartAsync("Starting", async status =>
        {
            lock (_gate) _status = status;
            await _end.Task.ConfigureAwait(false);
        });
    }

    public override void Report(CellProgress value)
    {
        lock (_gate)
        {
            var first = value.FirstLine.Length > 60 ? value.FirstLine[..60] + "…" : value.FirstLine;
            var text = $"{Markup.Escape(Place(value))} [grey]{Markup.Escape(first)}[/]";
            if (value.Phase == CellPhase.Started)
            {
                if (_status is { } status) status.Status = text;
                return;
            }
            var colour = value.Phase is CellPhase.Succeeded or CellPhase.FailedAsAllowed ? "green" : "red";
            _console.MarkupLine($"{text} [{colour}]{Markup.Escape(End(value))}[/]");
        }
    }

    public override void Dispose()
    {
        if (_end.TrySetResult()) _display.GetAwaiter().GetResult();
        base.Dispose();
    }
}
