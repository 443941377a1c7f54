using Spm.Kernel.Cells;
using Spm.Kernel.Comms;
using Spm.Kernel.Live;
using Spm.Kernel.Magics;
using Spm.Kernel.Output;
using Spm.Kernel.Packages;
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
    /// <summary>How long an interrupted cell waits for what it began and has not ended.</summary>
    private static readonly TimeSpan SafeWithin = TimeSpan.FromSeconds(10);

    private readonly CellThread _thread = new();
    private readonly InterruptWatch _watch;
    private readonly MagicRunner _magics;
    private readonly SessionPackages _packages;
    private readonly CodeRunner _code;
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
        _packages = new SessionPackages(Chain);
        _code = new CodeRunner(Chain, _sources, _packages);
        _splitter = new CellSplitter(_magics.Words);
        _watch = new InterruptWatch(_thread, Extensions);
        Comms = new CommRegistry(new HandlerQueue(_thread, () => Volatile.Read(ref _running), RunHandler));
        Live = new LiveChannels(Comms);
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

    /// <summary>The channels over which figures ask.</summary>
    internal LiveChannels Live { get; }

    internal CellSplitter Splitter => _splitter;

    internal IReadOnlyCollection<string> MagicWords => _magics.Words;

    /// <summary>The catalogues of all magics; that of the kernel itself comes first and has an empty prefix.</summary>
    internal IReadOnlyList<CommandCatalogue> Catalogues => _magics.Catalogues;

    /// <summary>What a magic's line means: its catalogue, the line as that reads it, and where in the cell that line starts; null for an unknown word.</summary>
    internal (CommandCatalogue Catalogue, string Line, int Start)? CatalogueOf(CellSegment magic) => _magics.Find(magic);

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
            for (var scope = _running; scope is not null && scope.BeginInterrupt(); scope = scope.Outer)
            {
                var stopping = scope;
                _watch.Stop(stopping, () => IsRunning(stopping));
            }
    }

    /// <summary>What a person is told of an exception that ended a thread which a cell had started: message and the places in cells, as of a cell's own error.</summary>
    internal string Describe(Exception exception) => string.Join('\n', ExceptionReport.Of(exception, "", _sources).Traceback);

    /// <summary>Ends the execution thread; a running cell is interrupted and extensions are told to leave things safe.</summary>
    public void Dispose()
    {
        Interrupt();
        foreach (var extension in Extensions) extension.OnInterrupt();
        Live.Close();
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
            if (scope.IsInterrupted)
            {
                CellThread.DropLateInterrupt();
                AwaitSafety(scope);
            }
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

    /// <summary>What a verb still does that the cell no longer awaits, such as taking the bias to zero and closing its journal, is the cell's, not that of the next one.</summary>
    private static void AwaitSafety(CellScope scope) => scope.Pump.Run(async () =>
    {
        await Task.WhenAny(scope.Display.Work.Ended, Task.Delay(SafeWithin)).ConfigureAwait(false);
        return true;
    });

    private CellOutcome RunSegments(string code, string name, int executionCount, CellScope scope)
    {
        var place = CodePlace.OfCell(name);
        Shown? last = null;
        try
        {
            scope.Token.ThrowIfCancellationRequested();
            if (StartFailure(scope.Pump) is { } failure) return new CellOutcome.Error(ExceptionReport.Of(failure, name, _sources));
            RunMeter? rest = null;
            var (cell, subject) = HelpQuestion.Of(code);
            var segments = _splitter.Split(cell);
            foreach (var segment in segments)
            {
                if (last is { } before) scope.Output.Display(ValueFormatter.Format(before.Value), null);
                (last, var failed) = segment.Prefix is null ? _code.Run(Lines(segment), place, scope, rest)
                    : segment.Prefix == TimeMagic.Word ? RunTimed(segment, cell, segments, place, scope, ref rest)
                    : rest is null ? RunMagic(segment, place, scope)
                    : rest.Measure(() => RunMagic(segment, place, scope));
                if (failed is not null) return Abandon(failed, place, scope);
            }
            if (rest is not null) scope.Output.Display(TimeMagic.Report(rest.Costs, rest.Runs > 1), null);
            var bundle = last is { } result ? ValueFormatter.Format(result.Value) : null;
            // Before the result is sent, which is the last that may come, and after it was formatted, which may need them.
            if (Resources(scope, place) is { } notDisposed) return notDisposed;
            if (bundle is not null) scope.Output.Send(s => s.Result(executionCount, bundle));
            if (subject is not null) ShowHelp(subject, scope);
        }
        catch (OperationCanceledException e) when (scope.IsInterrupted)
        {
            return Abandon(new CellOutcome.Interrupted(ExceptionReport.Interrupted(e, name, _sources, null)), place, scope);
        }
        return new CellOutcome.Success(last?.Value);
    }

    private void ShowHelp(string subject, CellScope scope)
    {
        if (Help is null) scope.Output.Write(StreamName.Stdout, $"Help for {subject} is shown where a person has the notebook open.", endLine: true);
        else if (scope.Pump.Run(() => Help(subject, scope.Token)) is { } help) scope.Output.Send(s => s.Page(help));
        else scope.Output.Write(StreamName.Stdout, $"Nothing is known of {subject}. Is it spelled right, and has the cell run that declares it? #!who lists the variables, #!help the magics.", endLine: true);
    }

    /// <summary>Empty lines before the code of a segment keep the line numbers of the cell.</summary>
    private static string Lines(CellSegment segment) => new string('\n', segment.Line - 1) + segment.Text;

    private CellOutcome Abandon(CellOutcome failed, CodePlace place, CellScope scope)
    {
        // The first failure is the one to be told.
        _ = Resources(scope, place);
        return failed;
    }

    /// <summary>Disposes what <c>using var</c> declared in the cell; null when that went well.</summary>
    private CellOutcome? Resources(CellScope scope, CodePlace place)
    {
        try
        {
            scope.DisposeResources();
            return null;
        }
        catch (Exception e)
        {
            // The user's Dispose: as if the cell's last line had thrown.
            return _code.Failure(e, place, scope, null);
        }
    }

    private (Shown?, CellOutcome?) RunTimed(CellSegment magic, string cell, IReadOnlyList<CellSegment> segments, CodePlace place, CellScope scope, ref RunMeter? rest)
    {
        var (value, failed) = RunMagic(magic, place, scope);
        // Anything else than options is its help.
        if (failed is not null || value is not { Value: TimeOptions options }) return (value, failed);
        var start = TimeMagic.Split(magic.Text).CodeStart;
        var meter = new RunMeter(options.Runs);
        if (start >= magic.Text.Length)
        {
            if (options.Runs > 1 && segments.Any(s => s.Line > magic.Line && s.Prefix is not null))
                return (null, _code.Failure(new CommandException("--runs repeats C# only, and there are magics below. Measure one line: #!time --runs 10 CODE, or leave out --runs."), place, scope, magic.Line));
            rest = meter;
            return (null, null);
        }
        // The blanks keep the columns of the cell.
        var column = magic.Start - (cell.LastIndexOf('\n', magic.Start - 1) + 1) + start;
        (value, failed) = _code.Run(new string('\n', magic.Line - 1) + new string(' ', column) + magic.Text[start..], place, scope, meter);
        if (failed is null) scope.Output.Display(TimeMagic.Report(meter.Costs, options.Runs > 1), null);
        return (value, failed);
    }

    private (Shown?, CellOutcome?) RunMagic(CellSegment segment, CodePlace place, CellScope scope)
    {
        CommandResult result;
        try
        {
            result = scope.Pump.Run(() => _magics.RunAsync(segment, scope));
            if (result.Value is SessionReset) result = new CommandResult(Reset(scope), null);
        }
        catch (Exception e)
        {
            // Whatever a command throws is the cell's error, shown with the magic's line.
            return (null, _code.Failure(e, place, scope, segment.Line));
        }
        if (result is { BindTo: { } variable, Value: { } bound } && Chain.Declare(variable, bound, scope.Pump, scope.Token) is SubmissionResult.NotCompiled failed)
            return (null, _code.Failure(new CommandException($"«{variable}» cannot be the name of a variable: {failed.Errors[0].GetMessage()}"), place, scope, segment.Line));
        return (result.Value is null ? null : new Shown(result.Value), null);
    }

    /// <summary>Begins a new session in the same process.</summary>
    private MimeBundle Reset(CellScope scope)
    {
        foreach (var extension in Extensions) extension.OnInterrupt();
        Live.Close();
        Comms.Widgets.Close();
        Chain.Clear();
        _packages.Reset();
        Begin(scope.Pump);
        // Large arrays of the old session are the reason why a person asks for this.
        GC.Collect();
        return new MimeBundle("All variables, types, packages and widgets of the cells are forgotten.");
    }

    /// <summary>Runs an event handler on the cells' thread, as a cell is run.</summary>
    private void RunHandler(CellScope? home, Func<Task> handler) => InScope(home?.Output ?? new OrderedOutput(new LogOutput()), isHandler: true, scope =>
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
            var error = _code.Failure(e, CodePlace.OfCell("handler"), scope, null) is CellOutcome.Interrupted i ? i.Details : ExceptionReport.Of(e, "handler", _sources);
            if (scope.IsInterrupted) CellThread.DropLateInterrupt();
            scope.Output.Send(s => s.Error(error));
        }
        Comms.Widgets.Flush();
        scope.Output.Flush();
    }, CancellationToken.None);

    private void InScope(ICellOutput output, Action<CellScope> run, CancellationToken cancel) => InScope(new OrderedOutput(output), isHandler: false, run, cancel);

    private void InScope(OrderedOutput output, bool isHandler, Action<CellScope> run, CancellationToken cancel)
    {
        using var scope = new CellScope(output, new CellPump(_running?.Pump), Comms) { IsHandler = isHandler };
        // A handler runs inside a cell that awaits, or inside another handler that does.
        var (outer, line) = (CellScope.Current, CellGuard.Line);
        lock (_gate)
        {
            scope.Outer = _running;
            _running = scope;
        }
        Comms.Handlers.RunWaitingIn(scope);
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
            extension.Connect(Live);
        }
        Begin(pump);
    }

    private void Begin(CellPump pump)
    {
        switch (Chain.Start(pump))
        {
            case SubmissionResult.NotCompiled failed:
                throw new InvalidOperationException($"The extensions' names do not compile: {string.Join("; ", failed.Errors.Select(e => e.GetMessage()))}");
            case SubmissionResult.Threw threw:
                throw new InvalidOperationException("The extensions' variables could not be declared.", threw.Exception);
        }
    }
}
