namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>How fast a frame is scanned. Speed and time of a line follow from each other by the frame's width.</summary>
/// <param name="ForwardMPerS">Speed of the trace in m/s.</param>
/// <param name="LineS">Time of the trace in s.</param>
/// <param name="Ratio">Speed of the retrace over the speed of the trace.</param>
/// <param name="KeepsTime">True when the time, false when the speed stays when the frame changes.</param>
internal readonly record struct ScanSpeed(double ForwardMPerS, double LineS, double Ratio, bool KeepsTime)
{
    /// <summary>Speed of the retrace in m/s.</summary>
    public double BackwardMPerS => ForwardMPerS * Ratio;

    /// <summary>Time of the retrace in s.</summary>
    public double BackwardLineS => LineS / Ratio;

    /// <summary>The speed for another width.</summary>
    public ScanSpeed For(double widthM) => KeepsTime ? this with { ForwardMPerS = widthM / LineS } : this with { LineS = widthM / ForwardMPerS };

    /// <summary>The arguments of Scan.SpeedSet: 0 and not-a-number leave a value as it is, and the constant parameter says which of the others counts.</summary>
    /// <exception cref="ArgumentException">A value is impossible.</exception>
    public ScanSpeed Set(double forwardMPerS, double backwardMPerS, double lineS, double backwardLineS, int keep, double ratio, double widthM)
    {
        RequestRule.InRange(keep, 0, 2, "", "Keep parameter constant", "1 for speed, 2 for time");
        var speed = this with
        {
            KeepsTime = keep == 0 ? KeepsTime : keep == 2,
            Ratio = Given(ratio) ? ratio : keep == 1 && Given(forwardMPerS) && Given(backwardMPerS) ? backwardMPerS / forwardMPerS
                : keep == 2 && Given(lineS) && Given(backwardLineS) ? lineS / backwardLineS : Ratio,
            ForwardMPerS = Given(forwardMPerS) ? forwardMPerS : ForwardMPerS,
            LineS = Given(lineS) ? lineS : LineS,
        };
        RequestRule.InRange(speed.ForwardMPerS, 1e-12, 1, "m/s", "The forward speed", "1e-6 for 1 µm/s");
        RequestRule.InRange(speed.LineS, 1e-4, 3600, "s", "The time of a line", "1");
        RequestRule.InRange(speed.Ratio, 1e-3, 1e3, "", "The speed ratio", "1");
        var result = speed.For(widthM);
        RequestRule.InRange(result.LineS, 1e-4, 3600, "s", "The time of a line at this speed", "a speed of the frame's width per second");
        return result;
    }

    private static bool Given(double value) => !double.IsNaN(value) && value != 0;
}
