namespace Spm.Core.Instruments.Paths;

/// <summary>
/// Any way: straight lines from corner to corner, measured at every corner and between corners at even distances of at most <see cref="SpacingM"/>.
/// </summary>
public sealed record PolylinePath : ScanPath
{
    /// <summary>The corners in order.</summary>
    public IReadOnlyList<PathPoint> Corners { get; init => field = [.. value]; } = [];

    /// <summary>Largest distance between points in m.</summary>
    public double SpacingM { get; init; } = 10e-9;

    /// <inheritdoc/>
    public override string Title => "way along corners";

    /// <inheritdoc/>
    public override ScanPath MovedBy(double xM, double yM) => this with { Corners = [.. Corners.Select(corner => corner.MovedBy(xM, yM))] };

    /// <inheritdoc/>
    protected override void CheckSettings()
    {
        RequestRule.InRange(SpacingM, 1e-12, 1e-3, "m", nameof(SpacingM), "SpacingM = 10e-9 for 10 nm");
        CheckCount(Corners.Count, "Give corners, such as Corners = [new(1e-6, 1e-6), new(2e-6, 1e-6)].");
        for (var i = 0; i < Corners.Count; i++) CheckPlace(Corners[i], $"Corner {i + 1} of {Corners.Count}");
        CheckCount(1 + Corners.Skip(1).Zip(Corners).Sum(pair => Parts(pair.First, pair.Second)), $"Use a larger {nameof(SpacingM)}.");
    }

    /// <inheritdoc/>
    protected override PathPoint[] Build()
    {
        List<PathPoint> points = [Corners[0]];
        for (var i = 1; i < Corners.Count; i++)
        {
            var (from, to) = (Corners[i - 1], Corners[i]);
            var parts = (int)Parts(from, to);
            for (var k = 1; k < parts; k++)
                points.Add(new(from.XM + (to.XM - from.XM) * k / parts, from.YM + (to.YM - from.YM) * k / parts));
            points.Add(to);
        }
        return [.. points];
    }

    // A side that is a whole number of spacings may miss it by rounding.
    private double Parts(PathPoint from, PathPoint to) => Math.Max(1, Math.Ceiling(from.DistanceM(to) / SpacingM - 1e-9));
}
