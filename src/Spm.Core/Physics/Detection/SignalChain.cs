namespace Spm.Core.Physics.Detection;

/// <summary>
/// From the force on the tip to the digitized photodetector signal: thermal force, detector and digitizer, each effect with a switch of its own. The forces are
/// <see cref="TipForce"/>, the mechanics <see cref="EigenMode"/>; <see cref="SignalRecorder"/> runs the chain in time.
/// </summary>
public sealed record SignalChain
{
    /// <summary>The optical lever and its noise.</summary>
    public Photodetector Detector { get; init; } = new();

    /// <summary>The converter.</summary>
    public Digitizer Digitizer { get; init; } = new();

    /// <summary>Temperature of the cantilever in K.</summary>
    public double TemperatureK { get; init; } = 295;

    /// <summary>Thermal force, one-sided density 4 k k_B T/(Q ω0).</summary>
    public bool ThermalNoiseOn { get; init; } = true;

    /// <summary>This chain without noise of any kind; saturation, rounding and clipping stay.</summary>
    public SignalChain Quiet() => this with { ThermalNoiseOn = false, Detector = Detector with { WhiteNoiseOn = false, FlickerNoiseOn = false } };

    /// <summary>One-sided density in V²/Hz of all noise at the photodetector's output with the tip on the given modes; rounding by the digitizer not included.</summary>
    public double NoiseDensity(ReadOnlySpan<EigenMode> modes, double frequencyHz)
    {
        var density = 0.0;
        if (ThermalNoiseOn)
            foreach (var mode in modes)
                density += mode.DetectorWeight * mode.DetectorWeight * mode.ThermalDisplacementDensity(frequencyHz, TemperatureK);
        return Detector.OutputVPerM * Detector.OutputVPerM * density + Detector.NoiseDensity(frequencyHz);
    }

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/> when a value is impossible.</summary>
    internal void Check()
    {
        Detector.Check();
        Digitizer.Check();
        PhysicalRange.Require(TemperatureK, 0, 1e4, "K", nameof(TemperatureK), "TemperatureK = 295");
    }
}
