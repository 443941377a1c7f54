namespace Spm.Core.Instruments.Paths;

/// <summary>What stays the same along a spiral.</summary>
public enum SpiralMotion
{
    /// <summary>The speed: points at equal distances along the curve.</summary>
    ConstantLinearVelocity,

    /// <summary>Turns per second: points at equal angles, faster outside. The speed is that at the rim.</summary>
    ConstantAngularVelocity,
}

/// <summary>
/// An Archimedean spiral outwards from a centre, r = p θ/2π with the pitch p. Its length from the centre is s(θ) = (a/2)(θ√(1 + θ²) + asinh θ), a = p/2π; at constant
/// linear velocity that is inverted by Newton's method for points at equal s, at constant angular velocity points are at equal θ.
/// </summary>
public sealed record SpiralPath : ScanPath
{
    /// <summary>Centre.</summary>
    public PathPoint Center { get; init; } = new(2.5e-6, 2.5e-6);

    /// <summary>Largest radius in m.</summary>
    public double RadiusM { get; init; } = 1e-6;

    /// <summary>p, distance between turns in m.</summary>
    public double PitchM { get; init; } = 50e-9;

    /// <summary>Number of points, the centre included.</summary>
    public int Count { get; init; } = 4096;

    /// <summary>What stays the same.</summary>
    public SpiralMotion Motion { get; init; }

    /// <inheritdoc/>
    public override string Title => Motion == SpiralMotion.ConstantLinearVelocity ? "spiral at constant linear velocity" : "spiral at constant angular velocity";

    /// <summary>Number of turns.</summary>
    public double Turns => RadiusM / PitchM;

    /// <summary>Length of the curve from the centre to the rim in m; the straight lines between the points are a little shorter.</summary>
    public double CurveLengthM => PitchM / (2 * Math.PI) * Arc(2 * Math.PI * Turns);

    /// <inheritdoc/>
    public override ScanPath MovedBy(double xM, double yM) => this with { Center = Center.MovedBy(xM, yM) };

    /// <inheritdoc/>
    protected override void CheckSettings()
    {
        CheckPlace(Center, nameof(Center));
        RequestRule.InRange(RadiusM, 1e-10, 1e-3, "m", nameof(RadiusM), "RadiusM = 1e-6 for 1 µm");
        RequestRule.InRange(PitchM, 1e-12, RadiusM, "m", nameof(PitchM), "PitchM = 50e-9, no more than the radius");
        RequestRule.InRange(Count, 2, MaxPoints, "", nameof(Count), "Count = 4096");
        if (!Enum.IsDefined(Motion)) throw new ArgumentException($"{nameof(Motion)} must be {string.Join(" or ", Enum.GetNames<SpiralMotion>())}, got {Motion}.");
    }

    /// <inheritdoc/>
    protected override PathPoint[] Build()
    {
        var (a, last) = (PitchM / (2 * Math.PI), 2 * Math.PI * Turns);
        return
        [
            .. Enumerable.Range(0, Count).Select(i =>
            {
                var part = (double)i / (Count - 1);
                var theta = Motion == SpiralMotion.ConstantLinearVelocity ? AngleAt(part * Arc(last)) : part * last;
                var (sin, cos) = Math.SinCos(theta);
                return new PathPoint(Center.XM + a * theta * cos, Center.YM + a * theta * sin);
            }),
        ];
    }

    private protected override double[] Arrivals(PathPoint[] points)
    {
        if (Motion == SpiralMotion.ConstantLinearVelocity) return base.Arrivals(points);
        var step = points[^1].DistanceM(points[^2]) / SpeedMPerS;
        return [.. Enumerable.Range(0, points.Length).Select(i => i * (step + DwellS))];
    }

    /// <summary>s/a of an angle.</summary>
    private static double Arc(double theta) => (theta * Math.Sqrt(1 + theta * theta) + Math.Asinh(theta)) / 2;

    /// <summary>The angle of s/a. Newton on a convex function from above the root (θ²/2 ≤ s/a): monotone, and quadratic near it.</summary>
    private static double AngleAt(double arc)
    {
        var theta = Math.Sqrt(2 * arc);
        for (var i = 0; i < 50; i++)
        {
            var step = (Arc(theta) - arc) / Math.Sqrt(1 + theta * theta);
            theta -= step;
            if (Math.Abs(step) <= 1e-14 * theta) break;
        }
        return theta;
    }
}
