using Spm.Kernel.Engine;

namespace Spm.Kernel.Widgets.Model;

/// <summary>The handlers of an event, each with the cell that added it: what the handler shows goes there.</summary>
internal sealed class HandlerList<T>(Widget owner)
{
    private readonly Lock _gate = new();
    private (Action<T> Key, Func<T, Task> Handler, CellScope? Home)[] _handlers = [];
    private Action<bool, T>? _forward;

    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _handlers.Length == 0 && _forward is null;
        }
    }

    public void Add(Action<T>? handler)
    {
        if (handler is null) return;
        Add(handler, args =>
        {
            handler(args);
            return Task.CompletedTask;
        });
    }

    public void Add(Func<T, Task> handler) => Add(_ => { }, handler);

    /// <summary>Hands every event on to another list, in other words.</summary>
    public void AddForwarding<TOther>(HandlerList<TOther> other, Func<T, TOther> translate) => _forward = (raise, args) =>
    {
        if (raise) other.Raise(translate(args));
        else other.Run(translate(args));
    };

    public void Remove(Action<T>? handler)
    {
        lock (_gate)
        {
            var at = Array.FindLastIndex(_handlers, h => h.Key == handler);
            if (at >= 0) _handlers = [.. _handlers[..at], .. _handlers[(at + 1)..]];
        }
    }

    /// <summary>The event was caused by code: the handlers run at once, on the thread that caused it, and what they throw comes out of the statement.</summary>
    public void Raise(T args)
    {
        _forward?.Invoke(true, args);
        foreach (var (_, handler, _) in Snapshot())
            handler(args).GetAwaiter().GetResult();
    }

    /// <summary>The event was caused by a person: each handler runs on the thread of the cells like a cell of its own.</summary>
    public void Run(T args)
    {
        _forward?.Invoke(false, args);
        foreach (var (_, handler, home) in Snapshot())
            owner.Registry?.Handlers.Run(home ?? owner.Home, () => handler(args));
    }

    private void Add(Action<T> key, Func<T, Task> handler)
    {
        lock (_gate) _handlers = [.. _handlers, (key, handler, CellScope.Current)];
    }

    private (Action<T> Key, Func<T, Task> Handler, CellScope? Home)[] Snapshot()
    {
        lock (_gate) return _handlers;
    }
}
