using Spm.Kernel.Engine;
using Spm.Notebook;

namespace Spm.Kernel.Output;

/// <summary>What commands and cells show while they run, into the cell's ordered output.</summary>
internal sealed class CellDisplay(OrderedOutput output, CancellationToken cellCancellation) : INotebookOutput
{
    public CancellationToken CellCancellation => cellCancellation;

    /// <summary>What was begun here and has not ended.</summary>
    public OpenWork Work { get; } = new();

    public CellRun? Cell => output.Sink.Cell;

    public void Display(MimeBundle bundle, string? displayId = null) => output.Display(bundle, displayId);

    public void Update(string displayId, MimeBundle bundle) => output.Send(s => s.Update(displayId, bundle));

    public void ClearOutput(bool wait = false) => output.Send(s => s.Clear(wait));

    public void Write(string text) => output.Write(StreamName.Stdout, text);

    public void WriteError(string text) => output.Write(StreamName.Stderr, text);

    public IWorkProgress StartProgress(string label, long total, string unit) =>
        Work.Follow(new WorkProgress(this, TimeProvider.System, label, total, unit));
}
