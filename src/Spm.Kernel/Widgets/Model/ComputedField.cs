using System.Text.Json.Nodes;

namespace Spm.Kernel.Widgets.Model;

/// <summary>An attribute whose value is made when it is sent, and that front ends do not change.</summary>
internal sealed class ComputedField(string name, Func<JsonNode?> value) : StateField(name)
{
    public override JsonNode? ToJson() => value();

    public override bool? TryApply(JsonNode? json) => null;

    public override void PostChange()
    {
    }
}
