using Spm.Kernel.Cells;
using Spm.Kernel.Comms;
using Spm.Kernel.Output;

namespace Spm.Kernel.Engine;

/// <summary>
/// One run of one cell. It flows with the execution context into every thread and task the cell starts, so that what they write
/// reaches the cell that started them, even late, and an interrupt stops them and nobody else.
/// </summary>
internal sealed class CellScope : IDisposable
{
    private static readonly AsyncLocal<CellScope?> Ambient = new(static change => CellGuard.Follow(change.CurrentValue?._flag));

    private readonly CancellationTokenSource _interruption;
    private readonly StopFlag _flag;
    private int _asked;
    private int _stopping;

    public CellScope(ICellOutput sink, CellPump pump, CommRegistry? comms = null)
        : this(new OrderedOutput(sink), pump, comms)
    {
    }

    /// <summary>A handler's run: what it shows goes where the cell it belongs to shows things.</summary>
    public CellScope(OrderedOutput output, CellPump pump, CommRegistry? comms)
        : this(output, pump, comms, new CancellationTokenSource(), new StopFlag())
    {
    }

    private CellScope(OrderedOutput output, CellPump pump, CommRegistry? comms, CancellationTokenSource interruption, StopFlag flag)
    {
        (_interruption, _flag) = (interruption, flag);
        Output = output;
        Pump = pump;
        Comms = comms;
        Token = _interruption.Token;
        Display = new CellDisplay(Output, Token);
    }

    /// <summary>The cell this code belongs to, or null outside every cell.</summary>
    public static CellScope? Current => Ambient.Value;

    public OrderedOutput Output { get; }

    public CellDisplay Display { get; }

    public CellPump Pump { get; }

    /// <summary>The channels to the front ends.</summary>
    public CommRegistry? Comms { get; }

    /// <summary>What was running on the thread when this began: a cell that awaits while a handler runs.</summary>
    public CellScope? Outer { get; set; }

    /// <summary>True for an event's handler, false for a cell.</summary>
    public bool IsHandler { get; init; }

    /// <summary>The same run of the same cell, with another place for what it shows.</summary>
    public CellScope Redirect(ICellOutput sink) => new(new OrderedOutput(sink), Pump, Comms, _interruption, _flag) { IsHandler = IsHandler };

    /// <summary>What is disposed when the cell ends, the last first.</summary>
    public Stack<object> Resources { get; } = new();

    /// <summary>Cancelled when the cell is interrupted.</summary>
    public CancellationToken Token { get; }

    /// <summary>True from the moment an interrupt was asked for, before the first of what it stops ends.</summary>
    public bool IsInterrupted => Volatile.Read(ref _asked) != 0 || Token.IsCancellationRequested;

    /// <summary>Makes this the current cell of the calling thread and what it starts.</summary>
    public void Enter() => Ambient.Value = this;

    /// <summary>Ends that, and makes the calling thread's earlier cell the current one again.</summary>
    public static void Leave(CellScope? outer) => Ambient.Value = outer;

    /// <summary>Notes that an interrupt was asked for; false when one was before. What is stopped first may end the cell before <see cref="Interrupt"/> is reached.</summary>
    public bool BeginInterrupt() => Interlocked.Exchange(ref _asked, 1) == 0;

    /// <summary>Asks the cell to stop: checks throw, awaits end, commands see their token cancelled.</summary>
    public void Interrupt()
    {
        if (Interlocked.CompareExchange(ref _stopping, 1, 0) != 0) return;
        _flag.IsSet = true;
        CellGuard.BeginStopping();
        _interruption.Cancel();
    }

    /// <summary>Runs the continuation of a top-level await on the cell's thread.</summary>
    public static void ContinueInCell(Task task, Action continuation)
    {
        var awaiter = task.ConfigureAwait(false).GetAwaiter();
        if (Current is { } scope) awaiter.UnsafeOnCompleted(() => scope.Pump.Post(continuation));
        else awaiter.UnsafeOnCompleted(continuation);
    }

    /// <summary>Disposes <see cref="Resources"/>; waits for those that take time.</summary>
    public void DisposeResources()
    {
        while (Resources.TryPop(out var resource))
        {
            if (resource is IAsyncDisposable slow)
            {
                Pump.Run(async () =>
                {
                    await slow.DisposeAsync().ConfigureAwait(false);
                    return true;
                });
            }
            else
            {
                ((IDisposable)resource).Dispose();
            }
        }
    }

    /// <summary>The cell has ended. The token stays usable for threads that outlive it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _stopping, 2) != 1) return;
        _flag.IsSet = false;
        CellGuard.EndStopping();
    }
}
