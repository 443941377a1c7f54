using Spm.Core.Instruments.Paths;

namespace Spm.Core.Instruments.Twin;

/// <summary>Passes progress on, and tells of the points of a path that were finished since.</summary>
/// <param name="points">All points.</param>
/// <param name="values">Values that fill, by channel.</param>
/// <param name="finished">Told of finished points.</param>
/// <param name="progress">Told the number of points.</param>
internal sealed class TwinFinishedPoints(PathPoint[] points, double[][] values, Action<MeasuredPoints> finished, IProgress<long>? progress) : IProgress<long>
{
    private int _told;

    public void Report(long value)
    {
        var count = (int)value - _told;
        if (count > 0) finished(new MeasuredPoints(_told, points.AsMemory(_told, count), [.. values.Select(channel => new ReadOnlyMemory<double>(channel, _told, count))]));
        _told = (int)value;
        progress?.Report(value);
    }
}
