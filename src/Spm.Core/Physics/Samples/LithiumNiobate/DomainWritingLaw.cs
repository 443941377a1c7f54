namespace Spm.Core.Physics.Samples;

/// <summary>
/// Radius of the cylindrical domain that a tip at bias V writes, and the motion of its wall (science.md §4):
/// <code>
/// u      = ((V/V_c)² − 1)^{1/3}, 0 up to V_c
/// r(V,t) = r_c + r_0 u s(t),       s(t) = 1 + g ln(ε + (1 − ε) t/t_0),   ε = e^{−1/g}
/// dr/dt  = r_0 u (g/t_0)(1 − ε) e^{(1 − s)/g}
/// </code>
/// so that r = r_c at t = 0, r_c + r_0 u at t_0, and beyond ε t_0 the radius grows by g r_0 u per e-fold of time: creep, with a velocity that
/// falls exponentially with the distance gone. Pulses add up: t₁ and then t₂ at one bias write what t₁ + t₂ does.
/// </summary>
/// <param name="CriticalBiasV">V_c in V, below which nothing nucleates.</param>
/// <param name="NucleusM">r_c in m: radius at which a domain is born.</param>
/// <param name="RadiusScaleM">r_0 in m.</param>
/// <param name="GrowthPerLogTime">g: relative growth per e-fold of time.</param>
/// <param name="ReferenceTimeS">t_0 in s.</param>
public sealed record DomainWritingLaw(double CriticalBiasV = 4, double NucleusM = 20e-9, double RadiusScaleM = 50e-9, double GrowthPerLogTime = 0.15, double ReferenceTimeS = 10e-3)
{
    /// <summary>u(V), without unit.</summary>
    /// <param name="biasV">V; only its size matters.</param>
    public double Drive(double biasV)
    {
        var ratio = biasV / CriticalBiasV;
        return ratio * ratio > 1 ? Math.Cbrt(ratio * ratio - 1) : 0;
    }

    /// <summary>r(V, t) in m of a domain written into a place without one; 0 up to V_c.</summary>
    /// <param name="biasV">V.</param>
    /// <param name="durationS">t in s.</param>
    public double RadiusM(double biasV, double durationS) => GrowM(0, Drive(biasV), durationS);

    /// <summary>Radius in m after a pulse on a domain that has one already; 0 is no domain. A drive of 0 leaves it.</summary>
    /// <param name="radiusM">Radius before in m.</param>
    /// <param name="drive">u of the bias.</param>
    /// <param name="durationS">t in s.</param>
    public double GrowM(double radiusM, double drive, double durationS)
    {
        if (drive <= 0 || durationS <= 0) return radiusM;
        var reach = Reach(radiusM, drive);
        // As a sum, so that a wall that has gone far leaves no overflow.
        reach += GrowthPerLogTime * Math.Log(1 + (1 - Nucleation) * durationS / ReferenceTimeS * Math.Exp((1 - reach) / GrowthPerLogTime));
        return NucleusM + RadiusScaleM * drive * reach;
    }

    /// <summary>dr/dt in m/s of the wall of a domain.</summary>
    /// <param name="radiusM">Its radius in m.</param>
    /// <param name="biasV">V.</param>
    public double WallVelocityMPerS(double radiusM, double biasV)
    {
        var drive = Drive(biasV);
        if (drive == 0) return 0;
        return RadiusScaleM * drive * GrowthPerLogTime / ReferenceTimeS * (1 - Nucleation) * Math.Exp((1 - Reach(radiusM, drive)) / GrowthPerLogTime);
    }

    private double Nucleation => Math.Exp(-1 / GrowthPerLogTime);

    private double Reach(double radiusM, double drive) => Math.Max(0, radiusM - NucleusM) / (RadiusScaleM * drive);
}
