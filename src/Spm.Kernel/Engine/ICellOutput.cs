using Spm.Notebook;

namespace Spm.Kernel.Engine;

/// <summary>The two streams of a cell, named as in a notebook file.</summary>
public enum StreamName
{
    /// <summary><c>stdout</c>.</summary>
    Stdout,

    /// <summary><c>stderr</c>.</summary>
    Stderr,
}

/// <summary>
/// Where everything goes that a cell shows, in the order in which it was shown. Calls come one at a time (the engine holds a lock),
/// on any thread, and also after the cell has ended when a thread it started still writes. An implementation only records or sends:
/// it must not block for long and must not call the engine.
/// </summary>
public interface ICellOutput
{
    /// <summary>The cell; null where the front end does not say which it is.</summary>
    CellRun? Cell => null;

    /// <summary>Text of a stream; already merged, so one call may hold many lines or part of one.</summary>
    void Stream(StreamName name, string text);

    /// <summary>Something displayed (<c>display_data</c>); with a display id it can be updated later, from any cell.</summary>
    void Display(MimeBundle bundle, string? displayId);

    /// <summary>Replaces everything that was displayed under this id, in this cell or another (<c>update_display_data</c>).</summary>
    void Update(string displayId, MimeBundle bundle);

    /// <summary>Clears the cell's output, at once or when the next output arrives (<c>clear_output</c>).</summary>
    void Clear(bool wait);

    /// <summary>The value of the cell (<c>execute_result</c>). At most once per cell, last.</summary>
    void Result(int executionCount, MimeBundle bundle);

    /// <summary>The answer to <c>name?</c>, for a pager beside the notebook. A host without one shows it in the cell.</summary>
    void Page(MimeBundle bundle) => Display(bundle, null);

    /// <summary>The cell failed or was interrupted (<c>error</c>). At most once per cell, last.</summary>
    void Error(CellError error);

    /// <summary>Asks a person for a line (<c>Console.ReadLine()</c> in a cell). A host where nobody can answer keeps this default.</summary>
    /// <exception cref="InvalidOperationException">Nobody can answer.</exception>
    Task<string> ReadLineAsync(string prompt, bool password, CancellationToken cancel) =>
        throw new InvalidOperationException("The cell asks for input, but this notebook is run where nobody can answer. Give the value in the code instead of Console.ReadLine().");
}
