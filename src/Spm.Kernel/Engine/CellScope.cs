using Spm.Kernel.Cells;
using Spm.Kernel.Output;

namespace Spm.Kernel.Engine;

/// <summary>
/// One run of one cell. It flows with the execution context into every thread and task the cell starts, so that what they write
/// reaches the cell that started them, even late, and an interrupt stops them and nobody else.
/// </summary>
internal sealed class CellScope : IDisposable
{
    private static readonly AsyncLocal<CellScope?> Ambient = new();

    private readonly CancellationTokenSource _interruption = new();
    private int _stopping;

    public CellScope(ICellOutput sink, CellPump pump)
    {
        Output = new OrderedOutput(sink);
        Pump = pump;
        Token = _interruption.Token;
        Display = new CellDisplay(Output, Token);
    }

    /// <summary>The cell this code belongs to, or null outside every cell.</summary>
    public static CellScope? Current => Ambient.Value;

    public OrderedOutput Output { get; }

    public CellDisplay Display { get; }

    public CellPump Pump { get; }

    /// <summary>What is disposed when the cell ends, the last first.</summary>
    public Stack<object> Resources { get; } = new();

    /// <summary>Cancelled when the cell is interrupted.</summary>
    public CancellationToken Token { get; }

    public bool IsInterrupted => Token.IsCancellationRequested;

    /// <summary>Makes this the current cell of the calling thread and what it starts.</summary>
    public void Enter() => Ambient.Value = this;

    public static void Leave() => Ambient.Value = null;

    /// <summary>Asks the cell to stop: checks throw, awaits end, commands see their token cancelled.</summary>
    public void Interrupt()
    {
        if (Interlocked.CompareExchange(ref _stopping, 1, 0) != 0) return;
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
        if (Interlocked.Exchange(ref _stopping, 2) == 1) CellGuard.EndStopping();
    }
}
