using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Spm.Kernel.Comms;
using Spm.Notebook;

namespace Spm.Kernel.Tests.Live;

/// <summary>The widget manager of a front end, as far as live channels need one: knows the fields by their classes, writes questions, keeps answers.</summary>
internal sealed class FrontEnd : ICommHost
{
    private readonly ConcurrentDictionary<string, string> _idOfClass = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _value = new(StringComparer.Ordinal);
    private readonly BlockingCollection<(string Id, string Value)> _values = [];
    private int _last;

    public int OpenModels => _open.Count;

    public void Send(CommMessageKind kind, Comm comm, JsonObject data, JsonObject metadata, IReadOnlyList<byte[]> buffers)
    {
        if (kind == CommMessageKind.Close) _open.TryRemove(comm.Id, out _);
        if (kind == CommMessageKind.Open)
        {
            _open[comm.Id] = true;
            foreach (var name in data["state"]?["_dom_classes"] as JsonArray ?? []) _idOfClass[name!.ToString()] = comm.Id;
        }
        if (data["state"]?["value"] is not JsonValue value || data["method"]?.ToString() == "echo_update") return;
        _value[comm.Id] = value.ToString();
        _values.Add((comm.Id, value.ToString()));
    }

    public string NewId() => $"model-{Interlocked.Increment(ref _last)}";

    /// <summary>A page writes a text into the field of a channel.</summary>
    public void Write(CommRegistry comms, string channel, string text) => comms.OnMessage(
        _idOfClass[$"spm-live-{channel}-ask"], new CommMessage(new JsonObject { ["method"] = "update", ["state"] = new JsonObject { ["value"] = text } }, [], []));

    /// <summary>Waits for the next answer of a channel.</summary>
    public JsonObject Answer(string channel, CancellationToken cancel)
    {
        var id = _idOfClass[$"spm-live-{channel}-answer"];
        while (true)
        {
            var (from, value) = _values.Take(cancel);
            if (from == id && value.Length > 0) return JsonNode.Parse(value)!.AsObject();
        }
    }

    /// <summary>What stands in the answering widget now.</summary>
    public string Shown(string channel) => _value.GetValueOrDefault(_idOfClass[$"spm-live-{channel}-answer"], "");
}
