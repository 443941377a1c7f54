using System.IO.Enumeration;
using System.Text.Json.Nodes;
using Spm.Kernel.Wire;

namespace Spm.Kernel.Server;

/// <summary>The cells of this session, for <c>history_request</c>: the tail, a range, or a search with <c>*</c> and <c>?</c>.</summary>
internal sealed class InputHistory
{
    private const int Session = 1;

    private readonly Lock _gate = new();
    private readonly List<(int Line, string Input, string? Output)> _entries = [];

    public void Add(int line, string input, string? output)
    {
        lock (_gate) _entries.Add((line, input, output));
    }

    public HistoryReply Answer(HistoryRequest request)
    {
        List<(int Line, string Input, string? Output)> entries;
        lock (_gate) entries = [.. _entries];
        var found = request.HistAccessType switch
        {
            "tail" => entries.TakeLast(request.N ?? 10),
            "range" => request.Session is 0 or Session ? entries.Where(e => e.Line >= request.Start && e.Line < (request.Stop ?? int.MaxValue)) : [],
            "search" => Search(entries, request),
            _ => [],
        };
        return new HistoryReply("ok", new JsonArray([.. found.Select(e => (JsonNode)new JsonArray(Session, e.Line, request.Output ? new JsonArray(e.Input, e.Output) : e.Input))]));
    }

    private static IEnumerable<(int Line, string Input, string? Output)> Search(List<(int Line, string Input, string? Output)> entries, HistoryRequest request)
    {
        var found = entries.Where(e => FileSystemName.MatchesSimpleExpression(request.Pattern ?? "*", e.Input, ignoreCase: false));
        if (request.Unique) found = found.Reverse().DistinctBy(e => e.Input).Reverse();
        return found.TakeLast(request.N ?? int.MaxValue);
    }
}
