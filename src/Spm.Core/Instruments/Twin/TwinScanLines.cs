namespace Spm.Core.Instruments.Twin;

/// <summary>Passes progress on, and tells of each line of an image as soon as all of its pixels are there.</summary>
/// <param name="request">The scan.</param>
/// <param name="images">The images that fill, in the order of the request's channels.</param>
/// <param name="finished">Told of a finished line.</param>
/// <param name="progress">Told the number of pixels.</param>
internal sealed class TwinScanLines(ImageRequest request, IReadOnlyList<double[]> images, Action<ScanLine> finished, IProgress<long>? progress) : IProgress<long>
{
    private int _lines;

    public void Report(long value)
    {
        for (; (_lines + 1L) * request.Columns <= value; _lines++)
        {
            var start = _lines * request.Columns;
            finished(new ScanLine(_lines, [.. images.Select(image => new ReadOnlyMemory<double>(image, start, request.Columns))]));
        }
        progress?.Report(value);
    }
}
