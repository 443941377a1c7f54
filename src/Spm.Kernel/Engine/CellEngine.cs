using Spm.Kernel.Cells;
using Spm.Kernel.Comms;
using Spm.Kernel.Output;
using Spm.Kernel.Scripting;
using Spm.Kernel.Widgets.Model;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Kernel.Engine;

/// <summary>
/// The C# engine: cells of C# and magics, run one after the other on a thread of its own, with state from cell to cell,
/// interruptible. Knows no sockets; the Jupyter server and the notebook runner are thin layers over it.
/// </summary>
public sealed class CellEngine : ICellEngine, IDisposable
{
    private readonly CellThread _thread = new();
    private readonly InterruptWatch _watch;
    private readonly MagicRunner _magics;
    private readonly CellSplitter _splitter;
    private readonly CellSources _sources = new();
    private readonly Lock _gate = new();
    private CellScope? _running;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _started;

    /// <summary>An engine whose cells see the commands, names and variables of these extensions. Nothing is compiled yet; see <see cref="WarmUpAsync"/>.</summary>
    public CellEngine(IEnumerable<INotebookExtension> extensions)
    {
        Extensions = [.. extensions];
        Chain = new ScriptChain(Extensions);
        Variables = new ScriptVariables(Chain);
        _magics = new MagicRunner(Extensions, Variables);
        _splitter = new CellSplitter(_magics.Words);
        _watch = new InterruptWatch(_thread, Extensions);
        Comms = new CommRegistry(new HandlerQueue(_thread, () => Volatile.Read(ref _running), RunHandler));
        CellConsole.Install();
        ThrowPlaces.Listen();
    }

    /// <summary>What was loaded.</summary>
    public IReadOnlyList<INotebookExtension> Extensions { get; }

    /// <summary>The variables of the cells.</summary>
    public IVariables Variables { get; }

    /// <summary>Ends when the first submission has run, so that completion knows the names of the extensions.</summary>
    internal Task Ready => _ready.Task;

    /// <summary>What is known of a name, for <c>name?</c>; set by the language service.</summary>
    internal Func<string, CancellationToken, Task<MimeBundle?>>? Help { get; set; }

    internal ScriptChain Chain { get; }

    /// <summary>The channels to the front ends, and the widgets.</summary>
    internal CommRegistry Comms { get; }

    internal CellSplitter Splitter => _splitter;

    internal IReadOnlyCollection<string> MagicWords => _magics.Words;

    /// <inheritdoc/>
    public Task<CellOutcome> ExecuteAsync(string code, int executionCount, ICellOutput output, CancellationToken cancel) =>
        _thread.Run(() => RunCell(code, executionCount, output, cancel));

    /// <summary>Loads the compiler and the extensions' formatters before the first cell asks for them. False when that failed; the first cell tells why.</summary>
    public Task<bool> WarmUpAsync() => _thread.Run(() =>
    {
        // A failure is kept until a cell runs, which shows it.
        return StartFailure(new CellPump()) is null;
    });

    /// <summary>The bundle of an expression's value, for <c>user_expressions</c>. Leaves no trace in the session.</summary>
    /// <param name="expression">C#.</param>
    /// <param name="output">Where things are shown that it displays.</param>
    public Task<(MimeBundle? Value, CellError? Error)> EvaluateAsync(string expression, ICellOutput output) => _thread.Run(() =>
    {
        var (value, error) = ((MimeBundle?)null, (CellError?)null);
        InScope(output, scope =>
        {
            if (StartFailure(scope.Pump) is { } failure)
            {
                error = ExceptionReport.Of(failure, "expression", _sources);
                return;
            }
            (value, error) = Chain.Evaluate(expression, scope.Pump, scope.Token) switch
            {
                SubmissionResult.Ran ran => (ValueFormatter.Format(ran.Value), null),
                SubmissionResult.NotCompiled failed => (null, CompilationReport.Of(failed, "expression", _sources)),
                SubmissionResult.Threw threw => ((MimeBundle?)null, (CellError?)ExceptionReport.Of(threw.Exception, "expression", _sources)),
                var other => throw new InvalidOperationException($"Unexpected {other}."),
            };
        }, CancellationToken.None);
        return (value, error);
    });

    /// <inheritdoc/>
    public void Interrupt()
    {
        lock (_gate)
            for (var scope = _running; scope is { IsInterrupted: false }; scope = scope.Outer)
            {
                var stopping = scope;
                _ = _watch.StopAsync(stopping, () => IsRunning(stopping));
            }
    }

    /// <summary>Ends the execution thread; a running cell is interrupted and extensions are told to leave things safe.</summary>
    public void Dispose()
    {
        Interrupt();
        foreach (var extension in Extensions) extension.OnInterrupt();
        _thread.Dispose();
    }

    private CellOutcome RunCell(string code, int executionCount, ICellOutput output, CancellationToken cancel)
    {
        CellOutcome outcome = new CellOutcome.Success(null);
        var name = _sources.Add(executionCount, code);
        InScope(output, scope =>
        {
            outcome = cancel.IsCancellationRequested
                ? new CellOutcome.Interrupted(ExceptionReport.Interrupted(null, name, _sources, null))
                : RunSegments(code, name, executionCount, scope);
            if (scope.IsInterrupted) CellThread.DropLateInterrupt();
            var error = outcome switch
            {
                CellOutcome.Error e => e.Details,
                CellOutcome.Interrupted i => i.Details,
                _ => null,
            };
            Comms.Widgets.Flush();
            scope.Output.End();
            if (error is not null) scope.Output.Send(s => s.Error(error));
        }, cancel);
        return outcome;
    }

    private CellOutcome RunSegments(string code, string name, int executionCount, CellScope scope)
    {
        object? value = null;
        try
        {
            scope.Token.ThrowIfCancellationRequested();
            if (StartFailure(scope.Pump) is { } failure) return new CellOutcome.Error(ExceptionReport.Of(failure, name, _sources));
            var (cell, subject) = HelpQuestion.Of(code);
            var segments = _splitter.Split(cell);
            foreach (var segment in segments)
            {
                var (shown, ended) = segment.Prefix is null ? RunCode(segment, name, scope) : RunMagic(segment, name, scope);
                if (ended is not null) return ended;
                if (shown is not { } result) continue;
                var bundle = ValueFormatter.Format(result.Value);
                if (segment == segments[^1]) scope.Output.Send(s => s.Result(executionCount, bundle));
                else scope.Output.Display(bundle, null);
                value = result.Value;
            }
            if (subject is not null) ShowHelp(subject, scope);
        }
        catch (OperationCanceledException e) when (scope.IsInterrupted)
        {
            return new CellOutcome.Interrupted(ExceptionReport.Interrupted(e, name, _sources, null));
        }
        return new CellOutcome.Success(value);
    }

    private void ShowHelp(string subject, CellScope scope)
    {
        if (Help is null) scope.Output.Write(StreamName.Stdout, $"Help for {subject} is shown where a person has the notebook open.", endLine: true);
        else if (scope.Pump.Run(() => Help(subject, scope.Token)) is { } help) scope.Output.Send(s => s.Page(help));
        else scope.Output.Write(StreamName.Stdout, $"Nothing is known of {subject}. Is it spelled right, and has the cell run that declares it? #!{MagicRunner.Who} lists the variables, #!{MagicRunner.Help} the magics.", endLine: true);
    }

    private readonly record struct Shown(object? Value);

    private (Shown?, CellOutcome?) RunCode(CellSegment segment, string name, CellScope scope)
    {
        // Empty lines before it keep the line numbers of the cell.
        var code = new string('\n', segment.Line - 1) + segment.Text;
        var result = Chain.Run(code, name, scope.Pump, scope.Token);
        foreach (var note in CompilationNotes.Of(result.Warnings, name, _sources, result is SubmissionResult.Ran { Value: Task })) scope.Output.Write(StreamName.Stderr, note, endLine: true);
        return result switch
        {
            SubmissionResult.NotCompiled failed => (null, new CellOutcome.Error(CompilationReport.Of(failed, name, _sources))),
            SubmissionResult.Threw threw => (null, Failure(threw.Exception, name, scope, null)),
            // A call of Display as the last expression shows its value once, not its handle as well.
            SubmissionResult.Ran { HasValue: true, Value: not DisplayHandle } ran => (new Shown(ran.Value), null),
            _ => (null, null),
        };
    }

    private (Shown?, CellOutcome?) RunMagic(CellSegment segment, string name, CellScope scope)
    {
        CommandResult result;
        try
        {
            result = scope.Pump.Run(() => _magics.RunAsync(segment, scope));
        }
        catch (Exception e)
        {
            // Whatever a command throws is the cell's error, shown with the magic's line.
            return (null, Failure(e, name, scope, segment.Line));
        }
        if (result is { BindTo: { } variable, Value: { } bound } && Chain.Declare(variable, bound, scope.Pump, scope.Token) is SubmissionResult.NotCompiled failed)
            return (null, Failure(new CommandException($"«{variable}» cannot be the name of a variable: {failed.Errors[0].GetMessage()}"), name, scope, segment.Line));
        return (result.Value is null ? null : new Shown(result.Value), null);
    }

    private CellOutcome Failure(Exception exception, string name, CellScope scope, int? line)
    {
        var stopped = scope.IsInterrupted && Causes(exception).Any(e => e is OperationCanceledException or ThreadInterruptedException);
        return stopped
            ? new CellOutcome.Interrupted(ExceptionReport.Interrupted(exception, name, _sources, line))
            : new CellOutcome.Error(ExceptionReport.Of(exception, name, _sources, line));
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException) yield return e;
    }

    /// <summary>Runs an event handler on the cells' thread, as a cell is run.</summary>
    private void RunHandler(CellScope? home, Func<Task> handler) => InScope(home?.Output ?? new OrderedOutput(new LogOutput()), scope =>
    {
        try
        {
            scope.Pump.Run(async () =>
            {
                await handler().ConfigureAwait(false);
                return true;
            });
        }
        catch (Exception e)
        {
            // Whatever a handler throws is shown in its cell; the session goes on.
            var error = Failure(e, "handler", scope, null) is CellOutcome.Interrupted i ? i.Details : ExceptionReport.Of(e, "handler", _sources);
            if (scope.IsInterrupted) CellThread.DropLateInterrupt();
            scope.Output.Send(s => s.Error(error));
        }
        Comms.Widgets.Flush();
        scope.Output.Flush();
    }, CancellationToken.None);

    private void InScope(ICellOutput output, Action<CellScope> run, CancellationToken cancel) => InScope(new OrderedOutput(output), run, cancel);

    private void InScope(OrderedOutput output, Action<CellScope> run, CancellationToken cancel)
    {
        using var scope = new CellScope(output, new CellPump(), Comms);
        // A handler runs inside a cell that awaits, or inside another handler that does.
        var (outer, line) = (CellScope.Current, CellGuard.Line);
        lock (_gate)
        {
            scope.Outer = _running;
            _running = scope;
        }
        scope.Enter();
        try
        {
            using var registration = cancel.UnsafeRegister(_ => Interrupt(), null);
            run(scope);
        }
        finally
        {
            CellGuard.Line = line;
            CellScope.Leave(outer);
            Volatile.Write(ref _running, scope.Outer);
            if (scope.IsInterrupted) CellThread.DropLateInterrupt();
        }
    }

    private bool IsRunning(CellScope scope)
    {
        for (var running = Volatile.Read(ref _running); running is not null; running = running.Outer)
            if (ReferenceEquals(running, scope)) return true;
        return false;
    }

    private Exception? StartFailure(CellPump pump)
    {
        if (_started) return null;
        try
        {
            Start(pump);
            _started = true;
            _ready.TrySetResult();
            return null;
        }
        catch (Exception e)
        {
            // Whatever an extension throws: every cell says so until it works, and completion does without its names.
            _ready.TrySetResult();
            return e;
        }
    }

    private void Start(CellPump pump)
    {
        WidgetView.RegisterFormatter();
        foreach (var extension in Extensions)
        {
            extension.RegisterFormatters();
            extension.Attach(new AmbientDisplay());
            extension.Connect(Comms);
        }
        switch (Chain.Start(pump))
        {
            case SubmissionResult.NotCompiled failed:
                throw new InvalidOperationException($"The extensions' names do not compile: {string.Join("; ", failed.Errors.Select(e => e.GetMessage()))}");
            case SubmissionResult.Threw threw:
                throw new InvalidOperationException("The extensions' variables could not be declared.", threw.Exception);
        }
    }
}
