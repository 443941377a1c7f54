using System.Collections.Concurrent;
using System.ComponentModel;

namespace Spm.Kernel.Cells;

/// <summary>How a value made outside the cells becomes a variable: the engine puts it here and runs a cell that takes it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Handoff
{
    private static readonly ConcurrentDictionary<long, object> Waiting = new();
    private static long _last;

    /// <summary>Takes a value, once.</summary>
    /// <exception cref="InvalidOperationException">There is none under this ticket.</exception>
    public static T Take<T>(long ticket) =>
        Waiting.TryRemove(ticket, out var value) ? (T)value : throw new InvalidOperationException($"No value waits under ticket {ticket}.");

    internal static long Put(object value)
    {
        var ticket = Interlocked.Increment(ref _last);
        Waiting[ticket] = value;
        return ticket;
    }
}
