using System.Text.Json.Nodes;

namespace Spm.Kernel.Widgets.Model;

/// <summary>One end of a link: a widget and the name of an attribute.</summary>
internal sealed class LinkEnd(string name, Widget widget, string attribute) : StateField(name)
{
    public override IEnumerable<Widget> References => [widget];

    public override JsonNode? ToJson() => new JsonArray(widget.Reference, attribute);

    public override bool? TryApply(JsonNode? json) => null;

    public override void PostChange()
    {
    }
}
