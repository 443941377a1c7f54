using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Spm.Notebook;

/// <summary>From a result to its main numbers as JSON, for <c>spm … --json</c> in a shell and for programs that read them.</summary>
public static class JsonSummary
{
    private static readonly ConcurrentDictionary<Type, Func<object, JsonNode>> Registered = new();

    /// <summary>Registers the numbers of a type: in SI units, with names that carry the unit. NaN has no JSON; give null.</summary>
    public static void Register<T>(Func<T, JsonNode> summarize)
        where T : notnull => Registered[typeof(T)] = value => summarize((T)value);

    /// <summary>The numbers of a registered type, or null.</summary>
    public static JsonNode? TryOf(object value) =>
        Registered.TryGetValue(value.GetType(), out var summarize) ? summarize(value) : null;
}
