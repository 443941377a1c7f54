using System.Text.Json.Nodes;
using Spm.Notebook;

namespace Spm.Interactive.Hosting;

/// <summary>A cell of .NET Interactive as the place where commands show things.</summary>
internal sealed class EngineOutput(IInteractiveEngine engine, CancellationToken cancel = default) : INotebookOutput
{
    public CancellationToken CellCancellation => cancel;

    public void Display(MimeBundle bundle, string? displayId = null) => engine.Show(Texts(bundle), displayId ?? Guid.NewGuid().ToString("N"), isUpdate: false);

    public void Update(string displayId, MimeBundle bundle) => engine.Show(Texts(bundle), displayId, isUpdate: true);

    // That engine cannot clear a cell's output.
    public void ClearOutput(bool wait = false)
    {
    }

    public void Write(string text) => engine.Write(text, isError: false);

    public void WriteError(string text) => engine.Write(text, isError: true);

    public IWorkProgress StartProgress(string label, long total, string unit) => new WorkProgress(this, TimeProvider.System, label, total, unit);

    /// <summary>That engine's Jupyter server sends every MIME type but <c>application/json</c> as a string, which no front end takes for a Plotly figure.</summary>
    private static Dictionary<string, string> Texts(MimeBundle bundle) =>
        bundle.Data.Where(d => d.Value is string || d.Key == MimeTypes.Json).ToDictionary(d => d.Key, d => d.Value is JsonNode node ? node.ToJsonString() : (string)d.Value);
}
