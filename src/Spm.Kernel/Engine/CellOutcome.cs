namespace Spm.Kernel.Engine;

/// <summary>What is known of a failure, in the words of the Jupyter protocol and with the place in the cell.</summary>
/// <param name="Ename">Type of the exception without its namespace, such as <c>InvalidOperationException</c>; <c>CompilationError</c> for code that does not compile.</param>
/// <param name="Evalue">The message.</param>
/// <param name="Traceback">Lines for people, with ANSI colours: message, place, the offending line with a caret, frames of the user's cells.</param>
/// <param name="Line">Line of the cell, from 1, or null when the failure has no place in this cell.</param>
/// <param name="Column">Column in that line, from 1, or null when it is not known.</param>
public sealed record CellError(string Ename, string Evalue, IReadOnlyList<string> Traceback, int? Line, int? Column);

/// <summary>How a cell ended.</summary>
public abstract record CellOutcome
{
    private CellOutcome()
    {
    }

    /// <summary>It ran to its end.</summary>
    /// <param name="Value">The value of its last expression, or null.</param>
    public sealed record Success(object? Value) : CellOutcome;

    /// <summary>It did not compile, threw, or a command was wrong. Variables keep what was assigned before.</summary>
    /// <param name="Details">What happened and where; the same was given to <see cref="ICellOutput.Error"/>.</param>
    public sealed record Error(CellError Details) : CellOutcome;

    /// <summary>It was stopped by <see cref="CellEngine.Interrupt"/> or by the cancellation token. Variables keep what was assigned before.</summary>
    /// <param name="Details">Where it was stopped; the same was given to <see cref="ICellOutput.Error"/>.</param>
    public sealed record Interrupted(CellError Details) : CellOutcome;
}
