using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spm.Kernel.Wire;
using Spm.Notebook;

namespace Spm.Kernel.Server;

/// <summary>
/// Which cell a request runs. JupyterLab, Notebook 7 and VS Code say it in the request's metadata, <c>cellId</c>; the first two also, once,
/// which cells were deleted since their last request, <c>deletedCells</c>. Neither is part of the protocol, so neither is needed.
/// </summary>
internal sealed class CellIdentities
{
    private ImmutableDictionary<string, string> _latest = ImmutableDictionary<string, string>.Empty;

    public CellRun? Of(JupyterMessage request)
    {
        if (JsonNode.Parse(request.MetadataBytes) is not JsonObject metadata) return null;
        if (metadata["deletedCells"] is JsonArray deleted) _latest = _latest.RemoveRange(deleted.Select(Text).OfType<string>());
        if (Text(metadata["cellId"]) is not { Length: > 0 } id) return null;
        _latest = _latest.SetItem(id, request.Header.MsgId);
        return new(id, request.Header.MsgId, _latest);
    }

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
