using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Spm.Kernel.Engine;

namespace Spm.Kernel.Cells;

/// <summary>
/// What the engine writes into the code of a cell so that it can be interrupted, a check in every loop and function and awaits that
/// end when the cell is interrupted, and so that an error knows its line. Cells need not call it themselves.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellGuard
{
    // Number of cells, in all engines of the process, that were asked to stop and have not ended yet. Almost always 0, so that the
    // check in a function is one load and one branch; whose cell it is that must stop is found out in the rare other case.
    private static volatile int _stopping;

    private static readonly StopFlag Never = new();

    /// <summary>The flag of the cell that the code of this thread belongs to; follows <see cref="CellScope.Current"/>.</summary>
    [ThreadStatic]
    private static StopFlag? _flag;

    /// <summary>The line at the top level of a cell that this thread runs; 0 outside cells. Written by the cell.</summary>
    [ThreadStatic]
    [SuppressMessage("Usage", "CA2211:Non-constant fields should not be visible", Justification = "Written before statements of tight loops.")]
    public static int Line;

    /// <summary>What the loops of the cell that runs this code look at; it is asked for before a loop. Never set outside cells.</summary>
    public static StopFlag Flag
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _flag ?? Never;
    }

    /// <summary>What a loop throws whose flag is set.</summary>
    public static Exception Stopped() => new CellInterruptedException();

    /// <summary>Throws <see cref="CellInterruptedException"/> when the cell that runs this code is interrupted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check()
    {
        if (_stopping != 0) StopIfMeant();
    }

    /// <summary><see cref="Check"/> at the entry of a function; also ends a recursion before it kills the process.</summary>
    /// <exception cref="InsufficientExecutionStackException">The calls are nested too deep.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter()
    {
        if (_stopping != 0) StopIfMeant();
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) TooDeep();
    }

    /// <summary>The task, given up when the cell is interrupted.</summary>
    public static Task Await(Task task) => CellScope.Current is { } scope ? task.WaitAsync(scope.Token) : task;

    /// <summary>The task, given up when the cell is interrupted.</summary>
    public static Task<T> Await<T>(Task<T> task) => CellScope.Current is { } scope ? task.WaitAsync(scope.Token) : task;

    /// <summary>The task, given up when the cell is interrupted.</summary>
    public static Task Await(ValueTask task) => Await(task.AsTask());

    /// <summary>The task, given up when the cell is interrupted.</summary>
    public static Task<T> Await<T>(ValueTask<T> task) => Await(task.AsTask());

    /// <summary>Anything else that can be awaited, as it is.</summary>
    public static T Await<T>(T awaitable) => awaitable;

    /// <summary>As <see cref="Await(Task)"/>, and the cell goes on on its own thread.</summary>
    public static CellAwaitable AwaitInCell(Task task) => new(Await(task));

    /// <summary>As <see cref="Await{T}(Task{T})"/>, and the cell goes on on its own thread.</summary>
    public static CellAwaitable<T> AwaitInCell<T>(Task<T> task) => new(Await(task));

    /// <summary>As <see cref="Await(ValueTask)"/>, and the cell goes on on its own thread.</summary>
    public static CellAwaitable AwaitInCell(ValueTask task) => new(Await(task));

    /// <summary>As <see cref="Await{T}(ValueTask{T})"/>, and the cell goes on on its own thread.</summary>
    public static CellAwaitable<T> AwaitInCell<T>(ValueTask<T> task) => new(Await(task));

    /// <summary>Anything else that can be awaited, as it is.</summary>
    public static T AwaitInCell<T>(T awaitable) => awaitable;

    /// <summary>Exception filter of a function of a cell: notes the line that was running and lets the exception pass.</summary>
    public static bool PassesBy(Exception exception, int line, string cell)
    {
        ThrowPlaces.Note(exception, line, cell);
        return false;
    }

    /// <summary>Exception filter of a loop at the top level of a cell: notes the line that was running and lets the exception pass.</summary>
    public static bool PassesTop(Exception exception, int line)
    {
        ThrowPlaces.NoteTop(exception, line);
        return false;
    }

    /// <summary>Stands for <see cref="Environment.Exit"/> in a cell, which would take the whole session with it.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public static void Exit(int exitCode) => throw new InvalidOperationException(
        $"Environment.Exit({exitCode}) would end the kernel, and all variables with it. To end a cell early write return; to end the session use the notebook's menu.");

    /// <summary>Stands for <see cref="Environment.FailFast(string)"/> in a cell.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public static void FailFast(string? message, Exception? exception = null) => throw new InvalidOperationException(
        $"Environment.FailFast would end the kernel, and all variables with it. Throw an exception instead. The message was: {message}", exception);

    internal static void BeginStopping() => Interlocked.Increment(ref _stopping);

    /// <summary>The code of this thread belongs to another cell from now on.</summary>
    internal static void Follow(StopFlag? flag) => _flag = flag;

    internal static void EndStopping() => Interlocked.Decrement(ref _stopping);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StopIfMeant()
    {
        if (CellScope.Current is { Token.IsCancellationRequested: true }) throw new CellInterruptedException();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TooDeep() =>
        throw new InsufficientExecutionStackException(
            "The calls are nested too deep; probably a function calls itself without end. "
            + "If it has an end and needs more than some 20,000 calls within one another, run it on a thread with a bigger stack: var t = new Thread(() => result = F(1_000_000), 512 << 20); t.Start(); t.Join();");
}
