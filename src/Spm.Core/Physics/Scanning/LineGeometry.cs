using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>
/// One scan line there and back: pixel i of n lies at start + i/(n − 1) · vector, and is read when the tip is told to be there. Beyond both ends
/// the tip turns: it runs on by the overscan and comes back, at constant speed (a triangle) or, rounded, with constant deceleration.
/// </summary>
public sealed record LineGeometry
{
    /// <summary>x of the first pixel in m.</summary>
    public double StartXM { get; init; }

    /// <summary>y of the first pixel in m.</summary>
    public double StartYM { get; init; }

    /// <summary>x from the first to the last pixel in m.</summary>
    public double VectorXM { get; init; } = 1e-6;

    /// <summary>y from the first to the last pixel in m.</summary>
    public double VectorYM { get; init; }

    /// <summary>n ≥ 2.</summary>
    public int Pixels { get; init; } = 256;

    /// <summary>Time from the first to the last pixel in s.</summary>
    public double TraceTimeS { get; init; } = 0.5;

    /// <summary>Time from the last back to the first pixel in s; null is the time there.</summary>
    public double? RetraceTimeS { get; init; }

    /// <summary>How far the tip runs on beyond each end, as a part of the line.</summary>
    public double Overscan { get; init; }

    /// <summary>Whether it turns with constant deceleration, which takes twice the time of a triangle of the same overscan.</summary>
    public bool RoundedTurns { get; init; }

    /// <summary>Lines per second: trace, retrace and both turns.</summary>
    public double LineRateHz => 1 / ((TraceTimeS + (RetraceTimeS ?? TraceTimeS)) * (1 + (RoundedTurns ? 4 : 2) * Overscan));

    /// <summary>Speed of the trace in m/s.</summary>
    public double SpeedMPerS => Math.Sqrt(VectorXM * VectorXM + VectorYM * VectorYM) / TraceTimeS;

    /// <summary>x and y in m of a place along the line; 0 is the first, 1 the last pixel.</summary>
    public (double XM, double YM) At(double fraction) => (StartXM + fraction * VectorXM, StartYM + fraction * VectorYM);

    /// <summary>Throws <see cref="ArgumentException"/> when a value is impossible.</summary>
    internal void Check()
    {
        foreach (var (value, name) in new[] { (StartXM, nameof(StartXM)), (StartYM, nameof(StartYM)), (VectorXM, nameof(VectorXM)), (VectorYM, nameof(VectorYM)) })
            AllowedRange.Check<double>(value, -1, 1, "m", name, $"{name} = 1e-6");
        AllowedRange.Check<double>(Pixels, 2, 1 << 20, "", nameof(Pixels), "Pixels = 256");
        AllowedRange.Check<double>(TraceTimeS, 1e-6, 3600, "s", nameof(TraceTimeS), "TraceTimeS = 0.5");
        AllowedRange.Check<double>(RetraceTimeS ?? TraceTimeS, 1e-6, 3600, "s", nameof(RetraceTimeS), "RetraceTimeS = 0.5");
        AllowedRange.Check<double>(Overscan, 0, 10, "", nameof(Overscan), "Overscan = 0.05");
    }
}
