namespace Spm.Core.Physics.Samples;

/// <summary>
/// A sample of one's own, defined in a cell: a function of (x, y) in m for each property that matters, the rest is a flat, insulating oxide.
/// <code>
/// var mine = new CustomSample { Name = "stripes", HeightM = (x, y) => 5e-9 * Math.Sin(2 * Math.PI * x / 500e-9), Polarization = (x, y) => x &lt; 2.5e-6 ? 1 : -1 };
/// await using var twin = TwinInstrument.Create(mine);
/// </code>
/// With <see cref="Polarization"/> it is ferroelectric and switches by the Landau–Khalatnikov equation.
/// </summary>
public sealed record CustomSample
{
    /// <summary>What it is called.</summary>
    public string Name { get; init; } = "custom";

    /// <summary>Side of the square in m.</summary>
    public double SizeM { get; init; } = SampleModel.UsualSizeM;

    /// <summary>Temperature in K.</summary>
    public double TemperatureK { get; init; } = 300;

    /// <summary>Height in m.</summary>
    public Func<double, double, double>? HeightM { get; init; }

    /// <summary>Reduced modulus E* in Pa, positive.</summary>
    public Func<double, double, double>? ModulusPa { get; init; }

    /// <summary>Work of adhesion in J/m², 0 or more.</summary>
    public Func<double, double, double>? AdhesionEnergyJPerM2 { get; init; }

    /// <summary>Theory of the contact.</summary>
    public ContactTheory Theory { get; init; } = ContactTheory.Dmt;

    /// <summary>Quality factor of the contact as a standard-normal deviation from the mean.</summary>
    public Func<double, double, double>? Dissipation { get; init; }

    /// <summary>V_cpd in V.</summary>
    public Func<double, double, double>? ContactPotentialV { get; init; }

    /// <summary>Current in A at (x, y) and a bias in V.</summary>
    public Func<double, double, double, double>? CurrentA { get; init; }

    /// <summary>Electromechanical response that no bias switches, in units of a fully polarized domain's. Not together with <see cref="Polarization"/>.</summary>
    public Func<double, double, double>? Response { get; init; }

    /// <summary>As-grown polarization, −1 to 1; makes the sample ferroelectric.</summary>
    public Func<double, double, double>? Polarization { get; init; }

    /// <summary>Coercive bias in V, positive; used with <see cref="Polarization"/>.</summary>
    public Func<double, double, double>? CoerciveBiasV { get; init; }

    /// <summary>Bias in V by which loops are shifted; used with <see cref="Polarization"/>.</summary>
    public Func<double, double, double>? ImprintBiasV { get; init; }

    /// <summary>Called for every stay of the tip with (contact, bias in V, duration in s), so that your own variables can evolve.</summary>
    public Action<TipContact, double, double>? Evolve { get; init; }

    /// <summary>Called when the sample is to be as new.</summary>
    public Action? Restore { get; init; }

    /// <summary>Makes the sample; every twin gets its own.</summary>
    /// <exception cref="ArgumentException">A property is impossible or, tried at a few places, not a finite number.</exception>
    public ISample Build() => new DefinedSample(this);
}
