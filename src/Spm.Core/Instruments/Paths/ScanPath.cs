namespace Spm.Core.Instruments.Paths;

/// <summary>A place in the sample frame, whose origin is the lower left corner of the scan range.</summary>
/// <param name="XM">x in m.</param>
/// <param name="YM">y in m.</param>
public readonly record struct PathPoint(double XM, double YM)
{
    /// <summary>Distance to another place in m.</summary>
    public double DistanceM(PathPoint other) => Math.Sqrt((XM - other.XM) * (XM - other.XM) + (YM - other.YM) * (YM - other.YM));

    /// <summary>The place beside it.</summary>
    public PathPoint MovedBy(double xM, double yM) => new(XM + xM, YM + yM);
}

/// <summary>
/// Where the tip goes: points in the order visited, straight lines between them at <see cref="SpeedMPerS"/>, a stay of <see cref="DwellS"/> at each point.
/// </summary>
public abstract record ScanPath
{
    /// <summary>Most points of one path: 2²².</summary>
    public const int MaxPoints = 1 << 22;

    /// <summary>Speed of the tip between points in m/s.</summary>
    public double SpeedMPerS { get; init; } = 2e-6;

    /// <summary>Time spent at each point in s.</summary>
    public double DwellS { get; init; }

    /// <summary>What it is, in a few words.</summary>
    public abstract string Title { get; }

    /// <summary>Points in the order visited.</summary>
    /// <exception cref="ArgumentException">A setting is impossible; the message says what would be right.</exception>
    public PathPoint[] Points()
    {
        RequestRule.InRange(SpeedMPerS, 1e-12, 1, "m/s", nameof(SpeedMPerS), "SpeedMPerS = 2e-6 for 2 µm/s");
        RequestRule.InRange(DwellS, 0, 1e5, "s", nameof(DwellS), "DwellS = 1e-3 for 1 ms");
        CheckSettings();
        return Build();
    }

    /// <summary>Time at which each point is reached, in s from the first one: t_i = Σ_{j&lt;i} (dwell + |x_{j+1} − x_j|/speed).</summary>
    /// <exception cref="ArgumentException">A setting is impossible.</exception>
    public double[] ArrivalsS() => Arrivals(Points());

    /// <summary>Length of the way in m: Σ|x_{i+1} − x_i|.</summary>
    /// <exception cref="ArgumentException">A setting is impossible.</exception>
    public double LengthM() => LengthOf(Points());

    /// <summary>Time from the first point to the end of the stay at the last one, in s.</summary>
    /// <exception cref="ArgumentException">A setting is impossible.</exception>
    public double DurationS() => ArrivalsS()[^1] + DwellS;

    /// <summary>Throws when the path makes no sense, or leaves what the instrument allows. Nothing is moved.</summary>
    /// <exception cref="ArgumentException">A setting is impossible; the message says what would be right.</exception>
    /// <exception cref="LimitExceededException">The speed or the stay at a point is beyond its limit, or a point is outside the scan range; the message names the first one that is.</exception>
    public void Check(InstrumentLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var points = Points();
        limits.CheckScanSpeed(SpeedMPerS);
        // Without a stay the tip passes a point: the shortest stay says nothing about that.
        if (DwellS > 0) limits.CheckDwell(DwellS);
        for (var i = 0; i < points.Length; i++)
        {
            try
            {
                limits.CheckPosition(points[i].XM, points[i].YM);
            }
            catch (LimitExceededException e)
            {
                throw e.At($"by point {i + 1} of {points.Length} ({Words(points[i])})");
            }
        }
    }

    /// <summary>The same path beside its place, as a frame follows the drift.</summary>
    /// <param name="xM">How far along x in m.</param>
    /// <param name="yM">How far along y in m.</param>
    public abstract ScanPath MovedBy(double xM, double yM);

    /// <summary>Points and the time at which each is reached, worked out once.</summary>
    /// <exception cref="ArgumentException">A setting is impossible.</exception>
    internal (PathPoint[] Points, double[] ArrivalsS) Timed()
    {
        var points = Points();
        return (points, Arrivals(points));
    }

    /// <summary>Throws when a setting is impossible.</summary>
    protected abstract void CheckSettings();

    /// <summary>The points of settings that have been checked.</summary>
    protected abstract PathPoint[] Build();

    /// <summary>When each point is reached; a path whose speed varies has its own.</summary>
    private protected virtual double[] Arrivals(PathPoint[] points)
    {
        var arrivals = new double[points.Length];
        for (var i = 1; i < points.Length; i++) arrivals[i] = arrivals[i - 1] + DwellS + points[i].DistanceM(points[i - 1]) / SpeedMPerS;
        return arrivals;
    }

    internal static double LengthOf(ReadOnlySpan<PathPoint> points)
    {
        var length = 0.0;
        for (var i = 1; i < points.Length; i++) length += points[i].DistanceM(points[i - 1]);
        return length;
    }

    private protected static void CheckCount(double points, string how)
    {
        if (!(points >= 1 && points <= MaxPoints))
            throw new ArgumentException($"The path would have {points:N0} points; 1 to {MaxPoints:N0} are possible. {how}");
    }

    private protected static void CheckPlace(PathPoint place, string name)
    {
        if (!double.IsFinite(place.XM) || !double.IsFinite(place.YM))
            throw new ArgumentException($"{name} must be a place in m, got ({place.XM}, {place.YM}). Try: new PathPoint(1e-6, 2e-6)");
    }

    private static string Words(PathPoint point) => $"{Data.Quantity.Compact(point.XM, "m", 5)}, {Data.Quantity.Compact(point.YM, "m", 5)}";
}
