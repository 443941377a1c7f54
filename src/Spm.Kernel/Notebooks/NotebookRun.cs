using Spm.Kernel.Engine;

namespace Spm.Kernel.Notebooks;

/// <summary>What has just happened to a cell.</summary>
public enum CellPhase
{
    /// <summary>It begins.</summary>
    Started,

    /// <summary>It ran to its end.</summary>
    Succeeded,

    /// <summary>It failed, and the run stops.</summary>
    Failed,

    /// <summary>It failed, and may: its tag says <c>raises-exception</c>.</summary>
    FailedAsAllowed,

    /// <summary>It was interrupted, and the run stops.</summary>
    Interrupted,
}

/// <summary>A step of a run.</summary>
/// <param name="Phase">What happened.</param>
/// <param name="Index">The cell among those that are run, from 1.</param>
/// <param name="Count">How many cells are run.</param>
/// <param name="CellNumber">The cell among all cells, from 1.</param>
/// <param name="FirstLine">The first line of its code that is not empty.</param>
/// <param name="Elapsed">Time since it began.</param>
public sealed record CellProgress(CellPhase Phase, int Index, int Count, int CellNumber, string FirstLine, TimeSpan Elapsed);

/// <summary>The error that ended a run.</summary>
/// <param name="CellNumber">The cell among all cells, from 1.</param>
/// <param name="CodeCellNumber">The cell among code cells, from 1.</param>
/// <param name="Error">Name, message, traceback, line and column in the cell.</param>
/// <param name="CodeLine">The text of that line, or null when the place is not known.</param>
public sealed record CellFailure(int CellNumber, int CodeCellNumber, CellError Error, string? CodeLine);

/// <summary>How a run ended.</summary>
/// <param name="CellsToRun">Cells with code that are not skipped.</param>
/// <param name="CellsRun">How many of them ran to their end or failed as allowed.</param>
/// <param name="Duration">From the first cell's start to the end.</param>
/// <param name="Failure">The error or the interruption that ended the run early, or null.</param>
/// <param name="Cancelled">True when the run was cancelled.</param>
public sealed record NotebookRun(int CellsToRun, int CellsRun, TimeSpan Duration, CellFailure? Failure, bool Cancelled)
{
    /// <summary>True when every cell was run.</summary>
    public bool Succeeded => Failure is null && !Cancelled;
}
