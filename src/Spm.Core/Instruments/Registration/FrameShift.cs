using Spm.Core.Data;

namespace Spm.Core.Instruments.Registration;

/// <summary>How far the features of one frame lie from where they are in another: later(x) = earlier(x − shift).</summary>
/// <param name="XPixels">Along the columns, in pixels.</param>
/// <param name="YPixels">Along the rows, in pixels.</param>
/// <param name="XM">Along x in m (or in the axis' unit).</param>
/// <param name="YM">Along y.</param>
/// <param name="XErrorM">Standard error of <paramref name="XM"/> from the noise of both frames.</param>
/// <param name="YErrorM">Standard error of <paramref name="YM"/>.</param>
/// <param name="Correlation">Correlation coefficient of both frames where they overlap: 1 when they are the same, about 0 when they have nothing in common.</param>
public sealed record FrameShift(double XPixels, double YPixels, double XM, double YM, double XErrorM, double YErrorM, double Correlation)
{
    /// <summary>Frames that have nothing in common reach 0.2 by chance when they are made of a few hundred features.</summary>
    public const double LeastCorrelation = 0.3;

    /// <summary>Whether the frames resemble each other enough for the shift to mean anything.</summary>
    public bool IsReliable => Correlation >= LeastCorrelation;

    /// <inheritdoc/>
    public override string ToString() =>
        $"shift {Quantity.Compact(XM, "m", 4)} ± {Quantity.Compact(XErrorM, "m", 2)}, {Quantity.Compact(YM, "m", 4)} ± {Quantity.Compact(YErrorM, "m", 2)}; correlation {Correlation:F3}{(IsReliable ? "" : ": the frames do not resemble each other")}";
}
