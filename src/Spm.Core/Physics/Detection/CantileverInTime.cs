namespace Spm.Core.Physics.Detection;

/// <summary>The phenomenological <see cref="Cantilever"/>, which knows detector volts, as mechanics in time.</summary>
public static class CantileverInTime
{
    /// <summary>
    /// The mode and the force of a place, so that a drive V_ac turned by φ_drive (<see cref="BandDrive.Turned(double)"/>) gives the oscillator of <see cref="Cantilever.Resonance"/>,
    /// <code>
    /// F = −(k/(G S)) [d p V_ac + ½ c (V_dc + V_ac − V_cpd)²]
    /// </code>
    /// with all that the formula for one frequency leaves out: the static deflection, the second harmonic and the sums and differences of the tones.
    /// </summary>
    /// <param name="cantilever">d, c, resonance and quality factor.</param>
    /// <param name="detector">G S: volts at the detector's output per metre.</param>
    /// <param name="stiffnessNPerM">k of the mode in contact in N/m.</param>
    /// <param name="surface">What is below the tip.</param>
    /// <param name="polarization">p, in units of P_s.</param>
    /// <param name="biasV">V_dc on the tip in V.</param>
    /// <exception cref="ArgumentOutOfRangeException">The stiffness is impossible.</exception>
    public static StreamPixel InTime(this Cantilever cantilever, Photodetector detector, double stiffnessNPerM, in SurfacePoint surface, double polarization, double biasV)
    {
        ArgumentNullException.ThrowIfNull(cantilever);
        ArgumentNullException.ThrowIfNull(detector);
        PhysicalRange.Require(stiffnessNPerM, 1e-6, 1e9, "N/m", nameof(stiffnessNPerM), "stiffnessNPerM = 40");
        var resonance = cantilever.Resonance(surface, polarization, biasV, 1);
        return new StreamPixel([new EigenMode(stiffnessNPerM, resonance.ResonanceHz, resonance.QualityFactor)],
            cantilever.ForceInTime(detector, stiffnessNPerM, polarization, biasV, surface.ContactPotentialV));
    }

    /// <summary>The force alone.</summary>
    internal static TipForce ForceInTime(this Cantilever cantilever, Photodetector detector, double stiffnessNPerM, double polarization, double biasV, double contactPotentialV = 0)
    {
        var newtonPerVolt = -stiffnessNPerM / detector.OutputVPerM;
        return new TipForce(newtonPerVolt * cantilever.PiezoVPerV * polarization, newtonPerVolt * cantilever.ElectrostaticVPerV2, contactPotentialV, biasV);
    }
}
