namespace Spm.Core.Physics.Scanning;

/// <summary>
/// What the z feedback regulates, as a length: with D = (z − h) − (z − h)_setpoint the deviation of the tip–sample distance from the one
/// that gives the setpoint, the error is e = −D near the setpoint and limited by what the signal can show. e &gt; 0: too close.
/// </summary>
public abstract record FeedbackSensor
{
    /// <summary>e in m for a deviation D in m.</summary>
    public abstract double ErrorM(double deviationM);

    /// <summary>The signal itself for an error in m.</summary>
    public abstract double Signal(double errorM);

    /// <summary>Unit of <see cref="Signal"/>.</summary>
    public abstract string SignalUnit { get; }

    /// <summary>Throws <see cref="ArgumentException"/> when a value is impossible.</summary>
    internal abstract void Check();
}

/// <summary>
/// Contact mode: the deflection δ = max(h − z, 0) of the cantilever, kept at δ_s. A tip that has lost contact shows δ = 0, so that e is
/// −δ_s at most: it comes down at the constant speed I δ_s, which is the shadow behind steep steps.
/// e = min(max(−D, −δ_s), δ_max − δ_s).
/// </summary>
/// <param name="SetpointM">δ_s in m.</param>
/// <param name="FullScaleM">δ_max in m: end of the photodetector's range.</param>
public sealed record DeflectionSensor(double SetpointM = 20e-9, double FullScaleM = 500e-9) : FeedbackSensor
{
    /// <inheritdoc/>
    public override string SignalUnit => "m";

    /// <inheritdoc/>
    public override double ErrorM(double deviationM) => Math.Min(Math.Max(-deviationM, -SetpointM), FullScaleM - SetpointM);

    /// <inheritdoc/>
    public override double Signal(double errorM) => SetpointM + errorM;

    /// <inheritdoc/>
    internal override void Check()
    {
        ScannerRule.InRange(FullScaleM, 1e-12, 1e-3, "m", nameof(FullScaleM), "FullScaleM: 500e-9");
        ScannerRule.InRange(SetpointM, 0, FullScaleM, "m", nameof(SetpointM), "SetpointM: 20e-9");
    }
}

/// <summary>
/// Intermittent contact: the amplitude a = min(max(z − h, 0), a_0), kept at a_s. Away from the surface a = a_0 whatever the distance, so
/// that e is a_s − a_0 at most (parachuting). e = min(max(−D, a_s − a_0), a_s).
/// </summary>
/// <param name="SetpointM">a_s in m.</param>
/// <param name="FreeM">a_0 in m.</param>
public sealed record AmplitudeSensor(double SetpointM = 15e-9, double FreeM = 20e-9) : FeedbackSensor
{
    /// <inheritdoc/>
    public override string SignalUnit => "m";

    /// <inheritdoc/>
    public override double ErrorM(double deviationM) => Math.Min(Math.Max(-deviationM, SetpointM - FreeM), SetpointM);

    /// <inheritdoc/>
    public override double Signal(double errorM) => SetpointM - errorM;

    /// <inheritdoc/>
    internal override void Check()
    {
        ScannerRule.InRange(FreeM, 1e-12, 1e-3, "m", nameof(FreeM), "FreeM: 20e-9");
        ScannerRule.InRange(SetpointM, 0, FreeM, "m", nameof(SetpointM), "SetpointM: 15e-9");
    }
}

/// <summary>
/// Tunnelling: the current i = min(i_s e^{−2κD}, i_max), kept at i_s. Without logarithm e = (i/i_s − 1)/2κ, whose gain grows as the tip
/// comes closer; with it e = ln(max(i, i_min)/i_s)/2κ = −D within the amplifier's range.
/// </summary>
/// <param name="SetpointA">i_s in A.</param>
/// <param name="DecayPerM">κ in 1/m; 1.1e10 for a barrier of 4.6 eV.</param>
/// <param name="FullScaleA">i_max in A.</param>
/// <param name="NoiseFloorA">i_min in A.</param>
/// <param name="Logarithmic">Whether the loop regulates the logarithm.</param>
public sealed record CurrentSensor(double SetpointA = 100e-12, double DecayPerM = 1.1e10, double FullScaleA = 10e-9, double NoiseFloorA = 1e-12, bool Logarithmic = true) : FeedbackSensor
{
    /// <inheritdoc/>
    public override string SignalUnit => "A";

    /// <inheritdoc/>
    public override double ErrorM(double deviationM)
    {
        var ratio = Math.Min(Math.Exp(-2 * DecayPerM * deviationM), FullScaleA / SetpointA);
        return (Logarithmic ? Math.Log(Math.Max(ratio, NoiseFloorA / SetpointA)) : ratio - 1) / (2 * DecayPerM);
    }

    /// <inheritdoc/>
    public override double Signal(double errorM) => SetpointA * (Logarithmic ? Math.Exp(2 * DecayPerM * errorM) : 1 + 2 * DecayPerM * errorM);

    /// <inheritdoc/>
    internal override void Check()
    {
        ScannerRule.InRange(FullScaleA, 1e-15, 1, "A", nameof(FullScaleA), "FullScaleA: 10e-9");
        ScannerRule.InRange(NoiseFloorA, 1e-18, FullScaleA, "A", nameof(NoiseFloorA), "NoiseFloorA: 1e-12");
        ScannerRule.InRange(SetpointA, NoiseFloorA, FullScaleA, "A", nameof(SetpointA), "SetpointA: 100e-12");
        ScannerRule.InRange(DecayPerM, 1e8, 1e11, "1/m", nameof(DecayPerM), "DecayPerM: 1.1e10");
    }
}
