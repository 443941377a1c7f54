namespace Spm.Core.Instruments.Twin;

/// <summary>Passes progress on, and tells of each line of an image as soon as all of its pixels are there.</summary>
/// <param name="request">The scan.</param>
/// <param name="images">The images that fill, in the order of the request's channels; trace, then retrace.</param>
/// <param name="finished">Told of a finished line.</param>
/// <param name="progress">Told the number of pixels.</param>
internal sealed class TwinScanLines(ImageRequest request, IReadOnlyList<double[]> images, Action<ScanLine> finished, IProgress<long>? progress) : IProgress<long>
{
    private readonly int _passes = request.WithRetrace ? 2 : 1;
    private int _lines;

    public void Report(long value)
    {
        for (; (_lines + 1L) * request.Columns * _passes <= value; _lines++)
        {
            var row = request.Downward ? request.Rows - 1 - _lines : _lines;
            finished(new ScanLine(row, [.. Enumerable.Range(0, _passes).SelectMany(pass => images.Select(image =>
                new ReadOnlyMemory<double>(image, (int)(pass * request.PixelCount) + row * request.Columns, request.Columns)))]));
        }
        progress?.Report(value / _passes);
    }
}
