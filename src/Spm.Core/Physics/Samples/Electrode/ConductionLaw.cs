namespace Spm.Core.Physics.Samples;

/// <summary>How charge crosses a film.</summary>
public enum ConductionMechanism
{
    /// <summary>I = G V.</summary>
    Ohmic,

    /// <summary>I = sgn(V) G e^{β√|V|} · 1 V: emission over a barrier lowered by the image force.</summary>
    Schottky,

    /// <summary>I = G V e^{β√|V|}: emission out of traps.</summary>
    PooleFrenkel,

    /// <summary>I = G V |V| e^{−B/|V|} / 1 V: tunnelling through a triangular barrier.</summary>
    FowlerNordheim,
}

/// <summary>
/// Current through the film below the tip, I = V/R(V) + C dV/dt, in the forms that the fitting library's <c>ohmic</c>, <c>schottky</c>,
/// <c>poole-frenkel</c> and <c>fowler-nordheim</c> have; Sze and Ng, Physics of Semiconductor Devices, 3rd edition, section 4.3.4.
/// Laws of one polarity are continued as −I(−V).
/// </summary>
/// <param name="Mechanism">The law.</param>
/// <param name="PrefactorS">G in S; in the Schottky law G · 1 V is the zero-field current, in Fowler and Nordheim's G/1 V the prefactor A.</param>
/// <param name="Exponent">β in V^−½, or B in V; not used by the ohmic law.</param>
/// <param name="CapacitanceF">C: stray capacitance of tip, lever and film in F.</param>
public readonly record struct ConductionLaw(ConductionMechanism Mechanism, double PrefactorS, double Exponent = 0, double CapacitanceF = 0)
{
    /// <summary>k/q in V/K; CODATA 2018.</summary>
    private const double VoltsPerKelvin = 8.617333262e-5;

    /// <summary>√(q/(4π ε0)) in √(V·m).</summary>
    private static readonly double _imageRoot = Math.Sqrt(1.43996454e-9);

    /// <summary>A good insulator: 10 TΩ and 1 fF.</summary>
    public static ConductionLaw Insulator { get; } = new(ConductionMechanism.Ohmic, 1e-13, 0, 1e-15);

    /// <summary>Schottky emission from the material, G = S A* T² e^{−φ/kT} / 1 V, β = q/(kT) √(q/(4π ε0 ε d)).</summary>
    /// <param name="areaM2">S in m².</param>
    /// <param name="barrierEv">φ in eV.</param>
    /// <param name="thicknessM">d in m.</param>
    /// <param name="permittivity">ε at optical frequency.</param>
    /// <param name="temperatureK">T in K.</param>
    /// <param name="capacitanceF">C in F.</param>
    public static ConductionLaw Schottky(double areaM2, double barrierEv, double thicknessM, double permittivity, double temperatureK, double capacitanceF = 0)
    {
        const double richardson = 1.20173e6;
        var thermalV = VoltsPerKelvin * temperatureK;
        return new(ConductionMechanism.Schottky, areaM2 * richardson * temperatureK * temperatureK * Math.Exp(-barrierEv / thermalV),
            _imageRoot / (thermalV * Math.Sqrt(permittivity * thicknessM)), capacitanceF);
    }

    /// <summary>Poole–Frenkel conduction, G = G∞ e^{−φ/kT}, β twice that of Schottky emission.</summary>
    /// <param name="prefactorS">G∞ in S.</param>
    /// <param name="trapEv">φ: depth of the trap in eV.</param>
    /// <param name="thicknessM">d in m.</param>
    /// <param name="permittivity">ε at optical frequency.</param>
    /// <param name="temperatureK">T in K.</param>
    /// <param name="capacitanceF">C in F.</param>
    public static ConductionLaw PooleFrenkel(double prefactorS, double trapEv, double thicknessM, double permittivity, double temperatureK, double capacitanceF = 0)
    {
        var thermalV = VoltsPerKelvin * temperatureK;
        return new(ConductionMechanism.PooleFrenkel, prefactorS * Math.Exp(-trapEv / thermalV), 2 * _imageRoot / (thermalV * Math.Sqrt(permittivity * thicknessM)), capacitanceF);
    }

    /// <summary>I in A.</summary>
    /// <param name="biasV">V.</param>
    /// <param name="biasRateVPerS">dV/dt in V/s.</param>
    public double CurrentA(double biasV, double biasRateVPerS = 0)
    {
        var size = Math.Abs(biasV);
        var steady = Mechanism switch
        {
            ConductionMechanism.Ohmic => PrefactorS * biasV,
            ConductionMechanism.Schottky => Math.Sign(biasV) * PrefactorS * Math.Exp(Exponent * Math.Sqrt(size)),
            ConductionMechanism.PooleFrenkel => PrefactorS * biasV * Math.Exp(Exponent * Math.Sqrt(size)),
            _ => size == 0 ? 0 : PrefactorS * biasV * size * Math.Exp(-Exponent / size),
        };
        return steady + CapacitanceF * biasRateVPerS;
    }

    /// <summary>R(V) = V/I(V) in Ω without the capacitive part; ∞ where no current flows.</summary>
    /// <param name="biasV">V.</param>
    public double ResistanceOhm(double biasV)
    {
        var current = CurrentA(biasV);
        return current == 0 ? double.PositiveInfinity : biasV / current;
    }
}
