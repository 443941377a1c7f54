namespace Spm.Core.Instruments.Paths;

/// <summary>How the lines of a raster follow each other.</summary>
public enum RasterOrder
{
    /// <summary>Each line there and back before the next one: pixels are visited twice.</summary>
    TraceRetrace,

    /// <summary>Lines there and back in turn.</summary>
    Serpentine,

    /// <summary>Every line in the same direction, with a way back on which nothing is measured.</summary>
    OneWay,
}

/// <summary>Line by line over a frame, from the lowest y upwards.</summary>
public sealed record RasterPath : FramePath
{
    /// <summary>How lines follow each other.</summary>
    public RasterOrder Order { get; init; }

    /// <inheritdoc/>
    public override string Title => Order switch
    {
        RasterOrder.TraceRetrace => "raster, trace and retrace",
        RasterOrder.Serpentine => "serpentine raster",
        _ => "raster in one direction",
    };

    /// <summary>The frame of a request as a raster, so that its points are the request's pixels.</summary>
    public static RasterPath Of(GridRequest request, InstrumentLimits limits)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(limits);
        return new()
        {
            Center = new(request.CenterXM ?? limits.RangeXM / 2, request.CenterYM ?? limits.RangeYM / 2),
            SizeM = request.SizeM,
            Rows = request.Rows,
            Columns = request.Columns,
        };
    }

    /// <summary>The speed at which a line is passed in one direction in half of a line period, when lines are scanned at <paramref name="lineHz"/>, in m/s.</summary>
    public double SpeedOfLineRate(double lineHz) => 2 * lineHz * (Columns - 1) * PixelM;

    /// <summary>Row and column of each point, in the order visited.</summary>
    /// <exception cref="ArgumentException">A setting is impossible.</exception>
    public (int Row, int Column)[] Pixels()
    {
        CheckSettings();
        return [.. Enumerable.Range(0, Rows).SelectMany(Line)];
    }

    /// <inheritdoc/>
    protected override void CheckSettings()
    {
        base.CheckSettings();
        if (!Enum.IsDefined(Order)) throw new ArgumentException($"{nameof(Order)} must be {string.Join(" or ", Enum.GetNames<RasterOrder>())}, got {Order}.");
        CheckCount((double)Rows * Columns * (Order == RasterOrder.TraceRetrace ? 2 : 1), "Scan fewer pixels.");
    }

    /// <inheritdoc/>
    protected override PathPoint[] Build() => [.. Pixels().Select(p => PixelAt(p.Row, p.Column))];

    private IEnumerable<(int Row, int Column)> Line(int row)
    {
        var there = Enumerable.Range(0, Columns).Select(column => (row, column));
        var back = Enumerable.Range(0, Columns).Select(i => (row, Columns - 1 - i));
        return Order switch
        {
            RasterOrder.TraceRetrace => there.Concat(back),
            RasterOrder.Serpentine when row % 2 == 1 => back,
            _ => there,
        };
    }
}
