namespace Spm.Kernel.Server;

/// <summary>A place for one waiting item: a newer one takes it, and what is being worked on learns that it is obsolete. One worker takes.</summary>
internal sealed class NewestFirst<T>
    where T : struct
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _arrived = New();
    private T? _waiting;

    /// <summary>Puts an item in and returns the one that had been waiting, which nobody will take any more.</summary>
    public T? Put(T item)
    {
        lock (_gate)
        {
            var obsolete = _waiting;
            _waiting = item;
            _arrived.TrySetResult();
            return obsolete;
        }
    }

    /// <summary>Waits for an item; the task it comes with ends when a newer one arrives.</summary>
    public async Task<(T Item, Task Newer)> TakeAsync()
    {
        await Arrival.ConfigureAwait(false);
        lock (_gate)
        {
            var item = _waiting!.Value;
            _waiting = null;
            _arrived = New();
            return (item, _arrived.Task);
        }
    }

    private Task Arrival
    {
        get
        {
            lock (_gate) return _arrived.Task;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
