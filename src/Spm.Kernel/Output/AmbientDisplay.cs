using Spm.Kernel.Engine;
using Spm.Notebook;

namespace Spm.Kernel.Output;

/// <summary>
/// The output of whatever cell the calling code belongs to: what extensions are given once and keep. Outside every cell there is no place
/// to show anything: progress goes nowhere, anything else is an error.
/// </summary>
internal sealed class AmbientDisplay : INotebookOutput
{
    public CancellationToken CellCancellation => CellScope.Current?.Token ?? CancellationToken.None;

    public CellRun? Cell => CellScope.Current?.Display.Cell;

    private static CellDisplay CellsOwn => CellScope.Current?.Display
        ?? throw new InvalidOperationException("Only code of a cell, and what it starts, can show things in the notebook.");

    public void Display(MimeBundle bundle, string? displayId = null) => CellsOwn.Display(bundle, displayId);

    public void Update(string displayId, MimeBundle bundle) => CellsOwn.Update(displayId, bundle);

    public void ClearOutput(bool wait = false) => CellsOwn.ClearOutput(wait);

    public void Write(string text) => CellsOwn.Write(text);

    public void WriteError(string text) => CellsOwn.WriteError(text);

    public IWorkProgress StartProgress(string label, long total, string unit) =>
        (CellScope.Current?.Display as INotebookOutput ?? SilentOutput.Instance).StartProgress(label, total, unit);
}
