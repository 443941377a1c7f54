using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

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
        AllowedRange.Check<double>(FullScaleA, 1e-15, 1, "A", nameof(FullScaleA), "FullScaleA: 10e-9");
        AllowedRange.Check<double>(NoiseFloorA, 1e-18, FullScaleA, "A", nameof(NoiseFloorA), "NoiseFloorA: 1e-12");
        AllowedRange.Check<double>(SetpointA, NoiseFloorA, FullScaleA, "A", nameof(SetpointA), "SetpointA: 100e-12");
        AllowedRange.Check<double>(DecayPerM, 1e8, 1e11, "1/m", nameof(DecayPerM), "DecayPerM: 1.1e10");
    }
}
