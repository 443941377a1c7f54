using System.Runtime.ExceptionServices;

namespace Spm.Core.Instruments;

/// <summary>
/// What every driver's measurement goes through: limits are checked before anything happens, one measurement runs at a time, off the
/// caller's thread, and however it ends (done, cancelled, failed, connection lost) the instrument is made safe before the caller hears of it.
/// </summary>
/// <param name="name">The instrument, for messages.</param>
/// <param name="limits">What it refuses to exceed.</param>
/// <param name="makeSafe">Takes it to its safe state, such as <see cref="SafeSequence.RunAsync"/>.</param>
public sealed class SafetyGate(string name, InstrumentLimits limits, Func<Task> makeSafe)
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _running;
    private Task _finished = Task.CompletedTask;
    private Task _stopping = Task.CompletedTask;
    private Exception? _failure;

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

    /// <summary>Checks a grid request, runs the measurement on a pool thread, makes the instrument safe.</summary>
    /// <inheritdoc cref="RunAsync{T}(Action{InstrumentLimits}, Func{CancellationToken, Task{T}}, CancellationToken)"/>
    public Task<T> RunAsync<T>(GridRequest request, Func<CancellationToken, T> measure, CancellationToken cancellationToken) =>
        RunAsync(request.Check, token => Task.FromResult(measure(token)), cancellationToken);

    /// <summary>Checks any request, runs the measurement on a pool thread, makes the instrument safe.</summary>
    /// <param name="check">Throws when the request makes no sense or goes beyond the limits; called before anything is sent.</param>
    /// <param name="measure">The measurement.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">The request makes no sense.</exception>
    /// <exception cref="LimitExceededException">The request goes beyond a limit.</exception>
    /// <exception cref="InvalidOperationException">Another measurement is running.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or stopped by <see cref="StopAsync()"/>; the instrument is safe.</exception>
    /// <exception cref="InstrumentNotSafeException">The measurement ended, however it did, and the safe state could not be reached.</exception>
    public Task<T> RunAsync<T>(Action<InstrumentLimits> check, Func<CancellationToken, Task<T>> measure, CancellationToken cancellationToken) =>
        RunAsync(check, measure, staysAsItIs: false, cancellationToken);

    /// <summary>Checks a setting and makes it, on a pool thread. It outlasts the call: the instrument is made safe only when it fails.</summary>
    /// <inheritdoc cref="RunAsync{T}(Action{InstrumentLimits}, Func{CancellationToken, Task{T}}, CancellationToken)"/>
    public Task<T> SetAsync<T>(Action<InstrumentLimits> check, Func<CancellationToken, Task<T>> set, CancellationToken cancellationToken) =>
        RunAsync(check, set, staysAsItIs: true, cancellationToken);

    private async Task<T> RunAsync<T>(Action<InstrumentLimits> check, Func<CancellationToken, Task<T>> measure, bool staysAsItIs, CancellationToken cancellationToken)
    {
        check(limits);
        cancellationToken.ThrowIfCancellationRequested();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // A ramp to 0 that is still on its way would end in the middle of this; whoever stopped hears of its failure. While it is waited for,
        // somebody may stop once more.
        while (Begin(stop, finished.Task) is { } stopping)
        {
            await stopping.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }

        Exception? failure;
        var measuring = Task.Run(() => measure(stop.Token), CancellationToken.None);
        await ((Task)measuring).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            if (!(staysAsItIs && measuring.IsCompletedSuccessfully)) await makeSafe().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            throw new InstrumentNotSafeException(name, _failure ?? measuring.Exception?.InnerException, e);
        }
        finally
        {
            // The next measurement clears the failure of this one.
            lock (_lock) (_running, failure) = (null, _failure);
            finished.SetResult();
        }

        // What broke the measurement off is told, not that it was broken off.
        if (failure is not null && !measuring.IsCompletedSuccessfully) ExceptionDispatchInfo.Throw(failure);
        return await measuring.ConfigureAwait(false);
    }

    /// <summary>Takes the instrument for a measurement, or returns the stop that is still on its way.</summary>
    private Task? Begin(CancellationTokenSource stop, Task finished)
    {
        lock (_lock)
        {
            if (!_stopping.IsCompleted) return _stopping;
            if (_running is not null)
                throw new InvalidOperationException($"{name} is measuring already. Wait for that measurement, or cancel it first.");
            (_running, _finished, _failure) = (stop, finished, null);
            return null;
        }
    }

    /// <summary>
    /// Breaks off the running measurement because of something that happened beside it, such as a lost connection that the driver's reader
    /// noticed: its caller gets this exception and not a cancellation.
    /// </summary>
    public void BreakOff(Exception reason)
    {
        lock (_lock)
        {
            if (_running is null) return;
            _failure ??= reason;
            _running.Cancel();
        }
    }

    /// <summary>Cancels the running measurement, if there is one, waits for its end, and makes the instrument safe.</summary>
    public Task StopAsync() => StopAsync(Timeout.InfiniteTimeSpan);

    /// <summary>
    /// As <see cref="StopAsync()"/>, with an end to the waiting: a measurement that hangs (a controller that does not answer) is no reason to leave the
    /// bias on. For the end of the process.
    /// </summary>
    /// <param name="patience">How long the measurement may take to end before the instrument is made safe all the same.</param>
    public Task StopAsync(TimeSpan patience)
    {
        lock (_lock)
        {
            _running?.Cancel();
            return _stopping = StopAsync(Task.WhenAll(_finished, _stopping), patience);
        }
    }

    private async Task StopAsync(Task before, TimeSpan patience)
    {
        await Task.WhenAny(before, Task.Delay(patience)).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await makeSafe().ConfigureAwait(false);
    }
}
