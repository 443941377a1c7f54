namespace Spm.Kernel.Server;

/// <summary>
/// When code of a cell, or a library it calls, ends the process with <see cref="Environment.Exit"/>, the running cell is told before
/// it does.
/// </summary>
internal sealed class LastWords : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

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
            // The sockets' own thread needs a moment after that.
            Thread.Sleep(100);
        }
    }
}
