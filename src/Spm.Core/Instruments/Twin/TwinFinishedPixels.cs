using System.Numerics;

namespace Spm.Core.Instruments.Twin;

/// <summary>Passes progress on, and shows the last of the pixels that were finished since.</summary>
/// <param name="samples">Samples of all pixels.</param>
/// <param name="perPixel">Samples of one.</param>
/// <param name="finished">Told of a finished pixel.</param>
/// <param name="progress">Told the number of pixels.</param>
internal sealed class TwinFinishedPixels(Complex[] samples, int perPixel, Action<MeasuredPixel> finished, IProgress<long>? progress) : IProgress<long>
{
    public void Report(long value)
    {
        finished(new MeasuredPixel(value - 1, samples.AsMemory((int)(value - 1) * perPixel, perPixel)));
        progress?.Report(value);
    }
}
