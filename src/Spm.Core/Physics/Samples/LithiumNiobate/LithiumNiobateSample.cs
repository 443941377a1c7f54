namespace Spm.Core.Physics.Samples;

/// <summary>
/// A single crystal of lithium niobate, polarization down, into which a tip writes cylindrical domains (<see cref="DomainWritingLaw"/>);
/// negative bias erases them. Each pulse leaves screening charge that fades (<see cref="ScreeningCharge"/>), raises the surface potential, and
/// influences the pulses after it by the phenomenological law of <see cref="DomainRow"/>, with the distance to each of the last
/// few domains in place of jd and the sign of its bias; so rows written close together have missing domains, and chaos.
/// </summary>
public sealed class LithiumNiobateSample : SampleModel
{
    private const int Cells = 512;
    private const int FieldCells = 256;
    private const int DomainsWithPotential = 64;

    /// <summary>Pulses closer than this part of r_0 act on the same domain.</summary>
    private const double SamePlace = 0.25;

    private readonly LithiumNiobateOptions _options;
    private readonly SurfaceMap _height, _criticalBias;
    private readonly List<WrittenDomain> _domains = [];

    /// <summary>Grows the crystal.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="disorder">False leaves out the spread of V_c.</param>
    /// <param name="options">Constants and switches; null for the usual ones.</param>
    public LithiumNiobateSample(int seed, bool disorder = true, LithiumNiobateOptions? options = null) : base("linbo3", UsualSizeM)
    {
        _options = options ?? new LithiumNiobateOptions();
        var landau = new LandauCoefficients();
        double[] Fill(double value) => [.. Enumerable.Repeat(value, Cells * Cells)];
        SurfaceMap Map(RandomPurpose purpose, double correlationM, double mean, double deviation)
        {
            var field = RandomField.Correlated(seed, purpose, 3, FieldCells, correlationM * FieldCells / UsualSizeM);
            return new SurfaceMap([.. field.Select(v => mean + deviation * v)], FieldCells, UsualSizeM / FieldCells);
        }

        Lattice = new PolarizationLattice(Cells, Cells, UsualSizeM / Cells, landau, Fill(landau.Alpha), Fill(0), Fill(-landau.SpontaneousPolarization));
        _height = Map(RandomPurpose.Topography, 200e-9, 0, 0.2e-9);
        _criticalBias = Map(RandomPurpose.Coercivity, 60e-9, _options.Law.CriticalBiasV, disorder ? _options.CriticalBiasSpread * _options.Law.CriticalBiasV : 0);
        Truth =
        [
            new("polarization", "Polarization in units of the spontaneous one", "", (x, y) => ResponseAt(x, y, Lattice.CellM)),
            new("critical bias", "Bias above which a domain nucleates", "V", CriticalBiasV),
            new("charge potential", "Surface potential of screening charge", "V", ChargePotentialV),
        ];
    }

    /// <summary>Constants and switches.</summary>
    public LithiumNiobateOptions Options => _options;

    /// <summary>The polarization, drawn from <see cref="Domains"/>.</summary>
    public PolarizationLattice Lattice { get; }

    /// <summary>Where a tip has tried to write, the latest last; with radius 0 where no domain appeared.</summary>
    public IReadOnlyList<WrittenDomain> Domains => _domains;

    /// <inheritdoc/>
    public override bool IsFerroelectric => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SampleProperty> Truth { get; }

    /// <inheritdoc/>
    public override double HeightM(double xM, double yM) => _height.At(xM, yM);

    /// <inheritdoc/>
    public override double ResponseAt(double xM, double yM, double resolutionM) => Lattice.Sense(xM, yM, resolutionM);

    /// <summary>V_c in V at a place.</summary>
    public double CriticalBiasV(double xM, double yM) => _criticalBias.At(xM, yM);

    /// <summary>Bias in V that a pulse has to work with at a place: V plus the influence of the last domains on it.</summary>
    public double EffectiveBiasV(double xM, double yM, double biasV)
    {
        if (!_options.NeighboursOn) return biasV;
        var (row, unit) = (_options.Neighbours, _options.Law.CriticalBiasV / _options.Neighbours.CriticalBiasV);
        for (var (i, felt) = (_domains.Count - 1, 0); i >= 0 && felt < row.Memory; i--)
        {
            var domain = _domains[i];
            var distance = Distance(domain, xM, yM);
            if (distance < SamePlace) continue;
            felt++;
            biasV += domain.Sign * unit * row.InfluenceOf(domain.Drive, distance) * _options.Charge.Remaining(ElapsedS - domain.TimeS);
        }
        return biasV;
    }

    /// <inheritdoc/>
    protected override double ContactPotentialV(double xM, double yM) => 0.3 + ChargePotentialV(xM, yM);

    /// <inheritdoc/>
    protected override void Act(TipContact contact, double biasV, double durationS)
    {
        var (x, y, critical) = (contact.XM, contact.YM, CriticalBiasV(contact.XM, contact.YM));
        if (Math.Abs(biasV) <= critical) return;
        var (sign, effective) = (Math.Sign(biasV), EffectiveBiasV(x, y, biasV));
        var drive = effective * sign > critical ? _options.Law.Drive(effective * _options.Law.CriticalBiasV / critical) : 0;
        var earlier = _domains.FindLastIndex(d => Distance(d, x, y) < SamePlace);
        var before = earlier >= 0 ? _domains[earlier] : null;
        if (before is not null && drive == 0) return;
        if (before is not null) _domains.RemoveAt(earlier);
        var radius = _options.Law.GrowM(before?.Sign == sign ? before.RadiusM : 0, drive, durationS);
        _domains.Add(new WrittenDomain(x, y, sign, drive, radius, ElapsedS + durationS));
        if (radius > 0) Draw(_domains[^1]);
    }

    /// <inheritdoc/>
    protected override void Restore()
    {
        _domains.Clear();
        Lattice.Restore();
    }

    private double ChargePotentialV(double xM, double yM)
    {
        var potential = 0.0;
        for (var i = _domains.Count - 1; i >= Math.Max(0, _domains.Count - DomainsWithPotential); i--)
        {
            var (domain, distance) = (_domains[i], Distance(_domains[i], xM, yM));
            potential += domain.Sign * _options.ChargePotentialV * domain.Drive * domain.Drive
                * Math.Exp(-0.5 * distance * distance) * _options.Charge.Remaining(ElapsedS - domain.TimeS);
        }
        return potential;
    }

    /// <summary>Distance to the centre of a domain in units of r_0.</summary>
    private double Distance(WrittenDomain domain, double xM, double yM) =>
        double.Hypot(domain.XM - xM, domain.YM - yM) / _options.Law.RadiusScaleM;

    /// <summary>Turns the cells of a disc, those on its rim in part.</summary>
    private void Draw(WrittenDomain domain)
    {
        var (cell, target) = (Lattice.CellM, domain.Sign * Lattice.Landau.SpontaneousPolarization);
        var (first, last) = (Index(domain.YM - domain.RadiusM - cell), Index(domain.YM + domain.RadiusM + cell));
        for (var row = first; row <= last; row++)
        {
            for (var column = Index(domain.XM - domain.RadiusM - cell); column <= Index(domain.XM + domain.RadiusM + cell); column++)
            {
                var distance = double.Hypot((column + 0.5) * cell - domain.XM, (row + 0.5) * cell - domain.YM);
                var inside = Math.Clamp((domain.RadiusM - distance) / cell + 0.5, 0, 1);
                ref var p = ref Lattice.Polarization[row * Cells + column];
                p += inside * (target - p);
            }
        }

        int Index(double position) => Math.Clamp((int)Math.Floor(position / cell), 0, Cells - 1);
    }
}
