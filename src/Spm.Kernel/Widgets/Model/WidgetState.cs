using System.Text.Json.Nodes;

namespace Spm.Kernel.Widgets.Model;

/// <summary>The state of a widget, or part of it, as it travels: JSON, and the binary values apart with the path of each.</summary>
internal sealed class WidgetState
{
    public JsonObject Json { get; } = [];

    public List<(string Name, byte[] Bytes)> Buffers { get; } = [];

    public void Add(StateField field)
    {
        // A binary value does not stand in the JSON at all.
        if (field.Binary is { } bytes) Buffers.Add((field.Name, bytes));
        else Json[field.Name] = field.ToJson();
    }

    /// <summary><c>{state, buffer_paths}</c>, with the method of a message.</summary>
    public JsonObject Message(string? method)
    {
        var message = new JsonObject { ["state"] = Json, ["buffer_paths"] = new JsonArray([.. Buffers.Select(b => (JsonNode)new JsonArray(b.Name))]) };
        if (method is not null) message["method"] = method;
        return message;
    }

    public IReadOnlyList<byte[]> Bytes => [.. Buffers.Select(b => b.Bytes)];
}
