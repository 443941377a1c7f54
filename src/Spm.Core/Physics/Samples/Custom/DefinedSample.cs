using Spm.Core.Data;

namespace Spm.Core.Physics.Samples;

/// <summary>The sample that a <see cref="CustomSample"/> defines. Every value its functions return is checked.</summary>
internal sealed class DefinedSample : SampleModel
{
    private const double UsualCoerciveBiasV = 3.5;
    private const double SettlingTime = 4;
    private const int Probes = 5;
    private readonly CustomSample _definition;
    private readonly PolarizationLattice? _lattice;
    private readonly TipWindow? _window;
    private readonly double _referenceModulusPa;

    /// <summary>Makes the sample and tries its functions on a coarse grid.</summary>
    /// <exception cref="ArgumentException">Something is impossible.</exception>
    public DefinedSample(CustomSample definition) : base(definition.Name, definition.SizeM)
    {
        _definition = definition;
        if (string.IsNullOrWhiteSpace(definition.Name)) throw new ArgumentException("A sample needs a name. Try: Name = \"mine\"");
        if (!(definition.SizeM is >= 1e-8 and <= 1e-3))
            throw new ArgumentException($"SizeM must be 10 nm to 1 mm, got {Quantity.Compact(definition.SizeM, "m")}. Try: SizeM = 5e-6");
        if (!(definition.TemperatureK is > 0 and <= 3000))
            throw new ArgumentException($"TemperatureK must be above 0 K and at most 3000 K, got {Quantity.Compact(definition.TemperatureK, "K")}. Try: TemperatureK = 300");
        if (definition.Response is not null && definition.Polarization is not null)
            throw new ArgumentException("A sample has either a Response that stays or a Polarization that switches, not both. Leave one out.");
        _referenceModulusPa = Modulus(SizeM / 2, SizeM / 2);
        if (definition.Polarization is not null)
        {
            _lattice = Grow();
            _window = new TipWindow(_lattice);
        }
        Probe();
        Truth = _lattice is null ? [new("response", "Electromechanical response", "", (x, y) => ResponseAt(x, y, 0))] : FerroelectricTruth.Of(_lattice);
    }

    /// <inheritdoc/>
    public override double TemperatureK => _definition.TemperatureK;

    /// <inheritdoc/>
    public override bool IsFerroelectric => _lattice is not null;

    /// <inheritdoc/>
    public override IReadOnlyList<SampleProperty> Truth { get; }

    /// <inheritdoc/>
    protected override double ReferenceModulusPa => _referenceModulusPa;

    /// <inheritdoc/>
    public override double HeightM(double xM, double yM) => Value(_definition.HeightM, 0, nameof(CustomSample.HeightM), "m", xM, yM);

    /// <inheritdoc/>
    public override double ResponseAt(double xM, double yM, double resolutionM) =>
        _lattice?.Sense(xM, yM, resolutionM) ?? Value(_definition.Response, 0, nameof(CustomSample.Response), "", xM, yM);

    /// <inheritdoc/>
    public override double CurrentA(double xM, double yM, double biasV, double biasRateVPerS = 0) => _definition.CurrentA is null
        ? base.CurrentA(xM, yM, biasV, biasRateVPerS)
        : Value((x, y) => _definition.CurrentA(x, y, biasV), 0, nameof(CustomSample.CurrentA), "A", xM, yM);

    /// <inheritdoc/>
    protected override ContactLaw ContactAt(double xM, double yM) => new(_definition.Theory, Modulus(xM, yM),
        Value(_definition.AdhesionEnergyJPerM2, ContactLaw.Oxide.AdhesionEnergyJPerM2, nameof(CustomSample.AdhesionEnergyJPerM2), "J/m²", xM, yM, 0));

    /// <inheritdoc/>
    protected override double DissipationAt(double xM, double yM) => Value(_definition.Dissipation, 0, nameof(CustomSample.Dissipation), "", xM, yM);

    /// <inheritdoc/>
    protected override double ContactPotentialV(double xM, double yM) => Value(_definition.ContactPotentialV, 0.3, nameof(CustomSample.ContactPotentialV), "V", xM, yM);

    /// <inheritdoc/>
    protected override void Act(TipContact contact, double biasV, double durationS)
    {
        _window?.Apply(contact, biasV, durationS);
        _definition.Evolve?.Invoke(contact, biasV, durationS);
    }

    /// <inheritdoc/>
    protected override void Restore()
    {
        _lattice?.Restore();
        _window?.Forget();
        _definition.Restore?.Invoke();
    }

    private double Modulus(double xM, double yM) =>
        Value(_definition.ModulusPa, ContactLaw.Oxide.ModulusPa, nameof(CustomSample.ModulusPa), "Pa", xM, yM, double.Epsilon);

    /// <summary>α from the coercive bias, E_c = ⅔|α|√(|α|/3β), so |α| = (3/2 E_c √(3β))^{2/3}.</summary>
    private PolarizationLattice Grow()
    {
        var (landau, fieldPerVolt) = (new LandauCoefficients(), new TipGeometry().FieldPerVolt);
        var cells = Math.Clamp((int)Math.Round(SizeM / 10e-9), 32, 512);
        var cellM = SizeM / cells;
        var (alpha, imprint, polarization) = (new double[cells * cells], new double[cells * cells], new double[cells * cells]);
        for (var i = 0; i < alpha.Length; i++)
        {
            var (x, y) = ((i % cells + 0.5) * cellM, (i / cells + 0.5) * cellM);
            var coercive = Value(_definition.CoerciveBiasV, UsualCoerciveBiasV, nameof(CustomSample.CoerciveBiasV), "V", x, y, double.Epsilon);
            alpha[i] = -Math.Pow(1.5 * coercive * fieldPerVolt * Math.Sqrt(3 * landau.Beta), 2.0 / 3.0);
            imprint[i] = -fieldPerVolt * Value(_definition.ImprintBiasV, 0, nameof(CustomSample.ImprintBiasV), "V", x, y);
            polarization[i] = Math.Sqrt(-alpha[i] / landau.Beta) * Value(_definition.Polarization, 0, nameof(CustomSample.Polarization), "", x, y, -1, 1);
        }
        // The mean α goes with the unit in which polarization is sensed.
        var lattice = new PolarizationLattice(cells, cells, cellM, landau with { Alpha = alpha.Average() }, alpha, imprint, polarization);
        lattice.Settle(SettlingTime);
        return lattice;
    }

    private void Probe()
    {
        for (var i = 0; i < Probes * Probes; i++)
        {
            var (x, y) = ((i % Probes + 0.5) / Probes * SizeM, (i / Probes + 0.5) / Probes * SizeM);
            SurfaceAt(x, y);
            ResponseAt(x, y, 0.01 * SizeM);
            CurrentA(x, y, 1);
        }
    }

    private double Value(Func<double, double, double>? function, double otherwise, string property, string unit, double xM, double yM,
        double min = double.NegativeInfinity, double max = double.PositiveInfinity)
    {
        if (function is null) return otherwise;
        var value = function(xM, yM);
        if (double.IsFinite(value) && value >= min && value <= max) return value;
        var range = (double.IsFinite(min), double.IsFinite(max)) switch
        {
            (true, true) => $" from {min:G4} to {max:G4}",
            (true, false) => min > 0 ? " above 0" : $", {min:G4} or more",
            _ => "",
        };
        throw new ArgumentException($"{property} of the sample '{Name}' gives {value:G4} at x = {Quantity.Compact(xM, "m")}, y = {Quantity.Compact(yM, "m")}. " +
            $"It must give a finite number{(unit.Length > 0 ? $" of {unit}" : "")}{range} for every place from 0 to {Quantity.Compact(SizeM, "m")} and a little beyond.");
    }
}
