namespace Spm.Core.Physics.Scanning;

/// <summary>
/// The controller's samples of one pass over a line: whole samples per pixel, so that every pixel is hit exactly, and the samples of half a turn.
/// </summary>
internal readonly struct LineTiming
{
    private readonly LineGeometry _line;
    private readonly int _depth;

    public LineTiming(LineGeometry line, double passTimeS, double sampleRateHz)
    {
        _line = line;
        var pixelS = passTimeS / (line.Pixels - 1);
        PerPixel = (int)Math.Max(1, Math.Round(pixelS * sampleRateHz));
        StepS = pixelS / PerPixel;
        Samples = (long)PerPixel * (line.Pixels - 1);
        _depth = (int)Math.Round(line.Overscan * Samples);
        HalfTurn = line.RoundedTurns ? 2 * _depth : _depth;
    }

    /// <summary>Samples from one pixel to the next.</summary>
    public int PerPixel { get; }

    /// <summary>Time of a sample in s.</summary>
    public double StepS { get; }

    /// <summary>Samples from the first to the last pixel.</summary>
    public long Samples { get; }

    /// <summary>Samples from an end of the line to where the tip turns.</summary>
    public int HalfTurn { get; }

    /// <summary>Place along the line at a sample counted from the first pixel; exact at pixels.</summary>
    public double FractionAt(long sample) => (double)sample / Samples;

    /// <summary>
    /// How far beyond the end, as a part of the line, at a sample j counted from the end: j, or rounded j − j²/4d with d the overscan
    /// in samples, which reaches d at j = 2d with the speed 0.
    /// </summary>
    public double Beyond(int sample) => (_line.RoundedTurns ? sample - (double)sample * sample / (4.0 * _depth) : sample) / Samples;
}
