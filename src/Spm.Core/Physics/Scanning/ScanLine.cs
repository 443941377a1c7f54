namespace Spm.Core.Physics.Scanning;

/// <summary>A line there and back.</summary>
/// <param name="Number">Number of the line, which chose its noise.</param>
/// <param name="Trace">The way there.</param>
/// <param name="Retrace">The way back, in order of position.</param>
/// <param name="TipChanges">Changes of the tip during the line.</param>
/// <param name="StrokeExceeded">True when the line asked for positions beyond the stroke of x or y: the image is squeezed there.</param>
/// <param name="SaturatedPixels">Pixels at which z stood at the end of its stroke.</param>
public sealed record ScanLine(long Number, ScanPass Trace, ScanPass Retrace, int TipChanges, bool StrokeExceeded, int SaturatedPixels);
