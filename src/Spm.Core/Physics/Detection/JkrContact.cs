namespace Spm.Core.Physics.Detection;

/// <summary>
/// Adhesive contact of a soft sample (Johnson, Kendall and Roberts, Proc. R. Soc. A 324, 301 (1971)), with the contact radius a as parameter:
/// <code>
/// F = 4 E* a³/(3R) − √(8π w E* a³),   δ = a²/R − √(2π w a/E*)
/// </code>
/// The neck forms at δ = 0 and holds down to δ_c = −¾ (π² w² R/E*²)^{1/3}, where the slope is vertical; on a soft spring the tip comes off at F = −3/2 πRw. Outside contact there
/// is no force.
/// </summary>
/// <param name="RadiusM">R in m.</param>
/// <param name="ReducedModulusPa">E* in Pa.</param>
/// <param name="WorkOfAdhesionJPerM2">w in J/m².</param>
public sealed record JkrContact(double RadiusM, double ReducedModulusPa, double WorkOfAdhesionJPerM2) : ITipSampleForce
{
    /// <summary>−3/2 πRw in N: the largest pull that contact bears.</summary>
    public double PullOffN => -1.5 * Math.PI * RadiusM * WorkOfAdhesionJPerM2;

    /// <summary>a where dδ/da = 0, (π w R²/(8 E*))^{1/3}: the smallest radius of a neck at given separation.</summary>
    public double SmallestRadiusM => Math.Cbrt(Math.PI * WorkOfAdhesionJPerM2 * RadiusM * RadiusM / (8 * ReducedModulusPa));

    /// <summary>The separation −δ_c in m at which a neck breaks.</summary>
    public double BreakingSeparationM => -Indentation(SmallestRadiusM);

    /// <inheritdoc/>
    public double ForceN(double separationM, bool touching) => touching ? Force(RadiusAt(-separationM)) : 0;

    /// <inheritdoc/>
    public double StiffnessNPerM(double separationM, bool touching)
    {
        if (!touching) return 0;
        var a = RadiusAt(-separationM);
        var perRadius = 4 * ReducedModulusPa * a * a / RadiusM - 1.5 * Math.Sqrt(8 * Math.PI * WorkOfAdhesionJPerM2 * ReducedModulusPa * a);
        return perRadius / Slope(a);
    }

    /// <inheritdoc/>
    public bool Touches(double separationM, bool touched) => separationM <= (touched ? BreakingSeparationM : 0);

    private double Force(double a) => 4 * ReducedModulusPa * a * a * a / (3 * RadiusM) - Math.Sqrt(8 * Math.PI * WorkOfAdhesionJPerM2 * ReducedModulusPa * a * a * a);

    private double Indentation(double a) => a * a / RadiusM - Math.Sqrt(2 * Math.PI * WorkOfAdhesionJPerM2 * a / ReducedModulusPa);

    /// <summary>dδ/da.</summary>
    private double Slope(double a) => 2 * a / RadiusM - Math.Sqrt(Math.PI * WorkOfAdhesionJPerM2 / (2 * ReducedModulusPa * a));

    /// <summary>The stable a for an indentation; the smallest one beyond where the neck breaks. δ(a) is convex there, so that Newton from above converges from one side.</summary>
    private double RadiusAt(double indentation)
    {
        var smallest = SmallestRadiusM;
        if (indentation <= Indentation(smallest)) return smallest;
        var a = Math.Sqrt(RadiusM * Math.Max(indentation, 0)) + 4 * smallest;
        for (var i = 0; i < 100; i++)
        {
            var next = a - (Indentation(a) - indentation) / Slope(a);
            if (!(next < a)) return a;
            a = Math.Max(next, smallest);
        }
        return a;
    }
}
