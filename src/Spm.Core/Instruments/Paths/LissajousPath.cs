namespace Spm.Core.Instruments.Paths;

/// <summary>
/// A Lissajous figure that fills a frame: x = x_c + (w/2) sin(2π a t), y = y_c + (h/2) sin(2π b t), t from 0 to 1, a and b without a common divisor. Smooth, so that
/// the scanner is never asked to turn sharply; the frame is sparse at first and fills in. The fastest place is passed at the path's speed, points are even in time.
/// </summary>
public sealed record LissajousPath : ScanPath
{
    /// <summary>Centre of the frame.</summary>
    public PathPoint Center { get; init; } = new(2.5e-6, 2.5e-6);

    /// <summary>Width w of the frame in m.</summary>
    public double WidthM { get; init; } = 2e-6;

    /// <summary>Height h of the frame in m.</summary>
    public double HeightM { get; init; } = 2e-6;

    /// <summary>a, periods along x.</summary>
    public int PeriodsX { get; init; } = 31;

    /// <summary>b, periods along y.</summary>
    public int PeriodsY { get; init; } = 32;

    /// <summary>Number of points.</summary>
    public int Count { get; init; } = 4096;

    /// <inheritdoc/>
    public override string Title => "Lissajous figure";

    /// <inheritdoc/>
    public override ScanPath MovedBy(double xM, double yM) => this with { Center = Center.MovedBy(xM, yM) };

    /// <inheritdoc/>
    protected override void CheckSettings()
    {
        CheckPlace(Center, nameof(Center));
        RequestRule.InRange(WidthM, 1e-10, 1e-3, "m", nameof(WidthM), "WidthM = 2e-6");
        RequestRule.InRange(HeightM, 1e-10, 1e-3, "m", nameof(HeightM), "HeightM = 2e-6");
        RequestRule.InRange(PeriodsX, 1, 100_000, "", nameof(PeriodsX), "PeriodsX = 31");
        RequestRule.InRange(PeriodsY, 1, 100_000, "", nameof(PeriodsY), "PeriodsY = 32");
        RequestRule.InRange(Count, 2, MaxPoints, "", nameof(Count), "Count = 4096");
        if (System.Numerics.BigInteger.GreatestCommonDivisor(PeriodsX, PeriodsY) is var divisor && !divisor.IsOne)
            throw new ArgumentException($"{PeriodsX} and {PeriodsY} periods have the common divisor {divisor}: the figure would be drawn {divisor} times over. Try: PeriodsX = {PeriodsX}, PeriodsY = {PeriodsX + 1}");
    }

    /// <inheritdoc/>
    protected override PathPoint[] Build() =>
    [
        .. Enumerable.Range(0, Count).Select(i =>
        {
            var t = 2 * Math.PI * i / Count;
            return new PathPoint(Center.XM + WidthM / 2 * Math.Sin(PeriodsX * t), Center.YM + HeightM / 2 * Math.Sin(PeriodsY * t));
        }),
    ];

    private protected override double[] Arrivals(PathPoint[] points)
    {
        var longest = 0.0;
        for (var i = 1; i < points.Length; i++) longest = Math.Max(longest, points[i].DistanceM(points[i - 1]));
        return [.. Enumerable.Range(0, points.Length).Select(i => i * (longest / SpeedMPerS + DwellS))];
    }
}
