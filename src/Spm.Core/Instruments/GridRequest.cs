namespace Spm.Core.Instruments;

/// <summary>
/// Pixels on a regular grid: <see cref="Rows"/> × <see cref="Columns"/> square pixels whose longer side spans <see cref="SizeM"/>,
/// around a centre. Row 0 is the lowest y, column 0 the lowest x; a pixel's position is its centre.
/// </summary>
public abstract record GridRequest
{
    /// <summary>Most samples one acquisition may hold; more must be measured in parts.</summary>
    public const long MaxSamples = 1L << 27;

    /// <summary>Longer side of the frame in m.</summary>
    public double SizeM { get; init; } = 2e-6;

    /// <summary>Pixels along y.</summary>
    public int Rows { get; init; } = 20;

    /// <summary>Pixels along x.</summary>
    public int Columns { get; init; } = 20;

    /// <summary>x of the frame's centre in m; null is the middle of the scan range.</summary>
    public double? CenterXM { get; init; }

    /// <summary>y of the frame's centre in m; null is the middle of the scan range.</summary>
    public double? CenterYM { get; init; }

    /// <summary>Number of pixels, which is what progress counts up to.</summary>
    public long PixelCount => (long)Rows * Columns;

    /// <summary>Samples acquired at one pixel.</summary>
    protected abstract long SamplesPerPixel { get; }

    /// <summary>Side of a pixel in m.</summary>
    public double PixelM => SizeM / Math.Max(Rows, Columns);

    /// <summary>x of each column in m.</summary>
    public double[] ColumnPositionsM(InstrumentLimits limits) => Positions(CenterXM ?? limits.RangeXM / 2, Columns);

    /// <summary>y of each row in m.</summary>
    public double[] RowPositionsM(InstrumentLimits limits) => Positions(CenterYM ?? limits.RangeYM / 2, Rows);

    /// <summary>Throws when the request makes no sense, or goes beyond what the instrument allows.</summary>
    /// <exception cref="ArgumentException">A value is impossible; the message says what would be right.</exception>
    /// <exception cref="LimitExceededException">A value is beyond a limit.</exception>
    public virtual void Check(InstrumentLimits limits)
    {
        RequestRule.InRange(Rows, 1, 4096, "", nameof(Rows), "Rows = 20");
        RequestRule.InRange(Columns, 1, 4096, "", nameof(Columns), "Columns = 20");
        RequestRule.InRange(SizeM, 1e-9, 1e-3, "m", nameof(SizeM), "SizeM = 2e-6 for 2 µm");
        var (centerX, centerY) = (CenterXM ?? limits.RangeXM / 2, CenterYM ?? limits.RangeYM / 2);
        limits.CheckPosition(centerX - Columns * PixelM / 2, centerY - Rows * PixelM / 2);
        limits.CheckPosition(centerX + Columns * PixelM / 2, centerY + Rows * PixelM / 2);
        if (PixelCount * SamplesPerPixel > MaxSamples)
            throw new ArgumentException($"{Rows} × {Columns} pixels of {SamplesPerPixel} samples are {PixelCount * SamplesPerPixel:N0} samples, {MaxSamples:N0} fit into one acquisition. Measure fewer pixels, steps, cycles or bins at a time.");
    }

    private double[] Positions(double center, int count) => [.. Enumerable.Range(0, count).Select(i => center + (i + 0.5 - count / 2.0) * PixelM)];
}
