using System.Text;
using System.Text.Json.Nodes;
using Spm.Kernel.Engine;
using Spm.Notebook;

namespace Spm.Kernel.Notebooks;

/// <summary>
/// Writes what a cell shows into its outputs as Jupyter does: text of one stream goes on in the last output when that is the same
/// stream; <c>clear_output(wait)</c> takes effect with the next output; an update changes every output of its id in the notebook.
/// </summary>
internal sealed class CellRecorder(NotebookOutputs notebook, NotebookCell cell) : ICellOutput
{
    private readonly JsonArray _outputs = cell.Outputs;
    private JsonObject? _stream;
    private StringBuilder? _text;
    private bool _clearNext;

    public void Stream(StreamName name, string text) => Record(() =>
    {
        if (text.Length == 0) return;
        ClearIfAsked();
        var word = name == StreamName.Stdout ? "stdout" : "stderr";
        if (_stream is null || (string?)_stream["name"] != word)
        {
            EndStream();
            (_stream, _text) = (new JsonObject { ["name"] = word, ["output_type"] = "stream", ["text"] = new JsonArray() }, new StringBuilder());
            _outputs.Add(_stream);
        }
        _text!.Append(text);
    });

    public void Display(MimeBundle bundle, string? displayId) => Record(() =>
    {
        var output = new JsonObject { ["data"] = NotebookOutputs.Data(bundle), ["metadata"] = new JsonObject(), ["output_type"] = "display_data" };
        Add(output);
        if (displayId is not null) notebook.Remember(displayId, output);
    });

    public void Update(string displayId, MimeBundle bundle) => Record(() => notebook.Replace(displayId, bundle));

    public void Clear(bool wait) => Record(() =>
    {
        _clearNext = true;
        if (!wait) ClearIfAsked();
    });

    public void Result(int executionCount, MimeBundle bundle) => Record(() => Add(new JsonObject
    {
        ["data"] = NotebookOutputs.Data(bundle),
        ["execution_count"] = executionCount,
        ["metadata"] = new JsonObject(),
        ["output_type"] = "execute_result",
    }));

    public void Error(CellError error) => Record(() => Add(new JsonObject
    {
        ["ename"] = error.Ename,
        ["evalue"] = error.Evalue,
        ["output_type"] = "error",
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => JsonValue.Create(line))]),
    }));

    /// <summary>Puts the text of an open stream in its place. Text that comes later opens a new output.</summary>
    public void Complete() => Record(EndStream);

    private void Record(Action write)
    {
        lock (notebook.Gate)
            if (notebook.IsOpen) write();
    }

    private void Add(JsonObject output)
    {
        ClearIfAsked();
        EndStream();
        _outputs.Add(output);
    }

    private void EndStream()
    {
        if (_stream is not null) _stream["text"] = MultilineText.Lines(_text!.ToString());
        (_stream, _text) = (null, null);
    }

    private void ClearIfAsked()
    {
        if (!_clearNext) return;
        (_clearNext, _stream, _text) = (false, null, null);
        _outputs.Clear();
    }
}
