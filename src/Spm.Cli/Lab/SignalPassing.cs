using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Spm.Cli.Lab;

/// <summary>
/// Passes on to a child what asks this program to end. Ctrl-C in a terminal reaches the child by itself and must not reach it twice
/// (Jupyter asks at the first and ends at the second).
/// </summary>
internal sealed class SignalPassing : IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    // Kept in fields: a registration that is collected no longer catches its signal.
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public SignalPassing(Process child)
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            if (Console.IsInputRedirected) Send(child, Interrupt);
        });
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            Send(child, Terminate);
        });
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private static void Send(Process child, int signal)
    {
        if (child.HasExited) return;
        if (OperatingSystem.IsWindows()) child.Kill(entireProcessTree: true);
        else _ = Kill(child.Id, signal);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
