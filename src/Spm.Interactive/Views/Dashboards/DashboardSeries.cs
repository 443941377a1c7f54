using Spm.Core.Experiments;

namespace Spm.Interactive.Views;

/// <summary>The numbers of a dashboard, one for each point in the order measured.</summary>
internal sealed record DashboardSeries
{
    private const string _reward = "reward";

    public required IReadOnlyList<JournalPoint> Points { get; init; }

    public required DashboardOptions Options { get; init; }

    /// <summary>Name of the value that is sought; null when no value is a single number.</summary>
    public string? Value { get; private init; }

    public string Unit { get; private init; } = "";

    /// <summary>The value at each point; NaN where it was not measured.</summary>
    public double[] Values { get; private init; } = [];

    /// <summary>The best value up to each point; NaN before the first.</summary>
    public double[] Best { get; private init; } = [];

    /// <summary>Index of the best point; −1 when there is none.</summary>
    public int BestIndex { get; private init; } = -1;

    /// <summary>What was spent up to each point, with quantity and unit.</summary>
    public double[] Cost { get; private init; } = [];

    public string CostQuantity { get; private init; } = "";

    public string CostUnit { get; private init; } = "";

    /// <summary>Reward of each point.</summary>
    public double[] Reward { get; private init; } = [];

    public string RewardQuantity { get; private init; } = "";

    public string RewardUnit { get; private init; } = "";

    /// <summary>Coordinate number <paramref name="number"/> of each point; NaN for a point that has fewer.</summary>
    public double[] Coordinate(int number) => [.. Points.Select(p => number < p.Coordinates.Length ? p.Coordinates[number] : double.NaN)];

    public static DashboardSeries Of(IReadOnlyList<JournalPoint> points, DashboardOptions options)
    {
        var sample = Sought(points, options);
        double[] values = [.. points.Select(p => Single(p, sample?.Name))];
        var (best, index, gained) = BestSoFar(values, options.IsMinimum);
        var (cost, costQuantity, costUnit) = CostOf(points, options);
        var (reward, rewardQuantity, rewardUnit) = RewardOf(points, options, gained, sample?.Unit ?? "");
        return new()
        {
            Points = points,
            Options = options,
            Value = sample?.Name,
            Unit = sample?.Unit ?? "",
            Values = values,
            Best = best,
            BestIndex = index,
            Cost = cost,
            CostQuantity = costQuantity,
            CostUnit = costUnit,
            Reward = reward,
            RewardQuantity = rewardQuantity,
            RewardUnit = rewardUnit,
        };
    }

    private static JournalValue? Sought(IReadOnlyList<JournalPoint> points, DashboardOptions options)
    {
        if (points.Count == 0) return null;
        if (options.Value is { } name)
            return points.Select(p => p.Values.FirstOrDefault(v => v.Name == name)).OfType<JournalValue>().FirstOrDefault(IsSingle) ?? throw new ArgumentException(
                $"No point has a single number named «{name}». Measured: {string.Join(", ", points[0].Values.Select(v => $"{v.Name} ({(v.IsComplex ? "complex, " : "")}{v.Count} numbers)"))}.", nameof(options));
        return points[0].Values.FirstOrDefault(v => IsSingle(v) && v.Name != _reward);
    }

    private static bool IsSingle(JournalValue value) => !value.IsComplex && value.Count == 1;

    private static double Single(JournalPoint point, string? name) => point.Values.FirstOrDefault(v => v.Name == name && IsSingle(v))?.Real[0] ?? double.NaN;

    private static (double[] Best, int Index, double[] Gained) BestSoFar(double[] values, bool isMinimum)
    {
        var (best, gained, index) = (new double[values.Length], new double[values.Length], -1);
        for (var i = 0; i < values.Length; i++)
        {
            var isBetter = double.IsFinite(values[i]) && (index < 0 || (isMinimum ? values[i] < values[index] : values[i] > values[index]));
            if (isBetter)
            {
                gained[i] = index < 0 ? 0 : Math.Abs(values[i] - values[index]);
                index = i;
            }
            best[i] = index < 0 ? double.NaN : values[index];
        }
        return (best, index, gained);
    }

    private static (double[], string, string) CostOf(IReadOnlyList<JournalPoint> points, DashboardOptions options)
    {
        if (options.CostOf is { } costOf)
        {
            var spent = 0.0;
            return ([.. points.Select(p => spent += costOf(p))], options.CostQuantity, options.CostUnit);
        }
        // The clock was running before the run and may begin anew when an instrument is connected again: what counts is by how much it goes on from point to point.
        var passed = 0.0;
        double[] since = [.. points.Select((p, i) => passed += i == 0 ? 0 : Math.Max(p.ClockS - points[i - 1].ClockS, 0))];
        return passed > 0 ? (since, "Time since the first point", "s") : ([.. points.Select((_, i) => i + 1.0)], "Points", "");
    }

    private static (double[], string, string) RewardOf(IReadOnlyList<JournalPoint> points, DashboardOptions options, double[] gained, string unit)
    {
        if (options.RewardOf is { } rewardOf) return ([.. points.Select(rewardOf)], "Reward", options.RewardUnit);
        var measured = points.SelectMany(p => p.Values).FirstOrDefault(v => v.Name == _reward && IsSingle(v));
        return measured is null ? (gained, "Improvement", unit) : ([.. points.Select(p => Single(p, _reward))], "Reward", measured.Unit);
    }
}
