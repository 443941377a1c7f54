using System.Text.Json.Nodes;
using Spm.Notebook;

namespace Spm.Kernel.Notebooks;

/// <summary>The outputs of a whole run. Remembers what was displayed under which id, so that a later cell can update it in place.</summary>
internal sealed class NotebookOutputs : IDisposable
{
    private readonly Dictionary<string, List<JsonObject>> _displays = new(StringComparer.Ordinal);
    private readonly List<CellRecorder> _recorders = [];

    /// <summary>Guards the document: a thread that a cell started may still write while the next cell runs.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>False when the run is over and the document belongs to its reader.</summary>
    internal bool IsOpen { get; private set; } = true;

    /// <summary>The recorder of one cell.</summary>
    public CellRecorder For(NotebookCell cell)
    {
        var recorder = new CellRecorder(this, cell);
        _recorders.Add(recorder);
        return recorder;
    }

    /// <summary>Later outputs, of threads that outlive their cell, are ignored.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            foreach (var recorder in _recorders) recorder.Complete();
            IsOpen = false;
        }
    }

    internal void Remember(string displayId, JsonObject output)
    {
        if (!_displays.TryGetValue(displayId, out var shown)) _displays[displayId] = shown = [];
        shown.Add(output);
    }

    internal void Replace(string displayId, MimeBundle bundle)
    {
        foreach (var output in _displays.GetValueOrDefault(displayId) ?? [])
            output["data"] = Data(bundle);
    }

    /// <summary>A bundle as nbformat writes it: text as a list of lines, base64 as one string, JSON as it is.</summary>
    internal static JsonObject Data(MimeBundle bundle)
    {
        var data = new JsonObject();
        foreach (var (type, content) in bundle.Data)
            data[type] = content switch
            {
                JsonNode node => node.DeepClone(),
                string text when type.StartsWith("text/", StringComparison.Ordinal) || type is MimeTypes.Svg or "application/javascript" => MultilineText.Lines(text),
                var other => JsonValue.Create(other.ToString()),
            };
        return data;
    }
}
