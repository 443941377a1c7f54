namespace Spm.Kernel.Server;

/// <summary>
/// When code of a cell, or a library it calls, ends the process with <see cref="Environment.Exit"/>, the running cell is told before
/// it does.
/// </summary>
internal sealed class LastWords : IDisposable
{
    // It takes milliseconds, on a busy machine more. The end of a process, and what others do at it, must not wait for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ExecutionQueue _executions;
    private readonly Func<TimeSpan, bool> _flush;

    /// <summary>Listens from now on.</summary>
    /// <param name="executions">The cells.</param>
    /// <param name="flush">Waits until what was said has been sent.</param>
    public LastWords(ExecutionQueue executions, Func<TimeSpan, bool> flush)
    {
        (_executions, _flush) = (executions, flush);
        AppDomain.CurrentDomain.ProcessExit += Say;
    }

    /// <summary>The kernel ends as it should: there is nothing to say.</summary>
    public void Dispose() => AppDomain.CurrentDomain.ProcessExit -= Say;

    private void Say(object? sender, EventArgs e)
    {
        if (_executions.Abandon("ProcessExited", $"The cell ended the kernel's process (Environment.Exit, code {Environment.ExitCode}). All variables are gone; restart the kernel and run the cells you need again."))
        {
            _flush(Patience);
            // Long output is still on its way after that. To close the sockets instead of waiting would reset the connections, and lose what the front end has not read.
            Thread.Sleep(100);
        }
    }
}
