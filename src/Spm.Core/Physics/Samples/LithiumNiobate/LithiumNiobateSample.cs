using System.Collections.Immutable;

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
    private const int DomainsRemembered = 64;
    private const int MostPlacesAcross = 1024;

    /// <summary>Pulses closer than this part of r_0 act on the same domain.</summary>
    private const double SamePlace = 0.25;

    private readonly LithiumNiobateOptions _options;
    private readonly SurfaceMap _height, _criticalBias;

    // Whoever looks at the sample while it is measured sees these two as they were after some pulse: they are replaced, never changed.
    private volatile ImmutableList<WrittenDomain> _domains = [];

    /// <summary>The domains that were pulsed last, the latest last.</summary>
    private volatile WrittenDomain[] _recent = [];

    /// <summary>1 + index of the latest domain in each square of <see cref="PlaceM"/>, so that a place is found again at once.</summary>
    private readonly int[] _places;
    private readonly int _placesAcross;

    /// <summary>Grows the crystal.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="disorder">False leaves out the spread of V_c.</param>
    /// <param name="options">Constants and switches; null for the usual ones.</param>
    /// <exception cref="ArgumentException">A constant of the law is not positive.</exception>
    public LithiumNiobateSample(int seed, bool disorder = true, LithiumNiobateOptions? options = null) : base("linbo3", UsualSizeM)
    {
        _options = options ?? new LithiumNiobateOptions();
        if (_options.Law is not { CriticalBiasV: > 0, RadiusScaleM: > 0, NucleusM: >= 0, GrowthPerLogTime: > 0, ReferenceTimeS: > 0 })
            throw new ArgumentException($"All constants of a domain-writing law are positive, got {_options.Law}. Try: Law = new DomainWritingLaw()", nameof(options));
        _placesAcross = (int)Math.Ceiling(UsualSizeM / PlaceM) + 1;
        _places = new int[_placesAcross * _placesAcross];
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

    /// <summary>Where a tip has tried to write up to now, in the order of first pulses; with radius 0 where no domain appeared.</summary>
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
        var recent = _recent;
        for (var (i, felt) = (recent.Length - 1, 0); i >= 0 && felt < row.Memory; i--)
        {
            var domain = recent[i];
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
        var earlier = IndexAt(x, y);
        var before = earlier >= 0 ? _domains[earlier] : null;
        if (before is not null && drive == 0) return;
        var radius = _options.Law.GrowM(before?.Sign == sign ? before.RadiusM : 0, drive, durationS);
        var domain = new WrittenDomain(before?.XM ?? x, before?.YM ?? y, sign, drive, radius, ElapsedS + durationS);
        Remember(domain, earlier);
        if (radius > 0) Draw(domain);
    }

    /// <inheritdoc/>
    protected override void Restore()
    {
        (_domains, _recent) = ([], []);
        Array.Clear(_places);
        Lattice.Restore();
    }

    private double ChargePotentialV(double xM, double yM)
    {
        var potential = 0.0;
        foreach (var domain in _recent)
        {
            var distance = Distance(domain, xM, yM);
            potential += domain.Sign * _options.ChargePotentialV * domain.Drive * domain.Drive
                * Math.Exp(-0.5 * distance * distance) * _options.Charge.Remaining(ElapsedS - domain.TimeS);
        }
        return potential;
    }

    /// <summary>Side of the squares of <see cref="_places"/>: a domain at the same place lies in this square or in one beside it.</summary>
    private double PlaceM => Math.Max(SamePlace * _options.Law.RadiusScaleM, UsualSizeM / MostPlacesAcross);

    private void Remember(WrittenDomain domain, int earlier)
    {
        var (index, before) = earlier >= 0 ? (earlier, _domains[earlier]) : (_domains.Count, null);
        _domains = before is null ? _domains.Add(domain) : _domains.SetItem(index, domain);
        _recent = [.. _recent.Where(other => !ReferenceEquals(other, before)).TakeLast(DomainsRemembered - 1), domain];
        var (column, row) = Place(domain.XM, domain.YM);
        _places[row * _placesAcross + column] = index + 1;
    }

    /// <summary>Index of the domain at a place; −1 when there is none.</summary>
    private int IndexAt(double xM, double yM)
    {
        var (column, row) = Place(xM, yM);
        for (var i = 0; i < 9; i++)
        {
            var (c, r) = (column + i % 3 - 1, row + i / 3 - 1);
            if (c < 0 || r < 0 || c >= _placesAcross || r >= _placesAcross) continue;
            var index = _places[r * _placesAcross + c] - 1;
            if (index >= 0 && Distance(_domains[index], xM, yM) < SamePlace) return index;
        }
        return -1;
    }

    private (int Column, int Row) Place(double xM, double yM) =>
        (Math.Clamp((int)(xM / PlaceM), 0, _placesAcross - 1), Math.Clamp((int)(yM / PlaceM), 0, _placesAcross - 1));

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
