using Spm.Core.Physics.Detection;

namespace Spm.Core.Physics.Samples;

/// <summary>Which theory describes the contact of a sphere with a surface.</summary>
public enum ContactTheory
{
    /// <summary>No adhesion: F = 4/3 E* √R δ^{3/2}.</summary>
    Hertz,

    /// <summary>Stiff, weak adhesion: Hertz less the pull-off force 2πRw (Derjaguin, Muller, Toporov 1975).</summary>
    Dmt,

    /// <summary>Soft, strong adhesion: δ = a²/R − √(2πwa/E*), F = 4E*a³/(3R) − √(8πwE*a³), pull-off 3πRw/2 (Johnson, Kendall, Roberts 1971).</summary>
    Jkr,
}

/// <summary>Mechanics of the contact at one place.</summary>
/// <param name="Theory">Hertz, DMT or JKR.</param>
/// <param name="ModulusPa">E*: reduced modulus in Pa.</param>
/// <param name="AdhesionEnergyJPerM2">w: work of adhesion in J/m².</param>
public readonly record struct ContactLaw(ContactTheory Theory, double ModulusPa, double AdhesionEnergyJPerM2)
{
    private const int NewtonSteps = 60;

    /// <summary>An oxide: E* = 100 GPa, w = 60 mJ/m², DMT.</summary>
    public static ContactLaw Oxide { get; } = new(ContactTheory.Dmt, 100e9, 0.06);

    /// <summary>Force needed to pull the tip off, in N, positive: 0, 2πRw or 3πRw/2.</summary>
    /// <param name="radiusM">R: radius of the apex in m.</param>
    public double PullOffN(double radiusM) => Theory switch
    {
        ContactTheory.Hertz => 0,
        ContactTheory.Dmt => 2 * Math.PI * radiusM * AdhesionEnergyJPerM2,
        _ => 1.5 * Math.PI * radiusM * AdhesionEnergyJPerM2,
    };

    /// <summary>The force as a function of the separation, with the attraction before contact and the memory of a neck.</summary>
    /// <param name="radiusM">R: radius of the apex in m.</param>
    public ITipSampleForce ForceLaw(double radiusM) => Theory switch
    {
        ContactTheory.Hertz => new HertzContact(radiusM, ModulusPa),
        ContactTheory.Dmt => new DmtContact(radiusM, ModulusPa, AdhesionEnergyJPerM2),
        _ => new JkrContact(radiusM, ModulusPa, AdhesionEnergyJPerM2),
    };

    /// <summary>
    /// Force in N on the tip at an indentation, repulsive positive. Out of contact, δ &lt; 0, it is 0 in Hertz's and DMT's theory;
    /// in JKR's the neck holds down to its smallest indentation, and the stable branch is returned.
    /// </summary>
    /// <param name="indentationM">δ in m.</param>
    /// <param name="radiusM">R in m.</param>
    public double ForceN(double indentationM, double radiusM)
    {
        if (Theory == ContactTheory.Jkr) return JkrForceN(indentationM, radiusM);
        if (indentationM < 0) return 0;
        return 4.0 / 3.0 * ModulusPa * Math.Sqrt(radiusM * indentationM) * indentationM - PullOffN(radiusM);
    }

    /// <summary>Smallest indentation in m, negative for a neck, at which there is still contact.</summary>
    /// <param name="radiusM">R in m.</param>
    public double BreakingIndentationM(double radiusM)
    {
        if (Theory != ContactTheory.Jkr) return 0;
        var a = BreakingRadiusM(radiusM);
        return a * a / radiusM - Math.Sqrt(2 * Math.PI * AdhesionEnergyJPerM2 * a / ModulusPa);
    }

    /// <summary>a where dδ/da = 0: a³ = πwR²/(8E*).</summary>
    private double BreakingRadiusM(double radiusM) => Math.Cbrt(Math.PI * AdhesionEnergyJPerM2 * radiusM * radiusM / (8 * ModulusPa));

    /// <summary>F(a(δ)); a from δ by Newton's method from above, where δ(a) is convex and convergence monotonic.</summary>
    private double JkrForceN(double indentationM, double radiusM)
    {
        if (indentationM < BreakingIndentationM(radiusM)) return 0;
        var neck = 2 * Math.PI * AdhesionEnergyJPerM2 / ModulusPa;
        var a = Math.Sqrt(radiusM * Math.Max(0, indentationM)) + 2 * Math.Cbrt(neck * radiusM * radiusM);
        for (var step = 0; step < NewtonSteps; step++)
        {
            var slope = 2 * a / radiusM - 0.5 * Math.Sqrt(neck / a);
            if (slope <= 0) break;
            var change = (a * a / radiusM - Math.Sqrt(neck * a) - indentationM) / slope;
            a -= change;
            if (Math.Abs(change) <= 1e-14 * a) break;
        }
        a = Math.Max(a, BreakingRadiusM(radiusM));
        return 4 * ModulusPa * a * a * a / (3 * radiusM) - Math.Sqrt(8 * Math.PI * AdhesionEnergyJPerM2 * ModulusPa * a * a * a);
    }
}
