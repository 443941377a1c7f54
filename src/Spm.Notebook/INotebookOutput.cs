namespace Spm.Notebook;

/// <summary>Where a command or a cell shows things while it runs. Safe to call from any thread.</summary>
public interface INotebookOutput
{
    /// <summary>Shows a bundle; with a display id it can be updated later.</summary>
    void Display(MimeBundle bundle, string? displayId = null);

    /// <summary>Replaces what was shown under a display id, wherever it stands.</summary>
    void Update(string displayId, MimeBundle bundle);

    /// <summary>Clears the cell's output, at once or when the next output arrives.</summary>
    void ClearOutput(bool wait = false);

    /// <summary>Writes to standard output of the cell.</summary>
    void Write(string text);

    /// <summary>Writes to standard error of the cell.</summary>
    void WriteError(string text);

    /// <summary>
    /// Starts a progress display for <paramref name="total"/> steps of <paramref name="unit"/> (plural, such as <c>pixels</c>).
    /// Report the number of steps done so far; dispose to end it. Nothing is shown for work that ends within half a second.
    /// </summary>
    IWorkProgress StartProgress(string label, long total, string unit);

    /// <summary>Cancelled when the running cell is interrupted; what a verb called from C# passes on when the caller gives no token.</summary>
    CancellationToken CellCancellation => CancellationToken.None;

    /// <summary>The running cell; null where the front end does not say which it is.</summary>
    CellRun? Cell => null;
}

/// <summary>A running progress display.</summary>
public interface IWorkProgress : IProgress<long>, IDisposable;
