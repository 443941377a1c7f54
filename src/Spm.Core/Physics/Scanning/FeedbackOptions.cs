using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>How the z feedback is set. What an operator turns; the faults are switched in <see cref="ScannerOptions"/>.</summary>
public sealed record FeedbackOptions
{
    /// <summary>False holds z where it is: constant height, the surface appears in the error signal.</summary>
    public bool FeedbackOn { get; init; } = true;

    /// <summary>
    /// I in 1/s: ż = I e. On a slope the tip lags by the time 1/I. Without detector lag the loop is stable up to
    /// I = ω_z/Q_z, ω_z and Q_z being those of the z piezo.
    /// </summary>
    public double IntegralGainPerS { get; init; } = 2000;

    /// <summary>P, metres of z per metre of error. A controller that wants a time constant has T = P/I.</summary>
    public double ProportionalGain { get; init; }

    /// <summary>Fastest that z may be driven, in m/s.</summary>
    public double SlewLimitMPerS { get; init; } = 200e-6;

    /// <summary>Time constant of the signal in s: of the lock-in, or Q/(πf₀) of an oscillating cantilever.</summary>
    public double DetectorTimeS { get; init; } = 50e-6;

    /// <summary>With the feedback off: how far above the landing height the tip is held, in m.</summary>
    public double LiftM { get; init; }

    /// <summary>What is regulated.</summary>
    public FeedbackSensor Sensor { get; init; } = new DeflectionSensor();

    /// <summary>Throws <see cref="ArgumentException"/> when a value is impossible.</summary>
    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Sensor);
        AllowedRange.Check<double>(IntegralGainPerS, 0, 1e7, "1/s", nameof(IntegralGainPerS), "IntegralGainPerS = 2000");
        AllowedRange.Check<double>(ProportionalGain, 0, 1e3, "", nameof(ProportionalGain), "ProportionalGain = 0.1");
        AllowedRange.Check<double>(SlewLimitMPerS, 1e-12, 10, "m/s", nameof(SlewLimitMPerS), "SlewLimitMPerS = 200e-6");
        AllowedRange.Check<double>(DetectorTimeS, 0, 1, "s", nameof(DetectorTimeS), "DetectorTimeS = 50e-6");
        AllowedRange.Check<double>(LiftM, -1e-5, 1e-5, "m", nameof(LiftM), "LiftM = 10e-9");
        Sensor.Check();
    }
}
