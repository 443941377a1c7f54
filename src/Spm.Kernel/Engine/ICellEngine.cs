namespace Spm.Kernel.Engine;

/// <summary>Runs cells, one after the other, with state from cell to cell.</summary>
public interface ICellEngine
{
    /// <summary>
    /// Runs a cell. Everything it shows, its result and its error go to <paramref name="output"/>; streams are flushed before the task ends.
    /// The task itself does not fail for anything the cell does. Cells given while one runs wait for their turn.
    /// </summary>
    /// <param name="code">C# and magics.</param>
    /// <param name="executionCount">The number in <c>Cell [n]</c> of error messages, and of the result.</param>
    /// <param name="output">Where things are shown.</param>
    /// <param name="cancel">Interrupts this cell.</param>
    Task<CellOutcome> ExecuteAsync(string code, int executionCount, ICellOutput output, CancellationToken cancel);

    /// <summary>Stops the running cell, if any. Returns at once; the cell's task ends soon after with <see cref="CellOutcome.Interrupted"/>.</summary>
    void Interrupt();
}
