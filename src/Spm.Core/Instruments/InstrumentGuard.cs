using System.Runtime.InteropServices;

namespace Spm.Core.Instruments;

/// <summary>
/// Makes every connected instrument safe when the process ends in any way that lets it still act: <c>Environment.Exit</c>, the end of Main, an unhandled
/// exception, SIGTERM, SIGHUP, SIGQUIT. (Ctrl+C is the host's: a notebook interrupts a cell with it. After <c>kill -9</c> only the
/// instrument's own watchdog can act.) Drivers register when they connect and dispose the registration when they disconnect.
/// </summary>
public sealed class InstrumentGuard : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Registration> _registered = [];
    private readonly List<PosixSignalRegistration> _signals = [];

    internal InstrumentGuard()
    {
    }

    /// <summary>The guard of this process.</summary>
    public static InstrumentGuard Process { get; } = Hooked();

    /// <summary>How long the instruments together may take when the process is ending; a ramp of 10 V at 1 V/s needs 10 s.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Where a sentence goes about an instrument that is not known to be safe when the process ends; hosts put their standard error here.</summary>
    public Action<string>? Tell { get; set; }

    /// <summary>Names of the instruments that are guarded now.</summary>
    public IReadOnlyList<string> Guarded
    {
        get
        {
            lock (_lock) return [.. _registered.Select(r => r.Name)];
        }
    }

    /// <summary>Guards an instrument until the result is disposed.</summary>
    /// <param name="name">The instrument, for messages.</param>
    /// <param name="makeSafe">Takes it to its safe state; called at most once by the guard, on a pool thread.</param>
    public IDisposable Register(string name, Func<Task> makeSafe)
    {
        ArgumentNullException.ThrowIfNull(makeSafe);
        var registration = new Registration(this, name, makeSafe);
        lock (_lock) _registered.Add(registration);
        return registration;
    }

    /// <summary>Makes all guarded instruments safe at the same time and guards them no longer. Never throws: a process that ends has nobody to tell.</summary>
    /// <returns>One sentence for each instrument that is not known to be safe.</returns>
    public IReadOnlyList<string> MakeAllSafe()
    {
        Registration[] all;
        lock (_lock)
        {
            all = [.. _registered];
            _registered.Clear();
        }

        var tasks = Array.ConvertAll(all, r => Task.Run(r.MakeSafe));
        // Faults are told below, one by one.
        Task.WaitAll([.. tasks.Select(t => t.ContinueWith(_ => { }, TaskScheduler.Default))], Patience);
        return [.. all.Zip(tasks).Where(pair => !pair.Second.IsCompletedSuccessfully).Select(pair => pair.Second.IsCompleted
            ? $"{pair.First.Name} could not be made safe: {pair.Second.Exception?.InnerException?.Message ?? "it was cancelled"}"
            : $"{pair.First.Name} was not safe after {Patience.TotalSeconds:G3} s.")];
    }

    /// <summary>Stops listening to the process; instruments stay registered.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnEnd;
        AppDomain.CurrentDomain.UnhandledException -= OnEnd;
        lock (_lock)
        {
            _signals.ForEach(signal => signal.Dispose());
            _signals.Clear();
        }
    }

    private static InstrumentGuard Hooked()
    {
        var guard = new InstrumentGuard();
        AppDomain.CurrentDomain.ProcessExit += guard.OnEnd;
        AppDomain.CurrentDomain.UnhandledException += guard.OnEnd;
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT })
        {
            // Safe first; then the signal does what it would have done.
            guard._signals.Add(PosixSignalRegistration.Create(signal, _ => guard.TellEach(guard.MakeAllSafe())));
        }

        return guard;
    }

    private void OnEnd(object? sender, EventArgs e) => TellEach(MakeAllSafe());

    private void TellEach(IReadOnlyList<string> sentences)
    {
        foreach (var sentence in sentences) Tell?.Invoke(sentence);
    }

    private sealed class Registration(InstrumentGuard guard, string name, Func<Task> makeSafe) : IDisposable
    {
        public string Name { get; } = name;

        public Func<Task> MakeSafe { get; } = makeSafe;

        public void Dispose()
        {
            lock (guard._lock) guard._registered.Remove(this);
        }
    }
}
