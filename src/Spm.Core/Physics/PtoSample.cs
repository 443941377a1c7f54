namespace Spm.Core.Physics;

/// <summary>
/// A lead titanate film, 5 µm × 5 µm: irregular 180° domains (out of plane, up and down), narrow in-plane domains along the two crystal
/// axes where the out-of-plane double well is absent (α &gt; 0), correlated disorder in coercivity (α) and imprint (built-in field),
/// terraces, grains and a few particles as topography. As-grown walls are the outcome of letting a seeded pattern settle by the
/// Landau–Khalatnikov equation. Everything follows from the seed.
/// </summary>
public sealed class PtoSample
{
    /// <summary>Side of the square sample in m.</summary>
    public const double SizeM = 5e-6;

    private const int Cells = 512;
    private const double SettlingTime = 4;
    private const double InPlaneAlpha = 0.9;
    private readonly double[] _height, _stiffness, _dissipation, _potential;

    /// <summary>Grows the sample.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="disorder">False leaves out disorder in coercivity, imprint, stiffness, dissipation and contact potential.</param>
    public PtoSample(int seed, bool disorder = true)
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

        _stiffness = OrZero(() => Sum(0.8, Field(RandomPurpose.Stiffness, 0, 120e-9), 0.6, Field(RandomPurpose.Stiffness, 1, 600e-9)));
        _dissipation = OrZero(() => Field(RandomPurpose.Dissipation, 0, 200e-9));
        _potential = [.. OrZero(() => Field(RandomPurpose.ContactPotential, 0, 300e-9)).Select(v => 0.3 + 0.1 * v)];
        _height = Topography.Height(seed, InPlane, Cells, CellM);
        for (var i = 0; i < _stiffness.Length && disorder; i++) _stiffness[i] -= 0.8 * InPlane[i];
    }

    /// <summary>Side of a lattice cell in m.</summary>
    public static double CellM => SizeM / Cells;

    /// <summary>The polarization, which tips can change.</summary>
    public PolarizationLattice Lattice { get; }

    /// <summary>1 inside in-plane domains, 0 outside, row-major over the lattice.</summary>
    public double[] InPlane { get; }

    /// <summary>Returns the polarization to its as-grown state.</summary>
    public void Reset() => Lattice.Restore();

    /// <summary>The surface at a position, by bilinear interpolation between cell centres; constant beyond the outermost centres.</summary>
    /// <param name="xM">Position in m.</param>
    /// <param name="yM">Position in m.</param>
    public SurfacePoint SurfaceAt(double xM, double yM)
    {
        var slope = (Interpolate(_height, xM + CellM, yM) - Interpolate(_height, xM - CellM, yM)) / (2 * CellM);
        return new SurfacePoint(Interpolate(_height, xM, yM), slope, Interpolate(_stiffness, xM, yM), Interpolate(_dissipation, xM, yM), Interpolate(_potential, xM, yM));
    }

    private static double Interpolate(double[] field, double xM, double yM)
    {
        var x = Math.Clamp(xM / CellM - 0.5, 0, Cells - 1.000001);
        var y = Math.Clamp(yM / CellM - 0.5, 0, Cells - 1.000001);
        var (column, row) = ((int)x, (int)y);
        var (u, v, i) = (x - column, y - row, row * Cells + column);
        return (1 - v) * ((1 - u) * field[i] + u * field[i + 1]) + v * ((1 - u) * field[i + Cells] + u * field[i + Cells + 1]);
    }
}
