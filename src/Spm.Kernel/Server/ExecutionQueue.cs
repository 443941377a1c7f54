using System.Text.Json.Nodes;
using System.Threading.Channels;
using Spm.Kernel.Engine;
using Spm.Kernel.Wire;

namespace Spm.Kernel.Server;

/// <summary>Runs the cells of <c>execute_request</c>s one after the other. After an error or an interrupt, those already waiting are answered <c>aborted</c>.</summary>
internal sealed class ExecutionQueue(CellEngine engine, KernelChannel channel, StdinChannel stdin, InputHistory history, CrashNote note)
{
    private readonly CellIdentities _cells = new();
    private readonly Channel<(long Number, Request Request, ExecuteRequest Content)> _waiting = Channel.CreateUnbounded<(long, Request, ExecuteRequest)>();
    private long _received;
    private long _abortUpTo;
    private readonly TaskCompletionSource _firstRan = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _executionCount;
    private Request? _running;
    private volatile Action? _interrupt;

    /// <summary>Ends when the first cell has been answered.</summary>
    public Task FirstRan => _firstRan.Task;

    /// <summary>Adds a request; called on the socket thread.</summary>
    public void Add(Request request, ExecuteRequest content) =>
        _waiting.Writer.TryWrite((Interlocked.Increment(ref _received), request, content));

    /// <summary>Interrupts the cell that is said to be busy, also one that still waits for the kernel's start or for a handler, and whatever handler runs.</summary>
    public void Interrupt()
    {
        _interrupt?.Invoke();
        engine.Interrupt();
    }

    /// <summary>Serves the queue until the process ends.</summary>
    public async Task RunAsync()
    {
        await foreach (var (number, request, content) in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            // Not disposed: an interrupt may come at any time, and there is nothing in it that waits.
            var interruption = new CancellationTokenSource();
            _interrupt = interruption.Cancel;
            channel.PublishStatus(request.Message, "busy");
            var reply = number <= _abortUpTo
                ? new ExecuteReply("aborted", _executionCount)
                : await ExecuteOrExplainAsync(request, content, interruption.Token).ConfigureAwait(false);
            channel.Reply(request, "execute_reply", reply, WireJson.Plain.ExecuteReply);
            channel.PublishStatus(request.Message, "idle");
            _firstRan.TrySetResult();
        }
    }

    /// <summary>Answers the running cell when its process is about to end. False when none runs.</summary>
    public bool Abandon(string ename, string evalue)
    {
        if (Interlocked.Exchange(ref _running, null) is not { } request) return false;
        note.End();
        channel.Publish(request.Message, "error", new ErrorContent(ename, evalue, [$"{Ansi.Bold(ename)}: {evalue}"]), WireJson.Plain.ErrorContent);
        channel.Reply(request, "execute_reply", new ExecuteReply("error", _executionCount, [], [], ename, evalue, [evalue]), WireJson.Plain.ExecuteReply);
        channel.PublishStatus(request.Message, "idle");
        return true;
    }

    private async Task<ExecuteReply> ExecuteOrExplainAsync(Request request, ExecuteRequest content, CancellationToken interruption)
    {
        try
        {
            return await ExecuteAsync(request, content, interruption).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Nothing a cell does ends here; a fault of the compiler or of ours does. It costs this cell, not the session.
            await Console.Error.WriteLineAsync($"A cell could not be run: {e}").ConfigureAwait(false);
            return new ExecuteReply("error", _executionCount, [], [], e.GetType().Name, e.Message, e.ToString().Split('\n'));
        }
    }

    private async Task<ExecuteReply> ExecuteAsync(Request request, ExecuteRequest content, CancellationToken interruption)
    {
        if (content.Code is not { } code)
            return new ExecuteReply("error", _executionCount, Ename: "InvalidRequest", Evalue: "The execute_request has no code.", Traceback: []);
        var counts = content is { Silent: false, StoreHistory: true };
        if (counts) _executionCount++;
        if (!content.Silent)
            channel.Publish(request.Message, "execute_input", new ExecuteInput(code, _executionCount), WireJson.Plain.ExecuteInput);
        var output = new IopubOutput(channel, request.Message, content, _executionCount, stdin, _cells.Of(request.Message));
        if (note.Take() is { } died) output.Stream(StreamName.Stderr, died);
        note.Begin(_executionCount, code);
        Volatile.Write(ref _running, request);
        var outcome = await engine.ExecuteAsync(code, counts ? _executionCount : 0, output, interruption).ConfigureAwait(false);
        Volatile.Write(ref _running, null);
        note.End();
        if (counts) history.Add(_executionCount, code, output.ResultText);
        var error = outcome switch
        {
            CellOutcome.Error e => e.Details,
            CellOutcome.Interrupted i => i.Details,
            _ => null,
        };
        if (error is not null)
        {
            if (content.StopOnError || outcome is CellOutcome.Interrupted) _abortUpTo = Interlocked.Read(ref _received);
            return new ExecuteReply("error", _executionCount, new JsonObject(), [], error.Ename, error.Evalue, error.Traceback);
        }
        return new ExecuteReply("ok", _executionCount, await EvaluateAsync(content, output).ConfigureAwait(false), output.Payload);
    }

    private async Task<JsonObject> EvaluateAsync(ExecuteRequest content, IopubOutput output)
    {
        var values = new JsonObject();
        foreach (var (name, expression) in content.UserExpressions ?? [])
        {
            var (value, error) = await engine.EvaluateAsync(expression, output).ConfigureAwait(false);
            values[name] = error is null
                ? new JsonObject
                {
                    ["status"] = "ok",
                    ["data"] = MimeBundleConverter.ToJson(value!),
                    ["metadata"] = new JsonObject(),
                }
                : new JsonObject
                {
                    ["status"] = "error",
                    ["ename"] = error.Ename,
                    ["evalue"] = error.Evalue,
                    ["traceback"] = new JsonArray([.. error.Traceback.Select(l => (JsonNode)l)]),
                };
        }
        return values;
    }
}
