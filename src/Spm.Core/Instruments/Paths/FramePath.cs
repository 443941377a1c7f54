namespace Spm.Core.Instruments.Paths;

/// <summary>
/// A path over a frame of Rows × Columns square pixels whose longer side spans <see cref="SizeM"/>, around a centre, turned by an angle. Row 0 is the lowest y,
/// column 0 the lowest x, a pixel's position is its centre: the same frame as a <see cref="GridRequest"/>.
/// </summary>
public abstract record FramePath : ScanPath
{
    /// <summary>Centre of the frame.</summary>
    public PathPoint Center { get; init; } = new(2.5e-6, 2.5e-6);

    /// <summary>Longer side of the frame in m.</summary>
    public double SizeM { get; init; } = 2e-6;

    /// <summary>Pixels along y.</summary>
    public int Rows { get; init; } = 64;

    /// <summary>Pixels along x.</summary>
    public int Columns { get; init; } = 64;

    /// <summary>Angle by which the frame is turned counter-clockwise about its centre, rad.</summary>
    public double AngleRad { get; init; }

    /// <summary>Side of a pixel in m.</summary>
    public double PixelM => SizeM / Math.Max(Rows, Columns);

    /// <summary>Position of a pixel's centre; row and column may be fractions.</summary>
    public PathPoint PixelAt(double row, double column)
    {
        var (u, v) = ((column + 0.5 - Columns / 2.0) * PixelM, (row + 0.5 - Rows / 2.0) * PixelM);
        if (AngleRad == 0) return new(Center.XM + u, Center.YM + v);
        var (sin, cos) = Math.SinCos(AngleRad);
        return new(Center.XM + u * cos - v * sin, Center.YM + u * sin + v * cos);
    }

    /// <summary>Row and column, in fractions, of a place: the inverse of <see cref="PixelAt"/>.</summary>
    public (double Row, double Column) PixelOf(PathPoint place)
    {
        var (sin, cos) = Math.SinCos(AngleRad);
        var (x, y) = (place.XM - Center.XM, place.YM - Center.YM);
        return ((y * cos - x * sin) / PixelM + Rows / 2.0 - 0.5, (x * cos + y * sin) / PixelM + Columns / 2.0 - 0.5);
    }

    /// <inheritdoc/>
    public override ScanPath MovedBy(double xM, double yM) => this with { Center = Center.MovedBy(xM, yM) };

    /// <inheritdoc/>
    protected override void CheckSettings()
    {
        RequestRule.InRange(Rows, 1, 4096, "", nameof(Rows), "Rows = 64");
        RequestRule.InRange(Columns, 1, 4096, "", nameof(Columns), "Columns = 64");
        RequestRule.InRange(SizeM, 1e-9, 1e-3, "m", nameof(SizeM), "SizeM = 2e-6 for 2 µm");
        RequestRule.InRange(AngleRad, -2 * Math.PI, 2 * Math.PI, "rad", nameof(AngleRad), "AngleRad = 0");
        CheckPlace(Center, nameof(Center));
    }
}
