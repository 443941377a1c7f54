using System.Text.Json.Nodes;

namespace Spm.Interactive.Views.Live;

/// <summary>Reads the numbers of a figure's question; anything may stand there.</summary>
internal static class ExplorerQuestion
{
    /// <summary>A whole number from 0 to <paramref name="count"/> − 1.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static int Index(JsonNode? node, string name, int count) =>
        node is JsonValue value && value.TryGetValue<int>(out var index) && index >= 0 && index < count
            ? index
            : throw new ArgumentException($"{name} is a whole number from 0 to {count - 1}, got {node?.ToJsonString() ?? "nothing"}.");

    /// <summary><c>rows</c> and <c>columns</c>, each first and last; a person may drag in either direction.</summary>
    /// <exception cref="ArgumentException">They are no region of the map.</exception>
    public static PixelRegion Region(JsonObject question, int rows, int columns)
    {
        var (r, c) = (Pair(question["rows"], "rows", rows), Pair(question["columns"], "columns", columns));
        return new(r.First, r.Last, c.First, c.Last);
    }

    private static (int First, int Last) Pair(JsonNode? node, string name, int count)
    {
        if (node is not JsonArray { Count: 2 } pair)
            throw new ArgumentException($"{name} is a pair [first, last] of whole numbers from 0 to {count - 1}, got {node?.ToJsonString() ?? "nothing"}.");
        var (a, b) = (Index(pair[0], $"the first of {name}", count), Index(pair[1], $"the last of {name}", count));
        return (Math.Min(a, b), Math.Max(a, b));
    }
}
