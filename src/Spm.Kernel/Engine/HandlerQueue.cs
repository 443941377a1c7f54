using System.Collections.Concurrent;

namespace Spm.Kernel.Engine;

/// <summary>
/// Runs the handlers of events that come from a front end on the thread of the cells: between two cells, or while the running cell awaits.
/// </summary>
/// <param name="thread">The thread of the cells.</param>
/// <param name="running">What runs now, or null between cells.</param>
/// <param name="run">Runs one handler as a cell is run: with a place for its output, interruptible.</param>
internal sealed class HandlerQueue(CellThread thread, Func<CellScope?> running, Action<CellScope?, Func<Task>> run)
{
    [ThreadStatic]
    private static List<Task>? _setOff;

    private readonly ConcurrentQueue<Job> _waiting = new();

    /// <summary>Told true before and false after handlers that run between cells and that no request waits for.</summary>
    public Action<bool>? Busy { get; set; }

    /// <summary>True while a cell runs, also when it awaits and a handler runs meanwhile; false for handlers between cells.</summary>
    public bool CellRuns
    {
        get
        {
            var scope = running();
            while (scope?.Outer is { } outer) scope = outer;
            return scope is { IsHandler: false };
        }
    }

    /// <summary>True on the thread of the cells.</summary>
    public bool IsCellThread => thread.IsCurrent;

    /// <summary>Queues a job, which calls <see cref="Run"/> for each handler. The task ends when it has run, or at once when the session has ended.</summary>
    public Task Post(Action job)
    {
        var posted = new Job(job, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), running() is not null || _setOff is null);
        _waiting.Enqueue(posted);
        // What runs may end at this moment: then what waits for it must wake.
        for (var scope = running(); scope is not null; scope = scope.Outer) scope.Pump.Post(Drain);
        if (!thread.TryPost(Drain)) posted.Done.TrySetResult();
        _setOff?.Add(posted.Done.Task);
        return posted.Done.Task;
    }

    /// <summary>What was queued before this cell or handler began need not wait for its end either: it runs at the first await.</summary>
    public void RunWaitingIn(CellScope scope) => scope.Pump.Post(Drain);

    /// <summary>Runs a handler now; on the thread of the cells only. What it throws is shown in its cell.</summary>
    /// <param name="home">The cell it belongs to: its output is shown there.</param>
    /// <param name="handler">The user's code.</param>
    public void Run(CellScope? home, Func<Task> handler) => run(home, handler);

    /// <summary>Does something on this thread, and returns a task that ends when all the handlers which that set off have run.</summary>
    public static Task SetOffBy(Action receive)
    {
        _setOff = [];
        try
        {
            receive();
            return Task.WhenAll(_setOff);
        }
        finally
        {
            _setOff = null;
        }
    }

    private void Drain()
    {
        while (_waiting.TryDequeue(out var job))
        {
            var announce = job.IsUnannounced && running() is null ? Busy : null;
            announce?.Invoke(true);
            try
            {
                job.Work();
            }
            catch (ThreadInterruptedException)
            {
                // An interrupt that was meant for a handler came when that had just ended.
            }
            finally
            {
                announce?.Invoke(false);
                job.Done.TrySetResult();
            }
        }
    }

    private sealed record Job(Action Work, TaskCompletionSource Done, bool IsUnannounced);
}
