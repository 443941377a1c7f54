using Spm.Notebook;

namespace Spm.Kernel.Output;

/// <summary>The work of a cell whose progress has not ended. A verb that is interrupted may take a moment to leave its instrument safe, when the cell no longer awaits it.</summary>
internal sealed class OpenWork
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _ended;
    private int _open;

    /// <summary>Ends when no progress is open.</summary>
    public Task Ended
    {
        get
        {
            lock (_gate) return _ended?.Task ?? Task.CompletedTask;
        }
    }

    /// <summary>The progress, counted until it is disposed.</summary>
    public IWorkProgress Follow(IWorkProgress progress)
    {
        lock (_gate)
            if (_open++ == 0)
                _ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return new Followed(progress, End);
    }

    private void End()
    {
        lock (_gate)
            if (--_open == 0)
                _ended!.SetResult();
    }

    private sealed class Followed(IWorkProgress progress, Action end) : IWorkProgress
    {
        private int _isEnded;

        public void Report(long value) => progress.Report(value);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isEnded, 1) != 0) return;
            progress.Dispose();
            end();
        }
    }
}
