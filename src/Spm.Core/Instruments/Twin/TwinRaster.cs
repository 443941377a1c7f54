using Spm.Core.Physics.Scanning;

namespace Spm.Core.Instruments.Twin;

/// <summary>
/// The way of a raster scan: visit 0, 1, 2… of the tip, line by line, each there and, if it is recorded, back. Pixels are numbered as in the datasets: row-major from the
/// lowest row, first all of the trace, then all of the retrace.
/// </summary>
internal sealed class TwinRaster
{
    private readonly ImageRequest _request;
    private readonly TwinScanner _scanner;
    private readonly RasterFrame _frame;
    private readonly double[] _xs, _ys;
    private readonly int _perLine;
    private Physics.Scanning.ScanLine? _line;

    public TwinRaster(ImageRequest request, InstrumentLimits limits, TwinScanner scanner, double traceS)
    {
        (_request, _scanner, _xs, _ys) = (request, scanner, request.ColumnPositionsM(limits), request.RowPositionsM(limits));
        _perLine = request.Columns * (request.WithRetrace ? 2 : 1);
        _frame = new RasterFrame
        {
            CenterXM = request.CenterXM ?? limits.RangeXM / 2,
            CenterYM = request.CenterYM ?? limits.RangeYM / 2,
            WidthM = request.PixelM * request.Columns,
            HeightM = request.PixelM * request.Rows,
            Rows = request.Rows,
            Columns = request.Columns,
            Downwards = request.Downward,
            TraceTimeS = request.LineTimeS ?? traceS,
        };
        if (scanner.HasFaults)
        {
            if (request.Columns < 2) throw new ArgumentException("A scanner with faults scans lines of at least 2 pixels, got 1. Try: Columns = 2");
            MeasuredHeightM = new double[request.PixelCount * (request.WithRetrace ? 2 : 1)];
        }
    }

    /// <summary>Heights that the feedback measured, by pixel; null for a scanner without faults.</summary>
    public double[]? MeasuredHeightM { get; }

    /// <summary>The pixel of a visit.</summary>
    public int Pixel(int visit)
    {
        var (row, back, column) = Place(visit);
        return (back ? (int)_request.PixelCount : 0) + row * _request.Columns + column;
    }

    /// <summary>Takes the tip there.</summary>
    public void Go(int visit, TwinMicroscope microscope, CancellationToken cancellationToken)
    {
        var (row, back, column) = Place(visit);
        if (!_scanner.HasFaults)
        {
            microscope.MoveTo(_xs[column], _ys[row]);
            return;
        }
        if (visit % _perLine == 0 || _line is null) _line = _scanner.Line(_frame.Line(row), cancellationToken);
        var pass = back ? _line.Retrace : _line.Trace;
        microscope.MoveTo(pass.XM[column], pass.YM[column]);
        MeasuredHeightM![Pixel(visit)] = pass.HeightM[column];
    }

    private (int Row, bool Back, int Column) Place(int visit)
    {
        var (line, along) = (visit / _perLine, visit % _perLine);
        var (row, back) = (_request.Downward ? _request.Rows - 1 - line : line, along >= _request.Columns);
        return (row, back, back ? 2 * _request.Columns - 1 - along : along);
    }
}
