namespace Spm.Kernel.Cells;

/// <summary>Thrown inside a cell that is interrupted. Catch it only to tidy up, then let it go on.</summary>
public sealed class CellInterruptedException : OperationCanceledException
{
    /// <summary>The interruption of the running cell.</summary>
    public CellInterruptedException()
        : base("The cell was interrupted. Variables keep the values they had.")
    {
    }

    /// <summary>The interruption of the running cell, in other words.</summary>
    public CellInterruptedException(string message)
        : base(message)
    {
    }

    /// <summary>The interruption of the running cell and what it was noticed by.</summary>
    public CellInterruptedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
