namespace Spm.Core.Physics;

/// <summary>
/// How a tip acts on the polarization below it and how sharply it senses it. The field of the apex falls off like that of a
/// charge held above the surface, u(r) = (1 + r²/R²)^{−3/2}; the sensed spot is Gaussian with standard deviation s.
/// </summary>
/// <param name="FieldRadiusM">R in m: reach of the field.</param>
/// <param name="ResolutionM">s in m: the spot whose polarization is sensed.</param>
/// <param name="FieldPerVolt">Reduced Landau field below the apex per volt of tip bias.</param>
/// <param name="ApexRadiusM">Radius of the apex in m, for contact mechanics.</param>
public sealed record TipGeometry(double FieldRadiusM = 75e-9, double ResolutionM = 28e-9, double FieldPerVolt = 0.25, double ApexRadiusM = 25e-9)
{
    /// <summary>u(r).</summary>
    /// <param name="squaredDistance">r² in m².</param>
    public double Profile(double squaredDistance) => Math.Pow(1 + squaredDistance / (FieldRadiusM * FieldRadiusM), -1.5);

    /// <summary>
    /// The distance in m beyond which bias <paramref name="biasV"/> cannot switch anything: where the field has fallen to
    /// 0.6 of the coercive field of <paramref name="landau"/>; at least 3 s.
    /// </summary>
    public double SwitchingReachM(double biasV, LandauCoefficients landau)
    {
        var excess = Math.Abs(biasV) * FieldPerVolt / (0.6 * landau.CoerciveField);
        var reach = excess > 1 ? FieldRadiusM * Math.Sqrt(Math.Pow(excess, 2.0 / 3.0) - 1) : 0;
        return Math.Max(reach, 3 * ResolutionM);
    }
}
