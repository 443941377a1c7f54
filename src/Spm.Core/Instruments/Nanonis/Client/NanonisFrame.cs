namespace Spm.Core.Instruments.Nanonis.Client;

/// <summary>
/// The frame of a running scan as it is grabbed. The controller sends lines in the order in which they were measured and the retrace from
/// right to left; here row 0 is the lowest y and x increases in both.
/// </summary>
internal sealed class NanonisFrame(ImageRequest request, int[] numbers, IReadOnlyList<string> units, NanonisConnection connection)
{
    private readonly double[][] _trace = new double[numbers.Length][];
    private readonly double[][] _retrace = new double[numbers.Length][];
    private int _told;

    /// <summary>Lines of which every channel is measured, counted in the order of the scan.</summary>
    public int FinishedRows { get; private set; }

    /// <summary>Takes all channels.</summary>
    /// <exception cref="InvalidOperationException">The controller's frame has another size.</exception>
    public async Task GrabAsync(bool withRetrace, CancellationToken token)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            _trace[i] = await GrabAsync(numbers[i], forward: true, token).ConfigureAwait(false);
            if (withRetrace) _retrace[i] = await GrabAsync(numbers[i], forward: false, token).ConfigureAwait(false);
        }
        var all = withRetrace ? _trace.Concat(_retrace) : _trace;
        FinishedRows = Enumerable.Range(0, request.Rows).TakeWhile(line => all.All(image => !image.AsSpan(RowOf(line) * request.Columns, request.Columns).Contains(double.NaN))).Count();
    }

    /// <summary>Lines that were not told yet.</summary>
    public IEnumerable<ScanLine> NewLines(bool withRetrace)
    {
        for (; _told < FinishedRows; _told++)
        {
            var row = RowOf(_told);
            yield return new ScanLine(row, [.. (withRetrace ? _trace.Concat(_retrace) : _trace).Select(image => new ReadOnlyMemory<double>(image, row * request.Columns, request.Columns))]) { Units = units };
        }
    }

    /// <summary>All images: the traces, then the retraces.</summary>
    public IEnumerable<(int Channel, bool Retrace, double[] Values)> Images(bool withRetrace) =>
        _trace.Select((values, i) => (i, false, values)).Concat(withRetrace ? _retrace.Select((values, i) => (i, true, values)) : []);

    private int RowOf(int line) => request.Downward ? request.Rows - 1 - line : line;

    private async Task<double[]> GrabAsync(int number, bool forward, CancellationToken token)
    {
        var (rows, columns, values, up) = await connection.AskAsync("Scan.FrameDataGrab", w => w.UInt32((uint)number).Flag(forward), reader =>
        {
            reader.ReadText();
            var matrix = reader.ReadMatrix();
            return (matrix.Rows, matrix.Columns, matrix.Values, reader.ReadUInt32() != 0);
        }, token).ConfigureAwait(false);
        if ((rows, columns) != (request.Rows, request.Columns))
            throw new InvalidOperationException($"The controller's frame has {rows} × {columns} pixels where {request.Rows} × {request.Columns} were scanned. Somebody else may have changed it.");
        var image = new double[values.Length];
        for (var line = 0; line < rows; line++)
        {
            var target = image.AsSpan((up ? line : rows - 1 - line) * columns, columns);
            for (var i = 0; i < columns; i++) target[forward ? i : columns - 1 - i] = values[line * columns + i];
        }
        return image;
    }
}
