using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

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
        AllowedRange.Check<double>(FullScaleM, 1e-12, 1e-3, "m", nameof(FullScaleM), "FullScaleM: 500e-9");
        AllowedRange.Check<double>(SetpointM, 0, FullScaleM, "m", nameof(SetpointM), "SetpointM: 20e-9");
    }
}
