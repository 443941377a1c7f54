namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>Work of a module that goes on between commands: at most one at a time, stopped and waited for from any client.</summary>
internal sealed class BackgroundWork
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _stop;
    private Task _task = Task.CompletedTask;

    /// <summary>True while it runs.</summary>
    public bool IsRunning
    {
        get
        {
            lock (_lock) return _stop is not null;
        }
    }

    /// <summary>What ended the last work early, if it was neither done nor stopped.</summary>
    public string? Failure { get; private set; }

    /// <summary>Completes when nothing runs.</summary>
    public Task Finished
    {
        get
        {
            lock (_lock) return _task;
        }
    }

    /// <summary>Starts work on a pool thread.</summary>
    /// <exception cref="InvalidOperationException">Some is running.</exception>
    public void Start(string name, Func<CancellationToken, Task> work)
    {
        lock (_lock)
        {
            if (_stop is not null) throw new InvalidOperationException($"{name} is running already. Stop it first.");
            (_stop, Failure) = (new CancellationTokenSource(), null);
            var token = _stop.Token;
            _task = Task.Run(() => RunAsync(work, token), CancellationToken.None);
        }
    }

    /// <summary>Stops the work, if there is some, and waits for its end.</summary>
    public Task StopAsync()
    {
        lock (_lock)
        {
            _stop?.Cancel();
            return _task;
        }
    }

    private async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken token)
    {
        try
        {
            await work(token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopped, which is no failure.
        }
        catch (Exception e)
        {
            // Nobody waits for background work: what went wrong is told by the next command that asks for its end.
            Failure = e.Message;
        }
        finally
        {
            lock (_lock)
            {
                _stop?.Dispose();
                _stop = null;
            }
        }
    }
}
