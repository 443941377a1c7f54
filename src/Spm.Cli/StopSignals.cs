using System.Runtime.InteropServices;

namespace Spm.Cli;

/// <summary>Ctrl-C and SIGTERM as a cancellation: the first asks to stop, a second Ctrl-C ends the program as usual.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    // Kept in a field: a registration that is collected no longer catches its signal.
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Watches from now on; <paramref name="onStop"/> is called with the first signal and must be quick.</summary>
    public StopSignals(Action onStop)
    {
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            if (_source.IsCancellationRequested) return;
            context.Cancel = true;
            onStop();
            _source.Cancel();
        }))];
    }

    /// <summary>Cancelled with the first signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _source.Dispose();
    }
}
