namespace Spm.Core.Instruments.Paths;

/// <summary>In which order points are visited.</summary>
public enum VisitOrder
{
    /// <summary>As they are listed.</summary>
    AsListed,

    /// <summary>From the first one by a short way: nearest neighbour, then 2-opt.</summary>
    ShortTravel,
}

/// <summary>A list of points, each measured for the dwell time.</summary>
public sealed record PointsPath : ScanPath
{
    /// <summary>The points.</summary>
    public IReadOnlyList<PathPoint> Places { get; init => field = [.. value]; } = [];

    /// <summary>In which order they are visited.</summary>
    public VisitOrder Order { get; init; }

    /// <inheritdoc/>
    public override string Title => "list of points";

    /// <summary>Index in <see cref="Places"/> of each point visited, to bring what was measured back into the order of the list.</summary>
    /// <exception cref="ArgumentException">A setting is impossible.</exception>
    public int[] Visits()
    {
        CheckSettings();
        PathPoint[] places = [.. Places];
        return Order == VisitOrder.ShortTravel ? TravelOrder.Of(places) : [.. Enumerable.Range(0, places.Length)];
    }

    /// <inheritdoc/>
    public override ScanPath MovedBy(double xM, double yM) => this with { Places = [.. Places.Select(place => place.MovedBy(xM, yM))] };

    /// <inheritdoc/>
    protected override void CheckSettings()
    {
        CheckCount(Places.Count, "Give places, such as Places = [new(1e-6, 1e-6), new(2e-6, 1e-6)].");
        if (!Enum.IsDefined(Order)) throw new ArgumentException($"{nameof(Order)} must be {string.Join(" or ", Enum.GetNames<VisitOrder>())}, got {Order}.");
        for (var i = 0; i < Places.Count; i++) CheckPlace(Places[i], $"Point {i + 1} of {Places.Count}");
    }

    /// <inheritdoc/>
    protected override PathPoint[] Build() => [.. Visits().Select(i => Places[i])];
}
