using System.Collections.Concurrent;

namespace Spm.Kernel.Engine;

/// <summary>The one thread on which cells run: its stack is big, and its waits can be interrupted.</summary>
internal sealed class CellThread : IDisposable
{
    /// <summary>
    /// Some 20,000 calls: twenty times what Python allows. Of a recursion without end each call costs some microseconds until it is told, to unwind it
    /// and to find its line: with 16 MB that took seconds. Who needs more takes a thread of one's own, as the error says.
    /// </summary>
    private const int StackBytes = 2 << 20;

    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    public CellThread()
    {
        _thread = new Thread(Loop, StackBytes) { IsBackground = true, Name = "cells" };
        _thread.UnsafeStart();
    }

    /// <summary>Runs a function on the thread after everything queued before it.</summary>
    public Task<T> Run<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception e)
            {
                // Handed to whoever awaits: the thread itself goes on.
                done.SetException(e);
            }
        });
        return done.Task;
    }

    /// <summary>True for code that runs on this thread.</summary>
    public bool IsCurrent => Thread.CurrentThread == _thread;

    /// <summary>Queues an action that does not throw; false when the thread takes no more.</summary>
    public bool TryPost(Action action)
    {
        try
        {
            _work.Add(action);
            return true;
        }
        catch (InvalidOperationException)
        {
            // The session has ended.
            return false;
        }
    }

    /// <summary>Ends a wait of the user's code (a sleep, a lock, a join). Does nothing while the thread computes or is in our own code.</summary>
    public void InterruptWait(CellPump pump)
    {
        if (pump.InUserCode && _thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)) _thread.Interrupt();
    }

    /// <summary>Swallows an interrupt that found no wait to end. Called on the thread, after a cell that was interrupted.</summary>
    public static void DropLateInterrupt()
    {
        try
        {
            Thread.Sleep(1);
        }
        catch (ThreadInterruptedException)
        {
            // This is the one that came too late.
        }
    }

    public void Dispose() => _work.CompleteAdding();

    private void Loop()
    {
        while (!_work.IsCompleted)
        {
            try
            {
                foreach (var work in _work.GetConsumingEnumerable()) work();
            }
            catch (ThreadInterruptedException)
            {
                // An interrupt came after the wait it was meant for; there is nothing to stop here.
            }
        }
        _work.Dispose();
    }
}
