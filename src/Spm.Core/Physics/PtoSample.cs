using Spm.Core.Physics.Samples;

namespace Spm.Core.Physics;

/// <summary>
/// A lead titanate film, 5 µm × 5 µm: irregular 180° domains (out of plane, up and down), narrow in-plane domains along the two crystal
/// axes where the out-of-plane double well is absent (α &gt; 0), correlated disorder in coercivity (α) and imprint (built-in field),
/// terraces, grains and a few particles as topography. As-grown walls are the outcome of letting a seeded pattern settle by the
/// Landau–Khalatnikov equation. Everything follows from the seed. Without a tip nothing moves: as-grown domains are at rest.
/// </summary>
public sealed class PtoSample : SampleModel
{
    private const int Cells = 512;
    private const double SettlingTime = 4;
    private const double InPlaneAlpha = 0.9;
    private readonly SurfaceMap _height, _stiffness, _dissipation, _potential;
    private readonly TipWindow _window;

    /// <summary>Grows the sample.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="disorder">False leaves out disorder in coercivity, imprint, stiffness, dissipation and contact potential.</param>
    public PtoSample(int seed, bool disorder = true) : base("pto", UsualSizeM)
    {
        var landau = new LandauCoefficients();
        double[] Field(RandomPurpose purpose, int variant, double correlationM) => RandomField.Correlated(seed, purpose, variant, Cells, correlationM / CellM);
        double[] Sum(double a, double[] first, double b, double[] second) => [.. first.Zip(second, (x, y) => a * x + b * y)];
        double[] OrZero(Func<double[]> field) => disorder ? field() : new double[Cells * Cells];

        InPlane = InPlaneDomains.Mask(seed, Cells, CellM);
        var pattern = Sum(1, Field(RandomPurpose.Domains, 0, 210e-9), 0.25, Field(RandomPurpose.Domains, 1, 50e-9));
        var coercivity = OrZero(() => Sum(0.08, Field(RandomPurpose.Coercivity, 0, 150e-9), 0.24, Field(RandomPurpose.Coercivity, 1, 12e-9)));
        var imprint = OrZero(() => Sum(0.045, Field(RandomPurpose.Imprint, 0, 200e-9), 0.16, Field(RandomPurpose.Imprint, 1, 12e-9)));
        var alpha = new double[Cells * Cells];
        var polarization = new double[Cells * Cells];
        for (var i = 0; i < alpha.Length; i++)
        {
            alpha[i] = landau.Alpha * Math.Max(0.2, 1 + coercivity[i]) * (1 - InPlane[i]) + InPlaneAlpha * InPlane[i];
            polarization[i] = Math.CopySign(landau.SpontaneousPolarization, pattern[i] + 0.25);
        }
        Lattice = new PolarizationLattice(Cells, Cells, CellM, landau, alpha, imprint, polarization);
        Lattice.Settle(SettlingTime);

        var stiffness = OrZero(() => Sum(0.8, Field(RandomPurpose.Stiffness, 0, 120e-9), 0.6, Field(RandomPurpose.Stiffness, 1, 600e-9)));
        for (var i = 0; i < stiffness.Length && disorder; i++) stiffness[i] -= 0.8 * InPlane[i];
        SurfaceMap Map(double[] values) => new(values, Cells, CellM);
        _stiffness = Map(stiffness);
        _dissipation = Map(OrZero(() => Field(RandomPurpose.Dissipation, 0, 200e-9)));
        _potential = Map([.. OrZero(() => Field(RandomPurpose.ContactPotential, 0, 300e-9)).Select(v => 0.3 + 0.1 * v)]);
        _height = Map(Topography.Height(seed, InPlane, Cells, CellM));
        _window = new TipWindow(Lattice);
        Truth = FerroelectricTruth.Of(Lattice);
    }

    /// <summary>Side of a lattice cell in m.</summary>
    public static double CellM => UsualSizeM / Cells;

    /// <summary>The polarization, which tips can change.</summary>
    public PolarizationLattice Lattice { get; }

    /// <summary>1 inside in-plane domains, 0 outside, row-major over the lattice.</summary>
    public double[] InPlane { get; }

    /// <inheritdoc/>
    public override bool IsFerroelectric => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SampleProperty> Truth { get; }

    /// <inheritdoc/>
    public override double HeightM(double xM, double yM) => _height.At(xM, yM);

    /// <summary>The surface at a position, by bilinear interpolation between cell centres; constant beyond the outermost centres.</summary>
    /// <param name="xM">Position in m.</param>
    /// <param name="yM">Position in m.</param>
    public override SurfacePoint SurfaceAt(double xM, double yM)
    {
        double Slope(double dxM, double dyM) => (HeightM(xM + dxM, yM + dyM) - HeightM(xM - dxM, yM - dyM)) / (2 * CellM);
        var stiffness = _stiffness.At(xM, yM);
        return new SurfacePoint(HeightM(xM, yM), Slope(CellM, 0), stiffness, _dissipation.At(xM, yM), _potential.At(xM, yM))
        {
            SlopeY = Slope(0, CellM),
            Contact = ContactLaw.Oxide with { ModulusPa = ContactLaw.Oxide.ModulusPa * Math.Exp(stiffness / StiffnessPerLogModulus) },
        };
    }

    /// <inheritdoc/>
    public override double ResponseAt(double xM, double yM, double resolutionM) => Lattice.Sense(xM, yM, resolutionM);

    /// <inheritdoc/>
    protected override void Act(TipContact contact, double biasV, double durationS) => _window.Apply(contact, biasV, durationS);

    /// <summary>Returns the polarization to its as-grown state.</summary>
    protected override void Restore()
    {
        Lattice.Restore();
        _window.Forget();
    }
}
