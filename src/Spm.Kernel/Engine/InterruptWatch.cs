using Spm.Notebook;

namespace Spm.Kernel.Engine;

/// <summary>
/// Carries out an interrupt until the cell has ended: asks it to stop, tells the extensions, ends its waits, and when nothing helps
/// tells the person why.
/// </summary>
internal sealed class InterruptWatch(CellThread thread, IReadOnlyList<INotebookExtension> extensions)
{
    /// <summary>After this time the person is told that the cell does not stop.</summary>
    public static readonly TimeSpan PatientFor = TimeSpan.FromSeconds(2);

    private const string NotStopping =
        "The cell was asked to stop, but it is inside a library call that .NET cannot interrupt. It stops as soon as that call returns.\n"
        + "If you cannot wait, restart the kernel; the variables are lost then.\n";

    /// <summary>
    /// Starts, on a thread of its own: the thread that asks may be the one that serves all messages, and the pool may be full of what the cell started.
    /// </summary>
    public void Stop(CellScope scope, Func<bool> isRunning) => new Thread(() => Run(scope, isRunning)) { IsBackground = true, Name = "interrupt" }.UnsafeStart();

    private void Run(CellScope scope, Func<bool> isRunning)
    {
        // An extension that is told after the end would stop what the next cell does.
        if (!isRunning()) return;
        foreach (var extension in extensions) Tell(extension, scope);
        scope.Interrupt();
        var told = false;
        var start = TimeProvider.System.GetTimestamp();
        for (var wait = 1; isRunning(); wait = Math.Min(wait * 2, 50))
        {
            thread.InterruptWait(scope.Pump);
            Thread.Sleep(wait);
            if (told || TimeProvider.System.GetElapsedTime(start) < PatientFor || !isRunning()) continue;
            told = true;
            scope.Display.WriteError(NotStopping);
        }
    }

    /// <summary>An extension that fails here must not keep the cell from being stopped.</summary>
    private static void Tell(INotebookExtension extension, CellScope scope)
    {
        try
        {
            extension.OnInterrupt();
        }
        catch (Exception e)
        {
            scope.Display.WriteError($"{extension.Name} could not act on the interrupt: {e.Message}\n");
        }
    }
}
