using Spm.Notebook;

namespace Spm.Kernel.Engine;

/// <summary>The C# engine.</summary>
public sealed class CellEngine : ICellEngine, IDisposable
{
    /// <summary>An engine whose cells see the commands, names and variables of these extensions.</summary>
    public CellEngine(IEnumerable<INotebookExtension> extensions) => Extensions = [.. extensions];

    /// <summary>What was loaded.</summary>
    public IReadOnlyList<INotebookExtension> Extensions { get; }

    /// <inheritdoc/>
    public Task<CellOutcome> ExecuteAsync(string code, int executionCount, ICellOutput output, CancellationToken cancel) =>
        throw new NotSupportedException("Contract only; the engine follows on this branch.");

    /// <inheritdoc/>
    public void Interrupt() => throw new NotSupportedException("Contract only; the engine follows on this branch.");

    /// <summary>Ends the execution thread; extensions are told to leave things safe.</summary>
    public void Dispose()
    {
    }
}
