namespace Spm.Core.Instruments;

/// <summary>Where the tip is over the sample, in the sample frame: the origin is the lower left corner of the scan range.</summary>
/// <param name="XM">x in m.</param>
/// <param name="YM">y in m.</param>
public readonly record struct TipPosition(double XM, double YM);
