using System.Text.Json;
using Spm.Core.Experiments.Framing;

namespace Spm.Core.Experiments;

/// <summary>A plan as the journal's header has it: enough to know whether a run is continued with the plan it was begun with, and for a list of points to continue it.</summary>
public sealed record PlanDescription
{
    /// <summary>What the plan is called, such as <c>points</c> or the name of the chooser.</summary>
    public required string Name { get; init; }

    /// <summary>The numbers that say where a point is.</summary>
    public required IReadOnlyList<PlanCoordinate> Coordinates { get; init; }

    /// <summary>The points, when they are known before; null when each is chosen from those before it.</summary>
    public double[][]? Points { get; init; }

    /// <summary>Settings of a chooser, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What differs from another plan, in words; empty when nothing does.</summary>
    internal IReadOnlyList<string> Differences(PlanDescription now)
    {
        var differences = new List<string>();
        Add("the plan", Name, now.Name);
        Add("its coordinates", Text(Coordinates), Text(now.Coordinates));
        Add("the number of points", $"{Points?.Length}", $"{now.Points?.Length}");
        if (differences.Count == 0 && Points is not null)
        {
            var first = Points.Zip(now.Points!).TakeWhile(pair => pair.First.SequenceEqual(pair.Second)).Count();
            if (first < Points.Length) differences.Add($"point {first} was {JsonSerializer.Serialize(Points[first], JournalJson.Default.DoubleArray)}, now {JsonSerializer.Serialize(now.Points![first], JournalJson.Default.DoubleArray)}");
        }

        foreach (var name in Parameters.Keys.Union(now.Parameters.Keys)) Add(name, Parameters.GetValueOrDefault(name), now.Parameters.GetValueOrDefault(name));
        return differences;

        void Add(string what, string? before, string? after)
        {
            if (before != after) differences.Add($"{what} was {Told(before)}, now {Told(after)}");
        }
    }

    private static string Told(string? value) => string.IsNullOrEmpty(value) ? "not given" : value;

    private static string Text(IReadOnlyList<PlanCoordinate> coordinates) => string.Join(", ", coordinates.Select(c => $"{c.Name} in {c.Unit}"));
}
