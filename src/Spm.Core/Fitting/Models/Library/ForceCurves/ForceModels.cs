namespace Spm.Core.Fitting.Models;

/// <summary>
/// Force against indentation of a spherical tip. Abscissa: position of the tip along its approach in m, growing into the sample (piezo
/// travel less cantilever deflection, or minus the tip–sample distance). Force in N, repulsion positive. Data in nm and nN are brought to
/// m and N before the fit, so that moduli are in Pa. E* is the reduced modulus, 1/E* = (1 − ν²)/E + (1 − ν_tip²)/E_tip.
/// </summary>
public static class ForceModels
{
    /// <summary>Tip radius used when none is given, m.</summary>
    public const double DefaultRadiusM = 20e-9;

    /// <summary>Interatomic distance at which van der Waals attraction ends in contact, m. Source: Israelachvili, Intermolecular and Surface Forces, 3rd edition (2011), section 13.13.</summary>
    public const double DefaultInteratomicM = 0.165e-9;

    private const string Axis = " Abscissa: tip position in m, growing into the sample; force in N, repulsion positive. The tip radius R is held fixed.";

    /// <summary>F0 + 4/3 E* √R (x − z0)^{3/2} for x &gt; z0, F0 before.</summary>
    /// <exception cref="ArgumentException">The radius is not above 0.</exception>
    public static FitModel Hertz(double radiusM = DefaultRadiusM) => new RealModel<HertzFunction>("hertz", [Modulus(true), Contact, Baseline, Radius(radiusM)])
    {
        Title = "Hertz contact",
        Formula = @"F(x) = F_0 + \tfrac{4}{3} E^* \sqrt{R}\,\delta^{3/2},\quad \delta=\max(x-z_0,0)",
        Description = "Elastic contact of a sphere without adhesion, for indentations well below the radius." + Axis,
        Source = "Johnson, Contact Mechanics (1985), eq. 4.23, solved for the force.",
        AbscissaUnits = ["m"],
        ResponseUnits = ["N"],
        Guess = ForceGuess.Hertz(radiusM),
    };

    /// <summary>Hertz's force less the adhesion 2πRw, with van der Waals attraction before contact.</summary>
    /// <exception cref="ArgumentException">A length is not above 0.</exception>
    public static FitModel Dmt(double radiusM = DefaultRadiusM, double interatomicM = DefaultInteratomicM) => new RealModel<DmtFunction>("dmt",
    [
        Modulus(true),
        new("Work of adhesion", "w", "Energy per area needed to part the surfaces; the pull-off force is 2πRw.") { FixedUnit = "J/m^2", IsLinear = true },
        Contact,
        Baseline,
        Radius(radiusM),
        ParameterOf.Constant("Interatomic distance", "a0", "m", Positive(interatomicM, nameof(interatomicM)), "Distance kept in contact; sets how fast the attraction falls off outside."),
    ])
    {
        Title = "Derjaguin–Muller–Toporov contact",
        Formula = @"F(x) = F_0 + \tfrac{4}{3} E^* \sqrt{R}\,\delta_+^{3/2} - 2\pi R w \left(\frac{a_0}{a_0-\delta_-}\right)^2,\quad \delta_+=\max(x-z_0,0),\ \delta_-=\min(x-z_0,0)",
        Description = "Stiff contact with weak adhesion and a small tip (Tabor parameter below about 0.1). Adhesion acts outside of the contact and does not change its shape; before contact the van der Waals attraction of a sphere, continuous at the contact point." + Axis,
        Source = "García and Pérez, Surface Science Reports 47, 197 (2002), sections on tip–surface forces; Derjaguin, Muller, Toporov, Journal of Colloid and Interface Science 53, 314 (1975).",
        AbscissaUnits = ["m"],
        ResponseUnits = ["N"],
        HasKinks = true,
        Guess = ForceGuess.Dmt(radiusM, interatomicM),
    };

    /// <summary>Contact with adhesion inside of it; breaks at −5/9 of the pull-off force 3πRw/2 when the indentation is prescribed.</summary>
    /// <exception cref="ArgumentException">The radius is not above 0.</exception>
    public static FitModel Jkr(double radiusM = DefaultRadiusM) => new RealModel<JkrFunction>("jkr",
    [
        Modulus(false),
        new("Work of adhesion", "w", "Energy per area needed to part the surfaces; the pull-off force is 3πRw/2.") { FixedUnit = "J/m^2", Lower = 0 },
        Contact with { Description = "Where the undeformed surface would touch the tip." },
        Baseline,
        Radius(radiusM),
    ])
    {
        Title = "Johnson–Kendall–Roberts contact",
        Formula = @"F = F_0 + \frac{4E^*a^3}{3R} - \sqrt{8\pi w E^* a^3},\quad x-z_0 = \frac{a^2}{R} - \sqrt{\frac{2\pi w a}{E^*}}",
        Description = "Soft contact with strong adhesion and a large tip (Tabor parameter above about 5), on the way out: the contact holds below z0 until it breaks, after which F = F0. On the way in the tip touches only at z0, so fit the retract curve." + Axis,
        Source = "Johnson, Kendall, Roberts, Proceedings of the Royal Society A 324, 301 (1971); Maugis, Journal of Colloid and Interface Science 150, 243 (1992).",
        AbscissaUnits = ["m"],
        ResponseUnits = ["N"],
        HasKinks = true,
        Guess = ForceGuess.Jkr(radiusM),
    };

    private static ModelParameter Contact { get; } = ParameterOf.Position("Contact point", "z0", "Tip position at which the surfaces touch.");

    private static ModelParameter Baseline { get; } = ParameterOf.Response("Baseline", "F0", "Force far from the surface.");

    private static ModelParameter Modulus(bool isLinear) =>
        new("Reduced modulus", "E", "E*, of tip and sample together.") { FixedUnit = "Pa", IsLinear = isLinear, Lower = isLinear ? double.NegativeInfinity : 0 };

    private static ModelParameter Radius(double radiusM) =>
        ParameterOf.Constant("Tip radius", "R", "m", Positive(radiusM, nameof(radiusM)), "Radius of the tip's end, held fixed.");

    private static double Positive(double value, string name) =>
        double.IsFinite(value) && value > 0 ? value : throw new ArgumentException($"{name} must be finite and above 0 m, such as 20e-9, got {value}.", name);
}
