namespace Spm.Core.Physics.Samples;

/// <summary>
/// A combinatorial library: composition x rises from 0 at the left edge to 1 at the right one, processing temperature from the lower edge to
/// the upper. On a wafer such a spread is centimetres long; here it is as long as the scan range, so that every instrument reaches all of it.
/// Somewhere a phase boundary crosses it, on one side of which the material is ferroelectric. Nothing an instrument returns says where;
/// <see cref="Boundary"/> does. With ξ the distance from the boundary in composition, positive on the ferroelectric side,
/// <code>α(ξ) = −α_0 ξ/w,   P_s ∝ √(ξ/w), coercive field ∝ (ξ/w)^{3/2},   E* = E_0 (1 − 0.35 e^{−ξ²/2σ²})</code>
/// a second-order transition in Landau's theory, with the elastic softening that goes with it; current and contact potential follow composition
/// smoothly and have a bend at the boundary.
/// </summary>
public sealed class LibrarySample : SampleModel
{
    /// <summary>w: distance from the boundary at which α is that of the usual material.</summary>
    public const double CompositionScale = 0.65;

    private const int Cells = 512;
    private const double SettlingTime = 4;
    private const double SofteningWidth = 0.04;
    private readonly double _middle, _tilt, _bow;
    private readonly SurfaceMap _height;
    private readonly TipWindow _window;

    /// <summary>Grows the library.</summary>
    /// <param name="seed">Any number; it hides the boundary.</param>
    /// <param name="disorder">False leaves out local disorder of coercivity and imprint.</param>
    public LibrarySample(int seed, bool disorder = true) : base("library", UsualSizeM)
    {
        var place = new RandomSequence(seed, RandomPurpose.PhaseBoundary);
        _middle = 0.35 + 0.3 * place.NextUniform();
        _tilt = -0.15 + 0.3 * place.NextUniform();
        _bow = -0.1 + 0.2 * place.NextUniform();
        double[] Field(RandomPurpose purpose, double correlationM) => RandomField.Correlated(seed, purpose, 7, Cells, correlationM * Cells / UsualSizeM);
        double[] OrZero(RandomPurpose purpose, double correlationM) => disorder ? Field(purpose, correlationM) : new double[Cells * Cells];

        var (landau, cellM) = (new LandauCoefficients(), UsualSizeM / Cells);
        var (coercivity, imprint, pattern) = (OrZero(RandomPurpose.Coercivity, 40e-9), OrZero(RandomPurpose.Imprint, 60e-9), Field(RandomPurpose.Domains, 120e-9));
        var (alpha, polarization) = (new double[Cells * Cells], new double[Cells * Cells]);
        for (var i = 0; i < alpha.Length; i++)
        {
            var distance = Distance((i % Cells + 0.5) * cellM, (i / Cells + 0.5) * cellM);
            alpha[i] = landau.Alpha * distance / CompositionScale * (1 + 0.08 * coercivity[i]);
            imprint[i] *= 0.03;
            polarization[i] = Math.CopySign(Math.Sqrt(Math.Max(0, -alpha[i]) / landau.Beta), pattern[i]);
        }
        Lattice = new PolarizationLattice(Cells, Cells, cellM, landau, alpha, imprint, polarization);
        Lattice.Settle(SettlingTime);
        _window = new TipWindow(Lattice);
        _height = new SurfaceMap([.. Field(RandomPurpose.Topography, 50e-9).Select(v => 0.8e-9 * v)], Cells, cellM);
        Truth = [new("distance", "Composition less that of the boundary, positive where ferroelectric", "", Distance), .. FerroelectricTruth.Of(Lattice)];
    }

    /// <summary>The polarization, which tips can change.</summary>
    public PolarizationLattice Lattice { get; }

    /// <inheritdoc/>
    public override bool IsFerroelectric => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SampleProperty> Truth { get; }

    /// <summary>Composition at a place, 0 to 1; whoever makes a library knows it.</summary>
    /// <param name="xM">Position in m.</param>
    public double Composition(double xM) => xM / SizeM;

    /// <summary>Processing temperature in K at a place: 850 K at the lower edge, 950 K at the upper.</summary>
    /// <param name="yM">Position in m.</param>
    public double ProcessingTemperatureK(double yM) => 850 + 100 * yM / SizeM;

    /// <summary>The truth: composition of the phase boundary at a place; x_b = middle + tilt (t − ½) + bow (2t − 1)², t = y/size.</summary>
    /// <param name="yM">Position in m.</param>
    public double Boundary(double yM)
    {
        var t = yM / SizeM - 0.5;
        return _middle + _tilt * t + _bow * 4 * t * t;
    }

    /// <inheritdoc/>
    public override double HeightM(double xM, double yM) => _height.At(xM, yM);

    /// <inheritdoc/>
    public override double ResponseAt(double xM, double yM, double resolutionM) => Lattice.Sense(xM, yM, resolutionM);

    /// <inheritdoc/>
    public override double CurrentA(double xM, double yM, double biasV, double biasRateVPerS = 0) =>
        new ConductionLaw(ConductionMechanism.Ohmic, 1e-11 * Math.Exp(3 * Composition(xM) - 4 * Math.Max(0, Distance(xM, yM))), 0, 1e-15).CurrentA(biasV, biasRateVPerS);

    /// <inheritdoc/>
    protected override double ContactPotentialV(double xM, double yM) => 0.2 + 0.3 * Composition(xM) - 0.4 * Math.Max(0, Distance(xM, yM));

    /// <inheritdoc/>
    protected override ContactLaw ContactAt(double xM, double yM)
    {
        var distance = Distance(xM, yM) / SofteningWidth;
        return ContactLaw.Oxide with { ModulusPa = ContactLaw.Oxide.ModulusPa * (1 - 0.35 * Math.Exp(-0.5 * distance * distance)) };
    }

    /// <inheritdoc/>
    protected override void Act(TipContact contact, double biasV, double durationS) => _window.Apply(contact, biasV, durationS);

    /// <inheritdoc/>
    protected override void Restore()
    {
        Lattice.Restore();
        _window.Forget();
    }

    /// <summary>ξ: composition of the boundary less that of the place; the ferroelectric side is the left one.</summary>
    private double Distance(double xM, double yM) => Boundary(yM) - Composition(xM);
}
