using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spm.Kernel.Widgets.Model;

/// <summary>How a value stands in a widget's state.</summary>
/// <param name="ToJson">From the value.</param>
/// <param name="FromJson">To the value; null when the JSON is of another form.</param>
internal sealed record StateCodec<T>(Func<T, JsonNode?> ToJson, Func<JsonNode?, Parsed<T>?> FromJson);

/// <summary>A value that was read.</summary>
internal readonly record struct Parsed<T>(T Value);

/// <summary>The forms that the widgets of the protocol use.</summary>
internal static class StateCodec
{
    /// <summary>A whole number; a front end may write 3.0 for 3.</summary>
    public static StateCodec<int> Int { get; } = new(v => v, n => Number(n) is { } d && d == Math.Floor(d) && Math.Abs(d) <= int.MaxValue ? new((int)d) : null);

    public static StateCodec<double> Double { get; } = new(v => v, n => Number(n) is { } d ? new(d) : null);

    public static StateCodec<bool> Bool { get; } = new(v => v, n => n is JsonValue v && v.TryGetValue<bool>(out var b) ? new(b) : null);

    public static StateCodec<string> Text { get; } = new(v => v, n => String(n) is { } s ? new(s) : null);

    public static StateCodec<string?> OptionalText { get; } = new(v => v, n => n is null ? new((string?)null) : String(n) is { } s ? new(s) : null);

    public static StateCodec<int?> OptionalInt { get; } = Optional(Int);

    public static StateCodec<double?> OptionalDouble { get; } = Optional(Double);

    public static StateCodec<bool?> OptionalBool { get; } = Optional(Bool);

    public static StateCodec<IReadOnlyList<string>> Texts { get; } = new(
        v => new JsonArray([.. v.Select(s => (JsonNode?)s)]),
        n => n is JsonArray a && a.All(i => String(i) is not null) ? new([.. a.Select(i => String(i)!)]) : null);

    public static StateCodec<(int Low, int High)> IntRange { get; } = Pair(Int);

    public static StateCodec<(double Low, double High)> DoubleRange { get; } = Pair(Double);

    /// <summary>A reference to another model; front ends do not change it.</summary>
    public static StateCodec<T> Reference<T>()
        where T : Widget => new(v => v.Reference, _ => null);

    /// <summary>References to other models; front ends do not change them.</summary>
    public static StateCodec<IReadOnlyList<Widget>> References { get; } = new(v => new JsonArray([.. v.Select(w => (JsonNode?)w.Reference)]), _ => null);

    /// <summary>One of the words of an enumeration of the protocol.</summary>
    /// <exception cref="ArgumentException">The word is not among them.</exception>
    public static Func<string, string> Words(string property, params string[] words) => word => words.Contains(word)
        ? word
        : throw new ArgumentException($"{property} is one of {string.Join(", ", words.Select(w => $"\"{w}\""))}, got \"{word}\".", property);

    /// <summary>A number that JSON can carry.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is infinite or not a number.</exception>
    public static double Finite(double value) => double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), $"A control cannot show {value}; give a finite number.");

    private static StateCodec<T?> Optional<T>(StateCodec<T> inner)
        where T : struct =>
        new(v => v is { } value ? inner.ToJson(value) : null, n => n is null ? new Parsed<T?>(null) : inner.FromJson(n) is { } p ? new Parsed<T?>(p.Value) : null);

    private static StateCodec<(T, T)> Pair<T>(StateCodec<T> inner) => new(
        v => new JsonArray(inner.ToJson(v.Item1), inner.ToJson(v.Item2)),
        n => n is JsonArray { Count: 2 } a && inner.FromJson(a[0]) is { } low && inner.FromJson(a[1]) is { } high ? new((low.Value, high.Value)) : null);

    private static double? Number(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number && node is JsonValue v && v.TryGetValue<double>(out var d) && double.IsFinite(d) ? d : node is JsonValue i && i.TryGetValue<int>(out var whole) ? whole : null;

    private static string? String(JsonNode? node) => node is JsonValue v && v.TryGetValue<string>(out var s) ? s : null;
}
