using System.Numerics;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// One vibration of the cantilever, free or in contact, as a driven damped oscillator of its tip displacement x:
/// <code>
/// m ẍ + (m ω0 / Q) ẋ + k x = F(t),   ω0 = 2π f0,   m = k / ω0²
/// χ(f) = x/F = (1/k) f0² / (f0² − f² + i f f0 / Q)                     for e^{+i2πft}
/// S_F  = 4 k k_B T / (Q ω0)                                            one-sided thermal force, N²/Hz
/// S_x(f) = S_F |χ(f)|²,   ∫₀^∞ S_x df = k_B T / k                      equipartition
/// </code>
/// In the project's convention (science.md §1) a force F gives A e^{iφ} = −F/k, because H(0) = −A e^{iφ}.
/// Source: Butt and Jaschke, Nanotechnology 6, 1 (1995); Callen and Welton, Phys. Rev. 83, 34 (1951).
/// </summary>
/// <param name="SpringConstantNPerM">k: modal stiffness at the tip in N/m.</param>
/// <param name="ResonanceHz">f0 in Hz.</param>
/// <param name="QualityFactor">Q; ½ is critical damping, below it the mode is overdamped.</param>
/// <param name="DetectorWeight">What the photodetector shows of this mode, in units of what it shows of a static deflection of the same size.</param>
public readonly record struct EigenMode(double SpringConstantNPerM, double ResonanceHz, double QualityFactor, double DetectorWeight = 1)
{
    /// <summary>k_B in J/K, exact (SI 2019).</summary>
    public const double BoltzmannJPerK = 1.380649e-23;

    /// <summary>m in kg.</summary>
    public double MassKg => SpringConstantNPerM / (AngularFrequency * AngularFrequency);

    /// <summary>Time in s in which a free oscillation falls to 1/e of its amplitude, Q/(π f0); its energy to 1/e².</summary>
    public double RingDownS => QualityFactor / (Math.PI * ResonanceHz);

    private double AngularFrequency => 2 * Math.PI * ResonanceHz;

    /// <summary>χ(f) in m/N.</summary>
    public Complex ComplianceMPerN(double frequencyHz) =>
        ResonanceHz * ResonanceHz / SpringConstantNPerM
        / new Complex(ResonanceHz * ResonanceHz - frequencyHz * frequencyHz, frequencyHz * ResonanceHz / QualityFactor);

    /// <summary>S_F in N²/Hz, one-sided.</summary>
    public double ThermalForceDensity(double temperatureK) => 4 * SpringConstantNPerM * BoltzmannJPerK * temperatureK / (QualityFactor * AngularFrequency);

    /// <summary>S_x(f) in m²/Hz, one-sided.</summary>
    public double ThermalDisplacementDensity(double frequencyHz, double temperatureK)
    {
        var compliance = ComplianceMPerN(frequencyHz);
        return ThermalForceDensity(temperatureK) * (compliance.Real * compliance.Real + compliance.Imaginary * compliance.Imaginary);
    }

    /// <summary>√(k_B T / k): root mean square of the thermal displacement in m.</summary>
    public double ThermalDisplacementM(double temperatureK) => Math.Sqrt(BoltzmannJPerK * temperatureK / SpringConstantNPerM);

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/> for a mode that cannot exist.</summary>
    internal void Check()
    {
        PhysicalRange.Require(SpringConstantNPerM, 1e-6, 1e9, "N/m", nameof(SpringConstantNPerM), "SpringConstantNPerM = 3");
        PhysicalRange.Require(ResonanceHz, 1e-3, 1e12, "Hz", nameof(ResonanceHz), "ResonanceHz = 350e3");
        PhysicalRange.Require(QualityFactor, 1e-3, 1e9, "", nameof(QualityFactor), "QualityFactor = 170");
        PhysicalRange.Require(DetectorWeight, -1e6, 1e6, "", nameof(DetectorWeight), "DetectorWeight = 1");
    }
}
