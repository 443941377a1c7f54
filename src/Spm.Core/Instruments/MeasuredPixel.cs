using System.Numerics;

namespace Spm.Core.Instruments;

/// <summary>A pixel of a running measurement, for a display that follows it.</summary>
/// <param name="Pixel">Its number, row-major from the lowest row.</param>
/// <param name="Samples">Its samples, in the order of the dataset's swept dimensions, in V. Valid only during the call.</param>
public sealed record MeasuredPixel(long Pixel, ReadOnlyMemory<Complex> Samples);
