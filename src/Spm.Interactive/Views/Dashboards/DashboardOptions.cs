using Spm.Core.Data;
using Spm.Core.Experiments;

namespace Spm.Interactive.Views;

/// <summary>What a dashboard shows of an experiment.</summary>
public sealed record DashboardOptions
{
    /// <summary>Headline.</summary>
    public string Title { get; init; } = "";

    /// <summary>The numbers that say where a point is; two of the same unit are drawn to scale, of more than two the first two are drawn.</summary>
    public IReadOnlyList<PlanCoordinate> Coordinates { get; init; } = [];

    /// <summary>Name of the value that is sought, one number at each point; null for the first such value.</summary>
    public string? Value { get; init; }

    /// <summary>True where the least value is best.</summary>
    public bool IsMinimum { get; init; }

    /// <summary>A map below the points, over the first two coordinates; null for none.</summary>
    public ScalarMap? Map { get; init; }

    /// <summary>Points there will be; null when nobody knows.</summary>
    public long? Count { get; init; }

    /// <summary>Cost of one point; the costs are added. Null for the time that the instrument's clock counts since the first point, or, where it stands still, the number of points.</summary>
    public Func<JournalPoint, double>? CostOf { get; init; }

    /// <summary>What <see cref="CostOf"/> counts.</summary>
    public string CostQuantity { get; init; } = "Cost";

    /// <summary>Its unit.</summary>
    public string CostUnit { get; init; } = "";

    /// <summary>Reward of one point; null for a measured value named <c>reward</c>, or, where there is none, by how much the point improved the best value.</summary>
    public Func<JournalPoint, double>? RewardOf { get; init; }

    /// <summary>Unit of <see cref="RewardOf"/>.</summary>
    public string RewardUnit { get; init; } = "";

    /// <summary>The options of a plan: its coordinates, its number of points, its name.</summary>
    public static DashboardOptions Of(ExperimentPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Of(plan.Description) with { Count = plan.Count };
    }

    /// <summary>The options of a run that is over: those of its plan, or numbers for the coordinates when it has none.</summary>
    public static DashboardOptions Of(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Plan is { } plan ? Of(plan) with { Count = result.Points.Count }
            : new() { Coordinates = result.Points.Count == 0 ? [] : [.. result.Points[0].Coordinates.Select((_, i) => new PlanCoordinate($"coordinate {i + 1}", ""))] };
    }

    /// <summary>The options of a plan as a journal keeps it.</summary>
    public static DashboardOptions Of(PlanDescription plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        const string Most = "points at most";
        return new()
        {
            Title = plan.Name,
            Coordinates = plan.Coordinates,
            Count = plan.Points?.Length ?? (plan.Parameters.TryGetValue(Most, out var most) && long.TryParse(most, out var count) ? count : (long?)null),
        };
    }
}
