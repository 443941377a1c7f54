namespace Spm.Kernel.Engine;

/// <summary>Lets the cell's thread wait for a task and meanwhile run what is posted back to it.</summary>
/// <param name="outer">Of what awaits on this thread meanwhile; it goes on too while this one waits.</param>
internal sealed class CellPump(CellPump? outer = null)
{
    private readonly Queue<Action> _posted = outer?._posted ?? new();
    private volatile bool _inUserCode;

    /// <summary>True while the cell's thread is in the user's code, where a wait may be interrupted.</summary>
    public bool InUserCode => _inUserCode;

    /// <summary>Queues an action for the cell's thread.</summary>
    public void Post(Action action)
    {
        lock (_posted)
        {
            _posted.Enqueue(action);
            Monitor.Pulse(_posted);
        }
    }

    /// <summary>Calls the user's code on this thread and waits for the task it returns.</summary>
    public T Run<T>(Func<Task<T>> start)
    {
        var task = Call(start);
        if (!task.IsCompleted)
            _ = task.ContinueWith(_ => Post(static () => { }), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (!task.IsCompleted)
        {
            var action = Take();
            Call(() => { action(); return true; });
        }
        return task.GetAwaiter().GetResult();
    }

    private Action Take()
    {
        while (true)
        {
            try
            {
                lock (_posted)
                {
                    while (_posted.Count == 0) Monitor.Wait(_posted);
                    return _posted.Dequeue();
                }
            }
            catch (ThreadInterruptedException)
            {
                // An interrupt that was meant for the user's wait came when that wait had just ended; the cell's token says the same.
            }
        }
    }

    private T Call<T>(Func<T> userCode)
    {
        _inUserCode = true;
        try
        {
            return userCode();
        }
        finally
        {
            _inUserCode = false;
        }
    }
}
