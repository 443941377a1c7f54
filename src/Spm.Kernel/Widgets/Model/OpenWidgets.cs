using System.Text.Json.Nodes;
using Spm.Notebook;

namespace Spm.Kernel.Widgets.Model;

/// <summary>The widgets of a session that have been shown, in the order in which they were. Any thread may use it.</summary>
internal sealed class OpenWidgets
{
    /// <summary>The target of widgets.</summary>
    public const string Target = "jupyter.widget";

    /// <summary>The target of «Control Widget messaging protocol, version 1.0».</summary>
    public const string ControlTarget = "jupyter.widget.control";

    private readonly Lock _gate = new();
    private readonly List<Widget> _widgets = [];

    public void Add(Widget widget)
    {
        lock (_gate) _widgets.Add(widget);
    }

    public void Remove(Widget widget)
    {
        lock (_gate) _widgets.Remove(widget);
    }

    /// <summary>Takes all of them out of the front ends: the session that made them has ended, and nobody could hear what a person does with them.</summary>
    public void Close()
    {
        foreach (var widget in All) widget.Close();
    }

    /// <summary>Sends what the widgets still hold back.</summary>
    public void Flush()
    {
        foreach (var widget in All) widget.Flush();
    }

    /// <summary>A front end that was loaded anew asks for everything: <c>request_states</c> is answered by <c>update_states</c>.</summary>
    public void AnswerControl(IComm comm, CommMessage opened) => comm.Received += message =>
    {
        if (message.Data["method"]?.ToString() != "request_states") return;
        var (states, paths, buffers) = (new JsonObject(), new JsonArray(), new List<byte[]>());
        foreach (var widget in All)
        {
            var state = widget.WholeState();
            states[widget.ModelId] = Described(widget, state);
            foreach (var (name, bytes) in state.Buffers)
            {
                paths.Add(new JsonArray(widget.ModelId, "state", name));
                buffers.Add(bytes);
            }
        }
        comm.Send(new JsonObject { ["method"] = "update_states", ["states"] = states, ["buffer_paths"] = paths }, null, buffers);
    };

    /// <summary><c>application/vnd.jupyter.widget-state+json</c> of a saved notebook, or null when no widget was shown.</summary>
    public JsonObject? ToNotebook()
    {
        var states = new JsonObject();
        foreach (var widget in All)
        {
            var state = widget.WholeState();
            var model = Described(widget, state);
            if (state.Buffers.Count > 0)
                model["buffers"] = new JsonArray([.. state.Buffers.Select(b => (JsonNode)new JsonObject
                {
                    ["data"] = Convert.ToBase64String(b.Bytes),
                    ["encoding"] = "base64",
                    ["path"] = new JsonArray(b.Name),
                })]);
            states[widget.ModelId] = model;
        }
        return states.Count == 0 ? null : new JsonObject { ["state"] = states, ["version_major"] = 2, ["version_minor"] = 0 };
    }

    private Widget[] All
    {
        get
        {
            lock (_gate) return [.. _widgets];
        }
    }

    private static JsonObject Described(Widget widget, WidgetState state) => new()
    {
        ["model_module"] = widget.Model.Module,
        ["model_module_version"] = widget.Model.ModuleVersion,
        ["model_name"] = widget.Model.Name,
        ["state"] = state.Json,
    };
}
