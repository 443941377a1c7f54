namespace Spm.Core.Physics.Samples;

/// <summary>
/// A metal electrode in four quadrants on a film, separated by bare gaps. Each quadrant lets charge through in its own way:
/// lower left ohmic, lower right Schottky, upper left Poole–Frenkel, upper right Fowler–Nordheim; the gaps insulate. The work
/// function differs between metal and film and is disturbed by patches. Prefactors vary with the local thickness of the film.
/// </summary>
public sealed class ElectrodeSample : SampleModel
{
    /// <summary>Width of the bare gaps in m.</summary>
    public const double GapM = 400e-9;

    /// <summary>V_cpd of the metal in V.</summary>
    public const double MetalPotentialV = 0.55;

    /// <summary>V_cpd of the bare film in V.</summary>
    public const double FilmPotentialV = -0.15;

    /// <summary>Stray capacitance in F.</summary>
    public const double CapacitanceF = 50e-15;

    private const int Cells = 256;
    private const double EdgeM = 30e-9;
    private const double PatchV = 0.02;
    private const double FilmM = 20e-9;
    private readonly SurfaceMap _patches, _thickness, _roughness;
    private readonly double _temperatureK;

    /// <summary>Grows the sample.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="disorder">False leaves out patches and variations of thickness.</param>
    /// <param name="temperatureK">Temperature in K; emission depends on it.</param>
    public ElectrodeSample(int seed, bool disorder = true, double temperatureK = 300) : base("electrode", UsualSizeM)
    {
        if (!(temperatureK is >= 10 and <= 1000))
            throw new ArgumentOutOfRangeException(nameof(temperatureK), temperatureK, "The temperature must be 10 K to 1000 K, such as 300.");
        _temperatureK = temperatureK;
        SurfaceMap Map(RandomPurpose purpose, double correlationM, double deviation, bool on)
        {
            var field = on ? RandomField.Correlated(seed, purpose, 5, Cells, correlationM * Cells / UsualSizeM) : new double[Cells * Cells];
            return new SurfaceMap([.. field.Select(v => deviation * v)], Cells, UsualSizeM / Cells);
        }

        _patches = Map(RandomPurpose.ContactPotential, 120e-9, PatchV, disorder);
        _thickness = Map(RandomPurpose.Coercivity, 250e-9, 0.25, disorder);
        _roughness = Map(RandomPurpose.Topography, 60e-9, 0.6e-9, true);
        Truth =
        [
            new("contact potential", "Contact potential", "V", ContactPotentialV),
            new("conductance", "Prefactor of the conduction law", "S", (x, y) => ConductionAt(x, y).PrefactorS),
            new("mechanism", "Conduction: 0 ohmic, 1 Schottky, 2 Poole–Frenkel, 3 Fowler–Nordheim", "", (x, y) => (double)ConductionAt(x, y).Mechanism),
        ];
    }

    /// <inheritdoc/>
    public override double TemperatureK => _temperatureK;

    /// <inheritdoc/>
    public override IReadOnlyList<SampleProperty> Truth { get; }

    /// <inheritdoc/>
    public override double HeightM(double xM, double yM) => 25e-9 * Metal(xM, yM) + _roughness.At(xM, yM);

    /// <summary>The law by which charge crosses the film at a place.</summary>
    public ConductionLaw ConductionAt(double xM, double yM)
    {
        if (Metal(xM, yM) < 0.5) return ConductionLaw.Insulator with { CapacitanceF = CapacitanceF };
        var local = Math.Exp(-_thickness.At(xM, yM));
        var law = (xM > SizeM / 2, yM > SizeM / 2) switch
        {
            (false, false) => new ConductionLaw(ConductionMechanism.Ohmic, 1e-9),
            (true, false) => ConductionLaw.Schottky(areaM2: 300e-18, barrierEv: 0.45, FilmM, permittivity: 5, _temperatureK),
            (false, true) => ConductionLaw.PooleFrenkel(prefactorS: 3e-6, trapEv: 0.35, 2 * FilmM, permittivity: 6, _temperatureK),
            _ => new ConductionLaw(ConductionMechanism.FowlerNordheim, 1e-9, 12),
        };
        return law with { PrefactorS = law.PrefactorS * local, CapacitanceF = CapacitanceF };
    }

    /// <inheritdoc/>
    public override double CurrentA(double xM, double yM, double biasV, double biasRateVPerS = 0) => ConductionAt(xM, yM).CurrentA(biasV, biasRateVPerS);

    /// <inheritdoc/>
    protected override double ContactPotentialV(double xM, double yM) =>
        FilmPotentialV + (MetalPotentialV - FilmPotentialV) * Metal(xM, yM) + _patches.At(xM, yM);

    /// <inheritdoc/>
    protected override ContactLaw ContactAt(double xM, double yM) => ContactLaw.Oxide with { ModulusPa = 100e9 - 25e9 * Metal(xM, yM) };

    /// <summary>1 on metal, 0 in the gaps, with an edge that tips can follow.</summary>
    private double Metal(double xM, double yM)
    {
        var outside = Math.Min(Math.Abs(xM - SizeM / 2), Math.Abs(yM - SizeM / 2)) - GapM / 2;
        return 0.5 * (1 + Math.Tanh(outside / EdgeM));
    }
}
