using System.ComponentModel;
using System.Runtime.CompilerServices;
using Spm.Kernel.Engine;

namespace Spm.Kernel.Cells;

/// <summary>An await at the top level of a cell: what follows runs on the cell's own thread again, with its big stack, where it can be interrupted.</summary>
/// <param name="task">What is awaited.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CellAwaitable(Task task) : ICriticalNotifyCompletion
{
    /// <summary>True when there is nothing to wait for.</summary>
    public bool IsCompleted => task.IsCompleted;

    /// <summary>This.</summary>
    public CellAwaitable GetAwaiter() => this;

    /// <summary>Ends the await, or throws what the task failed with.</summary>
    public void GetResult() => task.GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => CellScope.ContinueInCell(task, continuation);
}

/// <summary>An await with a value at the top level of a cell; see <see cref="CellAwaitable"/>.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="task">What is awaited.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CellAwaitable<T>(Task<T> task) : ICriticalNotifyCompletion
{
    /// <summary>True when there is nothing to wait for.</summary>
    public bool IsCompleted => task.IsCompleted;

    /// <summary>This.</summary>
    public CellAwaitable<T> GetAwaiter() => this;

    /// <summary>Ends the await with its value, or throws what the task failed with.</summary>
    public T GetResult() => task.GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => CellScope.ContinueInCell(task, continuation);
}
