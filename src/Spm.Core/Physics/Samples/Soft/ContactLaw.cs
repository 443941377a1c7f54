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
    /// <summary>An oxide: E* = 100 GPa, w = 60 mJ/m², DMT.</summary>
    public static ContactLaw Oxide { get; } = new(ContactTheory.Dmt, 100e9, 0.06);

    /// <summary>Force needed to pull the tip off, in N, positive: 0, 2πRw or 3πRw/2.</summary>
    /// <param name="radiusM">R: radius of the apex in m.</param>
    public double PullOffN(double radiusM) => ForceLaw(radiusM) switch
    {
        DmtContact dmt => -dmt.PullOffN,
        JkrContact jkr => -jkr.PullOffN,
        _ => 0,
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
    /// Force in N of the contact at an indentation, repulsive positive: <see cref="ForceLaw"/> at the separation −δ with tip and sample together. Out of contact, below
    /// <see cref="BreakingIndentationM"/>, it is 0: the attraction before contact is left out.
    /// </summary>
    /// <param name="indentationM">δ in m.</param>
    /// <param name="radiusM">R in m.</param>
    public double ForceN(double indentationM, double radiusM) => indentationM < BreakingIndentationM(radiusM) ? 0 : ForceLaw(radiusM).ForceN(-indentationM, true);

    /// <summary>Smallest indentation in m, negative for a neck, at which there is still contact.</summary>
    /// <param name="radiusM">R in m.</param>
    public double BreakingIndentationM(double radiusM) => ForceLaw(radiusM) is JkrContact jkr ? -jkr.BreakingSeparationM : 0;
}
