namespace Spm.Core.Instruments;

/// <summary>
/// What every driver's measurement goes through: limits are checked before anything happens, one measurement runs at a time, off the
/// caller's thread, and however it ends (done, cancelled, failed) the instrument is made safe before the caller hears of it.
/// </summary>
/// <param name="name">The instrument, for messages.</param>
/// <param name="limits">What it refuses to exceed.</param>
/// <param name="makeSafe">Takes it to its safe state.</param>
public sealed class SafetyGate(string name, InstrumentLimits limits, Func<Task> makeSafe)
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _running;
    private Task _finished = Task.CompletedTask;

    /// <summary>What the instrument refuses to exceed.</summary>
    public InstrumentLimits Limits => limits;

    /// <summary>True while a measurement runs.</summary>
    public bool IsMeasuring
    {
        get
        {
            lock (_lock) return _running is not null;
        }
    }

    /// <summary>Checks the request, runs the measurement on a pool thread, makes the instrument safe.</summary>
    /// <exception cref="ArgumentException">The request makes no sense.</exception>
    /// <exception cref="LimitExceededException">The request goes beyond a limit.</exception>
    /// <exception cref="InvalidOperationException">Another measurement is running.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or stopped by <see cref="StopAsync"/>; the instrument is safe.</exception>
    public Task<T> RunAsync<T>(GridRequest request, Func<CancellationToken, T> measure, CancellationToken cancellationToken) =>
        RunAsync(request.Check, measure, staysAsItIs: false, cancellationToken);

    /// <summary>As the other, for what is no grid.</summary>
    /// <param name="check">Throws when the limits or common sense forbid it.</param>
    /// <param name="measure">The work; called on a pool thread.</param>
    /// <param name="staysAsItIs">True for a setting, which must outlast the call: the instrument is made safe only when it fails.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="InvalidOperationException">Another measurement is running.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or stopped by <see cref="StopAsync"/>; the instrument is safe.</exception>
    public async Task<T> RunAsync<T>(Action<InstrumentLimits> check, Func<CancellationToken, T> measure, bool staysAsItIs, CancellationToken cancellationToken)
    {
        check(limits);
        cancellationToken.ThrowIfCancellationRequested();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_running is not null)
                throw new InvalidOperationException($"{name} is measuring already. Wait for that measurement, or cancel it first.");
            (_running, _finished) = (stop, finished.Task);
        }
        var succeeded = false;
        try
        {
            var result = await Task.Run(() => measure(stop.Token), CancellationToken.None).ConfigureAwait(false);
            succeeded = true;
            return result;
        }
        finally
        {
            try
            {
                if (!(succeeded && staysAsItIs)) await makeSafe().ConfigureAwait(false);
            }
            finally
            {
                lock (_lock) _running = null;
                finished.SetResult();
            }
        }
    }

    /// <summary>Cancels the running measurement, if there is one, waits for its end, and makes the instrument safe.</summary>
    public async Task StopAsync()
    {
        Task finished;
        lock (_lock)
        {
            _running?.Cancel();
            finished = _finished;
        }
        await finished.ConfigureAwait(false);
        await makeSafe().ConfigureAwait(false);
    }
}
