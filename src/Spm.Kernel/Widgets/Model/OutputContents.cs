using System.Text;
using System.Text.Json.Nodes;
using Spm.Kernel.Engine;
using Spm.Notebook;

namespace Spm.Kernel.Widgets.Model;

/// <summary>
/// What stands in an output area, as nbformat writes outputs: text of one stream is one output; <c>clear(wait)</c> takes effect with the next
/// output. Any thread may write.
/// </summary>
/// <param name="changed">Called after each change.</param>
/// <param name="outside">Where questions to the person go, and updates of what was displayed elsewhere.</param>
internal sealed class OutputContents(Action changed, Func<ICellOutput?> outside) : ICellOutput
{
    private readonly Lock _gate = new();
    private readonly List<(JsonObject Output, StringBuilder? Text)> _outputs = [];
    private readonly Dictionary<string, JsonObject> _displays = new(StringComparer.Ordinal);
    private bool _clearNext;

    /// <summary>Characters of all outputs, about.</summary>
    public int Characters { get; private set; }

    public void Stream(StreamName name, string text) => Record(() =>
    {
        var word = name == StreamName.Stdout ? "stdout" : "stderr";
        if (_outputs is not [.., (_, { } last)] || (string?)_outputs[^1].Output["name"] != word)
            _outputs.Add((new JsonObject { ["output_type"] = "stream", ["name"] = word }, last = new StringBuilder()));
        last.Append(text);
        Characters += text.Length;
    });

    public void Display(MimeBundle bundle, string? displayId) => Record(() =>
    {
        var output = new JsonObject { ["output_type"] = "display_data", ["data"] = Data(bundle), ["metadata"] = new JsonObject() };
        _outputs.Add((output, null));
        if (displayId is not null) _displays[displayId] = output;
    });

    public void Update(string displayId, MimeBundle bundle)
    {
        lock (_gate)
        {
            if (_displays.TryGetValue(displayId, out var output)) output["data"] = Data(bundle);
            else outside()?.Update(displayId, bundle);
        }
        changed();
    }

    public void Clear(bool wait)
    {
        lock (_gate)
        {
            _clearNext = true;
            if (!wait) ClearIfAsked();
        }
        changed();
    }

    /// <summary>Carries out a waiting <c>clear(wait)</c>: nothing else came.</summary>
    public void EndClear()
    {
        lock (_gate)
        {
            if (!_clearNext) return;
            ClearIfAsked();
        }
        changed();
    }

    public void Result(int executionCount, MimeBundle bundle) => Display(bundle, null);

    public void Error(CellError error) => Record(() => _outputs.Add((new JsonObject
    {
        ["output_type"] = "error",
        ["ename"] = error.Ename,
        ["evalue"] = error.Evalue,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    }, null)));

    public Task<string> ReadLineAsync(string prompt, bool password, CancellationToken cancel) => outside() is { } cell
        ? cell.ReadLineAsync(prompt, password, cancel)
        : throw new InvalidOperationException("Nobody can be asked here: the output area belongs to no cell.");

    public JsonArray ToJson()
    {
        lock (_gate)
        {
            var all = new JsonArray();
            foreach (var (output, text) in _outputs)
            {
                var copy = output.DeepClone();
                if (text is not null) copy["text"] = text.ToString();
                all.Add(copy);
            }
            return all;
        }
    }

    /// <summary>The text of everything, for a terminal.</summary>
    public string ToText()
    {
        lock (_gate)
            return string.Join('\n', _outputs.Select(o => o.Text?.ToString().TrimEnd('\n') ?? o.Output["data"]?[MimeTypes.Text]?.ToString() ?? $"{o.Output["ename"]}: {o.Output["evalue"]}"));
    }

    private void Record(Action write)
    {
        lock (_gate)
        {
            ClearIfAsked();
            write();
        }
        changed();
    }

    private void ClearIfAsked()
    {
        if (!_clearNext) return;
        (_clearNext, Characters) = (false, 0);
        _outputs.Clear();
        _displays.Clear();
    }

    private JsonObject Data(MimeBundle bundle)
    {
        var data = new JsonObject();
        foreach (var (type, content) in bundle.Data)
        {
            data[type] = content is JsonNode node ? node.DeepClone() : (string)content;
            Characters += content is string text ? text.Length : 1000;
        }
        return data;
    }
}
