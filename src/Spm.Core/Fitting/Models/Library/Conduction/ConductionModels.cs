namespace Spm.Core.Fitting.Models;

/// <summary>
/// Current against bias in conductive atomic force microscopy. Laws of one polarity are continued to the other as −I(−V), so that a full
/// sweep can be fitted; each can have a constant current of the amplifier added. The bias is in V: other multiples are brought to V.
/// </summary>
public static class ConductionModels
{
    /// <summary>k/q, V/K. Source: CODATA 2018.</summary>
    internal const double VoltsPerKelvin = 8.617333262e-5;

    /// <summary>Bounds of the ideality factor.</summary>
    internal const double LeastIdeality = 0.1, LargestIdeality = 1000;

    /// <summary>Temperature used when none is given, K.</summary>
    public const double DefaultTemperatureK = 300;

    /// <summary>q/(4π ε0), V·m.</summary>
    private const double ImageVoltMetre = 1.43996454e-9;

    /// <summary>Richardson's constant of the free electron, 4π q m k²/h³, A/(m² K²).</summary>
    public const double RichardsonConstant = 1.20173e6;

    private static readonly ModelParameter _offset = ParameterOf.Offset("Offset current of the amplifier.");

    /// <summary>Forward diode, I = I0 (e^{qV/(n k T)} − 1), with T held fixed.</summary>
    /// <param name="temperatureK">T, K.</param>
    /// <param name="offset">True adds a constant current.</param>
    /// <exception cref="ArgumentException">The temperature is not above 0.</exception>
    public static FitModel Diode(double temperatureK = DefaultTemperatureK, bool offset = false)
    {
        if (!(double.IsFinite(temperatureK) && temperatureK > 0))
            throw new ArgumentException($"{nameof(temperatureK)} must be finite and above 0 K, such as 300, got {temperatureK}.", nameof(temperatureK));
        return Make<DiodeFunction>("diode", "Diode", offset,
        [
            ParameterOf.Response("Saturation current", "I0", "Current at large reverse bias, with the sign turned."),
            ParameterOf.Number("Ideality factor", "n", LeastIdeality, LargestIdeality, "1 for pure thermionic emission or diffusion."),
            ParameterOf.Constant("Temperature", "T", "K", temperatureK, "Temperature, held fixed."),
        ],
        @"I(V) = I_0\left(e^{qV/(nkT)}-1\right)",
        "Junction without series resistance, forward bias positive.",
        "Sze and Ng, Physics of Semiconductor Devices, 3rd edition (2007), section 3.3.",
        ConductionGuess.Diode<DiodeFunction>(temperatureK, false), ConductionGuess.Diode<PlusConstant<DiodeFunction>>(temperatureK, true));
    }

    /// <summary>I = V G + c.</summary>
    internal static FitModel Ohmic { get; } = new RealModel<PolynomialFunction>("ohmic",
    [
        ParameterOf.Response("Offset", "c", "Offset current of the amplifier."),
        ParameterOf.Coefficient("Conductance", "G", -1, "1/R."),
    ])
    {
        Title = "Ohmic conduction",
        Formula = @"I(V) = c + G\,V",
        Description = "A resistor G = 1/R and the offset of the amplifier.",
        Source = "Ohm, Die galvanische Kette, mathematisch bearbeitet (1827).",
        AbscissaUnits = ["V"],
        Guess = PolynomialModels.Line.Guess,
    };

    /// <summary>sgn(V) I0 e^{β√|V|}: thermionic emission over a barrier lowered by the image force.</summary>
    internal static FitModel Schottky(bool offset) => Make<SchottkyFunction>("schottky", "Schottky emission", offset,
        [
            ParameterOf.Response("Zero-field current", "I0", "S A* T² e^{−φ/kT}: area, Richardson constant, barrier (see ConductionModels.BarrierEv)."),
            RootField("Field lowering of the barrier, q/(kT) √(q/(4π ε0 ε d)) (see ConductionModels.SchottkyThicknessM)."),
        ],
        @"I(V) = \mathrm{sgn}(V)\, I_0\, e^{\beta\sqrt{|V|}},\quad I_0 = S A^* T^2 e^{-\varphi/kT},\ \beta=\frac{q}{kT}\sqrt{\frac{q}{4\pi\varepsilon_0\varepsilon_r d}}",
        "Emission over a barrier that the field lowers by its image force, for |V| well above kT/q (26 mV at 300 K); 0 at 0 V.",
        "Sze and Ng, Physics of Semiconductor Devices, 3rd edition (2007), section 4.3.4, table of insulator conduction.",
        ConductionGuess.RootOfBias<SchottkyFunction>(false), ConductionGuess.RootOfBias<PlusConstant<SchottkyFunction>>(true));

    /// <summary>G V e^{β√|V|}: emission out of traps.</summary>
    internal static FitModel PooleFrenkel(bool offset) => Make<PooleFrenkelFunction>("poole-frenkel", "Poole–Frenkel conduction", offset,
        [
            ParameterOf.Coefficient("Zero-field conductance", "G", -1, "Conductance at small bias."),
            RootField("Field lowering of the trap's barrier, q/(kT) √(q/(π ε0 ε d)): twice that of Schottky emission."),
        ],
        @"I(V) = G\,V\,e^{\beta\sqrt{|V|}},\quad \beta=\frac{q}{kT}\sqrt{\frac{q}{\pi\varepsilon_0\varepsilon_r d}}",
        "Conduction by electrons that the field helps out of charged traps in the bulk.",
        "Frenkel, Physical Review 54, 647 (1938); Sze and Ng, Physics of Semiconductor Devices, 3rd edition (2007), section 4.3.4.",
        ConductionGuess.RootOfBias<PooleFrenkelFunction>(false), ConductionGuess.RootOfBias<PlusConstant<PooleFrenkelFunction>>(true));

    /// <summary>A V|V| e^{−B/|V|}: tunnelling through a triangular barrier.</summary>
    internal static FitModel FowlerNordheim(bool offset) => Make<FowlerNordheimFunction>("fowler-nordheim", "Fowler–Nordheim tunnelling", offset,
        [
            ParameterOf.Coefficient("Prefactor", "A", -2, "Area times q³/(8πhφd²)."),
            ParameterOf.Width("Characteristic bias", "B", "8π √(2m) φ^{3/2} d/(3qh): 6.83 V/(nm eV^{3/2}) times d φ^{3/2}."),
        ],
        @"I(V) = \mathrm{sgn}(V)\,A\,V^2 e^{-B/|V|},\quad B=\frac{8\pi\sqrt{2m}\,\varphi^{3/2}d}{3qh}",
        "Field emission through a triangular barrier, at biases above the barrier's height.",
        "Fowler and Nordheim, Proceedings of the Royal Society A 119, 173 (1928); Lenzlinger and Snow, Journal of Applied Physics 40, 278 (1969).",
        ConductionGuess.InverseBias<FowlerNordheimFunction>(false), ConductionGuess.InverseBias<PlusConstant<FowlerNordheimFunction>>(true));

    /// <summary>G V + k V|V|: ohmic at small bias, limited by space charge at large.</summary>
    internal static FitModel SpaceCharge(bool offset) => Make<SpaceChargeFunction>("space-charge", "Space-charge-limited conduction", offset,
        [
            ParameterOf.Coefficient("Conductance", "G", -1, "Conductance by carriers that are there without bias."),
            ParameterOf.Coefficient("Prefactor", "k", -2, "Area times 9 ε ε0 μ/(8 d³), without traps."),
        ],
        @"I(V) = G\,V + k\,V|V|,\quad k=\tfrac{9}{8}\,\varepsilon_r\varepsilon_0\mu\,S/d^3",
        "Carriers injected into an insulator without traps limit the current by their own charge (Mott and Gurney); at small bias it is ohmic.",
        "Mott and Gurney, Electronic Processes in Ionic Crystals (1940), chapter V; Lampert and Mark, Current Injection in Solids (1970), chapter 2.",
        ConductionGuess.Linear<SpaceChargeFunction>(false), ConductionGuess.Linear<PlusConstant<SpaceChargeFunction>>(true));

    /// <summary>Barrier height from a fitted zero-field current, φ = (kT/q) ln(S A* T²/I0), eV.</summary>
    /// <param name="zeroFieldCurrentA">I0 of <c>schottky</c>, A, above 0.</param>
    /// <param name="areaM2">Contact area S, m².</param>
    /// <param name="temperatureK">T, K.</param>
    /// <param name="richardson">A*, A/(m² K²).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above 0.</exception>
    public static double BarrierEv(double zeroFieldCurrentA, double areaM2, double temperatureK = DefaultTemperatureK, double richardson = RichardsonConstant)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(zeroFieldCurrentA);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(areaM2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperatureK);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(richardson);
        return VoltsPerKelvin * temperatureK * Math.Log(areaM2 * richardson * temperatureK * temperatureK / zeroFieldCurrentA);
    }

    /// <summary>Thickness of the insulator over which the bias falls, d = q/(4π ε0 ε) (q/(kTβ))², m. For <c>poole-frenkel</c> four times this.</summary>
    /// <param name="beta">β of <c>schottky</c>, V^−½.</param>
    /// <param name="permittivity">Relative permittivity at optical frequency.</param>
    /// <param name="temperatureK">T, K.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above 0.</exception>
    public static double SchottkyThicknessM(double beta, double permittivity, double temperatureK = DefaultTemperatureK)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(beta);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(permittivity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperatureK);
        var slope = beta * VoltsPerKelvin * temperatureK;
        return ImageVoltMetre / permittivity / (slope * slope);
    }

    private static ModelParameter RootField(string description) => new("Field exponent", "beta", description) { FixedUnit = "V^-1/2", Lower = 0 };

    private static FitModel Make<TFunction>(string name, string title, bool offset, IReadOnlyList<ModelParameter> parameters, string formula,
        string description, string source, ModelGuess guess, ModelGuess guessWithOffset) where TFunction : struct, IModelFunction => offset
        ? new RealModel<PlusConstant<TFunction>>(name + "+constant", [.. parameters, _offset])
        {
            Title = title + " and offset",
            Formula = formula.Split(@",\quad") is [var law, .. var rest] ? string.Join(@",\quad", [law + " + c", .. rest]) : formula,
            Description = description,
            Source = source,
            AbscissaUnits = ["V"],
            Guess = guessWithOffset,
        }
        : new RealModel<TFunction>(name, parameters)
        {
            Title = title,
            Formula = formula,
            Description = description,
            Source = source,
            AbscissaUnits = ["V"],
            Guess = guess,
        };
}
