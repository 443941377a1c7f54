namespace Spm.Core.Physics;

/// <summary>
/// The cantilever in contact, and what its detector sees. With p the sensed polarization in units of P_s and all fields local:
/// <code>
/// r  = V_ac [ d p + c (V − V_cpd) ]                                    signed response, V
/// A  = |r|,   φ = φ_drive, plus π where r is negative
/// f0 = F (1 + κ s + τ ∂h/∂x − μ max(0, 1 − p²))                        stiffness, slope, softening while switching
/// Q  = Q̄ (1 + ν q), kept within 100 to 250
/// </code>
/// s and q are standard-normal fields of contact stiffness and dissipation. The slope term is topographic cross-talk.
/// Phenomenological; magnitudes are those seen on lead titanate films with a 3 N/m cantilever.
/// </summary>
/// <param name="ResonanceHz">F: mean contact resonance in Hz.</param>
/// <param name="QualityFactor">Q̄.</param>
/// <param name="PiezoVPerV">d: detector volts per volt of excitation at p = 1.</param>
/// <param name="ElectrostaticVPerV2">c: detector volts per volt of excitation and volt of potential difference.</param>
/// <param name="DrivePhaseRad">φ_drive: phase of the electronics in rad.</param>
/// <param name="StiffnessShift">κ.</param>
/// <param name="SlopeShift">τ.</param>
/// <param name="SwitchingSoftening">μ.</param>
/// <param name="QualitySpread">ν.</param>
public sealed record Cantilever(double ResonanceHz = 350e3, double QualityFactor = 170, double PiezoVPerV = 6e-4, double ElectrostaticVPerV2 = 1.5e-5,
    double DrivePhaseRad = 0.6, double StiffnessShift = 0.006, double SlopeShift = 0.03, double SwitchingSoftening = 0.003, double QualitySpread = 0.15)
{
    /// <summary>The oscillator that a band excitation meets.</summary>
    /// <param name="surface">What is below the tip.</param>
    /// <param name="polarization">p, in units of P_s.</param>
    /// <param name="biasV">V, the dc bias on the tip while exciting.</param>
    /// <param name="acAmplitudeV">V_ac.</param>
    public ContactResonance Resonance(in SurfacePoint surface, double polarization, double biasV, double acAmplitudeV)
    {
        var response = acAmplitudeV * (PiezoVPerV * polarization + ElectrostaticVPerV2 * (biasV - surface.ContactPotentialV));
        var softening = SwitchingSoftening * Math.Max(0, 1 - polarization * polarization);
        return new ContactResonance(
            Math.Abs(response),
            ResonanceHz * (1 + StiffnessShift * surface.Stiffness + SlopeShift * surface.Slope - softening),
            Math.Clamp(QualityFactor * (1 + QualitySpread * surface.Dissipation), 100, 250),
            Math.IEEERemainder(DrivePhaseRad + (response < 0 ? Math.PI : 0), 2 * Math.PI));
    }
}
